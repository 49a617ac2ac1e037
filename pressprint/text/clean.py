"""Characters that have no business on a page: controls, zero-width ones, bidi overrides, private ones."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

# Zero-width joiners shape Arabic and Indic text and stay in those scripts (Unicode 15, section 23.2).
_JOINERS = "\u200c\u200d"
_JOINING_SCRIPTS = {"Arab", "Deva", "Beng", "Taml", "Thai"}
_REMOVED = (
    "\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f"  # C0 and C1, but for tab, line ends and next line
    "\u00ad\u200b\u2060-\u206f\ufeff\u180e"  # soft hyphen, zero-width and format characters, byte order mark
    "\u061c\u200e\u200f\u202a-\u202e"  # bidi marks, embeddings, overrides; the isolates stand in the line above
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"  # controls of shorthand and of music
    "\ue000-\uf8ff\U000f0000-\U0010ffff"  # private use: each font means something else by it
    "\ufe00-\ufe0f\ufff9-\uffff\ufdd0-\ufdef\ud800-\udfff\U000e0000-\U000e0fff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0xF0000, 0x10000))
)
LOST = "\ufffd"
"""What programs write in place of a character that they could not read."""

_UNNAMED = {"Co": "a character of private use", "Cn": "no character", "Cs": "half a character"}
_SPACES = re.compile(r"[\t\x0c\x85\u2028\u2029]")
# Most text is of nothing but this: composed Latin letters, and the signs of prose.
_UNUSUAL = re.compile("[^\n -~\u00a0-\u00ac\u00ae-\u0233\u2010-\u2027\u202f\u20ac\u2122]")


def clean(text: str, script: str) -> tuple[str, str]:
    """A text as it may be set, and the characters that were taken out of it.

    The text is in Unicode's composed form (NFC); tabs and other line ends are spaces. `script` is the ISO
    15924 code of its language.
    """
    if not _UNUSUAL.search(text):
        return text, ""
    pattern = _dirt(script in _JOINING_SCRIPTS)
    removed = ""
    if pattern.search(text):
        removed = "".join(pattern.findall(text))
        text = pattern.sub("", text)
    if _SPACES.search(text):
        text = _SPACES.sub(" ", text)
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    return text, removed


@cache
def _dirt(joins: bool) -> re.Pattern[str]:
    """What is taken out of texts in a script whose letters join, or of others. It takes a while to compile."""
    return re.compile(f"[{_REMOVED}]" if joins else f"[{_REMOVED}{_JOINERS}]")


def describe(removed: str) -> str:
    """Removed characters as a warning tells them: `U+200B (zero width space) 2 times`."""
    parts = []
    for character in dict.fromkeys(removed):
        unnamed = _UNNAMED.get(unicodedata.category(character), "a control character")
        name = unicodedata.name(character, unnamed).lower()
        count = removed.count(character)
        parts.append(f"U+{ord(character):04X} ({name})" + (f" {count} times" if count > 1 else ""))
    return ", ".join(parts)
