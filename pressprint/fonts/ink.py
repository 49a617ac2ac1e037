"""Where the ink of a glyph crosses a band below the baseline, so that what is drawn there can leave room for it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from pressprint.fonts.face import Face

Point = tuple[float, float]

_PIECES = 8  # of a curve, as straight lines
_COUNTER = 0.4  # in em: white that is narrower, between two strokes of one glyph, counts as ink


@lru_cache(maxsize=4096)
def crossings(face: Face, glyph: int, low: float, high: float) -> tuple[Point, ...]:
    """From where to where, counted from the glyph's origin, its ink is in the band from `low` to `high`. All in em.

    Glyphs that end above or within the band count as free of it: only what goes through it is of interest.
    """
    unit = face.hb_face.upem
    extents = face.hb_font.get_glyph_extents(glyph)
    if extents is None or (extents.y_bearing + extents.height) / unit >= low:
        return ()
    pen = _Outline()
    face.hb_font.draw_glyph_with_pen(glyph, pen)
    found: list[list[float]] = []
    for left, right in sorted(filter(None, (_within(edge, low * unit, high * unit) for edge in pen.edges))):
        if found and left - found[-1][1] < _COUNTER * unit:
            found[-1][1] = max(found[-1][1], right)
        else:
            found.append([left, right])
    return tuple((left / unit, right / unit) for left, right in found)


def _within(edge: tuple[Point, Point], low: float, high: float) -> Point | None:
    """From where to where an edge is in the band; None where it is not."""
    (x, y), (to_x, to_y) = sorted(edge, key=lambda point: point[1])
    if to_y < low or y > high:
        return None
    slope = (to_x - x) / (to_y - y) if to_y > y else 0.0
    ends = x + (max(low, y) - y) * slope, (x + (min(high, to_y) - y) * slope if to_y > y else to_x)
    return min(ends), max(ends)


class _Outline:
    """A pen (as fontTools has it) that takes an outline as straight edges."""

    def __init__(self) -> None:
        self.edges: list[tuple[Point, Point]] = []
        self._start = self._at = (0.0, 0.0)

    def moveTo(self, point: Point) -> None:  # noqa: N802 -- fontTools' names
        self._start = self._at = point

    def lineTo(self, point: Point) -> None:  # noqa: N802
        self.edges.append((self._at, point))
        self._at = point

    def curveTo(self, *points: Point) -> None:  # noqa: N802
        self._curve((self._at, *points))

    def qCurveTo(self, *points: Point) -> None:  # noqa: N802
        self._curve((self._at, *points))

    def closePath(self) -> None:  # noqa: N802
        self.lineTo(self._start)

    endPath = closePath  # noqa: N815

    def _curve(self, points: Sequence[Point]) -> None:
        """A Bézier curve of any degree, by de Casteljau's construction."""
        for number in range(1, _PIECES + 1):
            at, left = number / _PIECES, points
            while len(left) > 1:
                left = [_between(one, other, at) for one, other in pairwise(left)]
            self.lineTo(left[0])


def _between(one: Point, other: Point, share: float) -> Point:
    return one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share
