"""Finalize: breaks become lines of words at their places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from pressprint.fonts import Word, joined
from pressprint.paragraphs.bidi import visual_order
from pressprint.paragraphs.material import Material, Piece, PlainMaterial, width_of
from pressprint.paragraphs.values import Broken, Line, Segment, TextStyle

_LONGEST_TOLD = 4000  # characters that one string of a PDF surely holds; a longer word is told by its parts


def finalize(material: Material, broken: list[Broken]) -> Iterator[Line]:
    """The lines that the breaks make of the material."""
    for line in broken:
        yield _line(material, line)


def at_size(lines: Iterable[Line], size: float) -> Iterator[Line]:
    """Lines with all their sizes and widths multiplied by `size`."""
    styles: dict[TextStyle, TextStyle] = {}
    for line in lines:
        segments = []
        for part in line.segments:
            style = styles.get(part.style)
            if style is None:
                style = styles[part.style] = replace(part.style, size=part.style.size * size)
            x, width = part.x * size, part.width * size
            segments.append(Segment(part.words, style, part.node, x, width, part.space_after, part.actual))
        width, spacing = line.width * size, line.spacing * size
        yield Line(tuple(segments), width, line.scale, line.ratio, spacing, line.short)


def _line(material: Material, line: Broken) -> Line:
    if isinstance(material, PlainMaterial):
        words = material.shaped[line.start : line.end]
        return _plain_line(material, line, words, material.style, material.node)
    if material.is_plain and _is_whole(material.word_of, line):
        first, last = material.word_of[line.start], material.word_of[line.end - 1]
        _, style, node = material.words[first][0]
        return _plain_line(material, line, [pieces[0][0] for pieces in material.words[first : last + 1]], style, node)
    maker = _LineMaker(line, _spacing(material, line) if line.spaced else 0.0)
    if material.levels:
        return _bidi_line(maker, material, line)
    box = line.start
    while box < line.end:
        word, first = material.word_of[box], box
        while box < line.end and material.word_of[box] == word:
            box += 1
        _add_word(maker, material, word, first, box)
    return maker.line()


def _is_whole(word_of: Sequence[int], line: Broken) -> bool:
    """Whether a line neither begins nor ends within a word."""
    start, end = line.start, line.end
    begins = start == 0 or word_of[start - 1] != word_of[start]
    return begins and (end == len(word_of) or word_of[end - 1] != word_of[end])


def _plain_line(material: Material, line: Broken, words: list[Word], style: TextStyle, node: int) -> Line:
    """A line of whole words of one style."""
    width, letters, spacing = sum(material.widths[line.start : line.end]), 0, 0.0
    if line.spaced:
        letters = sum([len(word.glyphs) for word in words]) - len(words)
        spacing = line.spaced * width / max(letters, 1)
    gaps = material.glue[line.end - 1] * line.ratio * (len(words) - 1)
    printed = (width + spacing * letters + gaps) * line.scale
    segment = Segment(tuple(words), style, node, -line.hang, printed, space_after=True)
    return Line((segment,), printed - line.hang, line.scale, line.ratio, spacing, line.short)


def _bidi_line(maker: _LineMaker, material: Material, line: Broken) -> Line:
    """A line whose pieces stand in visual order, the spaces between them at their own level.

    Its segments are read in the order of the text. Where several elements share the line, a segment ends wherever
    the next piece to the right is not the next one in the text, as another element may be read between the two.
    """
    units: list[tuple[Piece | None, int]] = []
    for box in range(line.start, line.end):
        number = material.word_of[box]
        whole = material.pieces[box] == material.words[number]
        levels = material.levels[number] if whole else (max(material.levels[number]),) * len(material.pieces[box])
        units += zip(material.pieces[box], levels, strict=True)
        if box + 1 < line.end and material.glue[box]:
            units.append((None, material.space_levels[number]))
    order = visual_order([level for _, level in units])
    shared = len({piece[2] for piece, _ in units if piece}) > 1
    firsts: dict[int, int] = {}  # for each segment its first place in the text
    for place, at in enumerate(order):
        piece, _ = units[at]
        if shared and place and abs(at - order[place - 1]) != 1:
            maker.break_off()
        if piece is not None:
            last = place + 1 == len(order)
            maker.add_word((piece,), spaced=last or units[order[place + 1]][0] is None)
            segment = len(maker.segments)
            firsts[segment] = min(at, firsts.get(segment, at))
    made = maker.line()
    return replace(made, segments=tuple(made.segments[n] for n in sorted(firsts, key=firsts.__getitem__)))


def _spacing(material: Material, line: Broken) -> float:
    """What is added after each letter but a word's last, in points before scaling."""
    pieces = [piece for box in range(line.start, line.end) for piece in material.pieces[box]]
    letters = sum(len(word.glyphs) for word, _, _ in pieces)
    # Words that no space parts, as ideographs, are spaced as one.
    words = 1 + sum(glue > 0 for glue in material.glue[line.start : line.end - 1])
    return line.spaced * width_of(pieces) / max(letters - words, 1)


def _add_word(maker: _LineMaker, material: Material, number: int, start: int, end: int) -> None:
    """Puts the boxes `start` to `end`, all of the word `number`, on the line."""
    begins = start == 0 or material.word_of[start - 1] != number
    ends = end == len(material.word_of) or material.word_of[end] != number
    if begins and ends:
        maker.add_word(material.words[number], spaced=material.glue[end - 1] > 0)
    else:
        _add_part(maker, material, number, start, end, begins=begins, ends=ends)


def _add_part(
    maker: _LineMaker, material: Material, number: int, start: int, end: int, *, begins: bool, ends: bool
) -> None:
    """Puts a part of a divided word on the line."""
    # The first part of a divided word tells all of it, the others only the space that follows: an empty text
    # is passed over by some readers, which then tell the part once more.
    pieces = [piece for box in material.pieces[start:end] for piece in box]
    joint = material.joints.get(end - 1)
    if not ends and joint and joint.hyphen:
        _, style, node = pieces[-1]
        pieces.append((joint.hyphen, style, node))
    text = material.text(number)
    told = None if len(text) > _LONGEST_TOLD else text if begins else " "
    maker.break_off()
    maker.add_word(_joined(pieces), spaced=ends, actual=told)
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

    def __init__(self, line: Broken, spacing: float) -> None:
        self.scale, self.ratio, self.spacing, self.short = line.scale, line.ratio, spacing, line.short
        self.segments: list[Segment] = []
        self.words: list[Word] = []
        self.glued: list[Word] = []
        self.style: TextStyle | None = None
        self.node = 0
        self.actual: str | None = None
        self.x = self.start = -line.hang
        self.spaced = False
        self.gap = 0.0

    def add_word(self, pieces: tuple[Piece, ...], *, spaced: bool, actual: str | None = None) -> None:
        """Adds a word; `spaced` tells whether a space follows it, `actual` what readers take for it."""
        last = len(pieces) - 1
        for number, (word, style, node) in enumerate(pieces):
            same = self.words and style is self.style and node == self.node and word.face is self.words[0].face
            if not same:
                self.break_off()
            if self.spaced:
                self.x += self.gap
            if not self.words:
                self.style, self.node, self.start = style, node, self.x
                self.actual = actual if number == 0 or actual is None else " "
            if self.words and not self.spaced:
                self.glued.append(word)
            else:
                self._close_word()
                self.glued = [word]
                self.words.append(word)
            letters = len(word.glyphs) - (1 if spaced and number == last else 0)
            self.x += (word.width * style.size + letters * self.spacing) * self.scale
            self.gap = style.face.space.width * style.size * self.ratio * self.scale
            self.spaced = spaced and number == last

    def _close_word(self) -> None:
        """Makes one word of those that no space parts."""
        if len(self.glued) > 1:
            self.words[-1] = joined(self.glued)
        self.glued = []

    def break_off(self) -> None:
        """Ends the segment."""
        self._close_word()
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
        # What follows the last letter of a line that ends within a word is not seen.
        width = self.x if self.spaced else self.x - self.spacing * self.scale
        return Line(tuple(self.segments), width, self.scale, self.ratio, self.spacing, self.short)
