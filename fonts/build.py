# /// script
# requires-python = ">=3.11"
# dependencies = ["fonttools==4.68.0"]
# ///
"""Rebuild the fonts that pressprint ships.

    python fonts/build.py           fetch the sources and write every font and licence text below fonts/
    python fonts/build.py --check   do the same in memory and compare byte for byte; exit 1 on a difference

The sources are npm packages, fetched with ``npm pack`` and verified against the digests below.

Every encoded character of a text face is kept; hinting, unused layout features (with the glyphs only they
reach) and unneeded name records are dropped. The face of symbols is mixed from blocks of several fonts and
has no layout feature. The results are modified versions, and the licence of the text faces reserves the name
"Source", so each face gets a name of ours.

No clock and no optional accelerator takes part, so the same inputs and the same fontTools give the same
bytes.

This is a tool for maintainers; nothing imports it.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import fontTools
from fontTools import subset
from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem

FONTS_DIR = Path(__file__).resolve().parent
FONTTOOLS_VERSION = "4.68.0"
"""The release the committed files were written with; another one may order or pack tables differently."""

NPM_OPTIONS = ("--loglevel=error", "--ignore-scripts")
NPM_TIMEOUT_SECONDS = 600
MAX_MEMBER_BYTES = 4_000_000

FOUR_STYLES = ("Regular", "Italic", "Bold", "Bold Italic")
"""The only styles that name record 2 can give."""


@dataclass(frozen=True, slots=True)
class Package:
    """An npm package that holds fonts."""

    name: str
    version: str
    sha256: str
    """Digest of the tarball that ``npm pack`` writes."""
    licence: str

    @property
    def spec(self) -> str:
        """The package as npm wants it named."""
        return f"{self.name}@{self.version}"

    @property
    def tarball(self) -> str:
        """The file that ``npm pack`` writes: ``@scope/name`` 1.0 becomes ``scope-name-1.0.tgz``."""
        return f"{self.name.removeprefix('@').replace('/', '-')}-{self.version}.tgz"


@dataclass(frozen=True, slots=True)
class Face:
    """The family and style that a font is shipped as."""

    family: str
    style: str

    @property
    def postscript_name(self) -> str:
        """The name without spaces, which is also the file's: ``PressprintSerif-SemiboldItalic``."""
        return f"{self.family}-{self.style}".replace(" ", "")

    def names(self, revision: str) -> dict[int, str]:
        """Return the name records of the face by their ID.

        IDs 1 and 2 can only tell four styles apart. Any other style becomes a family of its own there, and
        IDs 16 and 17 say where it belongs.
        """
        family, style = self.family, self.style
        typographic = {}
        if style not in FOUR_STYLES:
            typographic = {16: family, 17: style}
            weight, _, slope = style.partition(" ")
            family, style = f"{family} {weight}", slope or "Regular"
        return {
            1: family,
            2: style,
            3: f"{revision};{self.postscript_name}",
            4: self.family if self.style == "Regular" else f"{self.family} {self.style}",
            6: self.postscript_name,
            **typographic,
        }


@dataclass(frozen=True, slots=True)
class Family:
    """A folder of faces, each made from one file of the package."""

    folder: str
    package: Package
    faces: dict[str, Face]
    """By the name of the source without folder and extension; the file is ``package/TTF/<source>.ttf``."""


@dataclass(frozen=True, slots=True)
class Part:
    """What a mixed face takes from one file of a package."""

    package: Package
    font: str
    blocks: tuple[range, ...]


@dataclass(frozen=True, slots=True)
class MixedFamily:
    """A folder with one face, mixed from several fonts; a character comes from the first part that has it."""

    folder: str
    face: Face
    parts: tuple[Part, ...]
    """The first one also gives the size of the em, the dates and all name records but the copyright."""


FAMILIES = (
    Family(
        folder="pressprint-serif",
        package=Package(
            name="source-serif",
            version="4.5.1",
            sha256="19a448df98f4aa777de3452b0a1e29aa7ffe29252fe552c8a2d2531702d80746",
            licence="LICENSE.md",
        ),
        faces={
            "SourceSerif4-Regular": Face("Pressprint Serif", "Regular"),
            "SourceSerif4-It": Face("Pressprint Serif", "Italic"),
            "SourceSerif4-Semibold": Face("Pressprint Serif", "Semibold"),
            "SourceSerif4-SemiboldIt": Face("Pressprint Serif", "Semibold Italic"),
            "SourceSerif4-Bold": Face("Pressprint Serif", "Bold"),
            "SourceSerif4-BoldIt": Face("Pressprint Serif", "Bold Italic"),
            "SourceSerif4Display-Semibold": Face("Pressprint Serif Display", "Semibold"),
            "SourceSerif4Display-Bold": Face("Pressprint Serif Display", "Bold"),
        },
    ),
    Family(
        folder="pressprint-sans",
        package=Package(
            name="source-sans",
            version="3.52.0",
            sha256="49cf78ddd79b436591ee696785222b54ff28102922e3d3df297fe382d7fdfa88",
            licence="LICENSE.md",
        ),
        faces={
            "SourceSans3-Regular": Face("Pressprint Sans", "Regular"),
            "SourceSans3-It": Face("Pressprint Sans", "Italic"),
            "SourceSans3-Semibold": Face("Pressprint Sans", "Semibold"),
            "SourceSans3-SemiboldIt": Face("Pressprint Sans", "Semibold Italic"),
            "SourceSans3-Bold": Face("Pressprint Sans", "Bold"),
            "SourceSans3-BoldIt": Face("Pressprint Sans", "Bold Italic"),
        },
    ),
)

SPACES = (range(0x0020, 0x0021), range(0x00A0, 0x00A1))
EMOJI_SELECTORS = range(0xFE0E, 0xFE10)
"""Invisible: they ask for the character before them as text or as an emoji, and mostly follow a symbol."""
LETTERLIKE = range(0x2100, 0x2150)
NUMBER_FORMS = range(0x2150, 0x2190)
ARROWS = range(0x2190, 0x2200)
TECHNICAL = range(0x2300, 0x2400)
ENCLOSED = range(0x2460, 0x2500)
GEOMETRIC = range(0x25A0, 0x2600)
MISCELLANEOUS = range(0x2600, 0x2700)
DINGBATS = range(0x2700, 0x27C0)
ARROWS_A = range(0x27F0, 0x2800)
ARROWS_B = range(0x2900, 0x2980)
MORE_ARROWS = range(0x2B00, 0x2C00)
ARROWS_C = range(0x1F800, 0x1F900)

SYMBOLS = MixedFamily(
    folder="pressprint-symbols",
    face=Face("Pressprint Symbols", "Regular"),
    parts=(
        Part(
            Package(
                name="@expo-google-fonts/noto-sans-symbols",
                version="0.4.1",
                sha256="d72d2f96c1c351967ec57842471b1da43ab8b1a40ecb003b1b0a0f50a3ee6388",
                licence="LICENSE_FONT",
            ),
            font="400Regular/NotoSansSymbols_400Regular.ttf",
            blocks=(*SPACES, NUMBER_FORMS, TECHNICAL, ENCLOSED, MISCELLANEOUS, DINGBATS),
        ),
        Part(
            Package(
                name="@expo-google-fonts/noto-sans-symbols-2",
                version="0.4.1",
                sha256="3bf3d6333487df36e88d146e032a9ed8246617ca2dfe1513a8a382c3fad12ac4",
                licence="LICENSE_FONT",
            ),
            font="400Regular/NotoSansSymbols2_400Regular.ttf",
            blocks=(TECHNICAL, GEOMETRIC, MISCELLANEOUS, DINGBATS, MORE_ARROWS, ARROWS_C),
        ),
        Part(
            Package(
                name="@expo-google-fonts/noto-sans-math",
                version="0.4.2",
                sha256="652041ca903e7adcc1502a0621350526463e91416757310391370ff5f8fb3ce8",
                licence="LICENSE_FONT",
            ),
            font="400Regular/NotoSansMath_400Regular.ttf",
            blocks=(ARROWS, TECHNICAL, ARROWS_A, ARROWS_B, MORE_ARROWS),
        ),
        Part(
            Package(
                name="@expo-google-fonts/noto-sans",
                version="0.4.2",
                sha256="98cf14a19b8e67a0e76bfd4d5df98937b9734e6dde570bd750f2259042042548",
                licence="LICENSE_FONT",
            ),
            font="400Regular/NotoSans_400Regular.ttf",
            blocks=(LETTERLIKE, NUMBER_FORMS),
        ),
        Part(
            Package(
                name="@expo-google-fonts/noto-emoji",
                version="0.4.7",
                sha256="6a25fd5a4da5bb34bbc2d300531bbf32de86afd866e119314d7e358f61a6104d",
                licence="LICENSE_FONT",
            ),
            font="400Regular/NotoEmoji_400Regular.ttf",
            blocks=(EMOJI_SELECTORS, TECHNICAL, DINGBATS),
        ),
    ),
)

LAYOUT_FEATURES = (
    *("kern", "mark", "mkmk"),  # positioning
    *("ccmp", "locl", "liga", "calt", "case"),
    *("lnum", "tnum", "onum", "pnum"),  # figure styles
    *("sups", "subs"),
)

COPYRIGHT_ID = 0
KEPT_NAME_IDS = (COPYRIGHT_ID, 5, 13, 14)
"""Copyright, version, licence text and address; the other name records come from ``Face.names``."""
WINDOWS, UNICODE_BMP, ENGLISH_US = 3, 1, 0x0409
RESERVED_WORD = "source"

DROPPED_TABLES = ("DSIG", "gasp")
"""On top of what dropping the hinting takes away (cvt, fpgm, prep and the glyph programs)."""
UNMIXED_TABLES = ("GDEF", "GPOS", "GSUB", "MATH", "STAT", "vhea", "vmtx")
"""What the parts of a mixed face have on top of that: layout, and metrics that only some of them have."""
VARIATION_CMAP = 14
MIXED_ASCENT, MIXED_DESCENT = 1069, -293
MIXED_CAP_HEIGHT, MIXED_X_HEIGHT = 714, 536
"""The heights of Noto Sans, so that a mixed face sits in a line like text."""


class BuildError(Exception):
    """The fonts cannot be built; the message says why."""


def fetch(package: Package, folder: Path) -> Path:
    """Download the package's tarball into the folder and verify it."""
    npm = shutil.which("npm")
    if npm is None:
        raise BuildError("npm was not found; install Node.js with npm to fetch the font packages")
    command = [npm, "pack", package.spec, *NPM_OPTIONS, "--pack-destination", str(folder)]
    try:
        result = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, check=False, timeout=NPM_TIMEOUT_SECONDS
        )
    except subprocess.TimeoutExpired as error:
        raise BuildError(f"npm pack {package.spec} took more than {NPM_TIMEOUT_SECONDS} seconds") from error
    if result.returncode != 0:
        detail = result.stderr.strip() or f"exit code {result.returncode}"
        raise BuildError(f"npm pack {package.spec} failed: {detail}")

    tarball = folder / package.tarball
    if not tarball.is_file():
        raise BuildError(f"npm pack {package.spec} did not write {tarball.name}")
    digest = hashlib.sha256(tarball.read_bytes()).hexdigest()
    if digest != package.sha256:
        raise BuildError(f"{tarball.name} has SHA-256 {digest}, expected {package.sha256}")
    return tarball


def read_members(tarball: Path, names: list[str]) -> dict[str, bytes]:
    """Read the named files of the tarball into memory; nothing is unpacked to disk."""
    wanted = {f"package/{name}": name for name in names}
    found: dict[str, bytes] = {}
    with tarfile.open(tarball, "r:gz") as archive:
        for member in archive:
            name = wanted.get(member.name)
            if name is None:
                continue
            stream = archive.extractfile(member) if member.isreg() else None
            if stream is None or member.size > MAX_MEMBER_BYTES:
                raise BuildError(f"{tarball.name}: {member.name} is not a plain file of a sensible size")
            found[name] = stream.read()
    missing = [name for name in names if name not in found]
    if missing:
        raise BuildError(f"{tarball.name} lacks {', '.join(missing)}")
    return found


def subset_options() -> subset.Options:
    """Say what a shipped face keeps."""
    options = subset.Options()
    options.layout_features = list(LAYOUT_FEATURES)
    options.layout_scripts = ["*"]
    options.hinting = False
    options.drop_tables = [*options.drop_tables, *DROPPED_TABLES]
    options.name_IDs = list(KEPT_NAME_IDS)
    options.name_languages = [ENGLISH_US]
    options.glyph_names = False
    options.notdef_outline = True
    options.prune_unicode_ranges = False
    options.prune_codepage_ranges = False
    options.recalc_timestamp = False
    options.harfbuzz_repacker = False  # else the bytes depend on whether uharfbuzz is installed
    return options


def encoded(font: TTFont) -> set[int]:
    """Return the characters the font maps to a glyph."""
    return set(font.getBestCmap() or ())


def write(font: TTFont, options: subset.Options) -> bytes:
    """Return the content of the font's file, and close the font."""
    output = io.BytesIO()
    subset.save_font(font, output, options)
    font.close()
    return output.getvalue()


def rename(font: TTFont, face: Face) -> None:
    """Give the font its own names; only the copyright notice may go on naming the source."""
    table = font["name"]
    for name_id, text in face.names(f"{font['head'].fontRevision:.3f}").items():
        table.setName(text, name_id, WINDOWS, UNICODE_BMP, ENGLISH_US)
    for record in table.names:
        if record.nameID != COPYRIGHT_ID and RESERVED_WORD in record.toUnicode().lower():
            raise BuildError(f"{face.postscript_name}: name record {record.nameID} has the reserved name")


def make_face(data: bytes, face: Face) -> bytes:
    """Return the face under its own name, without what pressprint does not use."""
    options = subset_options()
    font = subset.load_font(io.BytesIO(data), options)
    characters = encoded(font)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    rename(font, face)

    made = write(font, options)
    with TTFont(io.BytesIO(made)) as written:
        if encoded(written) != characters:
            raise BuildError(f"{face.postscript_name}: the written font lost or gained characters")
    return made


def cut(font: TTFont, characters: set[int], em: int) -> bytes:
    """Return the font with only those characters and that em, without the tables that cannot be mixed."""
    font.recalcBBoxes = True
    options = subset_options()
    options.layout_features = []
    options.drop_tables = [*options.drop_tables, *UNMIXED_TABLES]
    options.prune_unicode_ranges = True
    options.prune_codepage_ranges = True
    options.bidi_closure = False  # else a mirrored character brings its partner from another block
    font["cmap"].tables = [table for table in font["cmap"].tables if table.format != VARIATION_CMAP]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    if font["head"].unitsPerEm != em:
        scale_upem(font, em)
    return write(font, options)


def set_metrics(font: TTFont) -> None:
    """Set the heights that a merge takes from its tallest part, whatever characters are left of it."""
    head, hhea, os2 = font["head"], font["hhea"], font["OS/2"]
    hhea.ascent = os2.sTypoAscender = MIXED_ASCENT
    hhea.descent = os2.sTypoDescender = MIXED_DESCENT
    hhea.lineGap = os2.sTypoLineGap = 0
    os2.usWinAscent, os2.usWinDescent = head.yMax, -head.yMin
    os2.sCapHeight, os2.sxHeight = MIXED_CAP_HEIGHT, MIXED_X_HEIGHT
    os2.usMaxContext = 0


def mix(fonts: list[TTFont], parts: tuple[Part, ...]) -> bytes:
    """Return one font with the characters of the parts' blocks; the fonts are those of the parts."""
    head = fonts[0]["head"]
    notices = dict.fromkeys(font["name"].getDebugName(COPYRIGHT_ID) for font in fonts)
    pieces: list[bytes] = []
    taken: set[int] = set()
    for font, part in zip(fonts, parts, strict=True):
        characters = encoded(font).intersection(chain.from_iterable(part.blocks)) - taken
        taken |= characters
        pieces.append(cut(font, characters, head.unitsPerEm))

    merged = Merger().merge([io.BytesIO(piece) for piece in pieces])
    merged.recalcTimestamp = False
    merged["head"].created, merged["head"].modified = head.created, head.modified
    merged["head"].fontRevision = head.fontRevision
    merged["name"].setName("; ".join(notices), COPYRIGHT_ID, WINDOWS, UNICODE_BMP, ENGLISH_US)
    set_metrics(merged)
    if encoded(merged) != taken:
        raise BuildError("the mixed font lost or gained characters")
    return write(merged, subset_options())


def build_family(family: Family, folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield each file of the family as its path below fonts/ and its content."""
    licence = family.package.licence
    fonts = {f"TTF/{source}.ttf": face for source, face in family.faces.items()}
    members = read_members(fetch(family.package, folder), [licence, *fonts])
    yield f"{family.folder}/{licence}", members[licence]
    for name, face in fonts.items():
        yield f"{family.folder}/{face.postscript_name}.ttf", make_face(members[name], face)


def build_mixed(family: MixedFamily, folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the face and the licence text of each of its parts, as path below fonts/ and content."""
    fonts = []
    for part in family.parts:
        licence = part.package.licence
        members = read_members(fetch(part.package, folder), [licence, part.font])
        name = part.package.name.rpartition("/")[2]
        yield f"{family.folder}/LICENSE-{name}.txt", members[licence]
        fonts.append(subset.load_font(io.BytesIO(members[part.font]), subset_options()))
    mixed = mix(fonts, family.parts)
    yield f"{family.folder}/{family.face.postscript_name}.ttf", make_face(mixed, family.face)


def build_all() -> dict[str, bytes]:
    """Build every shipped file, in memory."""
    with tempfile.TemporaryDirectory(prefix="pressprint-fonts-") as name:
        folder = Path(name)
        files = {path: data for family in FAMILIES for path, data in build_family(family, folder)}
        return files | dict(build_mixed(SYMBOLS, folder))


def write_files(files: dict[str, bytes]) -> None:
    """Write the built files below fonts/."""
    for path, data in files.items():
        target = FONTS_DIR / path
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(data)
        print(f"{len(data):>9,}  fonts/{path}")


def differences(files: dict[str, bytes]) -> list[str]:
    """Compare the built files with the ones in fonts/, one line for each difference."""
    lines = []
    for path, data in files.items():
        target = FONTS_DIR / path
        if not target.is_file():
            lines.append(f"fonts/{path} is missing")
        elif target.read_bytes() != data:
            lines.append(f"fonts/{path} differs from a fresh build")
    present = {path.relative_to(FONTS_DIR).as_posix() for path in FONTS_DIR.rglob("*.ttf")}
    lines.extend(f"fonts/{path} is not built by this script" for path in sorted(present - files.keys()))
    return lines


def main() -> int:
    """Run the command line; return the exit code."""
    parser = argparse.ArgumentParser(description="Rebuild the fonts that pressprint ships.")
    parser.add_argument("--check", action="store_true", help="compare with a fresh build, write nothing")
    arguments = parser.parse_args()

    if fontTools.version != FONTTOOLS_VERSION:
        print(
            f"warning: the fonts were built with fontTools {FONTTOOLS_VERSION}, this is {fontTools.version};"
            " the bytes may differ",
            file=sys.stderr,
        )
    try:
        files = build_all()
    except BuildError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1

    if not arguments.check:
        write_files(files)
        return 0
    lines = differences(files)
    for line in lines:
        print(f"error: {line}", file=sys.stderr)
    if not lines:
        print(f"{len(files)} files are the same as a fresh build")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
