"""Justified lines by total fit: the set of breaks with the fewest demerits for the whole paragraph.

After Knuth and Plass, "Breaking Paragraphs into Lines" (Software: Practice and Experience 11, 1981), with the
letters' own elasticity and marks that hang into the margins as in pdfTeX (Hàn Thế Thành, 2000). Instead of an
active list, each break that can be reached pushes its demerits to the ends of the lines that can follow; the
few that fit are found by bisection on running sums.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate
from math import inf

from pressprint.paragraphs.collect import FREE, Material
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


@dataclass(frozen=True, slots=True)
class Fit:
    """The lines of a paragraph, and how loose the loosest of them is.

    Infinitely loose counts a line that was left short, and a last line that is a runt.
    """

    lines: list[Broken]
    loosest: float


def break_justified(material: Material, shape: Shape, spacing: float) -> Fit:
    """The best lines that fill the measure. Letters may be spaced by the share `spacing` of their width."""
    if sum(material.widths) + sum(material.glue[:-1]) <= shape.measure:
        return Fit([Broken(0, len(material.widths))], 1.0)
    search = _Search(material, shape, spacing)
    return search.fit(search.path(LOOSEST) or search.path(inf))


class _Search:
    """The sums over a paragraph's boxes and glue, and what its lines may give."""

    def __init__(self, material: Material, shape: Shape, spacing: float) -> None:
        self.measure, self.spacing = shape.measure, spacing
        self.count = len(material.widths)
        # Widths of boxes and of glue before each box.
        self.boxes = [0.0, *accumulate(material.widths)]
        self.spaces = [0.0, *accumulate(material.glue)]
        self.hang_left, self.hang_right = material.hangs()
        self.joints = material.joints
        self.low, self.high = 1 - shape.elasticity, 1 + shape.elasticity
        self.elasticity = shape.elasticity or 1.0
        self.em = material.pieces[0][0][1].size

    def path(self, loosest: float) -> list[tuple[int, int]]:
        """The best lines as ranges of boxes, or nothing if some line's spaces would be over `loosest`."""
        count, boxes, spaces, measure = self.count, self.boxes, self.spaces, self.measure
        hang_left, hang_right, joints = self.hang_left, self.hang_right, self.joints
        tightest = measure / self.low
        widest = measure / (self.high * (1 + self.spacing))
        factor = 0.0 if loosest == inf else loosest
        reach = [boxes[j + 1] + factor * spaces[j] for j in range(count)]
        demerits = [inf] * (count + 1)
        demerits[0] = 0.0
        origin = [0] * (count + 1)
        ratios = [1.0] * (count + 1)
        for start in range(count):
            before = demerits[start]
            if before == inf:
                continue
            box, space, left = boxes[start], spaces[start], hang_left[start]
            end = bisect_left(reach, widest + box + factor * space, start) if factor else start
            end = min(max(end - 1, start), count - 1)
            while end < count:
                joint = joints.get(end, FREE)
                room = left + hang_right[end] - joint.width
                width, gaps = boxes[end + 1] - box, spaces[end] - space
                if width + (1 - SHRINK) * gaps > tightest + room and end > start:
                    break
                cost, ratio = self._demerits(width, gaps, measure + room, end, loosest)
                if cost < inf:
                    cost += before + joint.penalty * joint.penalty + self._between(start, end, ratio, ratios, origin)
                    if cost < demerits[end + 1]:
                        demerits[end + 1], origin[end + 1], ratios[end + 1] = cost, start, ratio
                end += 1
        return _path_to(origin, count) if demerits[count] < inf else []

    def _demerits(self, width: float, gaps: float, measure: float, end: int, loosest: float) -> tuple[float, float]:
        """What a line costs by itself, and the ratio of its spaces."""
        natural = width + gaps
        if end + 1 == self.count and natural <= measure * NEARLY_FULL:
            runt = RUNT_DEMERITS if natural < RUNT_EM * self.em else 0.0
            return LINE_PENALTY * LINE_PENALTY + runt, 1.0
        scale, spaced, ratio = self._give(width, gaps, measure)
        if ratio > LOOSEST:
            return (inf if loosest < inf else SHORT_DEMERITS * (2 - natural / measure)), 1.0
        give = (scale - 1) / self.elasticity
        value = LINE_PENALTY + SCALE_BADNESS * give * give
        if ratio > 1:
            over = (ratio - 1) / STRETCH
            value += 100 * over * over * over
        else:
            short = (1 - ratio) / SHRINK
            value += 100 * short * short * short
        if spaced:
            share = spaced / self.spacing
            value += SPACING_BADNESS * share * share
        full = NEARLY_FULL_DEMERITS if end + 1 == self.count else 0.0
        return value * value + full, ratio

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

    def _between(self, start: int, end: int, ratio: float, ratios: list[float], origin: list[int]) -> float:
        """What a line costs for what stands before it: another tightness, hyphens one under the other."""
        if start == 0:
            return 0.0
        cost = 0.0
        last = end + 1 == self.count
        differs = abs(ratio - ratios[start]) - NEIGHBOUR_SLACK
        if differs > 0 and not last:
            cost += NEIGHBOUR_DEMERITS * differs
        if self._shows_hyphen(start - 1):
            if last:
                cost += LAST_HYPHEN_DEMERITS
            elif self._shows_hyphen(end):
                before = origin[start]
                ladder = before and self._shows_hyphen(before - 1)
                cost += LADDER_DEMERITS if ladder else DOUBLE_HYPHEN_DEMERITS
        return cost

    def _shows_hyphen(self, box: int) -> bool:
        return box in self.joints and self.joints[box].shows_hyphen

    def fit(self, path: list[tuple[int, int]]) -> Fit:
        """The lines with their scale, spacing and spaces."""
        lines = [self._fitted(start, end) for start, end in path]
        start, end = path[-1]
        width = self.boxes[end] - self.boxes[start] + self.spaces[end - 1] - self.spaces[start]
        runt = len(lines) > 1 and width < RUNT_EM * self.em
        loosest = max(inf if line.short else line.ratio for line in lines)
        return Fit(lines, inf if runt else loosest)

    def _fitted(self, start: int, end: int) -> Broken:
        left = self.hang_left[start]
        measure = self.measure + left + self.hang_right[end - 1]
        width = self.boxes[end] - self.boxes[start] + self.joints.get(end - 1, FREE).width
        gaps = self.spaces[end - 1] - self.spaces[start]
        if end == self.count and width + gaps <= measure * NEARLY_FULL:
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
