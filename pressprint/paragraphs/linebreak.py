"""Line breaking by total fit: the set of breaks with the fewest demerits for the whole paragraph.

After Knuth and Plass, "Breaking Paragraphs into Lines" (Software: Practice and Experience 11, 1981), with the
letters' own elasticity as pdfTeX has it (Hàn Thế Thành, 2000). Instead of an active list, each break that can
be reached pushes its demerits to the ends of the lines that can follow; the few that fit are found by
bisection on running sums.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate
from math import inf

from pressprint.paragraphs.collect import Material
from pressprint.paragraphs.values import Shape

# Knuth and Plass let a space shrink by a third and stretch by a half. Here letters give first, so spaces need
# less: at 0.78 they still part words clearly, and beyond 1.45 a line is plainly loose.
SHRINK = 0.22
STRETCH = 0.45
LOOSEST = 6.0  # a line that no break makes better may still be this loose
LINE_PENALTY = 10.0
# What the letters' elasticity costs when it is used up: little beside a space that is off.
SCALE_BADNESS = 12.0
LAST_LINE_EM = 2.4  # a last line under this is a runt
RUNT_DEMERITS = 4000.0


@dataclass(frozen=True, slots=True)
class Broken:
    """Where a line ends, and how it is fitted: boxes `start` to `end` (exclusive)."""

    start: int
    end: int
    scale: float = 1.0
    ratio: float = 1.0


def break_lines(material: Material, shape: Shape) -> list[Broken]:
    """The lines of a paragraph, in their order. No line is wider than the measure."""
    if not material.widths:
        return []
    if shape.justify:
        return _Justified(material, shape).lines()
    return _Ragged(material, shape).lines()


class _Sums:
    """Running sums over boxes and glue: `boxes[i]` and `spaces[i]` are the widths before box `i`."""

    def __init__(self, material: Material) -> None:
        self.count = len(material.widths)
        self.boxes = [0.0, *accumulate(material.widths)]
        self.spaces = [0.0, *accumulate(material.glue)]
        self.penalties = material.penalties


def badness(ratio: float) -> float:
    """How bad a word space is that is `ratio` times the natural one: 0 at 1, 100 at the limits."""
    give = (ratio - 1) / STRETCH if ratio > 1 else (1 - ratio) / SHRINK
    return 100 * give * give * give


class _Justified:
    """Breaks for lines that fill the measure."""

    def __init__(self, material: Material, shape: Shape) -> None:
        self.sums = _Sums(material)
        self.measure, self.elasticity = shape.measure, shape.elasticity
        pieces = material.pieces[0]
        self.em = pieces[0][1].size

    def lines(self) -> list[Broken]:
        for loosest in (1 + STRETCH * 1.5, LOOSEST, inf):
            breaks = self._search(loosest)
            if breaks:
                return [self._fitted(start, end) for start, end in breaks]
        raise AssertionError("the last search always ends")

    def _search(self, loosest: float) -> list[tuple[int, int]]:
        """The best breaks where no line's spaces are over `loosest`, or none if that cannot be."""
        sums, measure = self.sums, self.measure
        boxes, spaces, count = sums.boxes, sums.spaces, sums.count
        stretched = 1 + self.elasticity
        tightest = measure / (1 - self.elasticity)
        demerits = [inf] * (count + 1)
        demerits[0] = 0.0
        origin = [0] * (count + 1)
        factor = loosest if loosest < inf else 0.0
        reach = [boxes[j + 1] + factor * spaces[j] for j in range(count)]
        for start in range(count):
            before = demerits[start]
            if before == inf:
                continue
            first_box, first_space = boxes[start], spaces[start]
            need = measure / stretched + first_box + factor * first_space
            end = start if loosest == inf else bisect_left(reach, need, start)
            if end >= count:
                end = count - 1
            while end < count:
                width = boxes[end + 1] - first_box
                space = spaces[end] - first_space
                if width + (1 - SHRINK) * space > tightest and end > start:
                    break
                cost = before + self._demerits(width, space, end)
                if cost < demerits[end + 1]:
                    demerits[end + 1], origin[end + 1] = cost, start
                end += 1
        return _path(origin, count) if demerits[count] < inf else []

    def _demerits(self, width: float, space: float, end: int) -> float:
        natural = width + space
        last = end + 1 == self.sums.count
        if last and natural <= self.measure:
            short = natural < LAST_LINE_EM * self.em
            return LINE_PENALTY * LINE_PENALTY + (RUNT_DEMERITS if short else 0.0)
        scale, ratio = self._fit(width, space)
        used = (scale - 1) / self.elasticity if self.elasticity else 0.0
        value = LINE_PENALTY + badness(ratio) + SCALE_BADNESS * used * used
        penalty = self.sums.penalties[end]
        return value * value + penalty * penalty

    def _fit(self, width: float, space: float) -> tuple[float, float]:
        """The letters' scale and the ratio of the spaces that make a line fill the measure."""
        scale = self.measure / (width + space)
        scale = min(max(scale, 1 - self.elasticity), 1 + self.elasticity)
        return scale, (self.measure / scale - width) / space if space else 1.0

    def _fitted(self, start: int, end: int) -> Broken:
        sums = self.sums
        width = sums.boxes[end] - sums.boxes[start]
        space = sums.spaces[end - 1] - sums.spaces[start]
        if end == sums.count and width + space <= self.measure:
            return Broken(start, end)
        scale, ratio = self._fit(width, space)
        return Broken(start, end, scale, min(ratio, LOOSEST))


class _Ragged:
    """Breaks for lines that end where their words end; with `balance` all of about one length."""

    def __init__(self, material: Material, shape: Shape) -> None:
        self.sums = _Sums(material)
        self.measure, self.balance = shape.measure, shape.balance

    def lines(self) -> list[Broken]:
        target = self._balanced_measure() if self.balance else self.measure
        sums, measure = self.sums, self.measure
        demerits = [inf] * (sums.count + 1)
        demerits[0] = 0.0
        origin = [0] * (sums.count + 1)
        for start in range(sums.count):
            for end in range(start, sums.count):
                width = sums.boxes[end + 1] - sums.boxes[start] + sums.spaces[end] - sums.spaces[start]
                if width > measure + 1e-6 and end > start:
                    break
                last = end + 1 == sums.count
                slack = 0.0 if last and not self.balance else 100 * (target - width) / measure
                cost = demerits[start] + (LINE_PENALTY + slack * slack / 40) ** 2 + sums.penalties[end] ** 2
                if cost < demerits[end + 1]:
                    demerits[end + 1], origin[end + 1] = cost, start
        return [Broken(start, end) for start, end in _path(origin, sums.count)]

    def _balanced_measure(self) -> float:
        """The least measure in which the text takes no more lines than it must."""
        least = self._greedy_lines(self.measure)
        low, high = self.measure / 2, self.measure
        while high - low > 1:
            middle = (low + high) / 2
            low, high = (low, middle) if self._greedy_lines(middle) <= least else (middle, high)
        return high

    def _greedy_lines(self, measure: float) -> float:
        sums, lines, start = self.sums, 1, 0
        for end in range(sums.count):
            width = sums.boxes[end + 1] - sums.boxes[start] + sums.spaces[end] - sums.spaces[start]
            if width > measure and end > start:
                lines, start = lines + 1, end
        return lines


def _path(origin: list[int], end: int) -> list[tuple[int, int]]:
    """The lines from the beginning to `end`, read back along the best origins."""
    lines = []
    while end > 0:
        lines.append((origin[end], end))
        end = origin[end]
    return lines[::-1]
