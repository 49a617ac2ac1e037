"""Scripts without spaces between words: where lines may break (UAX #14, with the kinsoku rules it holds)."""

from __future__ import annotations

import re
from functools import cache

# Kana, bopomofo, ideographs and the marks used with them. Hangul has spaces and is divided like other words.
_IDEOGRAPHS = "[\u2e80-\u2fdf\u3001-\u30ff\u3100-\u312f\u31a0-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
_HANGUL = "[\uac00-\ud7a3]"
_FIRST = "\u2e80"  # below it is neither


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
    from uniseg.linebreak import line_break_units  # few releases need it

    return list(line_break_units(text))
