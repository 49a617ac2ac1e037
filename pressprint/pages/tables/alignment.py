"""Figures under each other at their decimal mark, and words at one side of their column.

All places are those of text from left to right; a page from right to left is mirrored when it is finished.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from pressprint.fonts import Glyph
from pressprint.paragraphs import Line
from pressprint.text.figures import HANGING

_MARKS = {".", ",", "٫"}

Side = Literal["start", "end", "center"]


class Edges(Struct, frozen=True, eq=False):
    """How far a figure reaches from its decimal mark: to the left, to the right, and with marks that hang there."""

    left: float
    right: float
    hang: float


class Block(Struct, frozen=True, eq=False):
    """How far the figures of a column reach from their decimal marks, all taken together."""

    left: float = 0.0
    right: float = 0.0
    hang: float = 0.0

    @property
    def width(self) -> float:
        """What the column has to have room for."""
        return self.left + self.right + self.hang

    def scaled(self, scale: float) -> Block:
        """The same figures in another size."""
        return Block(self.left * scale, self.right * scale, self.hang * scale)


def edges_of(line: Line, whole_digits: int) -> Edges:
    """The edges of a figure on a line that has so many digits before its decimal mark."""
    left, digits, right = 0.0, 0, 0.0
    for glyph, x, width in _glyphs(line):
        if glyph.text in _MARKS and not whole_digits and not digits:
            left = x
        count = sum(character.isdecimal() for character in glyph.text)
        digits += count
        if count and digits == whole_digits:
            left = x + width
        if not all(character in HANGING for character in glyph.text):
            right = x + width
    return Edges(left, max(right - left, 0.0), line.width - max(right, left))


def block_of(edges: list[Edges]) -> Block:
    """The figures of a column together."""
    if not edges:
        return Block()
    return Block(max(e.left for e in edges), max(e.right for e in edges), max(e.hang for e in edges))


def figure_x(line: Line, edges: Edges | None, block: Block, width: float, *, right_to_left: bool) -> float:
    """Where a figure begins in a column of a width, and what stands for one (without edges): at the last digits.

    On a page from right to left digits still run from left to right, so that figures are set to the other side of
    the mirrored column.
    """
    if right_to_left:
        return width - block.left - (line.width - edges.left if edges else block.right)
    if edges is None:
        return width - block.hang - line.width
    return width - block.hang - block.right - edges.left


def word_x(line: Line, side: Side, block: Block, width: float) -> float:
    """Where a line begins in a column; at the column's end it keeps to the edge of its figures."""
    if side == "start":
        return 0.0
    return (width - line.width) / 2 if side == "center" else max(width - block.hang - line.width, 0.0)


def _glyphs(line: Line) -> Iterator[tuple[Glyph, float, float]]:
    """The glyphs of a line from left to right, where each begins, and its width."""
    for segment in sorted(line.segments, key=lambda segment: segment.x):
        size, x = segment.style.size * line.scale, segment.x
        gap = segment.style.face.space.width * size * line.ratio
        for word in segment.words:
            for glyph in word.glyphs:
                width = glyph.advance * size
                yield glyph, x, width
                x += width
            x += gap
