"""Scripts without spaces between words: where lines may break, and what stands between two characters.

Lines break by UAX #14, with the kinsoku rules it holds. Brackets and marks are as wide as an ideograph, half of it or
more blank; of two that meet one keeps its blank (JLREQ, 3.1.4; CLREQ, 3.1.6). Between an ideograph and a Latin letter
or a figure stands a little space (JLREQ, 3.2.6; CSS Text 4, text-autospace).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from unicodedata import category

# Kana, bopomofo, ideographs and the marks used with them. Hangul has spaces and is divided like other words.
_IDEOGRAPHS = "[\u2e80-\u2fdf\u3001-\u30ff\u3100-\u312f\u31a0-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
_HANGUL = "[\uac00-\ud7a3]"
_FIRST = "\u2e80"  # below it is neither

_STOPS = frozenset("、。，．")
_MIDDLE = frozenset("・：；·")
# To UAX #14 these quotation marks may open or close, and the wave and the dot may begin a line: right elsewhere.
_UNAMBIGUOUS = str.maketrans("“”～·", "「」〜・")
# Common characters: those that may not end a line, those that may not begin one, and those that may do both.
_NEVER_LAST = "「『（〈《【〔"
_NEVER_FIRST = "」』）〉》】〕、。，．：；！？・…ー々ゝゞヽヾ〜ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"
_EITHER = "ぁ-ゖァ-ヺ\u4e00-\u9fff"
_FIGURE_OR_WORD = f"[A-Za-z0-9]+(?:(?<=[0-9])[.,][0-9]+)*(?:(?<=[0-9])%(?![{_NEVER_LAST}]))?(?![A-Za-z0-9.,%])"
_SIMPLE_UNIT = f"[{_NEVER_LAST}]*(?:[{_EITHER}]|{_FIGURE_OR_WORD})[{_NEVER_FIRST}]*"
_CLAUSE_END = f"(?<=[、。，])(?=[{_NEVER_LAST}\u4e00-\u9fff])"
# Marks that Latin faces have too. Beside ideographs they are another face's, and as wide as these.
_SHARED_QUOTES = "“”"
_SHARED = "‘’…—·"

AUTOSPACE = 0.07
"""The space between an ideograph and a Latin letter or a figure, in em: less than that at which readers of the file,
to which it looks the same, put in a space that nobody wrote (a tenth, together with the spacing of a line)."""

Blanks = tuple[float, float]
"""How wide a character is blank before and after what shows of it, in em, where that may be left out."""


def has_ideographs(text: str) -> bool:
    """Whether a text is in a script that may break between any two characters."""
    return not text.isascii() and max(text) >= _FIRST and _pattern(_IDEOGRAPHS).search(text) is not None


def has_hangul(text: str) -> bool:
    """Whether a text has Korean syllables."""
    return not text.isascii() and max(text) >= _FIRST and _pattern(_HANGUL).search(text) is not None


# Large sets take a while to compile, and most releases have no character that is in one.
_pattern = cache(re.compile)


def units_of(text: str) -> list[str]:
    """A text in units between which a line may break: no mark is parted from what it may not leave."""
    if has_hangul(text):
        return _by_all_rules(text)
    units, done = [], 0
    for unit in _units(text.translate(_UNAMBIGUOUS)):
        units.append(text[done : done + len(unit)])
        done += len(unit)
    return units


def _units(text: str) -> Iterator[str]:
    """The units of each clause, for which the few rules of common characters serve, or else all of UAX #14."""
    for clause in _pattern(_CLAUSE_END).split(text):
        simple = [match[0] for match in _pattern(_SIMPLE_UNIT).finditer(clause)]
        yield from simple if sum(map(len, simple)) == len(clause) else _by_all_rules(clause)


def _by_all_rules(text: str) -> list[str]:
    from uniseg.linebreak import line_break_units  # few releases need it, and it takes its time

    return list(line_break_units(text))


def first_ideograph(text: str) -> str:
    """The first ideograph of a text, or nothing."""
    return next((character for character in text if _kind(character) == "ideograph"), "")


def is_wide_mark(character: str, around: str) -> bool:
    """Whether a mark is to be as wide as ideographs in text that holds some; `around` it are these characters.

    Between two Latin letters, as an apostrophe is, it is theirs.
    """
    if character in _SHARED:
        return len(around) < 2 or any(_kind(other) != "letter" for other in around)
    return character in _SHARED_QUOTES


def is_mark(character: str) -> bool:
    """Whether a character may be blank in part: a bracket, a stop or a mark in the middle."""
    return _kind(character) in ("open", "close", "middle")


def is_figure_parted(first: str, second: str) -> bool:
    """Whether a line that breaks between two characters parts a figure from its counter."""
    return first.isdecimal() and _kind(second) == "ideograph"


def between(first: str, second: str, after: float, before: float) -> float:
    """What is to be added between two characters, in em; negative where a blank is left out.

    `after` is what the first character is blank at its end, `before` what the second is at its beginning.
    """
    left, right = _kind(first), _kind(second)
    if {left, right} == {"ideograph", "letter"}:
        return AUTOSPACE
    if right == "open" and left in ("open", "middle"):
        return -before
    if right == "open" and left == "close":
        return -min(after, before)
    return -after if left == "close" and right in ("close", "middle") else 0.0


def is_dropped_at_end(character: str, after: float) -> bool:
    """Whether a line that ends with a character does without the blank after it (JLREQ, 3.1.9)."""
    return character == "\u3000" or (_kind(character) in ("close", "middle") and after > 0.4)


@cache
def _kind(character: str) -> str:
    """What a character is beside its neighbours: `open`, `close`, `middle`, `ideograph`, `letter` or nothing."""
    group = category(character)
    if character in _MIDDLE:
        return "middle"
    if character in _STOPS or group in ("Pe", "Pf"):
        return "close"
    if group in ("Ps", "Pi"):
        return "open"
    wide = character >= _FIRST and not "\uff00" <= character <= "\uff65"
    if wide and (group[0] == "L" or character == "〇") and not _pattern(_HANGUL).match(character):
        return "ideograph"
    return "letter" if character < _FIRST and (group[0] == "L" or group == "Nd") else ""
