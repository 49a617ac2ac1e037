"""The material of text without spaces: units between which a line may break, with what stands between them.

What is added or left out between two characters is part of the first one's advance, so that it is text like any other
to readers of the file. Where a line begins or ends, blanks hang out of it, so that what shows is flush (JLREQ, 3.1.5).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import ClassVar, NamedTuple

from pressprint.fonts import HALF_WIDTH, Book, Face, Glyph, Word, cut
from pressprint.paragraphs.collect import add_narrow
from pressprint.paragraphs.ideographs import (
    Blanks,
    between,
    first_ideograph,
    has_ideographs,
    is_dropped_at_end,
    is_figure_parted,
    is_mark,
    is_wide_mark,
    units_of,
)
from pressprint.paragraphs.material import Material, Piece, width_of
from pressprint.paragraphs.values import Span
from pressprint.text import phrase_ends

COUNTER_PENALTY = 60.0  # what a break between a figure and its counter costs


class SpacelessMaterial(Material):
    """Material of which some is text without spaces. `blanks` holds what hangs out where a line begins, or ends."""

    is_spaceless: ClassVar[bool] = True

    def __init__(self) -> None:
        super().__init__()
        self.blanks: dict[int, Blanks] = {}

    def hangs(self) -> tuple[list[float], list[float]]:
        """By how much each box may hang out to the left, and to the right; blanks do so as a whole."""
        left, right = super().hangs()
        for number, (before, after) in self.blanks.items():
            left[number], right[number] = before or left[number], after or right[number]
        return left, right


class Setting(NamedTuple):
    """What text is set with: its faces, its language, the measure.

    With `phrases` lines break between phrases alone, as titles want it; `names` are never parted then.
    """

    book: Book
    language: str
    measure: float
    phrases: bool = False
    names: Collection[str] = ()


class _Unit(NamedTuple):
    """What no line breaks: its pieces, how wide they are blank where a line begins or ends, and where it ends.

    `parts_a_figure` tells that a line which ends with it parts a figure from its counter.
    """

    pieces: tuple[Piece, ...]
    before: float
    after: float
    end: int
    parts_a_figure: bool = False


def spaceless_material(words: list[list[tuple[str, Span]]], setting: Setting) -> Material:
    """The material of words, each as its parts of one style, of which some hold text without spaces.

    Raises:
        SettingError: a character that no face has.
    """
    material = SpacelessMaterial()
    for parts in words:
        text = "".join([text for text, _ in parts])
        units = list(_units(parts, text, setting))
        if not has_ideographs(text):
            units = [_joined(units)]
        elif setting.phrases:
            units = list(_phrases(units, text, setting))
        style = parts[-1][1].style
        _add(material, units, style.face.space.width * style.size, setting.measure)
    return material


def _add(material: SpacelessMaterial, units: list[_Unit], space: float, measure: float) -> None:
    """Adds the units of a word, each as a word of its own, and the space after them."""
    for unit in units:
        material.open_word(unit.pieces)
        glue = space if unit is units[-1] else 0.0
        first = len(material.pieces)
        if width_of(unit.pieces) - unit.before - unit.after <= measure:
            material.add(unit.pieces, glue, COUNTER_PENALTY if unit.parts_a_figure else 0.0)
        else:
            add_narrow(material, [unit.pieces], glue, measure)
        last = len(material.pieces) - 1
        for number in {first, last} if unit.before or unit.after else ():
            material.blanks[number] = (unit.before * (number == first), unit.after * (number == last))


def _units(parts: list[tuple[str, Span]], text: str, setting: Setting) -> Iterator[_Unit]:
    """The units of a text, whatever its parts are: a mark stays where it belongs also if it is of another style."""
    ends = list(accumulate(map(len, units_of(text))))
    characters = _Characters(parts, ends, setting)
    for start, end in pairwise([0, *ends]):
        parted = end < len(text) and is_figure_parted(text[end - 1], text[end])
        blanks = characters.before(start), characters.after(end - 1)
        yield _Unit(tuple(characters.pieces(start, end)), *blanks, end, parted)


def _phrases(units: list[_Unit], text: str, setting: Setting) -> Iterator[_Unit]:
    """The units of each phrase as one, but for those of phrases that are wider than the measure."""
    ends = phrase_ends(text, setting.language, setting.names)
    phrase: list[_Unit] = []
    for unit in units:
        phrase.append(unit)
        if unit.end in ends or unit is units[-1]:
            whole = _joined(phrase)
            yield from [whole] if width_of(whole.pieces) <= setting.measure else phrase
            phrase = []


def _joined(units: list[_Unit]) -> _Unit:
    pieces = tuple([piece for unit in units for piece in unit.pieces])
    return _Unit(pieces, units[0].before, units[-1].after, units[-1].end, units[-1].parts_a_figure)


class _Characters:
    """A text by its characters: in which span and in which shaped word each stands, and what is added after it."""

    def __init__(self, parts: list[tuple[str, Span]], ends: list[int], setting: Setting) -> None:
        self.setting = setting
        self.text = "".join([text for text, _ in parts])
        self.spans = [span for text, span in parts for _ in text]
        self.words: dict[int, Word] = {}  # by where they begin
        self.faces: list[Face] = []
        for start, end in pairwise([0, *ends]):
            self._shape(start, end)
        self.blanks = [self._blanks(number) for number in range(len(self.text))]
        self.added = [
            between(first, second, after, before)
            for (first, second), ((_, after), (before, _)) in zip(
                pairwise(self.text), pairwise(self.blanks), strict=True
            )
        ]

    def _shape(self, start: int, end: int) -> None:
        """Shapes a unit: each run of one span by itself, and in it the marks that are to be as wide as ideographs."""
        at = start
        while at < end:
            span, wide, last = self.spans[at], self._is_wide_mark(at), at + 1
            while last < end and self.spans[last] is span and self._is_wide_mark(last) == wide:
                last += 1
            place = at
            for word in self._shaped(self.text[at:last], span, wide=wide):
                self.words[place] = word
                self.faces += [word.face] * len(word.text)
                place += len(word.text)
            at = last

    def _shaped(self, text: str, span: Span, *, wide: bool) -> tuple[Word, ...]:
        """A text shaped; `wide` marks as they are beside an ideograph, so that the same face sets them everywhere."""
        face, language = span.style.face, self._language(span)
        if wide and (anchor := first_ideograph(self.text)):
            (word, *others) = self.setting.book.words(anchor + text, face, language)
            if not others:
                return cut(word, (1, len(word.text)))[1:]
        return self.setting.book.words(text, face, language)

    def _is_wide_mark(self, number: int) -> bool:
        around = self.text[max(number - 1, 0) : number] + self.text[number + 1 : number + 2]
        return is_wide_mark(self.text[number], around)

    def _blanks(self, number: int) -> Blanks:
        """How a character is blank at its edges."""
        character = self.text[number]
        if not is_mark(character):
            return 0.0, 0.0
        return _blanks_in(self.faces[number], character, self._language(self.spans[number]))

    def _language(self, span: Span) -> str:
        return span.language or self.setting.language

    def pieces(self, start: int, end: int) -> Iterator[Piece]:
        """The pieces of a unit."""
        at = start
        while at < end:
            word, span = self.words[at], self.spans[at]
            after = at + len(word.text)
            added = tuple((place - at, extra) for place, extra in enumerate(self.added[at:after], at) if extra)
            yield (_spaced(word, added) if added else word), span.style, span.node
            at = after

    def before(self, number: int) -> float:
        """How far a line hangs out that begins with a character, in points."""
        return self.blanks[number][0] * self.spans[number].style.size

    def after(self, number: int) -> float:
        """How far a line hangs out that ends with a character, in points."""
        character, (_, after) = self.text[number], self.blanks[number]
        added = self.added[number] if number < len(self.added) else 0.0
        if character == "\u3000":
            after = 1.0
        hang = after + added if is_dropped_at_end(character, after) else added
        return max(hang, 0.0) * self.spans[number].style.size


@lru_cache(maxsize=500)
def _blanks_in(face: Face, character: str, language: str) -> Blanks:
    """How a face's character is blank at its edges: what its half-width form does without."""
    full, half = face.word(character, language), face.word(character, language + HALF_WIDTH)
    before = -half.glyphs[0].x_offset
    return before, max(full.width - half.width - before, 0.0)


@lru_cache(maxsize=2000)
def _spaced(word: Word, added: tuple[tuple[int, float], ...]) -> Word:
    """A word with something added after some of its characters, in em."""
    extra = dict(added)
    glyphs, done = [], 0
    for glyph in word.glyphs:
        reach = done + len(glyph.text)
        more = sum(extra.get(place, 0.0) for place in range(done, reach))
        glyphs.append(_wider(glyph, more) if more else glyph)
        done = reach
    return Word(word.text, word.face, tuple(glyphs), sum(glyph.advance for glyph in glyphs))


def _wider(glyph: Glyph, more: float) -> Glyph:
    return Glyph(glyph.id, glyph.text, glyph.advance + more, glyph.natural, glyph.x_offset, glyph.y_offset)
