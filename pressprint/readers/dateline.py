"""Datelines in plain text: a place and a date in the words of a language."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import cache

from babel import Locale

from pressprint import languages

_ISO = r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)"
_NUMERIC = r"(?P<d>\d{1,2})[./](?P<m>\d{1,2})[./](?P<y>\d{4})"
_CJK = r"(?P<y>\d{4})\s*[年년]\s*(?P<m>\d{1,2})\s*[月월]\s*(?P<d>\d{1,2})\s*[日일]"
_PLACE_LIMIT = 60


@dataclass(frozen=True, slots=True)
class Dateline:
    """A date, and the place before it if there was one."""

    date: datetime.date
    place: str | None


def read_dateline(line: str, language: languages.Language) -> Dateline | None:
    """The dateline that a whole line is, or None: `Paris, le 6 novembre 2015`.

    A date that no calendar has is none.
    """
    for pattern, months in _patterns(language.code):
        if match := pattern.fullmatch(line.strip().rstrip(".")):
            month = months[match["month"].lower()] if months else int(match["m"])
            try:
                date = datetime.date(int(match["y"]), month, int(match["d"]))
            except ValueError:
                return None
            return Dateline(date, _place(match["place"] or "", language) or None)
    return None


def _place(text: str, language: languages.Language) -> str:
    """A place without the small words that join it to the date."""
    words = text.strip(" ,–—").split(" ")
    while len(words) > 1 and words[-1].lower() in language.recognise["dateline_words"]:
        words.pop()
    return " ".join(words).strip(" ,–—")


@cache
def _patterns(code: str) -> tuple[tuple[re.Pattern[str], dict[str, int]], ...]:
    """The forms of a dateline in a language; those with a month's name come with the months' numbers."""
    language = languages.language(code)
    months = _months(code)
    month = "(?P<month>" + "|".join(re.escape(name) for name in sorted(months, key=len, reverse=True)) + ")"
    words = "|".join(re.escape(word) for word in language.recognise["dateline_words"])
    place = rf"(?:(?P<place>[^\d,]{{2,{_PLACE_LIMIT}}}(?:,[^\d,]{{2,{_PLACE_LIMIT}}})?)(?:\s*[,–—]\s*|\s+))?"
    lead_in = rf"(?:(?:{words})\s+)?" if words else ""
    day = r"(?P<d>\d{1,2})(?:er|re|st|nd|rd|th|º|ª|\.)?"
    of = r"(?:de\s+|di\s+|of\s+)?"
    weekday = r"(?:[^\W\d_]+,?\s+)??"
    year_mark = r"(?:\s*(?:г|ж|р)\.)?"  # what follows the year in Russian, Kazakh, Ukrainian
    forms = (
        (rf"{place}{lead_in}{weekday}{day}\s*{of}{month},?\s+{of}(?P<y>\d{{4}}){year_mark}", months),
        (rf"{place}{lead_in}{weekday}{month}\.?\s+{day},?\s+(?P<y>\d{{4}})", months),
        *((place + form, {}) for form in (_ISO, _NUMERIC, _CJK)),
    )
    return tuple((re.compile(form, re.IGNORECASE), names) for form, names in forms)


def _months(code: str) -> dict[str, int]:
    names: dict[str, int] = {}
    months = Locale.parse(code).months
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in months[context][width].items():
                names.setdefault(name.lower(), number)
    return names
