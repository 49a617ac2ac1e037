"""Figures in the columns of a table: which cells hold one, and how many digits stand before its decimal mark.

What is a decimal mark and what parts thousands follows from the number where it has both, else from the language:
1,234 is over a thousand in English and one and some in German.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from pressprint import languages

HANGING = "*†‡§⁎⁰¹²³⁴⁵⁶⁷⁸⁹)]"
"""What stands after a figure, outside the edge that figures are set to: marks of notes, brackets of losses."""

_SPACES = " \u00a0\u202f\u2009"
_CURRENCY = r"(?:[A-Z]{0,2}[$€£¥₽₹₩₺₴₸₪₫฿₦]|[A-Z]{3}|kr\.?|Kč|Ft|zł|Fr\.|лв\.?|руб\.?|ca\.?|c\.)"
_FIGURE = re.compile(
    rf"[(\[]?[{_SPACES}]*[-+−–±~≈<>≤≥]?[{_SPACES}]*(?:{_CURRENCY}[{_SPACES}]*)?[-+−–±]?"
    rf"(?P<number>\d{{1,3}}(?:[{_SPACES}'’]\d{{3}})+(?:[.,٫]\d+)?|\d+(?:[.,٫٬]\d+)*|[.,٫]\d+)"
    r"(?P<after>[^\d/:]{0,14})"
)
_YEAR = re.compile(r"(?:1[89]|20|21)\d\d")
_SEPARATORS = ".,٫"


class Figure(NamedTuple):
    """A cell's number: how many digits it has before its decimal mark."""

    whole_digits: int


@lru_cache(maxsize=4096)
def figure(text: str, tag: str) -> Figure | None:
    """The figure that a cell of a table holds in a language, or None where it holds something else."""
    match = _FIGURE.fullmatch(text.strip())
    if match is None or _is_word(match["after"]):
        return None
    number = match["number"]
    end = _decimal_mark(number, languages.typography(tag).decimal)
    return Figure(sum(character.isdecimal() for character in number[:end]))


def is_placeholder(text: str) -> bool:
    """Whether a cell says that there is no figure: nothing, a dash, `n/a`."""
    text = text.strip()
    return len(text) <= 6 and not any(map(str.isdigit, text)) and (not text.isalpha() or len(text) <= 3)


def is_year(text: str) -> bool:
    """Whether a cell holds a year, which names a row rather than measures something."""
    return bool(_YEAR.fullmatch(text.strip()))


def with_minus(text: str) -> str:
    """A figure with a true minus in place of the hyphen before its digits."""
    return re.sub(rf"^([(\[{_SPACES}]*)-(?=[{_SPACES}]*[^\w\s]?[{_SPACES}]*[\d.,])", r"\1−", text)


def _is_word(after: str) -> bool:
    """Whether what follows a number goes on as a word of its own: 1st, 3D."""
    return after[:1].isalpha() and len(after) > 3


def _decimal_mark(number: str, decimal: str) -> int:
    """Where the decimal mark stands in a number, or where it would: at its end."""
    marks = [character for character in number if character in _SEPARATORS]
    if not marks:
        return len(number)
    last, at = marks[-1], number.rindex(marks[-1])
    if marks.count(last) > 1:
        return len(number)
    grouped = at <= 3 and len(number) - at == 4 and number[0] != "0" and at > 0
    if len(set(marks)) == 1 and last not in (decimal, "٫") and grouped:
        return len(number)
    return at
