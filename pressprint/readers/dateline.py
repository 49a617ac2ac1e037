"""Datelines in plain text: a place and a date in the words of a language."""

from __future__ import annotations

import datetime
import re
from functools import cache

from msgspec import Struct

from pressprint import languages
from pressprint.errors import quoted

_ISO = r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)"
_NUMERIC = r"(?P<d>\d{1,2})(?P<sign>[./])(?P<m>\d{1,2})[./](?P<y>\d{4})"
_CJK = r"(?P<y>\d{4})\s*[年년]\s*(?P<m>\d{1,2})\s*[月월]\s*(?P<d>\d{1,2})\s*[日일]"
_OF = r"(?:de\s+|di\s+|of\s+)?"
_YEAR = r"(?P<y>\d{4})(?:\s*(?:г|ж|р|r|года|році|року|roku)\b)?"  # what follows the year in Slavic and Turkic languages
_PLACE = re.compile(r"[^\d,،、，]{2,60}(?:[,،、，][^\d,،、，]{2,60})?")
_LINE_LIMIT = 200
_JOINTS = " \t\u00a0\u202f,،、，–—-|·:"


class Dateline(Struct, frozen=True):
    """A date, and the place before it if there was one."""

    date: datetime.date
    place: str | None


def read_dateline(line: str, language: languages.Language) -> Dateline | None:
    """The dateline that a whole line is, or None: `Paris, le 6 novembre 2015`.

    Raises:
        ValueError: the line is a dateline, but its date does not exist or could be two different days.
    """
    line = line.strip().rstrip(" .")
    if len(line) > _LINE_LIMIT:
        return None
    for form in _forms(language.code):
        match = _compiled(form).fullmatch(line)
        if match and (place := _place(match["before"], language)) is not None:
            return Dateline(_date(match, language), place or None)
    return None


def _date(match: re.Match[str], language: languages.Language) -> datetime.date:
    parts = match.groupdict()
    written = match.string[match.end("before") :].strip(_JOINTS)
    month = int(parts["m"]) if parts.get("m") else _numbers(language.code)[_month_key(parts["month"])]
    day = int(parts["d"])
    # English puts the month first on one side of the Atlantic and the day on the other.
    if parts.get("sign") == "/" and language.code == "en" and day != month and max(day, month) <= 12:
        raise ValueError(f"{quoted(written)} could be two days; write the month as a word")
    try:
        return datetime.date(int(parts["y"]), month, day)
    except ValueError:
        raise ValueError(f"{quoted(written)} is not a date of the calendar; correct the day or the month") from None


def _place(before: str, language: languages.Language) -> str | None:
    """A place without the small words that join it to the date: empty if only they stand there, None if it is none.

    A longer word in small letters, such as `opened`, makes it a sentence that happens to end in a date.
    """
    small = _small_words(language.code)
    text = before.strip(_JOINTS)
    while match := small.search(text):
        text = text[: match.start()].strip(_JOINTS)
    is_place = _PLACE.fullmatch(text) and not any(word.islower() and len(word) > 4 for word in text.split())
    return text if is_place or not text else None


@cache
def _small_words(code: str) -> re.Pattern[str]:
    """The words at a text's end that belong to the date behind it: `le`, `den`, a day of the week."""
    language = languages.language(code)
    words = {*language.recognise["dateline_words"], *language.calendar["days"], *language.calendar["days_alone"]}
    alternatives = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?:^|(?<=[\s{re.escape(_JOINTS)}]))(?:{alternatives})$", re.IGNORECASE)


@cache
def _forms(code: str) -> tuple[str, ...]:
    """The forms of a line that ends in a date: the language's own one first, then those that are written besides."""
    language = languages.language(code)
    names = "|".join(re.escape(name) for name in sorted(_months(code), key=len, reverse=True))
    month = rf"(?P<month>{names})\.?"
    day = rf"(?P<d>\d{{1,2}})(?:er|re|st|nd|rd|th|º|ª|{re.escape(language.dates['first_day'][1:])}|\.)?"
    forms = (
        _own_form(language.dates["date"], day, month),
        rf"{day}\s*{_OF}{month},?\s+{_OF}{_YEAR}",
        rf"{month}\s+{day},?\s+(?P<y>\d{{4}})",
        _ISO,
        _NUMERIC,
        _CJK,
    )
    # A date begins where no other number or word goes on into it.
    start = r"(?P<before>.*?)(?<!\d)(?:(?=\d)|(?<!\w))"
    return tuple(start + form for form in forms)


@cache
def _compiled(form: str) -> re.Pattern[str]:
    """A form that is tried: mostly the first one fits, and the others are not compiled."""
    return re.compile(form, re.IGNORECASE)


def _own_form(pattern: str, day: str, month: str) -> str:
    """A CLDR pattern as a regular expression; a full stop at its end is not looked for."""
    fields = {"d": day, "MMMM": month, "M": r"(?P<m>\d{1,2})", "y": r"(?P<y>\d{4})"}
    form = ""
    for is_field, part in languages.pattern_parts(pattern.rstrip(".")):
        form += fields[part] if is_field else re.sub(r"(\\?\s)+", r"\\s*", re.escape(part).replace("’", "['’]"))
    return form


@cache
def _months(code: str) -> dict[str, int]:
    """The numbers of the months by their names, full and short, without full stops."""
    calendar = languages.language(code).calendar
    kinds = ("months", "months_short", "months_alone", "months_short_alone")
    return {name.rstrip("."): number for kind in kinds for number, name in enumerate(calendar[kind], start=1)}


@cache
def _numbers(code: str) -> dict[str, int]:
    """The numbers of the months by the keys of their names."""
    return {_month_key(name): number for name, number in _months(code).items()}


def _month_key(name: str) -> str:
    """A month's name in the one form that its spellings share, Turkish ı and İ included."""
    return name.replace("İ", "i").casefold().replace("ı", "i")
