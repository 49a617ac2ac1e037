"""Justified lines by total fit: the set of breaks with the fewest demerits for the whole paragraph.

After Knuth and Plass, "Breaking Paragraphs into Lines" (Software: Practice and Experience 11, 1981), with the
letters' own elasticity and marks that hang into the margins as in pdfTeX (Hàn Thế Thành, 2000). Instead of an
active list, each break that can be reached pushes its demerits to the ends of the lines that can follow; the
few that fit are found by bisection on running sums.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate
from math import cbrt, inf, sqrt

from pressprint.paragraphs.material import FREE, Material
from pressprint.paragraphs.values import Broken, Shape

# Knuth and Plass let a space shrink by a third and stretch by a half. Here letters give first, so spaces need
# less: at 0.78 they still part words clearly, and a line at 1.45 is plainly loose.
SHRINK = 0.22
STRETCH = 0.45
# A line that would be looser than this is left short instead, and only where nothing else is possible: before
# an address that may not be divided, a gaping line is worse than a short one.
LOOSEST = 2.0
SHORT_DEMERITS = 1e6
LINE_PENALTY = 10.0
LEAST_DEMERITS = LINE_PENALTY * LINE_PENALTY
# What it costs to use up the letters' elasticity, and the letter-spacing: little beside a space that is off.
SCALE_BADNESS = 10.0
SPACING_BADNESS = 25.0
# Neighbours whose spaces differ by more than a tenth show it.
NEIGHBOUR_SLACK = 0.1
NEIGHBOUR_DEMERITS = 2500.0
DOUBLE_HYPHEN_DEMERITS = 8000.0
LADDER_DEMERITS = 1e7  # a third hyphen running
LAST_HYPHEN_DEMERITS = 6000.0  # a hyphen before the last line
RUNT_EM = 2.4  # a last line shorter than this is a runt
RUNT_DEMERITS = 1e6
NEARLY_FULL = 0.965  # a last line longer than this fills the measure, and looks like any other line
NEARLY_FULL_DEMERITS = 4000.0
# A first search leaves out what is looser than this. As such a line has more demerits than any paragraph that the
# search finds (see `_Search.path`), what it finds is the best of all; else the whole is searched.
QUICK_LOOSEST = 1.6
QUICK_DEMERITS = (LINE_PENALTY + 100 * ((QUICK_LOOSEST - 1) / STRETCH) ** 3) ** 2


class Justifier:
    """The sums over a paragraph's boxes and glue, made once for all that is tried with them."""

    def __init__(self, material: Material) -> None:
        self.count = len(material.widths)
        # Widths of boxes and of glue before each box.
        self.boxes = [0.0, *accumulate(material.widths)]
        self.spaces = [0.0, *accumulate(material.glue)]
        self.hang_left, self.hang_right = material.hangs()
        self.joints = material.joints
        self.em = material.em
        self.is_spaceless = material.is_spaceless

    def lines(self, shape: Shape, spacing: float, loosest: float = inf) -> list[Broken]:
        """The best lines that fill the measure, or none where one of them has spaces that are over `loosest`.

        Letters may be spaced by the share `spacing` of their width. Infinitely loose counts a line that was left
        short, and a last line that is a runt.
        """
        if self.boxes[-1] + self.spaces[-2] <= shape.measure:
            return [Broken(0, self.count, hang=self.hang_left[0] if self.is_spaceless else 0.0)]
        search = _Search(self, shape, spacing)
        path = search.path(QUICK_LOOSEST, QUICK_DEMERITS)
        if not path and loosest == inf:
            path = search.path(LOOSEST) or search.path(inf)
        elif not path and search.path(loosest):
            # Looser lines may be part of better ones, but none that alone has as many demerits as what was found.
            path = search.path(_loosest_within(search.least), search.least + 1)
        lines = search.lines(path) if path else []
        return lines if loosest == inf or search.are_even(lines, loosest) else []


def _loosest_within(demerits: float) -> float:
    """A ratio of spaces such that every line with looser ones has more demerits."""
    return 1 + STRETCH * cbrt(max(sqrt(demerits) - LINE_PENALTY, 0.0) / 100)


class _Search:
    """A search for lines of a measure that may give so much."""

    def __init__(self, sums: Justifier, shape: Shape, spacing: float) -> None:
        self.sums, self.measure, self.spacing = sums, shape.measure, spacing
        self.low, self.high = 1 - shape.elasticity, 1 + shape.elasticity
        self.elasticity = shape.elasticity or 1.0
        self.tightest = shape.measure / self.low
        self.widest = shape.measure / (self.high * (1 + spacing))
        self.least = inf  # the demerits of the last path that was searched for

    def path(self, loosest: float, limit: float = inf) -> list[tuple[int, int]]:  # noqa: C901 -- see below
        """The best lines as ranges of boxes.

        There are none if some line's spaces would be over `loosest`, or all demerits together over `limit`. What a
        line costs is worked out in the loop itself: here most of the time goes that a paragraph takes.
        """
        sums, measure, low, high, last = self.sums, self.measure, self.low, self.high, self.sums.count - 1
        boxes, spaces, joints, hang_right, count = sums.boxes, sums.spaces, sums.joints, sums.hang_right, sums.count
        # A line that ends before it reaches so far is too loose; a hyphen, which is narrower than an em, counts for it.
        stretch, margin = (loosest, 0.0) if loosest < inf else (LOOSEST, sums.em)
        reach = [box + stretch * space for box, space in zip(boxes[1:], spaces, strict=False)]
        demerits, origin, ratios = [0.0] + [limit] * count, [0] * (count + 1), [1.0] * (count + 1)
        for start in range(count):
            before = demerits[start]
            if before >= limit:
                continue
            box, space, left, neighbour = boxes[start], spaces[start], sums.hang_left[start], ratios[start]
            slack, after_hyphen = (NEIGHBOUR_SLACK, self._shows_hyphen(start - 1)) if start else (inf, False)
            full = min(max(bisect_left(reach, self.widest - margin + box + stretch * space, start) - 1, start), last)
            for end in range(full if loosest < inf else start, count):
                if before + (LEAST_DEMERITS if end >= full else SHORT_DEMERITS) >= demerits[end + 1]:
                    continue
                joint = joints.get(end)
                room = left + hang_right[end] - joint.width if joint else left + hang_right[end]
                width, gaps = boxes[end + 1] - box, spaces[end] - space
                if width + (1 - SHRINK) * gaps > self.tightest + room and end > start:
                    break
                natural, line = width + gaps, measure + room
                if end == last and natural <= line * NEARLY_FULL:
                    ratio, cost = 1.0, LEAST_DEMERITS + (RUNT_DEMERITS if natural < RUNT_EM * sums.em else 0.0)
                else:
                    scale, spaced, ratio = line / natural, 0.0, 1.0
                    if scale < low:
                        scale, ratio = low, (line / low - width) / gaps if gaps else 1.0
                    elif scale > high:
                        scale, spaced, ratio = self._give(width, gaps, line)
                    if ratio <= LOOSEST:
                        give = (scale - 1) / self.elasticity
                        off = (ratio - 1) / STRETCH if ratio > 1 else (1 - ratio) / SHRINK
                        value = LINE_PENALTY + SCALE_BADNESS * give * give + 100 * off * off * off
                        if spaced:
                            value += SPACING_BADNESS * (spaced / self.spacing) ** 2
                        cost = value * value + (NEARLY_FULL_DEMERITS if end == last else 0.0)
                    elif loosest == inf:
                        ratio, cost = 1.0, SHORT_DEMERITS * (2 - natural / line)
                    else:
                        continue
                cost += before
                if joint:
                    cost += joint.penalty * joint.penalty
                if after_hyphen:
                    cost += self._hyphen_demerits(origin[start], end)
                differs = abs(ratio - neighbour) - slack
                if differs > 0 and end < last:
                    cost += NEIGHBOUR_DEMERITS * differs
                if cost < demerits[end + 1]:
                    demerits[end + 1], origin[end + 1], ratios[end + 1] = cost, start, ratio
        self.least = demerits[count]
        return _path_to(origin, count) if self.least < limit else []

    def _give(self, width: float, gaps: float, measure: float) -> tuple[float, float, float]:
        """The letters' scale, the share by which they are spaced, and the ratio of the spaces that fill a measure.

        Letters give first. The ratio is infinite where there are no spaces and the letters cannot give enough.
        """
        used = measure / (width + gaps)
        if used <= self.high:
            scale = max(used, self.low)
            return scale, 0.0, (measure / scale - width) / gaps if gaps else 1.0
        room = measure / self.high
        spaced = min((room - gaps) / width - 1, self.spacing)
        rest = room - width * (1 + spaced)
        return self.high, spaced, rest / gaps if gaps else 1.0 if rest < 0.01 else inf

    def _hyphen_demerits(self, before: int, end: int) -> float:
        """What a line costs whose predecessor, which begins at the box `before`, ends in a hyphen."""
        if end + 1 == self.sums.count:
            return LAST_HYPHEN_DEMERITS
        if not self._shows_hyphen(end):
            return 0.0
        return LADDER_DEMERITS if before and self._shows_hyphen(before - 1) else DOUBLE_HYPHEN_DEMERITS

    def _shows_hyphen(self, box: int) -> bool:
        return box in self.sums.joints and self.sums.joints[box].shows_hyphen

    def lines(self, path: list[tuple[int, int]]) -> list[Broken]:
        """The lines with their scale, spacing and spaces."""
        return [self._fitted(start, end) for start, end in path]

    def are_even(self, lines: list[Broken], loosest: float) -> bool:
        """Whether no line is short or looser than this, and the last one is no runt."""
        if not lines or any(line.short or line.ratio > loosest for line in lines):
            return False
        sums, last = self.sums, lines[-1]
        width = sums.boxes[-1] - sums.boxes[last.start] + sums.spaces[-2] - sums.spaces[last.start]
        return len(lines) == 1 or width >= RUNT_EM * sums.em

    def _fitted(self, start: int, end: int) -> Broken:
        sums = self.sums
        left = sums.hang_left[start]
        measure = self.measure + left + sums.hang_right[end - 1]
        width = sums.boxes[end] - sums.boxes[start] + sums.joints.get(end - 1, FREE).width
        gaps = sums.spaces[end - 1] - sums.spaces[start]
        if end == sums.count and width + gaps <= measure * NEARLY_FULL:
            return Broken(start, end, hang=left)
        scale, spaced, ratio = self._give(width, gaps, measure)
        if ratio > LOOSEST:
            return Broken(start, end, hang=left, short=True)
        return Broken(start, end, scale, ratio, spaced, left)


def _path_to(origin: list[int], end: int) -> list[tuple[int, int]]:
    """The lines from the beginning to `end`, read back along the best origins."""
    lines = []
    while end > 0:
        lines.append((origin[end], end))
        end = origin[end]
    return lines[::-1]
