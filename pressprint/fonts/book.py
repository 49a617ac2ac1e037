"""The faces of a layout, and which of them, or which other font, sets which characters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from msgspec import Struct, field

from pressprint.errors import Problem, SettingError, listed
from pressprint.fonts.face import CACHE_LIMIT, Face, Word, load_face
from pressprint.fonts.find import Finder, FontFile, package_for, weight_of
from pressprint.fonts.scripts import KOREAN, Run, Script, ideographs_of, runs, script_for, seen
from pressprint.layouts import Layout

_SAMPLE = 5  # characters of a script's sample that its common fonts all have


class Book(Struct, frozen=True):
    """The faces of a layout by family and face name, and those to try where a face lacks a character.

    `borrowed` are the files beyond the layout's own that were used since it was last cleared, in the order of
    their first use. A file whose origin is the system is not on every machine.
    """

    faces: dict[tuple[str, str], Face]
    finder: Finder = field(default_factory=Finder)
    borrowed: list[FontFile] = field(default_factory=list)
    _chains: dict[Face, tuple[Face, ...]] = field(default_factory=dict)
    _helped: dict[tuple[Face, str], dict[str, tuple[Word, ...]]] = field(default_factory=dict)
    _lent: dict[Face, FontFile] = field(default_factory=dict)

    def face(self, family: str, name: str) -> Face:
        """The face of a family: `regular`, `italic`, `bold` or `bold_italic`."""
        return self.faces[family, name]

    def beside_ideographs(self, face: Face, language: str) -> Face:
        """What is to set Latin words and figures among the ideographs of a language in place of a face.

        Where a font is borrowed for the ideographs that has no serifs, it is the face of the same name in the layout's
        first family without any, if there is one; and likewise where it has serifs.
        """
        script = ideographs_of(language)
        helper = self._pick(script.sample[:_SAMPLE], face, script)
        borrowed = helper.open(self._weight(face)) if isinstance(helper, FontFile) else None
        if borrowed is None or None in (borrowed.has_serifs, face.has_serifs):
            return face
        names = self._names(face)
        alike = (known for (_, name), known in self.faces.items() if name in names)
        chain = (face, *(known for known in alike if known.has_serifs is not None))
        return next((known for known in chain if known.has_serifs == borrowed.has_serifs), face)

    def whole(self, texts: Iterable[str], face: Face, language: str) -> list[Word] | None:
        """Texts without spaces, each shaped as one word, or None where another face has to help out."""
        known = face.known_words(language)
        try:
            return [known[text] for text in texts]
        except KeyError:
            return None

    def words(self, text: str, face: Face, language: str) -> tuple[Word, ...]:
        """A text without spaces, shaped: as one word, or as several where another face has to help out.

        Raises:
            SettingError: no font has a character of the text.
        """
        try:
            return (face.known_words(language)[text],)
        except KeyError:
            return self._with_help(text, face, language)

    def _with_help(self, text: str, face: Face, language: str) -> tuple[Word, ...]:
        """A text of which the face lacks a character."""
        known = self._helped.setdefault((face, language), {})
        words = known.get(text)
        if words is None:
            if len(known) >= CACHE_LIMIT:
                known.clear()
            faces = self._opened(text, face, language)
            words = known[text] = tuple(helper.word(piece, language) for helper, piece in faces)
        for word in words:
            file = self._lent.get(word.face)
            if file is not None and file not in self.borrowed:
                self.borrowed.append(file)
        return words

    def plan(self, text: str, face: Face, language: str) -> list[tuple[Face | FontFile, str]]:
        """The pieces of a text, each with the face or the file that is to set it.

        The letters of a run of one script are set in one face if any has them all.

        Raises:
            SettingError: no font has a character of the text.
        """
        pieces: list[tuple[Face | FontFile, str]] = []
        for run in runs(text, language):
            for helper, piece in self._set_run(run, face, language):
                if pieces and pieces[-1][0] == helper:
                    piece = pieces.pop()[1] + piece
                pieces.append((helper, piece))
        return pieces

    def _opened(self, text: str, face: Face, language: str) -> list[tuple[Face, str]]:
        """The pieces of a text with their faces. A file that cannot be used is left out of the next plan."""
        weight = self._weight(face)
        while True:
            result: list[tuple[Face, str]] = []
            for helper, piece in self.plan(text, face, language):
                opened = helper if isinstance(helper, Face) else helper.open(weight)
                if opened is None:
                    break
                if isinstance(helper, FontFile):
                    self._lent[opened] = helper
                result.append((opened, piece))
            else:
                return result

    def _set_run(self, run: Run, face: Face, language: str) -> Iterator[tuple[Face | FontFile, str]]:
        # A run of nothing but what all scripts share is the face's own as far as possible.
        main = self._pick(run.letters, face, run.script) if run.letters else face
        last: Face | FontFile | None = None
        for cluster in run.clusters:
            # Between Korean words figures stand by themselves too, and are to be the same as those in words.
            own = face if run.script is KOREAN and cluster.isdecimal() else None
            last = next((known for known in (own, main, last) if known and _has(known, cluster)), None)
            if last is not None:
                yield last, cluster
                continue
            script = script_for(cluster, run, language)
            last = self._pick([cluster], face, script)
            if last is not None:
                yield last, cluster
                continue
            # No font has the letter with its marks; better apart than not at all.
            for character in cluster:
                helper = self._pick([character], face, script)
                if helper is None:
                    raise SettingError(missing_character(character, self._chain(face), package_for(script)))
                yield helper, character

    def _pick(self, clusters: Iterable[str], face: Face, script: Script | None) -> Face | FontFile | None:
        """The first face of the layout, else the first other font, that has all clusters."""
        clusters = tuple(clusters)
        for known in self._chain(face):
            if all(_has(known, cluster) for cluster in clusters):
                return known
        text = unicodedata.normalize("NFC", "".join(seen(cluster) for cluster in clusters))
        return self.finder.find(text, script, self._weight(face))

    def _chain(self, face: Face) -> tuple[Face, ...]:
        """The face, then the faces of the same name in the other families, then all others."""
        if face not in self._chains:
            names = self._names(face)
            alike = [known for (_, name), known in self.faces.items() if name in names]
            self._chains[face] = tuple(dict.fromkeys([face, *alike, *self.faces.values()]))
        return self._chains[face]

    def _names(self, face: Face) -> set[str]:
        return {name for (_, name), known in self.faces.items() if known is face}

    def _weight(self, face: Face) -> int:
        return weight_of(self._names(face))


def _has(known: Face | FontFile, cluster: str) -> bool:
    """Whether a face has what shows of a cluster, as it is, composed, or in parts, which HarfBuzz puts together."""
    text = seen(cluster)
    if known.missing(text) is None or known.missing(unicodedata.normalize("NFC", text)) is None:
        return True
    syllable = "\uac00" <= text[0] <= "\ud7a3"  # of hangul: the parts are seldom made to be put together
    return not syllable and known.missing(unicodedata.normalize("NFD", text)) is None


def missing_character(character: str, tried: tuple[Face, ...], package: str | None = None) -> Problem:
    """What is told of a character that no font has. `package` is one that has fonts of its script."""
    name = unicodedata.name(character, "a character without a name").lower()
    faces = listed(face.path.name for face in tried)
    advice = f"Install one that has it (pip install {package}), or name" if package else "Write it another way, or name"
    what = (
        f"the character “{character}” (U+{ord(character):04X}, {name}) is in no font of the layout; "
        f"tried were {faces}. {advice} a font that has it under [fonts]"
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
        book = _books[layout] = Book(faces, Finder(layout.folder, layout.faces.values()))  # type: ignore[arg-type]
    return book
