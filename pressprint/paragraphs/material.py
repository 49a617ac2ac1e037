"""A paragraph's material: boxes, the glue after each, and what a break there costs (Knuth and Plass, 1981).

A box is what never breaks: a word, or a part of one. After each box stands glue (a space) or nothing, and a
penalty that says what a break there costs.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import ClassVar, NamedTuple

from pressprint.fonts import Word
from pressprint.paragraphs.values import TextStyle

Piece = tuple[Word, TextStyle, int]

_HYPHENS = "-‐"

# How far marks stand out into the margin, in parts of their own width, so that edges look straight
# (Hàn Thế Thành, "Micro-typographic extensions to the TeX typesetting system", 2000).
_HANG_RIGHT = {".": 0.6, ",": 0.6, "-": 0.55, "‐": 0.55, ";": 0.3, ":": 0.4, "’": 0.55, "”": 0.45, "–": 0.3, "—": 0.2}
_HANG_LEFT = {"“": 0.45, "‘": 0.55, "„": 0.45, "‚": 0.55, "«": 0.3, "‹": 0.4, "(": 0.15, "[": 0.15}


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

    is_spaceless: ClassVar[bool] = False
    """Whether lines break between any two characters of some words; `hangs` then tells the blanks that hang out."""

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
