"""The values that go into and come out of setting a paragraph. Lengths are in points."""

from __future__ import annotations

from msgspec import Struct

from pressprint.fonts import Face, Word


class TextStyle(Struct, frozen=True):
    """How a run of text looks: a face, its size, and a colour as `#rrggbb`."""

    face: Face
    size: float
    colour: str
    underline: bool = False


class Span(Struct, frozen=True):
    """A run of text of one style.

    `node` is its place in the document's structure, `language` its BCP 47 tag where it is not the paragraph's.
    """

    text: str
    style: TextStyle
    node: int
    language: str | None = None


class Segment(Struct, frozen=True, eq=False):
    """Words of one style that stand side by side on a line.

    `x` is counted from the left edge of the measure, `width` is that of the words and the gaps between them, both as
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


class Line(Struct, frozen=True, eq=False):
    """One line of a paragraph.

    `scale` is the horizontal scale of its letters and spaces, `ratio` that of its word spaces to those of
    their style's face, before scaling. `spacing` is added after each letter but a word's last, in points
    before scaling. `width` is as printed. `short` marks a line that should fill the measure and does not.
    """

    segments: tuple[Segment, ...]
    width: float
    scale: float = 1.0
    ratio: float = 1.0
    spacing: float = 0.0
    short: bool = False

    @property
    def is_divided(self) -> bool:
        """Whether the line ends within a word."""
        last = self.segments[-1]
        return last.actual is not None and not last.space_after


class Shape(Struct, frozen=True):
    """What a paragraph is to become: its measure, its alignment, and how far it may give.

    `balance` asks for lines of equal length, as titles want them. For justified lines, `elasticity` is the
    share by which letters may be narrowed or widened, `loosest` the ratio of a word space to the natural one
    beyond which a paragraph is set anew with more means, and `hyphenate` whether dividing words is among them.
    `narrow` is for the cells of tables: there ragged lines divide words as well, but only those that are wider than
    the measure.
    """

    measure: float
    justify: bool = False
    balance: bool = False
    elasticity: float = 0.0
    loosest: float = 1.3
    hyphenate: bool = True
    narrow: bool = False


class Broken(Struct, frozen=True, eq=False):
    """A line as a range of boxes, `start` to `end` (exclusive), and how it is fitted.

    `ratio` is that of its word spaces to their natural width, `spaced` the share of their width by which
    letters are spaced, `hang` by how much the first mark stands out into the left margin. `short` marks a
    line that should fill the measure and does not.
    """

    start: int
    end: int
    scale: float = 1.0
    ratio: float = 1.0
    spaced: float = 0.0
    hang: float = 0.0
    short: bool = False
