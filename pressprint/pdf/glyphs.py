"""Words as PDF shows them: codes for pairs of glyph and text, and the bytes of the strings that show them.

Each face is a Type0 font with two-byte codes (ISO 32000-1, 9.7). Where a character's glyph is the one that the face
gives it, the code is the character's own number in Unicode, or a low one that is the same in every document (see
`LOW_CODES`); any other pair gets a code of its own in the document. So most words have the same bytes in every
document, and text copies exactly.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple, TypeAlias

from msgspec.structs import force_setattr

from pressprint.errors import Problem, SettingError, quoted
from pressprint.fonts import Face, Glyph, Word
from pressprint.pdf.syntax import literal, number

# PDFium takes the no-break hyphen for one that a line end added, and drops it.
_TOLD_AS = {"\u2011": "-"}
_FARTHEST = 16_000
_LEAST_MOVE = 0.0004  # in em: what one cannot see

LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}
"""The characters whose codes show ligatures, and the letters that these stand for."""
_LIGATURE_OF = {letters: character for character, letters in LIGATURES.items()}

LOW_CODES = {character: code for code, character in enumerate([*LIGATURES, *"‘’“”–—…•€™"], start=0x80)}
"""The codes of the characters that most releases have and whose own numbers are high, where Unicode has controls.

The map from codes to glyphs is as long as the highest code: with the number of a ligature it would be 128 kB.
"""
# Codes that no text has, for pairs of a document's own: controls, then private use.
OWN_CODES = (*range(0x01, 0x20), *range(0x80 + len(LOW_CODES), 0xA0), *range(0xE000, 0xF900))

# Characters that are told as another one, or as the letters that they stand for.
_UNLIKE_THEIR_CODE = frozenset([*_TOLD_AS, *LIGATURES])


class Component(NamedTuple):
    """A glyph in a cluster, and where it stands, in font units."""

    glyph: int
    x: int
    y: int


class Cluster(NamedTuple):
    """Several glyphs that stand for one text, such as a letter and its marks. `advance` is in font units."""

    components: tuple[Component, ...]
    advance: int


Shape: TypeAlias = int | Cluster
"""What a code shows: a glyph of the face, or several as one."""


class FontUse:
    """What a document uses of a face. `resource` is its name in the page's resources, `space` what shows a space."""

    def __init__(self, face: Face, resource: str) -> None:
        self.face, self.resource = face, resource
        self.extra: dict[tuple[Shape, str], int] = {}
        self._words: set[Word] = set()  # those that were shown
        self._own: dict[Word, tuple[str, str]] = {}  # what shows those that have codes of the document's own
        self._own_codes = iter(OWN_CODES)
        (self.space,) = self.show([face.space])

    def show(self, words: Sequence[Word]) -> list[str]:
        """Each word as elements of a TJ array (9.4.3).

        Raises:
            SettingError: the face has no glyph for a character, and would show its box for missing ones.
        """
        self._words.update(words)
        return [(word.drawn or self._drawn(word))[0] for word in words]

    def codes(self) -> Iterator[tuple[int, Shape, str]]:
        """Each code that was shown, its shape and its text, in the order of codes."""
        glyph_of = self.face.glyph_of
        characters = {*"".join([(word.drawn or self._own[word])[1] for word in self._words])}
        own = [(_code_of(c), glyph_of[c], LIGATURES.get(c, c)) for c in characters]
        extra = [(code, shape, text) for (shape, text), code in self.extra.items()]
        return iter(sorted([*own, *extra]))

    def _drawn(self, word: Word) -> tuple[str, str]:
        """What shows a word, and the characters whose codes are the same in every document."""
        return self._own.get(word) or self._regular(word) or self._encoded(word)

    def _regular(self, word: Word) -> tuple[str, str] | None:
        """What `_encoded` gives for a word each of whose characters has its own glyph on the baseline, as most have.

        None for any other word.
        """
        text, glyphs = word.text, word.glyphs
        if len(text) != len(glyphs):
            return None
        parts = [self._regular_glyph(glyph) if glyph.drawn is None else glyph.drawn for glyph in glyphs]
        if "" in parts:
            return None
        shown = "(" + "".join(parts)
        # After the last glyph no string is begun.
        shown = shown[:-1] if _moved(glyphs[-1].natural - glyphs[-1].advance) else f"{shown})"
        _remember(word, (shown, text))
        return shown, text

    def _regular_glyph(self, glyph: Glyph) -> str:
        """A glyph's code in a string, and how the pen moves after it, into the string that follows.

        Empty where the glyph is not its character's own, or is off the baseline.
        """
        character = glyph.text
        regular = self.face.glyph_of.get(character) == glyph.id and character <= "\uffff"
        plain = regular and not (glyph.x_offset or glyph.y_offset or character in _UNLIKE_THEIR_CODE)
        move = _moved(glyph.natural - glyph.advance)
        shown = _shown(character) + (f"){move}(" if move else "") if plain else ""
        _remember(glyph, shown)
        return shown

    def _encoded(self, word: Word) -> tuple[str, str]:
        """The word's codes, with the numbers between them that kern, and the characters whose codes are among them.

        Numbers move to the left by thousandths of an em. A letter with marks that are glyphs of their own, and a
        glyph off the baseline, is one shape.
        """
        glyphs, glyph_of = word.glyphs, self.face.glyph_of
        shown, pending, characters, plain = "(", 0.0, "", True
        at = 0
        while at < len(glyphs):
            glyph = glyphs[at]
            if not glyph.id:
                raise SettingError(Problem(f"the font {self.face.name} cannot show {quoted(glyph.text or word.text)}"))
            end = at + 1
            while end < len(glyphs) and not glyphs[end].text:
                end += 1
            is_one = end == at + 1 and not glyph.y_offset
            pending -= glyph.x_offset if is_one else 0.0
            move = _moved(pending)
            shown += f"){move}(" if move else ""
            text = _TOLD_AS.get(glyph.text, glyph.text)
            character = text if len(text) == 1 and text not in LIGATURES else _LIGATURE_OF.get(text, "")
            if is_one and character and glyph_of.get(character) == glyph.id and character < "\U00010000":
                characters += character
                shown += _shown(character)
            else:
                plain = False
                shape = glyph.id if is_one else _cluster(glyphs[at:end], self.face.units)
                shown += _escaped(self._code(shape, text))
            pending = glyph.natural - glyph.advance + glyph.x_offset if is_one else 0.0
            at = end
        drawn = _ended(shown, pending), characters
        if plain:
            _remember(word, drawn)
        else:
            self._own[word] = drawn
        return drawn

    def _code(self, shape: Shape, text: str) -> int:
        code = self.extra.get((shape, text))
        if code is None:
            code = self.extra[shape, text] = next(self._own_codes)
        return code


def _ended(shown: str, pending: float) -> str:
    """The elements of an array whose last string is ended, and what the pen still has to move, in em."""
    return f"{shown}){_moved(pending)}".removeprefix("()")


def _moved(pending: float) -> str:
    """How far the pen moves to the left, in thousandths of an em, where `pending` is in em; empty where not at all."""
    return "" if -_LEAST_MOVE < pending < _LEAST_MOVE else number(round(pending * 1000, 1))


def _remember(value: Word | Glyph, drawn: tuple[str, str] | str) -> None:
    """Keeps, for as long as the word or glyph itself, what is the same in every document."""
    force_setattr(value, "drawn", drawn)


@cache
def _shown(character: str) -> str:
    """The code that a character has in every document, as it stands in a string."""
    return _escaped(_code_of(character))


def _code_of(character: str) -> int:
    return LOW_CODES.get(character) or ord(character)


def _cluster(glyphs: tuple[Glyph, ...], units: int) -> Cluster:
    """Glyphs as one, each where the pen and its own offset put it."""
    components, pen = [], 0.0
    for glyph in glyphs:
        x, y = pen + glyph.x_offset, glyph.y_offset
        components.append(Component(glyph.id, _bounded(x * units), _bounded(y * units)))
        pen += glyph.advance
    return Cluster(tuple(components), _bounded(pen * units))


def _bounded(value: float) -> int:
    """A number of font units that a glyph can hold: dozens of marks on one letter would else leave it."""
    return max(-_FARTHEST, min(_FARTHEST, round(value)))


@cache
def _escaped(code: int) -> str:
    """A code's two bytes as they stand in a literal string (7.3.4.2)."""
    return literal(chr(code >> 8) + chr(code & 255))[1:-1]
