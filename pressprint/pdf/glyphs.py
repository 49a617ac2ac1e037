"""Words as PDF shows them: codes for pairs of glyph and text, and the font objects that explain them.

Each face is a Type0 font with two-byte codes (ISO 32000-1, 9.7). A code is the glyph's own number where the
glyph stands for the text that the face itself gives it; any other pair, such as a ligature, gets a code of
its own in the document. So most words have the same bytes in every document, and text copies exactly.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache

import uharfbuzz as hb

from pressprint.fonts import CACHE_LIMIT, Face, Word
from pressprint.pdf.syntax import Objects, literal, number, stream

# PDFium takes the no-break hyphen for one that a line end added, and drops it.
_TOLD_AS = {"\u2011": "-"}
_LEAST_MOVE = 0.0004  # in em: what one cannot see

# Words whose codes are the same in every document: their bytes for a TJ array, and their glyphs.
_plain_words: dict[Word, tuple[str, frozenset[int]]] = {}


class FontUse:
    """What a document uses of a face. `resource` is its name in the page's resources."""

    def __init__(self, face: Face, resource: str) -> None:
        self.face, self.resource = face, resource
        self.glyphs: set[int] = {0}
        self.extra: dict[tuple[int, str], int] = {}
        self._count = face.hb_face.glyph_count
        self._own: dict[tuple[Word, float], str] = {}
        self._extra_shown = 0  # how often a code of the document's own was used

    def show(self, word: Word, size: float) -> str:
        """A word as elements of a TJ array. `size` counts where glyphs stand above or below the baseline."""
        known = _plain_words.get(word)
        if known is not None:
            self.glyphs |= known[1]
            return known[0]
        shown = self._own.get((word, size))
        if shown is None:
            extra = self._extra_shown
            shown = self._own[word, size] = self._encoded(word, size)
            if self._extra_shown == extra:
                if len(_plain_words) >= CACHE_LIMIT:
                    _plain_words.clear()
                _plain_words[word] = shown, frozenset([glyph.id for glyph in word.glyphs])
        return shown

    def _code(self, glyph: int, text: str) -> str:
        """The two bytes that show a glyph with a text, as they stand in a literal string."""
        self.glyphs.add(glyph)
        if self.face.text_of.get(glyph) == text:
            return _escaped(glyph)
        self._extra_shown += 1
        return _escaped(self.extra.setdefault((glyph, text), self._count + len(self.extra)))

    def _encoded(self, word: Word, size: float) -> str:
        """The word's codes, with the numbers between them that kern and place its glyphs.

        A number moves to the left by thousandths of an em (9.4.3). A glyph above or below the baseline ends
        the array, and the text's rise (9.3.7) is set for it.
        """
        shown = "("
        pending = 0.0
        own, seen = self.face.text_of, self.glyphs
        for identifier, text, advance, natural, x_offset, y_offset in word.glyphs:
            pending -= x_offset
            if not -_LEAST_MOVE < pending < _LEAST_MOVE:
                shown += f"){number(round(pending * 1000, 1))}("
            if y_offset:
                self._extra_shown += 1  # the bytes hold for this size only
                shown += f")]TJ {number(y_offset * size)} Ts[({self._code(identifier, text)})]TJ 0 Ts[("
            elif own.get(identifier) == text:
                seen.add(identifier)
                shown += _escaped(identifier)
            else:
                shown += self._code(identifier, text)
            pending = natural - advance + x_offset
        shown += ")"
        if not -_LEAST_MOVE < pending < _LEAST_MOVE:
            shown += number(round(pending * 1000, 1))
        return shown.removeprefix("()").replace("()]TJ", "]TJ").replace("[()", "[")

    def embed(self, objects: Objects) -> str:
        """A reference to the font's dictionary, its program and tables being added to the objects."""
        face = self.face
        program = _subset(face, self.glyphs)
        tag = _subset_tag(program)
        base = f"/{tag}+{face.name}"
        file = objects.add(stream(program, f"/Length1 {len(program)}"))
        descriptor = objects.add(
            f"<</Type/FontDescriptor/FontName{base}/Flags 4/FontBBox[{_bounding_box(face)}]/ItalicAngle 0"
            f"/Ascent {_thousandths(face.ascender)}/Descent {_thousandths(face.descender)}"
            f"/CapHeight {_thousandths(face.cap_height)}/StemV 80/FontFile2 {file}>>"
        )
        descendant = objects.add(
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont{base}/CIDSystemInfo<</Registry(Adobe)"
            f"/Ordering(Identity)/Supplement 0>>/FontDescriptor {descriptor}/DW 0"
            f"/W[{self._widths()}]/CIDToGIDMap {self._glyph_map(objects)}>>"
        )
        unicode = objects.add(stream(self._to_unicode()))
        return objects.add(
            f"<</Type/Font/Subtype/Type0/BaseFont{base}/Encoding/Identity-H"
            f"/DescendantFonts[{descendant}]/ToUnicode {unicode}>>"
        )

    def _codes(self) -> Iterator[tuple[int, int, str]]:
        """Each code that may be shown, its glyph and its text, in the order of codes."""
        for glyph in sorted(self.glyphs):
            if glyph in self.face.text_of:
                yield glyph, glyph, self.face.text_of[glyph]
        for (glyph, text), code in self.extra.items():
            yield code, glyph, text

    def _widths(self) -> str:
        """The W array (9.7.4.3): runs of codes that follow each other."""
        scale = 1000 / self.face.units
        result, last = "", -2
        for code, glyph, _ in self._codes():
            width = number(round(self.face.natural_width(glyph) * scale, 2))
            result += f" {width}" if code == last + 1 else f"{']' if result else ''}{code}[{width}"
            last = code
        return result + "]" if result else ""

    def _glyph_map(self, objects: Objects) -> str:
        if not self.extra:
            return "/Identity"
        size = self._count + len(self.extra)
        table = bytearray(2 * size)
        for code, glyph, _ in self._codes():
            table[2 * code : 2 * code + 2] = glyph.to_bytes(2, "big")
        return objects.add(stream(bytes(table)))

    def _to_unicode(self) -> bytes:
        """The ToUnicode CMap (9.10.3)."""
        told = ((code, _TOLD_AS.get(text, text)) for code, _, text in self._codes() if text)
        pairs = [f"<{code:04x}><{text.encode('utf-16-be').hex()}>" for code, text in told]
        blocks = (pairs[start : start + 100] for start in range(0, len(pairs), 100))
        body = "\n".join(f"{len(b)} beginbfchar\n" + "\n".join(b) + "\nendbfchar" for b in blocks)
        return (
            "/CIDInit/ProcSet findresource begin 12 dict begin begincmap\n"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
            "/CMapName/Adobe-Identity-UCS def/CMapType 2 def\n"
            f"1 begincodespacerange<0000><ffff>endcodespacerange\n{body}\n"
            "endcmap CMapName currentdict/CMap defineresource pop end end"
        ).encode("ascii")


# What a font program in a PDF needs (9.9); everything else is told by the PDF itself.
_KEPT_TABLES = {"head", "hhea", "maxp", "hmtx", "loca", "glyf"}


@cache
def _escaped(code: int) -> str:
    """A code's two bytes as they stand in a literal string (7.3.4.2)."""
    return literal(chr(code >> 8) + chr(code & 255))[1:-1]


def _subset(face: Face, glyphs: set[int]) -> bytes:
    """The face with the outlines of some glyphs only, which keep their numbers."""
    subset = hb.SubsetInput()
    subset.flags = (
        hb.SubsetFlags.RETAIN_GIDS
        | hb.SubsetFlags.NO_HINTING
        | hb.SubsetFlags.NOTDEF_OUTLINE
        | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    )
    subset.glyph_set.update(glyphs)
    subset.drop_table_tag_set.update(_tag(t) for t in face.hb_face.table_tags if t not in _KEPT_TABLES)
    return bytes(subset.subset(face.hb_face).blob.data)


def _tag(table: str) -> int:
    return int.from_bytes(table.encode("ascii"), "big")


def _subset_tag(program: bytes) -> str:
    """Six capitals that tell subsets apart (9.6.4), the same for the same subset."""
    value = int.from_bytes(hashlib.md5(program, usedforsecurity=False).digest()[:8], "big")
    letters = ""
    for _ in range(6):
        value, letter = divmod(value, 26)
        letters += chr(65 + letter)
    return letters


def _thousandths(em: float) -> str:
    return number(round(em * 1000))


def _bounding_box(face: Face) -> str:
    head = face.hb_face.reference_table("head").data
    box = (int.from_bytes(head[at : at + 2], "big", signed=True) for at in (36, 38, 40, 42))
    return " ".join(number(round(value * 1000 / face.units)) for value in box)
