"""The line under a link: it leaves room for letters that reach below it."""

from __future__ import annotations

from collections.abc import Iterator

from pressprint.fonts.ink import crossings
from pressprint.paragraphs import Line, Segment

DROP = 0.13  # of the line's lower edge below the baseline; all in em
WIDTH = 0.05
_ABOVE = 0.02  # how near ink may come to the line from above or below
_BESIDE = 0.06  # and from the side
_SHORTEST = 0.3  # what may be left of the line between two letters: no crumbs


def strokes(segment: Segment, line: Line) -> list[tuple[float, float]]:
    """Where the line under a segment is drawn: the start of each piece, from the segment's own, and its length."""
    em = segment.style.size * line.scale
    pieces: list[tuple[float, float]] = []
    at = 0.0
    for left, right in _ink(segment, line):
        if left - at >= _SHORTEST * em:
            pieces.append((at, left - at))
        at = max(at, right)
    if segment.width - at >= _SHORTEST * em or not at:
        pieces.append((at, segment.width - at))
    return pieces


def _ink(segment: Segment, line: Line) -> Iterator[tuple[float, float]]:
    """From where to where letters reach through the line, with the white beside them, in their order."""
    em = segment.style.size * line.scale
    spacing, gap = line.spacing * line.scale, line.ratio * segment.style.face.space.width * em
    x = 0.0
    for word in segment.words:
        for glyph in word.glyphs:
            for left, right in crossings(word.face, glyph.id, -DROP - _ABOVE, WIDTH - DROP + _ABOVE):
                start = x + glyph.x_offset * em
                yield start + (left - _BESIDE) * em, start + (right + _BESIDE) * em
            x += glyph.advance * em + spacing
        x += gap - spacing
