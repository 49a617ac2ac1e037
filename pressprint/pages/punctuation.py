"""The marks that pressprint itself puts between words, by the script of the language."""

from __future__ import annotations

from pressprint.languages import typography
from pressprint.pages.desk import Desk

_COMMAS = {"Arab": "، ", "Jpan": "、", "Hans": "，"}
_COLONS = {"Jpan": "：", "Hans": "："}
_BRACKETS = {"Jpan": "（{}）", "Hans": "（{}）"}


def comma(desk: Desk) -> str:
    """A comma and the space after it."""
    return _COMMAS.get(desk.language.script, ", ")


def colon(desk: Desk) -> str:
    """A colon with the spaces around it."""
    before = typography(desk.release.language).before.get(":", "")
    return _COLONS.get(desk.language.script) or f"{before}: "


def in_brackets(before: str, text: str, desk: Desk) -> str:
    """A text with another one in brackets after it."""
    brackets = _BRACKETS.get(desk.language.script)
    return before + (brackets.format(text) if brackets else f" ({text})")
