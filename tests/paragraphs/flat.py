"""Fake faces for tests: every letter is half an em wide, every space a quarter, and nothing is kerned."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from pressprint.fonts import Glyph, Word
from pressprint.paragraphs import Divider, Line, Paragraph, Shape, Span, TextStyle, set_paragraph

SIZE = 10.0
LETTER = 0.5
SPACE = 0.25


class FlatFace:
    """A face whose letters are all of one width."""

    name = "Flat"
    cap_height = 0.7

    @cached_property
    def space(self) -> Word:
        return self.word(" ", "en")

    def word(self, text: str, language: str) -> Word:
        width = SPACE if text == " " else LETTER
        glyphs = tuple(Glyph(ord(character), character, width, width) for character in text)
        return Word(text, self, glyphs, width * len(text))


@dataclass
class FlatBook:
    """A book whose only face has every character."""

    face: FlatFace

    def whole(self, texts: list[str], face: FlatFace, language: str) -> list[Word]:
        return [face.word(text, language) for text in texts]

    def words(self, text: str, face: FlatFace, language: str) -> tuple[Word, ...]:
        return (face.word(text, language),)


FACE = FlatFace()
STYLE = TextStyle(FACE, SIZE, "#000000")


def set_lines(
    text: str, measure: float, *, tag: str = "en", names: tuple[str, ...] = (), **shape: object
) -> tuple[Line, ...]:
    """The lines of a text in the flat face."""
    settings = {"justify": True, "elasticity": 0.03, **shape}
    return set_paragraph([Span(text, STYLE, 1)], Shape(measure, **settings), FlatBook(FACE), Divider(tag, names)).lines


def set_at(size: float, text: str, measure: float, *, tag: str = "en") -> tuple[Line, ...]:
    """The lines of a text that was set as it is, and then at a multiple of its size."""
    paragraph = Paragraph(
        [Span(text, STYLE, 1)], Shape(measure, justify=True, elasticity=0.03), FlatBook(FACE), Divider(tag)
    )
    paragraph.set()
    return paragraph.set(size).lines


def words_of(line: Line) -> str:
    """A line's text as it is printed."""
    return "".join(
        " ".join(word.text for word in segment.words) + (" " if segment.space_after else "")
        for segment in line.segments
    ).rstrip()


def told(lines: tuple[Line, ...]) -> str:
    """What a reader takes from lines that respects replacement texts."""
    text = ""
    for line in lines:
        for segment in line.segments:
            shown = " ".join(word.text for word in segment.words)
            text += segment.actual if segment.actual is not None else shown
            text += " " if segment.space_after and segment.actual is None else ""
    return " ".join(text.split())
