"""The font objects of a document: programs with only what was used, widths, and what each code means."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

import uharfbuzz as hb

from pressprint.fonts import CACHE_LIMIT, Face
from pressprint.pdf.glyphs import LIGATURES, LOW_CODES, Cluster, FontUse, Shape
from pressprint.pdf.syntax import Objects, Raw, number, stream

# What a font program in a PDF needs (9.9); everything else is told by the PDF itself.
_KEPT_TABLES = {"head", "hhea", "maxp", "hmtx", "loca", "glyf"}
# Where a row of 256 codes may be told as one range: codes of a document's own are among the controls.
_FIRST_ROW = ("<0020><007e><0020>", "<00a0><00ff><00a0>")

_Code = tuple[int, Shape, str]


def embed(use: FontUse, objects: Objects) -> str:
    """A reference to the font's dictionary, its program and tables being added to the objects.

    The font has what ISO 14289-1, 7.21, and ISO 19005-3, 6.2.11, ask of it: a program that holds each glyph
    shown, a width and a Unicode value for each code, a map from codes to glyphs, and no set of CIDs.
    """
    face, codes = use.face, list(use.codes())
    program, glyphs = _program(face, codes)
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
        f"/W[{_widths(face, codes)}]/CIDToGIDMap {objects.add(stream(_glyph_map(codes, glyphs)))}>>"
    )
    return objects.add(
        f"<</Type/Font/Subtype/Type0/BaseFont{base}/Encoding/Identity-H"
        f"/DescendantFonts[{descendant}]/ToUnicode {objects.share(Raw(_to_unicode(codes)))}>>"
    )


def _program(face: Face, codes: Sequence[_Code]) -> tuple[bytes, dict[Shape, int]]:
    """The face with the outlines of some shapes only, and which glyph of it each shape is."""
    shapes = [shape for _, shape, _ in codes]
    clusters = list(dict.fromkeys(shape for shape in shapes if isinstance(shape, Cluster)))
    used = {shape for shape in shapes if isinstance(shape, int)}
    used.update(component.glyph for cluster in clusters for component in cluster.components)
    subset = hb.SubsetInput()
    subset.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    subset.glyph_set.update({0, *used})
    subset.drop_table_tag_set.update(_tag(t) for t in face.hb_face.table_tags if t not in _KEPT_TABLES)
    plan = hb.SubsetPlan(face.prepared_for_subsets, subset)
    new = dict(plan.old_to_new_glyph_mapping)
    program = bytes(plan.execute().blob.data)
    glyphs: dict[Shape, int] = {glyph: new[glyph] for glyph in used}
    if clusters:
        program = _with_clusters(program, clusters, new)
        glyphs.update({cluster: len(new) + place for place, cluster in enumerate(clusters)})
    return program, glyphs


def _with_clusters(program: bytes, clusters: Iterable[Cluster], new: dict[int, int]) -> bytes:
    """A font program with a composite glyph (OpenType, glyf) for each cluster behind its other glyphs."""
    from fontTools.pens.ttGlyphPen import TTGlyphPen  # few releases need it
    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(program), recalcTimestamp=False)
    names = font.getGlyphOrder()
    made: dict[str, tuple[Any, int]] = {}
    for cluster in clusters:
        pen = TTGlyphPen(font.getGlyphSet())
        for component in cluster.components:
            pen.addComponent(names[new[component.glyph]], (1, 0, 0, 1, component.x, component.y))
        made[f"cluster{len(made)}"] = (pen.glyph(), cluster.advance)
    order = [*names, *made]
    font.setGlyphOrder(order)
    for name, (glyph, advance) in made.items():
        font["glyf"].glyphs[name] = glyph
        font["hmtx"].metrics[name] = (max(advance, 0), 0)
    font["glyf"].setGlyphOrder(order)
    for name in made:
        glyph = font["glyf"][name]
        glyph.recalcBounds(font["glyf"])
        font["hmtx"].metrics[name] = (font["hmtx"].metrics[name][0], getattr(glyph, "xMin", 0))
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def _widths(face: Face, codes: Iterable[_Code]) -> str:
    """The W array (9.7.4.3): runs of codes that follow each other."""
    result, last = "", -2
    for code, shape, _ in codes:
        width = _width(face, shape)
        result += f" {width}" if code == last + 1 else f"{']' if result else ''}{code}[{width}"
        last = code
    return result + "]" if result else ""


@lru_cache(maxsize=CACHE_LIMIT)
def _width(face: Face, shape: Shape) -> str:
    """How far a shape moves the pen, in thousandths of an em."""
    advance = max(shape.advance, 0) if isinstance(shape, Cluster) else face.natural_width(shape)
    return number(round(advance * 1000 / face.units, 2))


def _glyph_map(codes: Sequence[_Code], glyphs: dict[Shape, int]) -> bytes:
    """The stream that CIDToGIDMap is (9.7.4.2): two bytes for each code up to the last one shown."""
    table = bytearray(2 * (codes[-1][0] + 1))
    for code, shape, _ in codes:
        table[2 * code : 2 * code + 2] = glyphs[shape].to_bytes(2, "big")
    return bytes(table)


def _to_unicode(codes: Iterable[_Code]) -> bytes:
    """The ToUnicode CMap (9.10.3): most codes are the character's own number, so a row of 256 is one range.

    The first row, with all the codes that are the same in every document, is always told: so most are alike.
    """
    rows = dict.fromkeys(_FIRST_ROW)
    pairs = dict.fromkeys(_LOW_PAIRS)
    for code, _, text in codes:
        if text != chr(code):
            pairs[_pair(code, text)] = None
        elif code >= 0x100:
            rows[f"<{code >> 8:02x}00><{code >> 8:02x}ff><{code >> 8:02x}00>"] = None
    return _character_map(tuple(rows), tuple(pairs))


@lru_cache(maxsize=64)
def _character_map(rows: Sequence[str], pairs: Sequence[str]) -> bytes:
    """The stream of a CMap with these ranges and single codes."""
    body = _blocks("bfrange", rows) + _blocks("bfchar", pairs)
    return stream(
        "/CIDInit/ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
        "/CMapName/Adobe-Identity-UCS def/CMapType 2 def\n"
        f"1 begincodespacerange<0000><ffff>endcodespacerange\n{body}"
        "endcmap CMapName currentdict/CMap defineresource pop end end".encode("ascii")
    ).content


def _pair(code: int, text: str) -> str:
    return f"<{code:04x}><{text.encode('utf-16-be').hex()}>"


_LOW_PAIRS = [_pair(code, LIGATURES.get(character, character)) for character, code in LOW_CODES.items()]


def _blocks(operator: str, entries: Sequence[str]) -> str:
    """Entries in blocks of no more than a hundred (Adobe Technical Note 5014, 1.5)."""
    blocks = (entries[start : start + 100] for start in range(0, len(entries), 100))
    return "".join(f"{len(b)} begin{operator}\n" + "\n".join(b) + f"\nend{operator}\n" for b in blocks)


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
