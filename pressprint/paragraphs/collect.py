"""Collect: styled text becomes boxes, glue and penalties (Knuth and Plass, 1981).

A box is what never breaks: a word, or a part of one. After each box stands glue (a space) or nothing, and a
penalty that says what a break there costs.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from pressprint.fonts import Book, Word, cut
from pressprint.fonts.face import RTL
from pressprint.paragraphs.bidi import is_right_to_left, levels_of
from pressprint.paragraphs.ideographs import has_ideographs, units_of
from pressprint.paragraphs.values import Span, TextStyle

Piece = tuple[Word, TextStyle, int]

_HYPHENS = "-‐"

# How far marks stand out into the margin, in parts of their own width, so that edges look straight
# (Hàn Thế Thành, "Micro-typographic extensions to the TeX typesetting system", 2000).
_HANG_RIGHT = {".": 0.6, ",": 0.6, "-": 0.55, "‐": 0.55, ";": 0.3, ":": 0.4, "’": 0.55, "”": 0.45, "–": 0.3, "—": 0.2}
_HANG_LEFT = {"“": 0.45, "‘": 0.55, "„": 0.45, "‚": 0.55, "«": 0.3, "‹": 0.4, "(": 0.15, "[": 0.15}


@dataclass(slots=True)
class Material:
    """A paragraph's boxes, in parallel lists: their pieces, their widths and the glue after each.

    A word that may be divided is several boxes, and `word_of` says for each box in which word it stands;
    `words` holds the pieces of each whole word. `joints` has what holds of a break after a box where that is
    not simply free: its penalty, and the hyphen it shows. `wide` lists words that had to be cut because they
    are wider than the measure. Where text runs from right to left, `levels` holds the embedding level of each
    piece of each word, and `space_levels` that of the space after the word. `is_plain` tells that each word is one
    piece, and all are of one style and place (see also `PlainMaterial`).
    """

    pieces: list[tuple[Piece, ...]] = field(default_factory=list)
    widths: list[float] = field(default_factory=list)
    glue: list[float] = field(default_factory=list)
    words: list[tuple[Piece, ...]] = field(default_factory=list)
    word_of: list[int] = field(default_factory=list)
    joints: dict[int, Joint] = field(default_factory=dict)
    wide: list[str] = field(default_factory=list)
    levels: list[tuple[int, ...]] = field(default_factory=list)
    space_levels: list[int] = field(default_factory=list)
    is_plain: bool = False

    def open_word(self, pieces: tuple[Piece, ...]) -> None:
        """Begins a word; the boxes that follow belong to it."""
        self.words.append(pieces)

    def add(self, pieces: tuple[Piece, ...], glue: float, penalty: float = 0.0, hyphen: Word | None = None) -> None:
        """A further box of the word that was opened last; `hyphen` is what a break after it shows."""
        last, style, _ = pieces[-1]
        ends_in_hyphen = last.text[-1] in _HYPHENS
        if ends_in_hyphen and glue > 0:
            self.joints[len(self.pieces)] = SUSPENDED
        elif penalty or hyphen or ends_in_hyphen:
            width = hyphen.width * style.size if hyphen else 0.0
            self.joints[len(self.pieces)] = Joint(penalty, width, hyphen is not None or ends_in_hyphen, hyphen)
        self.pieces.append(pieces)
        self.widths.append(width_of(pieces))
        self.glue.append(glue)
        self.word_of.append(len(self.words) - 1)

    def copy(self, other: Material, first: int, last: int) -> None:
        """Adds the words `first` to `last` (exclusive) of another material as they are there."""
        start, end = bisect_left(other.word_of, first), bisect_left(other.word_of, last)
        box, word = len(self.pieces) - start, len(self.words) - first
        self.words += other.words[first:last]
        self.pieces += other.pieces[start:end]
        self.widths += other.widths[start:end]
        self.glue += other.glue[start:end]
        self.word_of += [number + word for number in other.word_of[start:end]]
        self.joints.update((place + box, joint) for place, joint in other.joints.items() if start <= place < end)

    def text(self, number: int) -> str:
        """A whole word as text."""
        pieces = self.words[number]
        return pieces[0][0].text if len(pieces) == 1 else "".join([word.text for word, _, _ in pieces])

    def divides(self, end: int) -> bool:
        """Whether a line that ends before a box ends within a word."""
        return end < len(self.word_of) and self.word_of[end - 1] == self.word_of[end]

    @property
    def em(self) -> float:
        """The size of the type that the paragraph begins with."""
        return self.pieces[0][0][1].size

    def hangs(self) -> tuple[list[float], list[float]]:
        """By how much each box may hang out to the left, and to the right, where a line begins or ends with it.

        Only text from left to right hangs: the marks are its own.
        """
        left, right = [0.0] * len(self.pieces), [0.0] * len(self.pieces)
        if self.levels:
            return left, right
        for number, box in enumerate(self.pieces):
            if len(box) == 1 and box[0][0].text.isalnum():
                continue  # as most: a word without marks
            left[number], right[number] = _hang_left(box[0][0], box[0][1]), _hang_right(box[-1][0], box[-1][1])
        for number, joint in self.joints.items():
            if joint.hyphen:
                right[number] = _hang_right(joint.hyphen, self.pieces[number][-1][1])
        return left, right


class PlainMaterial(Material):
    """Words that spaces part, all of one style and place, each one box: most text. Its pieces are made on demand."""

    def __init__(self, shaped: list[Word], style: TextStyle, node: int) -> None:
        size = style.size
        self.shaped, self.style, self.node = shaped, style, node
        self.widths = [word.width * size for word in shaped]
        self.glue = [style.face.space.width * size] * len(shaped)
        self.word_of = list(range(len(shaped)))
        self.wide, self.levels, self.space_levels, self.is_plain = [], [], [], True
        self._marked = [number for number, word in enumerate(shaped) if not word.text.isalnum()]
        self.joints = {number: SUSPENDED for number in self._marked if shaped[number].text[-1] in _HYPHENS}

    @cached_property
    def words(self) -> list[tuple[Piece, ...]]:  # type: ignore[override]
        """The pieces of each word."""
        style, node = self.style, self.node
        return [((word, style, node),) for word in self.shaped]

    @property
    def pieces(self) -> list[tuple[Piece, ...]]:  # type: ignore[override]
        """Those of each box: the same."""
        return self.words

    @property
    def em(self) -> float:
        """The size of the type."""
        return self.style.size

    def text(self, number: int) -> str:
        """A word as text."""
        return self.shaped[number].text

    def divides(self, end: int) -> bool:
        """Each word is one box, so that no line ends within one."""
        return False

    def hangs(self) -> tuple[list[float], list[float]]:
        """By how much each box may hang out; only words with marks do."""
        shaped, style = self.shaped, self.style
        left, right = [0.0] * len(shaped), [0.0] * len(shaped)
        for number in self._marked:
            left[number], right[number] = _hang_left(shaped[number], style), _hang_right(shaped[number], style)
        return left, right


class Joint(NamedTuple):
    """A break inside or after a word that is not free: its penalty, the hyphen it shows and that one's width.

    `shows_hyphen` is also true where the hyphen is the author's own.
    """

    penalty: float
    width: float
    shows_hyphen: bool
    hyphen: Word | None


FREE = Joint(0.0, 0.0, False, None)
# A break after a word that ends with a hyphen of its own, as in “pre- and post-war”: readers would drop it.
SUSPENDED = Joint(200.0, 0.0, False, None)


def _hang_left(word: Word, style: TextStyle) -> float:
    """By how much the mark that a word begins with stands out into the margin."""
    share = _HANG_LEFT.get(word.text[0])
    return share * word.glyphs[0].advance * style.size if share else 0.0


def _hang_right(word: Word, style: TextStyle) -> float:
    """By how much the mark that a word ends with stands out into the margin."""
    share = _HANG_RIGHT.get(word.text[-1])
    return share * word.glyphs[-1].advance * style.size if share else 0.0


def width_of(pieces: Iterable[Piece]) -> float:
    """The width of pieces side by side."""
    return sum(word.width * style.size for word, style, _ in pieces)


def collect(
    spans: Iterable[Span], book: Book, language: str, measure: float, *, right_to_left: bool = False
) -> list[Material]:
    """The material of each part of a paragraph between its forced line breaks; each word is one box.

    A word that is wider than the measure is cut between its letters. `right_to_left` is the direction of
    the paragraph; text of the other direction in it stands as it should.

    Raises:
        SettingError: a character that no face has.
    """
    result = []
    for parts in _forced_lines(spans):
        text = "".join([text for text, _ in parts])
        if right_to_left or is_right_to_left(text):
            result.append(_bidi_material(_words(parts), book, language, measure, base=int(right_to_left)))
        elif has_ideographs(text):
            result.append(_ideographic_material(_words(parts), book, language, measure))
        else:
            result.append(_material(parts, book, language, measure))
    return result


_Part = tuple[str, Span]
_Words = list[list[_Part]]


def _forced_lines(spans: Iterable[Span]) -> Iterator[list[_Part]]:
    """The text of each forced line, as its parts of one style."""
    parts: list[_Part] = []
    for span in spans:
        first, *others = span.text.split("\n")
        parts.append((first, span))
        for text in others:
            yield parts
            parts = [(text, span)]
    if parts:
        yield parts


def _split(parts: Iterable[_Part]) -> Iterator[tuple[list[str], Span, bool]]:
    """The words of each part, and whether the first of them goes on with the last word of the part before.

    Only plain spaces part words: str.split() would break at no-break spaces, too.
    """
    is_open = False
    for text, span in parts:
        texts = text.split(" ")
        goes_on = is_open and texts[0] != ""
        is_open = texts[-1] != "" or (is_open and not text)
        yield [text for text in texts if text] if "" in texts else texts, span, goes_on


def _words(parts: Iterable[_Part]) -> _Words:
    """Words, each as its parts of one style."""
    words: _Words = []
    for texts, span, goes_on in _split(parts):
        made = [[(text, span)] for text in texts]
        if goes_on:
            words[-1] += made.pop(0)
        words += made
    return words


def _material(parts: Sequence[_Part], book: Book, language: str, measure: float) -> Material:
    """The material of words that spaces part."""
    if len(parts) == 1 and (plain := _plain_material(parts[0], book, language, measure)):
        return plain
    material = Material()
    for word in _words(parts):
        _add_word(material, _shaped(word, book, language), measure)
    return material


def _plain_material(part: _Part, book: Book, language: str, measure: float) -> PlainMaterial | None:
    """The material of text of one style, or None where a word has to be cut, or set in part by another face."""
    ((texts, span, _),) = _split([part])
    shaped = book.whole(texts, span.style.face, span.language or language)
    material = PlainMaterial(shaped, span.style, span.node) if shaped else None
    return material if material and max(material.widths) <= measure else None


def _add_word(material: Material, pieces: tuple[Piece, ...], measure: float) -> None:
    """Adds a word and the space after it."""
    style = pieces[-1][1]
    space = style.face.space.width * style.size
    material.open_word(pieces)
    if width_of(pieces) <= measure:
        material.add(pieces, space)
    else:
        add_narrow(material, [pieces], space, measure)


def _ideographic_material(words: _Words, book: Book, language: str, measure: float) -> Material:
    """The material of words of which some hold text without spaces."""
    material = Material()
    for parts in words:
        if has_ideographs("".join([text for text, _ in parts])):
            _add_ideographs(material, parts, book, language)
        else:
            _add_word(material, _shaped(parts, book, language), measure)
    return material


def _shaped(parts: list[_Part], book: Book, language: str) -> tuple[Piece, ...]:
    """The pieces of a word."""
    return tuple(
        (word, span.style, span.node)
        for text, span in parts
        for word in book.words(text, span.style.face, span.language or language)
    )


def _add_ideographs(material: Material, parts: list[_Part], book: Book, language: str) -> None:
    """Adds a text without spaces as units between which a line may break; each is a word of its own."""
    last = len(parts) - 1
    for number, (text, span) in enumerate(parts):
        for unit in units_of(text):
            pieces = _shaped([(unit, span)], book, language)
            material.open_word(pieces)
            material.add(pieces, 0.0)
        if number == last:
            material.glue[-1] = span.style.face.space.width * span.style.size


def _bidi_material(words: _Words, book: Book, language: str, measure: float, *, base: int) -> Material:
    """Material in which each piece runs in one direction and knows its embedding level."""
    text = " ".join(["".join([text for text, _ in parts]) for parts in words])
    levels = levels_of(text, base=base)
    material = Material()
    at = 0
    for parts in words:
        pieces: list[Piece] = []
        word_levels: list[int] = []
        for part, span in parts:
            for level, run in _level_runs(part, levels[at : at + len(part)]):
                own = span.language or language
                tag = own + RTL if level % 2 else own
                shaped = book.words(run, span.style.face, tag)
                for word in reversed(shaped) if level % 2 and len(shaped) > 1 else shaped:
                    pieces.append((word, span.style, span.node))
                    word_levels.append(level)
            at += len(part)
        _add_word(material, tuple(pieces), measure)
        material.levels.append(tuple(word_levels))
        material.space_levels.append(levels[at] if at < len(levels) else base)
        at += 1
    return material


def _level_runs(text: str, levels: list[int]) -> Iterator[tuple[int, str]]:
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or levels[end] != levels[start]:
            yield levels[start], text[start:end]
            start = end


def add_narrow(material: Material, fragments: list[tuple[Piece, ...]], space: float, measure: float) -> None:
    """Adds the fragments of the word that was opened last, cut between letters where wider than the measure."""
    parts: list[tuple[Piece, ...]] = []
    for fragment in fragments:
        parts += [fragment] if width_of(fragment) <= measure else _cut_to(fragment, measure)
    if len(parts) > len(fragments):
        material.wide.append(material.text(len(material.words) - 1))
    for part in parts[:-1]:
        material.add(part, 0.0)
    material.add(parts[-1], space)


def _cut_to(pieces: tuple[Piece, ...], measure: float) -> list[tuple[Piece, ...]]:
    """Pieces as parts that are no wider than the measure; text from right to left stays whole."""
    result: list[tuple[Piece, ...]] = []
    for word, style, node in pieces:
        if is_right_to_left(word.text):
            result.append(((word, style, node),))
            continue
        ends, width, done = [], 0.0, 0
        for glyph in word.glyphs:
            if done and width + glyph.advance * style.size > measure * 0.97:
                ends.append(done)
                width = 0.0
            width += glyph.advance * style.size
            done += len(glyph.text)
        result += [((part, style, node),) for part in cut(word, (*ends, len(word.text)))]
    return result
