"""Finalize: breaks become lines of words at their places."""

from __future__ import annotations

from collections.abc import Iterator

from pressprint.fonts import Word, joined
from pressprint.paragraphs.collect import Material, Piece
from pressprint.paragraphs.linebreak import Broken
from pressprint.paragraphs.values import Line, Segment, TextStyle


def finalize(material: Material, broken: list[Broken]) -> Iterator[Line]:
    """The lines that the breaks make of the material."""
    for line in broken:
        yield _line(material, line)


def _line(material: Material, line: Broken) -> Line:
    maker = _LineMaker(line)
    box = line.start
    while box < line.end:
        word, first = material.word_of[box], box
        while box < line.end and material.word_of[box] == word:
            box += 1
        _add_word(maker, material, word, first, box)
    return maker.line()


def _add_word(maker: _LineMaker, material: Material, number: int, start: int, end: int) -> None:
    """Puts the boxes `start` to `end`, all of the word `number`, on the line."""
    begins = start == 0 or material.word_of[start - 1] != number
    ends = end == len(material.word_of) or material.word_of[end] != number
    if begins and ends:
        maker.add_word(material.words[number], spaced=True)
        return
    # The first part of a divided word tells all of it, the others only the space that follows: an empty text
    # is passed over by some readers, which then tell the part once more.
    pieces = [piece for box in material.pieces[start:end] for piece in box]
    maker.break_off()
    maker.add_word(_joined(pieces), spaced=ends, actual=material.text(number) if begins else " ")
    maker.break_off()


def _joined(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Pieces side by side with those of one style and face as one."""
    result: list[Piece] = []
    for word, style, node in pieces:
        if result and result[-1][1] is style and result[-1][2] == node and result[-1][0].face is word.face:
            result[-1] = (joined((result[-1][0], word)), style, node)
        else:
            result.append((word, style, node))
    return tuple(result)


class _LineMaker:
    """Puts words side by side, in one segment as long as their style and place are the same."""

    def __init__(self, line: Broken) -> None:
        self.scale, self.ratio = line.scale, line.ratio
        self.segments: list[Segment] = []
        self.words: list[Word] = []
        self.style: TextStyle | None = None
        self.node = 0
        self.actual: str | None = None
        self.x = self.start = 0.0
        self.spaced = False
        self.gap = 0.0

    def add_word(self, pieces: tuple[Piece, ...], *, spaced: bool, actual: str | None = None) -> None:
        """Adds a word; `spaced` tells whether a space follows it, `actual` what readers take for it."""
        last = len(pieces) - 1
        for number, (word, style, node) in enumerate(pieces):
            same = self.words and style is self.style and node == self.node and word.face is self.words[0].face
            if not (same and self.spaced):
                self.break_off()
            if self.spaced:
                self.x += self.gap
            if not self.words:
                self.style, self.node, self.start = style, node, self.x
                self.actual = actual if number == 0 or actual is None else " "
            self.words.append(word)
            self.x += word.width * style.size * self.scale
            self.gap = word.face.space.width * style.size * self.ratio * self.scale
            self.spaced = spaced and number == last

    def break_off(self) -> None:
        """Ends the segment."""
        if self.words:
            assert self.style is not None
            width = self.x - self.start
            self.segments.append(
                Segment(tuple(self.words), self.style, self.node, self.start, width, self.spaced, self.actual)
            )
            self.words = []

    def line(self) -> Line:
        """The line as it is now."""
        self.break_off()
        return Line(tuple(self.segments), self.x, self.scale, self.ratio)
