# /// script
# requires-python = ">=3.11"
# dependencies = ["fonttools==4.68.0"]
# ///
"""Rebuild the fonts that pressprint ships.

    python fonts/build.py           fetch the sources and write every font and licence text below fonts/
    python fonts/build.py --check   do the same in memory and compare byte for byte; exit 1 on a difference

The sources are two npm packages, fetched with ``npm pack`` and verified against the digests in ``SOURCES``.
Every encoded character of a face is kept; hinting, unused layout features (with the glyphs only they reach)
and unneeded name records are dropped. The results are modified versions, and their licence reserves the name
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
from pathlib import Path

import fontTools
from fontTools import subset
from fontTools.ttLib import TTFont

FONTS_DIR = Path(__file__).resolve().parent
FONTTOOLS_VERSION = "4.68.0"
"""The release the committed files were written with; another one may order or pack tables differently."""

NPM_OPTIONS = ("--loglevel=error", "--ignore-scripts")
NPM_TIMEOUT_SECONDS = 600
MAX_MEMBER_BYTES = 4_000_000

FOUR_STYLES = ("Regular", "Italic", "Bold", "Bold Italic")
"""The only styles that name record 2 can give."""


@dataclass(frozen=True, slots=True)
class Face:
    """One file of a package, and the family and style it is shipped as."""

    source: str
    """Name without folder and extension; the file is ``package/TTF/<source>.ttf``."""
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
class Source:
    """One npm package, and the files taken from it into one family folder."""

    folder: str
    package: str
    version: str
    sha256: str
    """Digest of the tarball that ``npm pack`` writes."""
    licence: str
    faces: tuple[Face, ...]

    @property
    def spec(self) -> str:
        """The package as npm wants it named."""
        return f"{self.package}@{self.version}"


SOURCES = (
    Source(
        folder="pressprint-serif",
        package="source-serif",
        version="4.5.1",
        sha256="19a448df98f4aa777de3452b0a1e29aa7ffe29252fe552c8a2d2531702d80746",
        licence="LICENSE.md",
        faces=(
            Face("SourceSerif4-Regular", "Pressprint Serif", "Regular"),
            Face("SourceSerif4-It", "Pressprint Serif", "Italic"),
            Face("SourceSerif4-Semibold", "Pressprint Serif", "Semibold"),
            Face("SourceSerif4-SemiboldIt", "Pressprint Serif", "Semibold Italic"),
            Face("SourceSerif4-Bold", "Pressprint Serif", "Bold"),
            Face("SourceSerif4-BoldIt", "Pressprint Serif", "Bold Italic"),
            Face("SourceSerif4Display-Semibold", "Pressprint Serif Display", "Semibold"),
            Face("SourceSerif4Display-Bold", "Pressprint Serif Display", "Bold"),
        ),
    ),
    Source(
        folder="pressprint-sans",
        package="source-sans",
        version="3.52.0",
        sha256="49cf78ddd79b436591ee696785222b54ff28102922e3d3df297fe382d7fdfa88",
        licence="LICENSE.md",
        faces=(
            Face("SourceSans3-Regular", "Pressprint Sans", "Regular"),
            Face("SourceSans3-It", "Pressprint Sans", "Italic"),
            Face("SourceSans3-Semibold", "Pressprint Sans", "Semibold"),
            Face("SourceSans3-SemiboldIt", "Pressprint Sans", "Semibold Italic"),
            Face("SourceSans3-Bold", "Pressprint Sans", "Bold"),
            Face("SourceSans3-BoldIt", "Pressprint Sans", "Bold Italic"),
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


class BuildError(Exception):
    """The fonts cannot be built; the message says why."""


def fetch(source: Source, folder: Path) -> Path:
    """Download the package's tarball into the folder and verify it."""
    npm = shutil.which("npm")
    if npm is None:
        raise BuildError("npm was not found; install Node.js with npm to fetch the font packages")
    command = [npm, "pack", source.spec, *NPM_OPTIONS, "--pack-destination", str(folder)]
    try:
        result = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, check=False, timeout=NPM_TIMEOUT_SECONDS
        )
    except subprocess.TimeoutExpired as error:
        raise BuildError(f"npm pack {source.spec} took more than {NPM_TIMEOUT_SECONDS} seconds") from error
    if result.returncode != 0:
        detail = result.stderr.strip() or f"exit code {result.returncode}"
        raise BuildError(f"npm pack {source.spec} failed: {detail}")

    tarball = folder / f"{source.package}-{source.version}.tgz"
    if not tarball.is_file():
        raise BuildError(f"npm pack {source.spec} did not write {tarball.name}")
    digest = hashlib.sha256(tarball.read_bytes()).hexdigest()
    if digest != source.sha256:
        raise BuildError(f"{tarball.name} has SHA-256 {digest}, expected {source.sha256}")
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

    output = io.BytesIO()
    subset.save_font(font, output, options)
    font.close()
    with TTFont(io.BytesIO(output.getvalue())) as written:
        if encoded(written) != characters:
            raise BuildError(f"{face.postscript_name}: the written font lost or gained characters")
    return output.getvalue()


def build_family(source: Source, folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield each file of the family as its path below fonts/ and its content."""
    fonts = {face: f"TTF/{face.source}.ttf" for face in source.faces}
    members = read_members(fetch(source, folder), [source.licence, *fonts.values()])
    yield f"{source.folder}/{source.licence}", members[source.licence]
    for face, name in fonts.items():
        yield f"{source.folder}/{face.postscript_name}.ttf", make_face(members[name], face)


def build_all() -> dict[str, bytes]:
    """Build every shipped file, in memory."""
    with tempfile.TemporaryDirectory(prefix="pressprint-fonts-") as folder:
        return {path: data for source in SOURCES for path, data in build_family(source, Path(folder))}


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
