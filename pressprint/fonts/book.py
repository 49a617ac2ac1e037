"""The faces of a layout, and which of them sets which characters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from pressprint.errors import Problem, SettingError, listed
from pressprint.fonts.face import Face, Word, load_face
from pressprint.layouts import Layout


@dataclass(frozen=True, slots=True)
class Book:
    """The faces of a layout by family and face name, and those to try where a face lacks a character."""

    faces: dict[tuple[str, str], Face]
    _chains: dict[Face, tuple[Face, ...]] = field(default_factory=dict)

    def face(self, family: str, name: str) -> Face:
        """The face of a family: `regular`, `italic`, `bold` or `bold_italic`."""
        return self.faces[family, name]

    def words(self, text: str, face: Face, language: str) -> tuple[Word, ...]:
        """A text without spaces, shaped: one word, or several where another face has to help out.

        Raises:
            SettingError: no face of the layout has a character of the text.
        """
        word = face.known_words(language).get(text)
        if word is not None:
            return (word,)
        if face.missing(text) is None:
            return (face.word(text, language),)
        return tuple(chosen.word(piece, language) for chosen, piece in self._runs(text, face))

    def _runs(self, text: str, face: Face) -> Iterator[tuple[Face, str]]:
        """The longest pieces of a text that one face has, with the face."""
        current, piece = face, ""
        for character in text:
            chosen = self._chosen(character, face)
            if chosen is not current and piece:
                yield current, piece
                piece = ""
            current, piece = chosen, piece + character
        yield current, piece

    def _chosen(self, character: str, face: Face) -> Face:
        chain = self._chain(face)
        for candidate in chain:
            if ord(character) in candidate.characters:
                return candidate
        raise SettingError(missing_character(character, chain))

    def _chain(self, face: Face) -> tuple[Face, ...]:
        """The face, then the faces of the same name in the other families, then all others."""
        if face not in self._chains:
            names = {name for (_, name), known in self.faces.items() if known is face}
            alike = [known for (_, name), known in self.faces.items() if name in names]
            self._chains[face] = tuple(dict.fromkeys([face, *alike, *self.faces.values()]))
        return self._chains[face]


def missing_character(character: str, tried: tuple[Face, ...]) -> Problem:
    """What is told of a character that no face has."""
    name = unicodedata.name(character, "a character without a name").lower()
    faces = listed(face.path.name for face in tried)
    what = (
        f"the character “{character}” (U+{ord(character):04X}, {name}) is in no font of the layout; "
        f"tried were {faces}. Write it another way, or name a font that has it under [fonts]"
    )
    return Problem(what)


_books: dict[Layout, Book] = {}


def open_book(layout: Layout) -> Book:
    """The faces of a layout.

    Raises:
        FontError: a font file cannot be used.
    """
    book = _books.get(layout)
    if book is None:
        if len(_books) >= 64:
            _books.clear()
        faces = {key: load_face(path) for key, path in layout.faces.items()}
        book = _books[layout] = Book(faces)  # type: ignore[arg-type]
    return book
