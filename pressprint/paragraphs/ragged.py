"""Ragged lines by total fit: they end where their words end, and with `balance` all are of about one length."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection
from itertools import accumulate, pairwise
from math import sqrt

from pressprint.paragraphs.justify import RUNT_EM
from pressprint.paragraphs.material import Material
from pressprint.paragraphs.values import Broken, Shape

LINE_PENALTY = 10.0
LEAST_DEMERITS = LINE_PENALTY * LINE_PENALTY
# What a balanced line costs that ends with a word which leans on the next one, with the first word of a clause, or with
# a number before what it counts: rather than the first, lines may differ by a quarter of the measure.
_LEANING = 30.0
_FIRST = 22.0
_NUMBER = 15.0
# What a ragged line costs that ends with a word of one letter, and a last one that is narrower than so many ems, or
# than this share of a narrow measure, the more the narrower: lines may differ by a tenth of it, and by a fifth.
_LETTER = 12.0
_RUNT_DEMERITS, _RUNT_EM, _RUNT_SHARE = 600.0, 6.0, 1 / 3
_MARKS = (":", ";", ",", ".", "!", "?", "–", "—", "…")
_COUNT = re.compile(r"(?!(?:19|20)\d\d$)\d[\d.,\u00a0\u202f]*\b")  # but not a year


def break_ragged(material: Material, shape: Shape, leaning: Collection[str] = ()) -> list[Broken]:
    """The best lines that are no wider than the measure. Balanced ones do not gladly end with `leaning` words."""
    if material.is_spaceless:
        search = _Search(material, shape)
        search.hang_blanks(material)
        return [Broken(0, search.count, hang=search.hang[0])] if search.fits_on_a_line() else search.lines()
    if sum(material.widths) + sum(material.glue[:-1]) <= shape.measure:
        return [Broken(0, len(material.widths))]
    search = _Search(material, shape)
    if shape.balance and not shape.narrow:
        search.find_leaning(material, leaning)
    elif not shape.narrow:
        search.find_letters(material)
        search.runt = min(_RUNT_EM * material.em, _RUNT_SHARE * shape.measure)
    return search.lines()


class _Search:
    """The sums over a paragraph's boxes and glue."""

    def __init__(self, material: Material, shape: Shape) -> None:
        self.measure, self.balance = shape.measure, shape.balance
        self.count = len(material.widths)
        self.boxes = [0.0, *accumulate(material.widths)]
        self.spaces = [0.0, *accumulate(material.glue)]
        # Where a box begins and ends in a text on one line.
        self.begins = [box + space for box, space in zip(self.boxes, self.spaces, strict=True)]
        self.natural = [box + space for box, space in zip(self.boxes[1:], self.spaces, strict=False)]
        self.hang = [0.0] * self.count
        self.joints = material.joints
        # What is against a break after a box, beside what the line leaves empty.
        self.penalties = {number: joint.penalty for number, joint in self.joints.items()}
        self.runt = 0.0  # the least width of a last line that is long enough

    def find_letters(self, material: Material) -> None:
        """Notes the words of one letter."""
        widest = material.em
        for number, width in enumerate(material.widths):
            if width < widest and len(text := material.text(material.word_of[number])) == 1 and text.isalpha():
                self.penalties.setdefault(number, _LETTER)

    def find_leaning(self, material: Material, words: Collection[str]) -> None:
        """Notes the boxes that no line should end with, and what one costs that does."""
        begins = False
        for number in range(self.count - 1):
            text = material.text(material.word_of[number])
            if text.lstrip("“„«‘‚‹\u00a0\u202f([").lower() in words or (text[0] == "(" and text[-1] == ":"):
                self.penalties[number] = _LEANING
            elif _COUNT.fullmatch(text):
                self.penalties[number] = _NUMBER
            elif begins and not text.endswith(_MARKS):
                self.penalties[number] = _FIRST
            begins = text.endswith(_MARKS)

    def hang_blanks(self, material: Material) -> None:
        """Has blanks of text without spaces hang out of its lines, of which the last one is to be no runt."""
        self.hang, after = material.hangs()
        self.begins = [at + blank for at, blank in zip(self.begins, [*self.hang, 0.0], strict=True)]
        self.natural = [at - blank for at, blank in zip(self.natural, after, strict=True)]
        self.runt = RUNT_EM * material.em

    def fits_on_a_line(self) -> bool:
        """Whether all of the text does."""
        return self.natural[-1] - self.begins[0] <= self.measure

    def lines(self) -> list[Broken]:
        """The lines with the fewest demerits: the squares of what they leave empty."""
        target = self._balanced_measure() if self.balance else self.measure
        # Each line that is filled in turn bounds what the best ones cost, and so how much a line may leave empty.
        limit = self._greedy_demerits(target) * (1 + 1e-9) + 1e-6
        least = target - self.measure / 100 * sqrt(40 * (sqrt(limit) - LINE_PENALTY))
        last, joints = self.count - 1, self.joints
        demerits = [0.0] + [limit] * self.count
        origin = [0] * (self.count + 1)
        for start in range(self.count):
            before = demerits[start]
            left = self.begins[start]
            first = bisect_left(self.natural, least + left, start, last)
            for end in range(first, self.count):
                if before + LEAST_DEMERITS >= demerits[end + 1]:
                    continue
                width = self.natural[end] - left
                if width > self.measure + 1e-6 and end > start:
                    break
                if end in joints and end > start and width + joints[end].width > self.measure + 1e-6:
                    continue  # there is no room for the hyphen
                cost = before + self._demerits(width, target, end)
                if cost < demerits[end + 1]:
                    demerits[end + 1], origin[end + 1] = cost, start
        breaks, end = [], self.count
        while end > 0:
            breaks.append(Broken(origin[end], end, hang=self.hang[origin[end]]))
            end = origin[end]
        return breaks[::-1]

    def _demerits(self, width: float, target: float, end: int) -> float:
        """What a line costs that ends with a box."""
        if end + 1 == self.count and not self.balance:
            return LEAST_DEMERITS + (_RUNT_DEMERITS * (1 - width / self.runt) if width < self.runt else 0.0)
        slack = 100 * (target - width) / self.measure
        value = LINE_PENALTY + slack * slack / 40
        return value * value + (self.penalties[end] ** 2 if end in self.penalties else 0.0)

    def _hyphen(self, end: int) -> float:
        """The width of the hyphen that a line shows which ends with a box."""
        return self.joints[end].width if end in self.joints else 0.0

    def _greedy_demerits(self, target: float) -> float:
        """What the lines cost that are filled in turn."""
        starts = self._greedy_starts(target)
        return sum(
            self._demerits(self._width(start, end - 1), target, end - 1)
            for start, end in pairwise([*starts, self.count])
        )

    def _width(self, start: int, end: int) -> float:
        """The width of a line from box `start` to box `end`."""
        return self.natural[end] - self.begins[start]

    def _balanced_measure(self) -> float:
        """The least measure in which the text takes no more lines than it must."""
        least = len(self._greedy_starts(self.measure))
        low, high = self.measure / 2, self.measure
        while high - low > 1:
            middle = (low + high) / 2
            low, high = (low, middle) if len(self._greedy_starts(middle)) <= least else (middle, high)
        return high

    def _greedy_starts(self, measure: float) -> list[int]:
        """Where lines begin that are filled in turn."""
        starts = [0]
        while starts[-1] < self.count:
            start = starts[-1]
            left = self.begins[start]
            end = max(bisect_right(self.natural, measure + left, start), start + 1)
            while start + 1 < end < self.count and self.natural[end - 1] + self._hyphen(end - 1) > measure + left:
                end -= 1  # there is no room for the hyphen
            starts.append(end)
        return starts[:-1]
