"""Ragged lines by total fit: they end where their words end, and with `balance` all are of about one length."""

from __future__ import annotations

from itertools import accumulate
from math import inf

from pressprint.paragraphs.collect import Material
from pressprint.paragraphs.values import Broken, Shape

LINE_PENALTY = 10.0
LEAST_DEMERITS = LINE_PENALTY * LINE_PENALTY


def break_ragged(material: Material, shape: Shape) -> list[Broken]:
    """The best lines that are no wider than the measure."""
    return _Search(material, shape).lines()


class _Search:
    """The sums over a paragraph's boxes and glue."""

    def __init__(self, material: Material, shape: Shape) -> None:
        self.measure, self.balance = shape.measure, shape.balance
        self.count = len(material.widths)
        self.boxes = [0.0, *accumulate(material.widths)]
        self.spaces = [0.0, *accumulate(material.glue)]
        self.joints = material.joints

    def lines(self) -> list[Broken]:
        """The lines with the fewest demerits: the squares of what they leave empty."""
        if self._width(0, self.count - 1) <= self.measure:
            return [Broken(0, self.count)]
        target = self._balanced_measure() if self.balance else self.measure
        demerits = [inf] * (self.count + 1)
        demerits[0] = 0.0
        origin = [0] * (self.count + 1)
        for start in range(self.count):
            before = demerits[start]
            left = self.boxes[start] + self.spaces[start]
            for end in range(start, self.count):
                if before + LEAST_DEMERITS >= demerits[end + 1]:
                    continue
                width = self.boxes[end + 1] + self.spaces[end] - left
                if width > self.measure + 1e-6 and end > start:
                    break
                last = end + 1 == self.count
                slack = 0.0 if last and not self.balance else 100 * (target - width) / self.measure
                value = LINE_PENALTY + slack * slack / 40
                cost = before + value * value + (self.joints[end].penalty ** 2 if end in self.joints else 0.0)
                if cost < demerits[end + 1]:
                    demerits[end + 1], origin[end + 1] = cost, start
        breaks, end = [], self.count
        while end > 0:
            breaks.append(Broken(origin[end], end))
            end = origin[end]
        return breaks[::-1]

    def _width(self, start: int, end: int) -> float:
        """The width of a line from box `start` to box `end`."""
        return self.boxes[end + 1] - self.boxes[start] + self.spaces[end] - self.spaces[start]

    def _balanced_measure(self) -> float:
        """The least measure in which the text takes no more lines than it must."""
        least = self._greedy_lines(self.measure)
        low, high = self.measure / 2, self.measure
        while high - low > 1:
            middle = (low + high) / 2
            low, high = (low, middle) if self._greedy_lines(middle) <= least else (middle, high)
        return high

    def _greedy_lines(self, measure: float) -> int:
        lines, start = 1, 0
        for end in range(self.count):
            if end > start and self._width(start, end) > measure:
                lines, start = lines + 1, end
        return lines
