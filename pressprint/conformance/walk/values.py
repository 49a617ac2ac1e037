"""What a walk over the pages gives."""

from __future__ import annotations

from typing import Any

from msgspec import Struct, field

from pressprint.conformance.parts import Key
from pressprint.conformance.report import Finding

Colour = tuple[float, float, float]
"""Red, green and blue, from 0 to 1."""


class Run(Struct, frozen=True):
    """The texts of the codes that one operator showed, from left to right, and where the first one stands."""

    x: float
    y: float
    size: float
    texts: tuple[str, ...]


class Shown(Struct, frozen=True):
    """Text that was shown: where, how large, in which colour and on which; None where that is not known."""

    place: str
    words: str
    size: float
    bold: bool
    colour: Colour | None
    ground: Colour | None


class Font(Struct):
    """A font that was used, with the codes shown in it, and those shown without a text in their place."""

    obj: Any
    place: str
    texts: dict[int, str] | None
    wide: bool
    codes: set[int] = field(default_factory=set)
    spoken: set[int] = field(default_factory=set)


class Content(Struct):
    """What all pages show, and what is wrong with how they show it.

    `texts` holds the text of each mark, by its page and its MCID; `runs` holds the same by where it stands (a text
    in the place of what is shown stands where that begins).
    """

    texts: dict[tuple[Key, int], str] = field(default_factory=dict)
    runs: dict[tuple[Key, int], list[Run]] = field(default_factory=dict)
    fonts: dict[Any, Font] = field(default_factory=dict)
    shown: list[Shown] = field(default_factory=list)
    languages: list[tuple[str, str]] = field(default_factory=list)
    faults: list[Finding] = field(default_factory=list)


class Page:
    """The page that is walked: its name in messages, its resources now, and where what is found goes to."""

    def __init__(self, result: Content, place: str, key: Key) -> None:
        self.result, self.place, self.key = result, place, key
        self.resources: Any = None
        self.depth = 0
        self._told: set[str] = set()

    def fault(self, rule: str, message: str, hint: str) -> None:
        """Notes a fault once a page: a thousand unmarked glyphs are one fault."""
        if message not in self._told:
            self._told.add(message)
            self.result.faults.append(Finding(rule, self.place, message, hint))
