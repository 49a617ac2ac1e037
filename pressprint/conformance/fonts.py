"""Fonts: what each shown code means, which glyph it takes and how wide (ISO 14289-1, 7.21; ISO 19005-3, 6.2.11)."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator
from typing import Any

import pikepdf
from fontTools.ttLib import TTFont

from pressprint.conformance.opened import Opened
from pressprint.conformance.parts import get, items, name, number, whole
from pressprint.conformance.report import Finding
from pressprint.conformance.walk import Font
from pressprint.readers.pdf import unpacked

_NEVER = {0, 0xFEFF, 0xFFFE}
_UNWANTED = {0xFFFD, 0xFFFF, 0x200B, 0x2028, 0x2029}
_MOST = 65_536
_KINDS = {"Type0", "Type1", "MMType1", "Type3", "TrueType", "CIDFontType0", "CIDFontType2"}
_PROGRAMS = {"Type1C", "CIDFontType0C", "OpenType"}


def check(file: Opened) -> Iterator[Finding]:
    """The faults of all fonts that text is shown in."""
    for font in file.content.fonts.values():
        if not font.codes:
            continue
        yield from _texts(font)
        descendant = next(iter(items(get(font.obj, "/DescendantFonts"))), None)
        described = descendant if font.wide else font.obj
        yield from _keys(font, described)
        if font.wide:
            yield from _wide(file, font, described)
        else:
            file.skipped.append(f"UA 7.21.5-1 (widths) of {font.place}, which is no CID font")


def _finding(font: Font, rule: str, codes: list[int], what: str, hint: str) -> Iterator[Finding]:
    """One finding for all codes that share a fault."""
    if codes:
        listed = ", ".join(f"{code:04X}" for code in sorted(codes)[:5]) + ("…" if len(codes) > 5 else "")
        yield Finding(rule, font.place, f"code {listed} {what}", hint)


def _texts(font: Font) -> Iterator[Finding]:
    rule = "UA 7.21.7-1, A 6.2.11.7.2-1"
    if font.texts is None:
        yield Finding(rule, font.place, "has no ToUnicode that can be read", "write a ToUnicode map")
        return
    texts = font.texts
    yield from _finding(font, rule, [c for c in font.codes if not texts.get(c)], "has no text", "name it in ToUnicode")
    bad = [code for code in font.codes if any(ord(c) in _NEVER for c in texts.get(code, ""))]
    what, hint = "stands for U+0000, U+FEFF or U+FFFE", "give the text that the glyph shows"
    yield from _finding(font, "UA 7.21.7-2, A 6.2.11.7.2-2", bad, what, hint)
    private = [c for c in font.spoken if any(unicodedata.category(x) == "Co" for x in texts.get(c, ""))]
    yield from _finding(font, "A 6.2.11.7.3-1", private, "stands for a private character", hint)
    control = [code for code in font.codes if any(_unwanted(c) for c in texts.get(code, ""))]
    yield from _finding(font, "UA 7.21.7", control, "stands for a control character or for none", hint)


def _unwanted(character: str) -> bool:
    code = ord(character)
    return code not in _NEVER and (unicodedata.category(character) in ("Cc", "Cs") or code in _UNWANTED)


def _keys(font: Font, described: Any) -> Iterator[Finding]:
    """What the dictionaries hold."""
    descriptor = get(described, "/FontDescriptor")
    if not any(isinstance(get(descriptor, key), pikepdf.Stream) for key in ("/FontFile", "/FontFile2", "/FontFile3")):
        rule = "UA 7.21.4.1-1, A 6.2.11.4.1-1"
        yield Finding(rule, font.place, "the font is not embedded", "embed its file in /FontDescriptor")
    if get(descriptor, "/CIDSet") is not None:
        rule = "UA 7.21.4.2-2, A 6.2.11.4.2-2"
        yield Finding(rule, font.place, "has a CIDSet, which nobody needs and which is often wrong", "leave it out")
    yield from _names(font, described, descriptor)
    if not font.wide:
        return
    encoding = get(font.obj, "/Encoding")
    if name(encoding) not in ("Identity-H", "Identity-V"):
        rule = "UA 7.21.3.3-1, A 6.2.11.3.3-1"
        yield Finding(rule, font.place, "its encoding is not Identity-H", "write /Encoding/Identity-H")
    if name(get(described, "/Subtype")) == "CIDFontType2" and not (
        isinstance(get(described, "/CIDToGIDMap"), pikepdf.Stream) or name(get(described, "/CIDToGIDMap")) == "Identity"
    ):
        yield Finding("UA 7.21.3.2-1, A 6.2.11.3.2-1", font.place, "has no CIDToGIDMap", "write one, or /Identity")


def _names(font: Font, described: Any, descriptor: Any) -> Iterator[Finding]:
    """What the dictionaries call themselves, and the font."""
    for one in (font.obj, described):
        if name(get(one, "/Type")) != "Font":
            yield Finding("A 6.2.11.2-1", font.place, "a font does not say that it is one", "write /Type/Font")
        if name(get(one, "/Subtype")) not in _KINDS:
            yield Finding("A 6.2.11.2-2", font.place, "does not say of which kind it is", "write /Subtype")
    program = get(descriptor, "/FontFile3")
    if program is not None and name(get(program, "/Subtype")) not in _PROGRAMS:
        yield Finding("A 6.2.11.2-7", font.place, "its file does not say of which kind it is", "write /Subtype")
    names = [name(get(font.obj, "/BaseFont")), name(get(described, "/BaseFont")), name(get(descriptor, "/FontName"))]
    if not all(names):
        yield Finding("A 6.2.11.2-3", font.place, "has no name", "write /BaseFont and /FontName")
    elif len(set(names)) > 1:
        what = f"its dictionaries name different fonts: {', '.join(dict.fromkeys(names))}"
        yield Finding("A 6.2.11.2 (names)", font.place, what, "write one name in all of them")
    if not all(called.isascii() for called in names):
        yield Finding("A 6.1.8-1", font.place, "its name has other letters than those of ASCII", "write it in ASCII")


def _wide(file: Opened, font: Font, described: Any) -> Iterator[Finding]:
    """Glyphs and widths of a CID font."""
    program = get(described, "/FontDescriptor", "/FontFile2")
    if not isinstance(program, pikepdf.Stream):
        yield from _finding(font, "UA 7.21.8-1, A 6.2.11.8-1", [0] if 0 in font.codes else [], "is .notdef", "map it")
        file.skipped.append(f"UA 7.21.5-1 (widths) of {font.place}, which is no TrueType font")
        return
    try:
        opened = TTFont(io.BytesIO(unpacked(program)), lazy=True)
        advances = [advance for advance, _ in (opened["hmtx"].metrics[g] for g in opened.getGlyphOrder())]
        count, units = opened["maxp"].numGlyphs, opened["head"].unitsPerEm
    except Exception as error:  # fontTools raises almost anything on a damaged file
        what = f"the embedded font cannot be read: {type(error).__name__}"
        yield Finding("UA 7.21.4.1-1, A 6.2.11.4.1-1", font.place, what, "embed the font's file again")
        return
    glyphs = {code: _glyph(described, code) for code in font.codes}
    bad = [code for code, glyph in glyphs.items() if glyph == 0]
    yield from _finding(font, "UA 7.21.8-1, A 6.2.11.8-1", bad, "shows no glyph but .notdef", "map it to a glyph")
    outside = [code for code, glyph in glyphs.items() if glyph >= count]
    rule = "UA 7.21.4.1-2, A 6.2.11.4.1-2"
    yield from _finding(font, rule, outside, "shows a glyph that the font lacks", "embed all glyphs that are shown")
    widths, default = _widths(get(described, "/W")), number(get(described, "/DW"))
    default = 1000 if default is None else default
    wrong = [
        code
        for code, glyph in glyphs.items()
        if glyph < len(advances) and abs(widths.get(code, default) - advances[glyph] * 1000 / (units or 1)) > 1
    ]
    hint = "let /W say what the font's hmtx says, within one unit"
    yield from _finding(font, "UA 7.21.5-1, A 6.2.11.5-1", wrong, "has another width than its glyph", hint)


def _glyph(described: Any, code: int) -> int:
    """The glyph of a code, through CIDToGIDMap."""
    table = get(described, "/CIDToGIDMap")
    if not isinstance(table, pikepdf.Stream):
        return code
    data = unpacked(table)
    return int.from_bytes(data[2 * code : 2 * code + 2], "big")


def _widths(array: Any) -> dict[int, float]:
    """The widths that /W gives (ISO 32000-1, 9.7.4.3)."""
    result: dict[int, float] = {}
    values = items(array)
    at = 0
    while at + 1 < len(values):
        first = whole(values[at]) or 0
        if isinstance(values[at + 1], pikepdf.Array):
            result.update({first + n: number(w) or 0 for n, w in enumerate(items(values[at + 1]))})
            at += 2
        else:
            last, width = whole(values[at + 1]) or 0, number(values[at + 2]) if at + 2 < len(values) else None
            result.update(dict.fromkeys(range(first, min(last, first + _MOST) + 1), width or 0))
            at += 3
    return result
