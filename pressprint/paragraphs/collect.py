"""Collect: styled text becomes boxes, glue and penalties (Knuth and Plass, 1981).

A box is what never breaks: a word, or a part of one. After each box stands glue (a space) or nothing, and a
penalty that says what a break there costs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from math import inf

from pressprint.fonts import Book, Word, cut
from pressprint.paragraphs.values import Span, TextStyle

# A break inside a word or an address is dear beside one at a space, whose penalty is 0.
INNER_PENALTY = 60.0
NO_BREAK = inf

_INNER = re.compile(
    r"(?<=[^\W\d_]-)(?=[^\W\d_])"  # after a hyphen between letters
    r"|(?<=[—―])(?=\w)|(?<=\w–)(?=[^\W\d_])"  # after a dash that has no spaces
    r"|(?<=[a-z\)][.,;:!?])(?=[A-Z][a-z])"  # after a full stop that the author gave no space
    r"|(?<=/)(?=[^/\s])(?<!:/)"  # after a slash
)
_ADDRESS = re.compile(r"://|www\.|@", re.IGNORECASE)
_ADDRESS_INNER = re.compile(r"(?<=[/@_=&-])(?=[^/\s])(?<!:/)|(?<=//)|(?=[.?#])(?<=[^/.])")
_SHORTEST_DIVIDED = 6
_CJK = re.compile("([\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])")

Piece = tuple[Word, TextStyle, int]


@dataclass(slots=True)
class Material:
    """A paragraph's boxes, in parallel lists: pieces, width, glue after each, penalty of a break after each.

    A word that may be divided is several boxes, and `word_of` says for each box in which word it stands.
    `words` holds the pieces of each whole word. `wide` lists words that had to be cut because they are
    wider than the measure.
    """

    pieces: list[tuple[Piece, ...]] = field(default_factory=list)
    widths: list[float] = field(default_factory=list)
    glue: list[float] = field(default_factory=list)
    penalties: list[float] = field(default_factory=list)
    words: list[tuple[Piece, ...]] = field(default_factory=list)
    word_of: list[int] = field(default_factory=list)
    wide: list[str] = field(default_factory=list)

    def add(self, pieces: tuple[Piece, ...], glue: float, penalty: float) -> None:
        """A further box, of the word that was opened last."""
        self.pieces.append(pieces)
        self.widths.append(sum(word.width * style.size for word, style, _ in pieces))
        self.glue.append(glue)
        self.penalties.append(penalty)
        self.word_of.append(len(self.words) - 1)

    def text(self, number: int) -> str:
        """A whole word as text."""
        return "".join(word.text for word, _, _ in self.words[number])


def collect(spans: Iterable[Span], book: Book, language: str, measure: float) -> list[Material]:
    """The material of each part of a paragraph between its forced line breaks.

    Raises:
        SettingError: a character that no face has.
    """
    return [_material(words, book, language, measure) for words in _forced_lines(spans)]


_Words = list[list[tuple[str, Span]]]


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
            for number, text in enumerate(line.split(" ")):
                open_word = open_word and number == 0
                if text:
                    if not open_word:
                        words.append([])
                    words[-1].append((text, span))
                    open_word = True
    if words:
        yield words


def _material(words: _Words, book: Book, language: str, measure: float) -> Material:
    material = Material()
    for parts in words:
        pieces = tuple(_shaped(parts, book, language))
        material.words.append(pieces)
        style = pieces[-1][1]
        space = style.face.space.width * style.size
        fragments = _fragments(pieces)
        if any(_width(fragment) > measure for fragment in fragments):
            fragments = _narrow(fragments, measure)
            material.wide.append("".join(text for text, _ in parts))
        for fragment in fragments[:-1]:
            material.add(fragment, 0.0, INNER_PENALTY)
        material.add(fragments[-1], space, 0.0)
    return material


def _shaped(parts: list[tuple[str, Span]], book: Book, language: str) -> Iterator[Piece]:
    for text, span in parts:
        for word in book.words(text, span.style.face, language):
            yield word, span.style, span.node


def _width(pieces: tuple[Piece, ...]) -> float:
    return sum(word.width * style.size for word, style, _ in pieces)


def _fragments(pieces: tuple[Piece, ...]) -> list[tuple[Piece, ...]]:
    """A word at the places where it may be divided without a hyphen being added."""
    if len(pieces) == 1:
        ((word, style, node),) = pieces
        if len(word.text) >= _SHORTEST_DIVIDED or _CJK.search(word.text):
            ends = list(accumulate(len(part) for part in divide(word.text)))
            if len(ends) > 1:
                return [((part, style, node),) for part in cut(word, ends)]
    return [pieces]  # a word of several styles stays whole


def _narrow(fragments: list[tuple[Piece, ...]], measure: float) -> list[tuple[Piece, ...]]:
    """Fragments with those that are wider than the measure cut between letters."""
    result: list[tuple[Piece, ...]] = []
    for fragment in fragments:
        if _width(fragment) <= measure:
            result.append(fragment)
            continue
        for word, style, node in fragment:
            ends, width = [], 0.0
            done = 0
            for glyph in word.glyphs:
                if width + glyph.advance * style.size > measure * 0.97 and done:
                    ends.append(done)
                    width = 0.0
                width += glyph.advance * style.size
                done += len(glyph.text)
            result += [((part, style, node),) for part in cut(word, [*ends, len(word.text)])]
    return result


def divide(text: str) -> list[str]:
    """The parts of a word between which a line may break and no hyphen is added."""
    if _ADDRESS.search(text):
        parts = [part for part in _ADDRESS_INNER.split(text) if part]
    else:
        parts = [part for part in _INNER.split(text) if part]
    if _CJK.search(text):
        parts = [piece for part in parts for piece in _CJK.split(part) if piece]
    return _without_stubs(parts)


def _without_stubs(parts: list[str]) -> list[str]:
    """The parts with those of fewer than three letters joined to the part before."""
    result: list[str] = []
    for part in parts:
        if result and not _CJK.match(part) and (len(part) < 3 or len(result[-1]) < 3):
            result[-1] += part
        else:
            result.append(part)
    return result
