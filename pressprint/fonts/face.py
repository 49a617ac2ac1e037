"""One face of a font: its metrics, its characters, and words shaped with HarfBuzz.

Widths and heights are in em: multiply by the size of the type.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import ClassVar, TypeAlias
from unicodedata import combining

import uharfbuzz as hb
from msgspec import Struct

from pressprint.errors import FontError, Problem

# A cache that is full is emptied: simple, and nothing but speed depends on what it holds. See also `KnownWords`.
CACHE_LIMIT = 16_000


RTL = "-x-rtl"
"""What is put after a language to have words shaped from right to left; their glyphs stand in visual order."""

FIGURES = "-x-tnum"
"""What is put after a language to have figures for columns: of one width and height, and not kerned."""

HALF_WIDTH = "-x-halt"
"""What is put after a language to have brackets and marks half as wide as an ideograph, without their blanks."""

_FEATURES = {FIGURES: {"tnum": True, "lnum": True, "kern": False}, HALF_WIDTH: {"halt": True}}
_SPACES = frozenset([0x00A0, *range(0x2000, 0x200B), 0x202F, 0x205F])
_RESTRICTED = 0x02  # bit 1 of fsType (OpenType, OS/2)
# What the classification of PANOSE that OS/2 holds calls text, and how it counts its faces with serifs, and without.
_TEXT, _SERIFS, _SANS = 2, range(2, 11), range(11, 16)


class Glyph(Struct, frozen=True, eq=False):
    """One glyph of a shaped word.

    `text` is what it stands for, empty for the further glyphs of a cluster; `advance` and the offsets are in
    em. `natural` is the advance that the font gives the glyph by itself. `drawn` is as that of a word.
    """

    id: int
    text: str
    advance: float
    natural: float
    x_offset: float = 0.0
    y_offset: float = 0.0
    drawn: str | None = None


class Word(Struct, frozen=True, eq=False):
    """A piece of text without spaces, shaped in one face. `width` is in em.

    Two words are never equal but by identity. `drawn` is where drawing keeps what it makes of the word, which nothing
    but the word and its face decides.
    """

    text: str
    face: Face
    glyphs: tuple[Glyph, ...]
    width: float
    drawn: tuple[str, str] | None = None


@lru_cache(maxsize=CACHE_LIMIT // 8)
def cut(word: Word, ends: tuple[int, ...]) -> tuple[Word, ...]:
    """A word in parts that end at the given numbers of characters, the last one being all of them.

    A part's glyphs are the word's own, so the parts are together as wide as the word. An end inside a
    ligature, or between a letter and its accent, is passed over: there are then fewer parts.
    """
    parts: list[Word] = []
    glyphs: list[Glyph] = []
    done, start = 0, 0
    remaining = list(ends)
    for number, glyph in enumerate(word.glyphs):
        glyphs.append(glyph)
        done += len(glyph.text)
        following = word.glyphs[number + 1].text if number + 1 < len(word.glyphs) else "."
        while remaining and remaining[0] < done:
            remaining.pop(0)
        if remaining and remaining[0] == done and following and not combining(following[0]):
            text = word.text[start:done]
            parts.append(Word(text, word.face, tuple(glyphs), sum(g.advance for g in glyphs)))
            glyphs, start = [], done
            remaining.pop(0)
    return tuple(parts)


def joined(words: Sequence[Word]) -> Word:
    """Parts of a word as one again."""
    glyphs = tuple(glyph for word in words for glyph in word.glyphs)
    return Word("".join(word.text for word in words), words[0].face, glyphs, sum(word.width for word in words))


class Face:
    """A font file. Made once for a file by `load_face`; `index` counts them and orders faces in a document."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.data = path.read_bytes()
            blob = hb.Blob(self.data)
            self.hb_face = hb.Face(blob)
            self.hb_font = hb.Font(self.hb_face)
            count = self.hb_face.glyph_count
            self.characters = frozenset(self.hb_face.unicodes) if count else frozenset()
            if ord(" ") in self.characters:
                # HarfBuzz draws the spaces that a font lacks by its space, at their own width.
                self.characters |= _SPACES
        except (OSError, hb.HarfBuzzError) as error:
            raise FontError(Problem(f"the font cannot be read: {error}", str(path))) from None
        if not self.characters:
            raise FontError(Problem("is not a font, or is damaged: it holds no characters", str(path)))
        if _is_cut_short(self.data):
            raise FontError(Problem("is damaged: its end is missing", str(path)))
        tables = self.hb_face.table_tags
        if "glyf" not in tables:
            raise FontError(Problem("has no TrueType outlines; expected a .ttf font", str(path)))
        if "OS/2" in tables and self.hb_face.reference_table("OS/2").data[9] & _RESTRICTED:
            raise FontError(Problem("may not be embedded, by its own licence bits (OS/2 fsType)", str(path)))
        self.units = self.hb_face.upem
        self._words: dict[str, KnownWords] = {}
        self._glyphs = _KnownGlyphs(self)
        self._read_metrics()

    def _read_metrics(self) -> None:
        metric, tag = self.hb_font.get_metric_position_with_fallback, hb.OTMetricsTag
        self.ascender = metric(tag.HORIZONTAL_ASCENDER) / self.units
        self.descender = metric(tag.HORIZONTAL_DESCENDER) / self.units
        self.cap_height = metric(tag.CAP_HEIGHT) / self.units
        self.x_height = metric(tag.X_HEIGHT) / self.units
        names = hb.OTNameIdPredefined
        name = self.hb_face.get_name(names.POSTSCRIPT_NAME) or self.path.stem
        self.name = "".join(c for c in name if c.isascii() and (c.isalnum() or c in "-_"))[:80] or "Font"
        self.family = self.hb_face.get_name(names.FONT_FAMILY) or self.name

    @cached_property
    def glyph_of(self) -> dict[str, int]:
        """Which glyph each character has by itself; a text that has another one, such as a ligature, is not here."""
        nominal = self.hb_font.get_nominal_glyph
        found = ((chr(code), nominal(code)) for code in self.characters)
        return {character: glyph for character, glyph in found if glyph}

    @cached_property
    def prepared_for_subsets(self) -> hb.Face:
        """The font as HarfBuzz takes subsets of it fastest; what it is prepared with costs as much as the first one."""
        return hb.subset_preprocess(self.hb_face)

    @cached_property
    def space(self) -> Word:
        """The space between words."""
        return self.word(" ", "und")

    @cached_property
    def has_serifs(self) -> bool | None:
        """Whether the letters have serifs, as the font says of itself, or None where it does not."""
        if "OS/2" not in self.hb_face.table_tags:
            return None
        kind, serifs = self.hb_face.reference_table("OS/2").data[32:34]
        return serifs in _SERIFS if kind == _TEXT and (serifs in _SERIFS or serifs in _SANS) else None

    def natural_width(self, glyph: int) -> int:
        """The advance of a glyph by itself, in font units."""
        return int(self.hb_font.get_glyph_h_advance(glyph))

    def missing(self, text: str) -> str | None:
        """The first character of a text that the face does not have, or None."""
        characters = self.characters
        if characters.issuperset(map(ord, text)):
            return None
        return next(character for character in text if ord(character) not in characters)

    def known_words(self, language: str) -> KnownWords:
        """The words of a language by their texts, each shaped when it is first asked for.

        A language with `RTL` at its end is that of text from right to left.
        """
        known = self._words.get(language)
        if known is None:
            known = self._words[language] = KnownWords(self, language)
        return known

    def word(self, text: str, language: str) -> Word:
        """A text without spaces, shaped: kerned, with its standard ligatures and its language's forms.

        The face has to have what shows of its characters (see `missing`), if need be in another form of Unicode.
        """
        known = self.known_words(language)
        return known.get(text) or known.add(text)

    def shape(self, text: str, language: str) -> Word:
        """As `word`, anew each time."""
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        tag = language.removesuffix(RTL)
        buffer.direction = "ltr" if tag == language else "rtl"
        feature = tag[-len(FIGURES) :]
        features = _FEATURES.get(feature)
        buffer.language = tag.removesuffix(feature) if features else tag
        hb.shape(self.hb_font, buffer, features)
        infos, positions = buffer.glyph_infos, buffer.glyph_positions
        clusters = [info.cluster for info in infos]
        # Mostly each character has one glyph, in their order.
        simple = clusters == list(range(len(text)))
        texts = text if simple else _cluster_texts(text, clusters)
        placed = [(i.codepoint, piece, p.position) for i, piece, p in zip(infos, texts, positions, strict=True)]
        known = self._glyphs
        glyphs = tuple([known[glyph] for glyph in placed])
        return Word(text, self, glyphs, sum([position[2] for _, _, position in placed]) / self.units)


_Placed: TypeAlias = tuple[int, str, tuple[int, int, int, int]]
"""A glyph as HarfBuzz gives it: its number, what it stands for; its offsets to the right and up, and its advances."""


class _KnownGlyphs(dict[_Placed, Glyph]):
    """The glyphs of a face as HarfBuzz placed them; each is made once, as the same few stand in most words."""

    def __init__(self, face: Face) -> None:
        self._face = face

    def __missing__(self, placed: _Placed) -> Glyph:
        identifier, text, (x_offset, y_offset, advance, _) = placed
        em, natural = self._face.units, self._face.natural_width(identifier)
        if len(self) >= CACHE_LIMIT:
            self.clear()
        glyph = self[placed] = Glyph(identifier, text, advance / em, natural / em, x_offset / em, y_offset / em)
        return glyph


class KnownWords(dict[str, Word]):
    """The words of a language in a face by their texts; a word that is not there is shaped when it is asked for.

    When so many were added to all of them together as a cache holds, all words become the older ones, from which they
    are taken over as they are asked for again, and the older ones go: so common words are not shaped anew each time
    that many rare ones were met.

    Raises:
        KeyError: the face lacks a character of the text that was asked for.
    """

    def __init__(self, face: Face, language: str) -> None:
        self._face, self._language = face, language
        self._older: dict[str, Word] = {}

    _holders: ClassVar[dict[int, KnownWords]] = {}  # those that hold words
    _added: ClassVar[int] = 0

    def __missing__(self, text: str) -> Word:
        if text not in self._older and self._face.missing(text) is not None:
            raise KeyError(text)
        return self.add(text)

    def add(self, text: str) -> Word:
        """The word of a text that is not there."""
        if KnownWords._added >= CACHE_LIMIT:
            KnownWords._grow_old()
        KnownWords._added += 1
        KnownWords._holders[id(self)] = self
        older = text in self._older
        word = self[text] = self._older.pop(text) if older else self._face.shape(text, self._language)
        return word

    @classmethod
    def _grow_old(cls) -> None:
        """Makes all words the older ones."""
        for known in list(cls._holders.values()):
            known._older = known.copy()
            known.clear()
            if not known._older:
                del cls._holders[id(known)]
        cls._added = 0


def _is_cut_short(data: bytes) -> bool:
    """Whether a table of a font file ends after the file does (OpenType, table directory)."""
    count = int.from_bytes(data[4:6], "big")
    entries = (data[at : at + 16] for at in range(12, 12 + 16 * count, 16))
    return any(int.from_bytes(e[8:12], "big") + int.from_bytes(e[12:16], "big") > len(data) for e in entries)


def _cluster_texts(text: str, clusters: list[int]) -> list[str]:
    """What each glyph stands for.

    Clusters rise from glyph to glyph, or fall where the text runs from right to left. In a cluster with as
    many characters as glyphs each glyph has its own, in others the first has all.
    """
    starts = sorted(set(clusters))
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    falling = clusters[0] > clusters[-1]
    texts: list[str] = []
    number = 0
    while number < len(clusters):
        start = clusters[number]
        count = 1
        while number + count < len(clusters) and clusters[number + count] == start:
            count += 1
        whole = text[start : ends[start]]
        if len(whole) == count:
            texts += reversed(whole) if falling else whole
        else:
            texts += [whole, *[""] * (count - 1)]
        number += count
    return texts


_faces: dict[Path, tuple[int, Face]] = {}


def load_face(path: Path) -> Face:
    """The face that a file holds; read once, and again only when the file changes.

    Raises:
        FontError: the file is not a font, or is damaged.
    """
    stamp = path.stat().st_mtime_ns if path.exists() else 0
    known = _faces.get(path)
    if known is None or known[0] != stamp:
        known = _faces[path] = (stamp, Face(path))
    return known[1]
