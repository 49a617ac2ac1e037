"""Spaces at which no line may end: between a number and its unit, a day and its month, a title and a name.

Each function gives what must stand around a space, as parts of a regular expression that are tried just behind
it. A tie changes a plain space only; a no-break space that its author put somewhere stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import groupby
from typing import NamedTuple

from pressprint import languages
from pressprint.languages.rules import Typography

# Units and currencies that are written alike in all languages (BIPM, SI brochure; ISO 4217). Left out are those
# that are a word somewhere: "ha" is a verb in Italian and Spanish, "s" a preposition in Czech.
# fmt: off
_UNITS = (
    "km", "m", "cm", "mm", "µm", "μm", "nm", "km²", "m²", "km2", "m2", "m³", "m3", "cm³", "kg", "g", "mg", "µg", "μg",
    "t", "l", "L", "cl", "dl", "ml", "mL", "hl", "h", "min", "ms", "kW", "MW", "GW", "TW", "kWh", "MWh", "GWh", "TWh",
    "kV", "Hz", "kHz", "MHz", "GHz", "kbit/s", "Mbit/s", "Gbit/s", "kB", "MB", "GB", "TB", "dB", "Pa", "hPa", "kPa",
    "bar", "km/h", "m/s", "°C", "°F", "EUR", "USD", "GBP", "CHF", "JPY", "CNY",
)
# fmt: on
_SYMBOLS = "%‰€$£¥₽₴₸"
_CURRENCIES = "€$£¥"
_CODES = ("EUR", "USD", "GBP", "CHF", "JPY", "CNY")

# Quick conditions under which the others are tried at all: most spaces stand between two letters, of which the second
# is a small one.
_LEFT = r"(?<=[\d.rº°] )"  # after a number, a full stop, or 1er
_NOT_SMALL = "(?=[^a-zà-öа-я])"  # before a capital, a number or a sign, and the seldom small letter
_ANYWHERE = ""

# Where the letters of scripts with capitals are: Latin, Greek, Cyrillic, Armenian; Georgian; Latin, Greek with marks.
_BICAMERAL = (range(0x590), range(0x10A0, 0x1100), range(0x1E00, 0x2000))


class Tie(NamedTuple):
    """A condition that is quickly tried, and the one that decides."""

    first: str
    then: str


def tie_pattern(rules: Typography, code: str) -> str:
    """A regular expression that finds each space of a text that must not be a line's end."""
    groups: dict[str, list[str]] = {}
    for rule in TIES:
        for tie in rule(rules, code):
            groups.setdefault(tie.first, []).append(tie.then)
    return " (?:" + "|".join(f"{first}(?:{'|'.join(then)})" for first, then in groups.items()) + ")"


def _units(rules: Typography, code: str) -> Iterator[Tie]:
    units = "|".join(map(re.escape, sorted({*_UNITS, *rules.units}, key=len, reverse=True)))
    yield Tie(_LEFT, rf"(?<=\d )(?=[{re.escape(_SYMBOLS)}](?!\d)|(?:{units})(?!\w))")


def _hours(rules: Typography, code: str) -> Iterator[Tie]:
    """The minutes of `10 h 30`."""
    if code == "fr":
        yield Tie(_NOT_SMALL, "(?=\\d\\d(?!\\d))(?<=\\d[ \u00a0\u202f]h )")


def _amounts(rules: Typography, code: str) -> Iterator[Tie]:
    """The currency before its amount: € 5, CHF 5."""
    yield Tie(_NOT_SMALL, rf"(?=\d)(?:(?<=[{re.escape(_CURRENCIES)}] )|{_behind(_CODES)})")


def _days(rules: Typography, code: str) -> Iterator[Tie]:
    """The day and its month, in either order, with the word between them that a language may have."""
    months = _months(code, rules.month_endings)
    if not months:
        return
    month = rf"(?:{'|'.join(months)})(?!\w)"
    yield Tie(_LEFT, rf"(?:(?<=\d )(?<!\d\d\d )|(?<=\d[.º°] )(?<!\d\d\d. )|(?<=\b1er ))(?={month})")
    if word := re.escape(rules.day_of):
        yield Tie(_LEFT, rf"(?<=\d )(?<!\d\d\d )(?={word}[ \u00a0]{month})")
        yield Tie(_ANYWHERE, rf"(?<=\d[ \u00a0]{word} )(?<!\d\d\d[ \u00a0]{word} )(?={month})")
    if rules.month_first:
        names = _behind(_month_names(code))
        yield Tie(_NOT_SMALL, rf"(?=\d{{1,2}}(?!\d))(?:{names})")


def _figure_dates(rules: Typography, code: str) -> Iterator[Tie]:
    """A date in figures that is written with spaces: 6. 11. 2015."""
    day = r"(?<=(?<!\d)\d\. )|(?<=(?<!\d)\d\d\. )"
    month = "(?<=\\.[ \u00a0]\\d\\. )|(?<=\\.[ \u00a0]\\d\\d\\. )"
    yield Tie(_LEFT, rf"(?:{day})(?=\d{{1,2}}\.[ \u00a0]?\d{{4}}(?!\d))|(?:{month})(?=\d{{4}}(?!\d))")


def _numbered(rules: Typography, code: str) -> Iterator[Tie]:
    """What stands before its number: n° 5, § 5, p. 12, Art. IV."""
    yield Tie(_NOT_SMALL, rf"(?=\d|[IVXLC]+\b)(?:{_behind(('§', '§§', '№', *rules.before_number))})")


def _names(rules: Typography, code: str) -> Iterator[Tie]:
    """A title and the name after it."""
    yield Tie(_NOT_SMALL, rf"(?={_capitals()})(?:{_behind({'Dr.', 'Prof.', *rules.before_name})})")


def _initials(rules: Typography, code: str) -> Iterator[Tie]:
    """Initials and the name after them: J. K. Name."""
    capital = _capitals()
    yield Tie(_NOT_SMALL, rf"(?<=(?<!\w){capital}\. )(?={capital}(?:[^\W\d_]|\.|’))")


def _short_words(rules: Typography, code: str) -> Iterator[Tie]:
    words = {form for word in rules.short_words for form in (word, word.capitalize())}
    if words:
        yield Tie(_ANYWHERE, rf"(?:{_behind(words)})(?=[\w«»„“”‚‘‹›(])")


def _abbreviations(rules: Typography, code: str) -> Iterator[Tie]:
    """The parts of z. B. or s. r. o."""
    for words in rules.abbreviations:
        parts = words.split(" ")
        for number in range(1, len(parts)):
            before = "[ \u00a0]".join(map(re.escape, parts[:number]))
            after = "[ \u00a0]".join(map(re.escape, parts[number:]))
            yield Tie(_LEFT if before[-1] == "." else _ANYWHERE, rf"(?={after})(?<=(?<!\w){before} )")


def _dashes(rules: Typography, code: str) -> Iterator[Tie]:
    """A spaced dash stays on the line of the word before it."""
    if rules.tie_dash:
        yield Tie(_NOT_SMALL, "(?=[–—] )(?<=\\S )")


TIES: tuple[Callable[[Typography, str], Iterable[Tie]], ...] = (
    _units,
    _hours,
    _amounts,
    _days,
    _figure_dates,
    _numbered,
    _names,
    _initials,
    _short_words,
    _abbreviations,
    _dashes,
)


def _behind(words: Iterable[str]) -> str:
    """Alternatives that look back over a space for one of the words; Python wants each of one length."""
    lengths: dict[int, list[str]] = {}
    for word in sorted(set(words)):
        lengths.setdefault(len(word), []).append(re.escape(word))
    return "|".join(rf"(?<=(?<!\w)(?:{'|'.join(group)}) )" for group in lengths.values()) or "(?!)"


@cache
def _capitals() -> str:
    """A class of all capital letters of the scripts that have them, with ranges, which are read faster."""
    members = ""
    codes = [code for block in _BICAMERAL for code in block if chr(code).isupper()]
    for _, numbered in groupby(enumerate(codes), key=lambda pair: pair[1] - pair[0]):
        run = [code for _, code in numbered]
        members += chr(run[0]) + (f"-{chr(run[-1])}" if len(run) > 1 else "")
    return f"[{members}]"


@cache
def _month_names(code: str) -> tuple[str, ...]:
    """The months of a language (CLDR), wide and abbreviated, as they stand in dates and alone."""
    kinds = ("months", "months_short", "months_alone", "months_short_alone")
    calendar = languages.language(code).calendar
    names = {name for kind in kinds for name in calendar[kind] if not name[0].isdigit()}
    return tuple(sorted(names | {name.capitalize() for name in names}))


def _months(code: str, endings: bool) -> list[str]:
    """Patterns for the months of a language, the longest first."""
    names = sorted(_month_names(code), key=len, reverse=True)
    if endings:
        return [re.escape(name[:-2] if len(name) > 4 else name) + r"\w*" for name in names]
    return [re.escape(name) for name in names]
