"""Collect: styled text becomes boxes, glue and penalties (Knuth and Plass, 1981).

A box is what never breaks: a word, or a part of one. After each box stands glue (a space) or nothing, and a
penalty that says what a break there costs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from pressprint.fonts import CACHE_LIMIT, Book, Word, cut
from pressprint.fonts.face import RTL
from pressprint.paragraphs.bidi import is_right_to_left, levels_of
from pressprint.paragraphs.ideographs import has_ideographs, units_of
from pressprint.paragraphs.values import Span, TextStyle

Piece = tuple[Word, TextStyle, int]

# A break after a word that ends with a hyphen of its own, as in “pre- and post-war”: readers would drop it.
SUSPENDED_PENALTY = 200.0

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
    piece of each word, and `space_levels` that of the space after the word.
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

    def open_word(self, pieces: tuple[Piece, ...]) -> None:
        """Begins a word; the boxes that follow belong to it."""
        self.words.append(pieces)

    def add(self, pieces: tuple[Piece, ...], glue: float, penalty: float = 0.0, hyphen: Word | None = None) -> None:
        """A further box of the word that was opened last; `hyphen` is what a break after it shows."""
        last, style, _ = pieces[-1]
        ends_in_hyphen = last.text[-1] in "-‐"
        if penalty or hyphen or ends_in_hyphen:
            if ends_in_hyphen and glue > 0:
                penalty = SUSPENDED_PENALTY
            width = hyphen.width * style.size if hyphen else 0.0
            shown = hyphen is not None or (glue == 0.0 and ends_in_hyphen)
            self.joints[len(self.pieces)] = Joint(penalty, width, shown, hyphen)
        self.pieces.append(pieces)
        self.widths.append(last.width * style.size if len(pieces) == 1 else width_of(pieces))
        self.glue.append(glue)
        self.word_of.append(len(self.words) - 1)

    def text(self, number: int) -> str:
        """A whole word as text."""
        return "".join([word.text for word, _, _ in self.words[number]])

    def hangs(self) -> tuple[list[float], list[float]]:
        """By how much each box may hang out to the left, and to the right, where a line begins or ends with it.

        Only text from left to right hangs: the marks are its own.
        """
        if self.levels:
            nothing = [0.0] * len(self.pieces)
            return nothing, nothing
        left = [_hangs(pieces[0][0])[0] * pieces[0][1].size for pieces in self.pieces]
        right = [_hangs(pieces[-1][0])[1] * pieces[-1][1].size for pieces in self.pieces]
        for box, joint in self.joints.items():
            if joint.hyphen:
                right[box] = _hangs(joint.hyphen)[1] * self.pieces[box][-1][1].size
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


_known_hangs: dict[Word, tuple[float, float]] = {}


def _hangs(word: Word) -> tuple[float, float]:
    """By how much a word's first and last mark may hang into the margins, in em."""
    hangs = _known_hangs.get(word)
    if hangs is None:
        if len(_known_hangs) >= CACHE_LIMIT:
            _known_hangs.clear()
        first, last = word.glyphs[0], word.glyphs[-1]
        left = _HANG_LEFT.get(word.text[0], 0.0) * first.advance
        hangs = _known_hangs[word] = left, _HANG_RIGHT.get(word.text[-1], 0.0) * last.advance
    return hangs


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
    for words in _forced_lines(spans):
        text = " ".join("".join(text for text, _ in parts) for parts in words)
        if right_to_left or is_right_to_left(text):
            result.append(_bidi_material(words, text, book, language, measure, base=int(right_to_left)))
        else:
            result.append(_material(words, book, language, measure))
    return result


_Parts = list[tuple[str, Span]]
_Words = list[_Parts]


def _forced_lines(spans: Iterable[Span]) -> Iterator[_Words]:
    """Words, each as its pieces of one style, in a list for each forced line."""
    words: _Words = []
    open_word = False
    for span in spans:
        first_line = True
        for line in span.text.split("\n"):
            if not first_line:
                yield words
                words, open_word = [], False
            first_line = False
            # Only these spaces part words: str.split() would break at no-break spaces, too.
            for number, text in enumerate(line.split(" ")):
                open_word = open_word and number == 0
                if text:
                    if open_word:
                        words[-1].append((text, span))
                    else:
                        words.append([(text, span)])
                    open_word = True
    if words:
        yield words


def _material(words: _Words, book: Book, language: str, measure: float) -> Material:
    material = Material()
    for parts in words:
        if any(has_ideographs(text) for text, _ in parts):
            _add_ideographs(material, parts, book, language)
            continue
        if len(parts) == 1:
            text, span = parts[0]
            shaped = book.words(text, span.style.face, span.language or language)
            style, node = span.style, span.node
            pieces = ((shaped[0], style, node),) if len(shaped) == 1 else tuple([(w, style, node) for w in shaped])
        else:
            pieces = tuple(
                (word, span.style, span.node)
                for text, span in parts
                for word in book.words(text, span.style.face, span.language or language)
            )
        _add_word(material, pieces, measure)
    return material


def _add_word(material: Material, pieces: tuple[Piece, ...], measure: float) -> None:
    """Adds a word and the space after it."""
    style = pieces[-1][1]
    space = style.face.space.width * style.size
    material.open_word(pieces)
    if width_of(pieces) <= measure:
        material.add(pieces, space)
    else:
        add_narrow(material, [pieces], space, measure)


def _add_ideographs(material: Material, parts: _Parts, book: Book, language: str) -> None:
    """Adds a text without spaces as units between which a line may break; each is a word of its own."""
    last = len(parts) - 1
    for number, (text, span) in enumerate(parts):
        units = units_of(text)
        for unit in units:
            pieces = tuple(
                (word, span.style, span.node) for word in book.words(unit, span.style.face, span.language or language)
            )
            material.open_word(pieces)
            material.add(pieces, 0.0)
        if number == last:
            material.glue[-1] = span.style.face.space.width * span.style.size


def _bidi_material(words: _Words, text: str, book: Book, language: str, measure: float, *, base: int) -> Material:
    """Material in which each piece runs in one direction and knows its embedding level."""
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
        result += [((part, style, node),) for part in cut(word, [*ends, len(word.text)])]
    return result
