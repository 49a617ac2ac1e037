"""Tiny fonts, made for a test: each character is a box."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables.O_S_2f_2 import Panose
from fontTools.ttLib.tables.TupleVariation import TupleVariation

WIDTH = 600
WIDER = 100
"""By how much a character of a variable font is wider at weight 900 than at 400."""


def write_font(
    path: Path,
    characters: Iterable[str],
    *,
    family: str | None = None,
    weight: int = 400,
    italic: bool = False,
    variable: bool = False,
    outlines: str = "glyf",
    locked: bool = False,
    serifs: int = 0,
) -> Path:
    """A font file with a space and some characters; its family is what its name tells up to a hyphen.

    `serifs` is what PANOSE says of them: 0 nothing, 2 to 10 that there are some, 11 to 15 that there are none.
    """
    codes = [0x20, *sorted({ord(character) for character in characters} - {0x20})]
    names = {code: f"u{code:04X}" for code in codes}
    order = [".notdef", *names.values()]
    family = family or path.stem.split("-")[0].split("[")[0]
    builder = FontBuilder(1000, isTTF=outlines == "glyf")
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(names)
    if outlines == "glyf":
        builder.setupGlyf({name: _box(TTGlyphPen(None)).glyph() for name in order})
    else:
        builder.setupCFF(family, {}, {name: _box(T2CharStringPen(WIDTH, None)).getCharString() for name in order}, {})
    builder.setupHorizontalMetrics(dict.fromkeys(order, (WIDTH, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    style = f"{weight}{' Italic' if italic else ''}"
    builder.setupNameTable({"familyName": family, "styleName": style, "psName": path.stem.replace(" ", "")})
    panose = Panose()
    panose.bFamilyType, panose.bSerifStyle = 2, serifs
    builder.setupOS2(
        usWeightClass=weight,
        sTypoAscender=800,
        sTypoDescender=-200,
        fsSelection=int(italic),
        fsType=2 * locked,
        panose=panose,
    )
    builder.setupPost()
    if variable:
        builder.setupFvar([("wght", 100, 400, 900, "Weight"), ("wdth", 75, 100, 100, "Width")], [])
        # Points of a box, then the four that tell its metrics; the second of those is its advance.
        moved = [(0, 0), (0, 0), (WIDER, 0), (WIDER, 0), (0, 0), (WIDER, 0), (0, 0), (0, 0)]
        builder.setupGvar({name: [TupleVariation({"wght": (0, 1, 1)}, list(moved))] for name in order})
    path.parent.mkdir(parents=True, exist_ok=True)
    builder.save(path)
    return path


def _box(pen):
    pen.moveTo((50, 0))
    pen.lineTo((50, 500))
    pen.lineTo((550, 500))
    pen.lineTo((550, 0))
    pen.closePath()
    return pen


def write_package(site: Path, name: str, fonts: dict[str, str | dict], group: str = "fontpkg.family") -> list[Path]:
    """An installed package of fonts, as its files and its list of them; each font by its characters or settings."""
    module = name.replace("-", "_")
    files = []
    for file, made in fonts.items():
        settings = {"characters": made} if isinstance(made, str) else made
        files.append(write_font(site / module / "files" / file, **settings))
    info = site / f"{module}-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[{group}]\n{module} = {module}\n")
    # The module cannot be imported: whoever finds its fonts does without.
    (site / module / "__init__.py").write_text("raise AssertionError('nobody imports me')\n")
    listed = [*(path.relative_to(site).as_posix() for path in files), f"{module}/__init__.py"]
    (info / "RECORD").write_text("".join(f'"{path}",,\n' for path in listed))
    return files
