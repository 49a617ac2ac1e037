"""The values that go into and come out of setting a paragraph. Lengths are in points."""

from __future__ import annotations

from dataclasses import dataclass

from pressprint.fonts import Face, Word


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a run of text looks: a face, its size, and a colour as `#rrggbb`."""

    face: Face
    size: float
    colour: str
    underline: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text of one style. `node` is its place in the document's structure."""

    text: str
    style: TextStyle
    node: int


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """Words of one style that stand side by side on a line.

    `x` is counted from the line's start, `width` is that of the words and the gaps between them, both as
    printed. `space_after` tells whether a space follows the last word. `actual` is the text that a reader
    should take in place of the words: the whole of a divided word, or a space for the rest of one that was told before.
    """

    words: tuple[Word, ...]
    style: TextStyle
    node: int
    x: float
    width: float
    space_after: bool
    actual: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """One line of a paragraph.

    `scale` is the horizontal scale of its letters and spaces, `ratio` that of its word spaces to their face's
    own, before scaling. `spacing` is added after each letter, in points before scaling. `width` is as
    printed.
    """

    segments: tuple[Segment, ...]
    width: float
    scale: float = 1.0
    ratio: float = 1.0
    spacing: float = 0.0


@dataclass(frozen=True, slots=True)
class Shape:
    """What a paragraph is to become: its measure, its alignment, and how far it may give.

    `balance` asks for lines of equal length, as titles want them. `elasticity` is the share by which the
    letters of a justified line may be narrowed or widened.
    """

    measure: float
    justify: bool = False
    balance: bool = False
    elasticity: float = 0.0
