"""Lines with text from right to left, put back into the order in which they are read (UAX #9, rule L2).

A page shows such a line in visual order, and not every line can be read in one way alone: “12 km” and “km 12” look
the same among Arabic words. So each line is first looked for in the source, where the order of reading is known:
a stretch of the source that, set, looks as the line does is what the line says. What is found nowhere, because the
page says something else or has a label in the line, is put back by the rules.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from pressprint.conformance.reading import ShownLine, folded
from pressprint.paragraphs.bidi import is_right_to_left, levels_of, visual_order

_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_RIGHT = ("R", "AL")


class Written:
    """The texts of a source with the level of each character, as paragraphs of one direction would set them."""

    def __init__(self, texts: Iterable[tuple[str, int]]) -> None:
        """`texts` are texts with the level of the paragraphs that they are set in: 1 from right to left, else 0."""
        self._characters: list[str] = []
        self._levels: list[int] = []
        for text, base in texts:
            for part in _CONTROLS.sub("", text).split("\n"):
                # What parts a text from the next one stands at the level of its paragraph.
                self._characters += [*part, " "]
                self._levels += [*(levels_of(part, base=base) if part else ()), base]
        # Places of characters that say something, and sums that tell quickly what has the same letters.
        kept = [(place, fold) for place, c in enumerate(self._characters) if (fold := folded(c))]
        self._places = [place for place, _ in kept for _ in _]
        self._sums = list(accumulate((_weight(c) for _, fold in kept for c in fold), initial=0))
        self._at = 0

    def looking_like(self, line: str) -> str | None:
        """The stretch of the source that, set on a line, gives these words; None where there is none.

        The stretch that follows the last line that was found is tried first.
        """
        start = self._start(line)
        return None if start is None else "".join(self._characters[slice(*self._ends(start, line))])

    def next_line(self, line: str) -> list[tuple[int, str]] | None:
        """As `looking_like`, but gives for each character from left to right its place in the source.

        What follows is sought after it.
        """
        start = self._start(line)
        if start is None:
            return None
        self._at = start + _length(line)
        first, last = self._ends(start, line)
        places = [first + n for n in visual_order(self._levels[first:last])]
        return [(place, fold) for place in places for fold in folded(self._characters[place])]

    def _start(self, line: str) -> int | None:
        if not line:
            return None
        letters = line.replace(" ", "")
        length, total, sums = len(letters), sum(map(_weight, letters)), self._sums
        starts = (n for n, (begin, end) in enumerate(zip(sums, sums[length:], strict=False)) if end - begin == total)
        here = self._at
        is_next = here + length < len(sums) and sums[here + length] - sums[here] == total
        for start in (*([here] if is_next else []), *starts):
            if self._visual(*self._ends(start, line)) == line:
                return start
        return None

    def _ends(self, start: int, line: str) -> tuple[int, int]:
        """Where a stretch with as many characters as a line begins and ends."""
        return self._places[start], self._places[start + _length(line) - 1] + 1

    def _visual(self, first: int, last: int) -> str:
        characters = self._characters
        order = visual_order(self._levels[first:last])
        return words_of(characters[first + n] for n in order)


def read(lines: Iterable[ShownLine], written: Written, *, base: int) -> str:
    """The text of lines in the order of reading. `base` is the level of the paragraphs."""
    return "".join(_text(line, written, base) for line in lines)


def _text(line: ShownLine, written: Written, base: int) -> str:
    if not base and not is_right_to_left(line.text):
        return line.text
    shown = [(character, mark) for text, mark in line.visual for character in _characters(text)]
    characters = [character for character, _ in shown]
    words = words_of(characters)
    if not words:
        return " "
    found = written.next_line(words)
    if found is None:
        return _by_rule(characters, written, base)
    # Within a mark the places on the line tell the order, among marks the tree does.
    marks = [mark for character, mark in shown for _ in folded(character)]
    placed = sorted(zip(marks, found, strict=True), key=lambda one: (one[0], one[1][0]))
    return "".join(fold for _, (_, fold) in placed)


def _characters(text: str) -> Iterable[str]:
    """The characters of a code from left to right: those of a glyph that runs from right to left begin at its right."""
    return reversed(text) if is_right_to_left(text) else text


def _by_rule(characters: Sequence[str], written: Written, base: int) -> str:
    """The order that the rules give, with each passage from left to right as the source has it."""
    groups = list(_groups(characters, base))
    if base:
        return "".join(_said(*group, written, base) for group in reversed(groups))
    # Among words from left to right, those from right to left and the figures between them are one passage.
    result: list[str] = []
    passage: list[str] = []
    waiting: list[str] = []
    for direction, group in groups:
        words = _said(direction, group, written, base)
        if direction:
            passage = [words, *reversed(waiting), *passage]
            waiting = []
        elif passage and not any(unicodedata.bidirectional(c) == "L" for c in group):
            waiting.append(words)
        else:
            result += [*passage, *waiting, words]
            passage, waiting = [], []
    return "".join([*result, *passage, *waiting])


def _said(direction: int, group: Sequence[str], written: Written, base: int) -> str:
    """What a stretch says. Figures that stand alone among words from right to left follow each other as these do."""
    words = "".join(group)
    if direction:
        return words[::-1]
    found = written.looking_like(words_of(words))
    if found is None and base and not any(unicodedata.bidirectional(c) == "L" for c in group):
        return " ".join(reversed(words.split()))
    return words if found is None else found


def _groups(characters: Sequence[str], base: int) -> Iterator[tuple[int, list[str]]]:
    """Stretches of one direction from left to right: 1 is read from right to left. What is neutral goes with the last.

    A mark stands left of what it marks, where that is read from right to left.
    """
    group: list[str] = []
    now: int | None = None
    for character in characters:
        kind = unicodedata.bidirectional(character)
        new = int(kind in _RIGHT) if kind in _RIGHT or (folded(character) and kind != "NSM") else now
        if new != now and now is not None:
            yield now, group
            group = []
        now = new
        group.append(character)
    if group:
        yield base if now is None else now, group


def words_of(characters: Iterable[str]) -> str:
    """Characters folded, with one space wherever there is space between them."""
    return " ".join("".join([" " if c.isspace() else folded(c) for c in characters]).split())


def _length(line: str) -> int:
    """The number of characters that say something."""
    return len(line) - line.count(" ")


def _weight(character: str) -> int:
    return ord(character) ** 3 + 7
