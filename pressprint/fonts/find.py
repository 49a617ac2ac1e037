"""Font files beyond the layout's own faces: in its folder, in installed packages, on the machine.

Nothing is searched before a character is missing, and a file's characters are read when it is its turn. What was
found stays known for the process; `forget` has it searched again.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Literal, NamedTuple

import uharfbuzz as hb
from msgspec import Struct

from pressprint.errors import FontError
from pressprint.fonts.face import Face, load_face
from pressprint.fonts.instance import load_instance
from pressprint.fonts.scripts import Script

# How packages say that they hold fonts: those called fontpkg-*, and those called justmytype-*.
ENTRY_POINTS = ("fontpkg.family", "justmytype.packs")

_BOLD, _REGULAR = 700, 400
_RESTRICTED = 0x02  # bit 1 of fsType (OpenType, OS/2)
_NORMAL_WIDTH = 5
# Fonts that show the same for every character.
_BLANKS = ("lastresort", "adobeblank", "notosansblank")


class Facts(NamedTuple):
    """What is known of a file. `axes` are those of a variable font: tag, least, default and greatest value."""

    family: str
    weight: int
    width: int
    italic: bool
    axes: tuple[tuple[str, float, float, float], ...]
    characters: hb.Set
    refusal: str | None


class FontFile(Struct, frozen=True):
    """A font file that was found, and what gave it: the name of a package, or the path of a folder."""

    path: Path
    origin: Literal["layout", "package", "system"]
    giver: str

    @property
    def facts(self) -> Facts:
        """What is known of the file; it is read the first time."""
        return _read(self.path)

    @property
    def refusal(self) -> str | None:
        """Why the file cannot be used, if it cannot."""
        return _refused.get(self.path) or self.facts.refusal

    def missing(self, text: str) -> str | None:
        """The first character of a text that the file does not have, or None. An unusable file has none."""
        characters = () if self.refusal else self.facts.characters
        return next((character for character in text if ord(character) not in characters), None)

    def open(self, weight: int) -> Face | None:
        """The face, at a weight if the font is variable, or None if it turns out not to be usable."""
        face = _opened.get((self.path, weight))
        if face is None:
            try:
                face = _opened[self.path, weight] = self._load(weight)
            except FontError as error:
                _refused[self.path] = error.problems[0].what
        return face

    def _load(self, weight: int) -> Face:
        facts = self.facts
        if not facts.axes:
            return load_face(self.path)
        location = {tag: default for tag, _, default, _ in facts.axes}
        for tag, least, _, greatest in facts.axes:
            if tag == "wght":
                location[tag] = min(max(weight, least), greatest)
        return load_instance(self.path, location, facts.family, "Bold" if weight == _BOLD else "Regular")


_opened: dict[tuple[Path, int], Face] = {}
_refused: dict[Path, str] = {}


class Shelf:
    """Font files from one place, in a fixed order."""

    def __init__(self, files: Iterable[FontFile]) -> None:
        self.files = tuple(files)
        self._orders: dict[tuple[str, ...], tuple[FontFile, ...]] = {}
        self._families: dict[FontFile, tuple[FontFile, ...]] = {}

    def find(self, text: str, families: tuple[str, ...], weight: int) -> FontFile | None:
        """The upright file nearest to a weight, of the first family that has all of a text."""
        for file in self._in_order(families):
            if file.missing(text) is None:
                able = [other for other in self._family(file) if other.missing(text) is None]
                return min(able, key=lambda other: _distance(other.facts, weight))
        return None

    def _in_order(self, families: tuple[str, ...]) -> tuple[FontFile, ...]:
        """All files, those first whose names tell that they are of a preferred family."""
        if families not in self._orders:
            places = {_plain(family): place for place, family in enumerate(families)}
            order = sorted(self.files, key=lambda file: places.get(_stem(file.path), len(places)))
            self._orders[families] = tuple(order)
        return self._orders[families]

    def _family(self, file: FontFile) -> tuple[FontFile, ...]:
        """The files of the same family in the same folder, the given one first."""
        if file not in self._families:
            folder, stem, family = file.path.parent, _stem(file.path), file.facts.family
            alike = (f for f in self.files if f.path.parent == folder and _plain(f.path.stem).startswith(stem))
            self._families[file] = (file, *(f for f in alike if f != file and f.facts.family == family))
        return self._families[file]


class Finder:
    """Where fonts are looked for when a layout's own faces lack a character."""

    def __init__(self, folder: Path | None = None, named: Iterable[Path] = ()) -> None:
        self._folder, self._named = folder, tuple(named)
        self._own: Shelf | None = None

    def shelves(self) -> Iterator[Shelf]:
        """The layout's folder, the installed packages, the machine; each searched when it is its turn."""
        if self._own is None:
            self._own = Shelf(_in_layout(self._folder, self._named) if self._folder else ())
        yield self._own
        yield packages()
        yield system()

    def find(self, text: str, script: Script | None, weight: int) -> FontFile | None:
        """The first file that has all of a text."""
        families = script.families if script else ()
        found = (shelf.find(text, families, weight) for shelf in self.shelves())
        return next((file for file in found if file), None)

    def unusable(self) -> Iterator[FontFile]:
        """The files in the layout's folder and in packages that cannot be used."""
        for shelf in (*self.shelves(),)[:2]:
            yield from (file for file in shelf.files if file.refusal)


def weight_of(names: Iterable[str]) -> int:
    """The weight that a face stands for, by the names under which a layout's families have it."""
    names = list(names)
    return _BOLD if names and all(name.startswith("bold") for name in names) else _REGULAR


def package_for(script: Script | None) -> str | None:
    """The package to install for a script: the first that is not installed."""
    installed = {file.giver for file in packages().files}
    return next((name for name in (script.packages if script else ()) if name not in installed), None)


def forget() -> None:
    """Has packages, the machine's fonts and each file looked at again."""
    for known in (packages, system, _read):
        known.cache_clear()
    _opened.clear()
    _refused.clear()


def _in_layout(folder: Path, named: tuple[Path, ...]) -> Iterator[FontFile]:
    known = {path.resolve() for path in named}
    files = [path for place in (folder / "fonts", folder) for path in _files(place)]
    for path in sorted(files, key=lambda path: (path.name, path)):
        if path.resolve() not in known:
            yield FontFile(path, "layout", str(folder))


def _files(folder: Path) -> list[Path]:
    try:
        return [path for path in folder.iterdir() if path.suffix.lower() in (".ttf", ".otf") and path.is_file()]
    except OSError:
        return []


@cache
def packages() -> Shelf:
    """The font files of installed packages, by their lists of files; no package is imported."""
    files: dict[Path, FontFile] = {}
    for group in ENTRY_POINTS:
        for point in metadata.entry_points(group=group):
            for name in (point.dist and point.dist.files) or ():
                path = Path(str(name.locate()))
                if point.dist and path.suffix.lower() in (".ttf", ".otf") and path.is_file():
                    files[path] = FontFile(path, "package", point.dist.name.lower().replace("_", "-"))
    return Shelf(sorted(files.values(), key=lambda file: (file.giver, file.path.as_posix())))


@cache
def system() -> Shelf:
    """The .ttf files of the machine, by folder and name."""
    files: dict[Path, FontFile] = {}
    for place in system_folders():
        for folder, below, names in os.walk(place):
            below.sort()
            for name in sorted(names):
                if name.lower().endswith(".ttf") and not _plain(name).startswith(_BLANKS):
                    path = Path(folder, name)
                    files.setdefault(path, FontFile(path, "system", str(place)))
    return Shelf(files.values())


def system_folders() -> list[Path]:
    """The folders in which this kind of machine keeps its fonts; the user's own come first."""
    environ = os.environ
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 (Path.home() fails where there is none)
    if sys.platform == "win32":
        local = Path(environ.get("LOCALAPPDATA") or home / "AppData/Local")
        return [local / "Microsoft/Windows/Fonts", Path(environ.get("WINDIR") or "C:/Windows") / "Fonts"]
    if sys.platform == "darwin":
        return [home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts")]
    own = Path(environ.get("XDG_DATA_HOME") or home / ".local/share")
    shared = (environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share").split(":")
    return [own / "fonts", home / ".fonts", *(Path(folder) / "fonts" for folder in shared if folder)]


@cache
def _read(path: Path) -> Facts:
    try:
        face = hb.Face(hb.Blob.from_file_path(str(path)))
        tables = set(face.table_tags)
        os2 = bytes(face.reference_table("OS/2").data) if "OS/2" in tables else b""
        names = hb.OTNameIdPredefined
        family = face.get_name(names.TYPOGRAPHIC_FAMILY) or face.get_name(names.FONT_FAMILY) or path.stem
        axes = tuple((axis.tag, axis.min_value, axis.default_value, axis.max_value) for axis in face.axis_infos)
        characters = face.unicodes
    except (OSError, hb.HarfBuzzError) as error:
        return Facts("", _REGULAR, _NORMAL_WIDTH, False, (), hb.Set(), f"the font cannot be read: {error}")
    # Of the table OS/2: usWeightClass, usWidthClass, fsType, and the bits ITALIC and OBLIQUE of fsSelection.
    whole = len(os2) >= 64
    return Facts(
        family,
        int.from_bytes(os2[4:6], "big") if whole else _REGULAR,
        int.from_bytes(os2[6:8], "big") if whole else _NORMAL_WIDTH,
        whole and bool(int.from_bytes(os2[62:64], "big") & 0x201),
        axes,
        characters,
        _refusal(tables, restricted=whole and bool(os2[9] & _RESTRICTED), empty=not characters),
    )


def _refusal(tables: set[str], *, restricted: bool, empty: bool) -> str | None:
    if empty:
        return "is not a font, or is damaged: it holds no characters"
    if "glyf" not in tables:
        return "has no TrueType outlines; expected a .ttf font"
    if "COLR" in tables:
        return "is a font of coloured glyphs"
    return "may not be embedded, by its own licence bits (OS/2 fsType)" if restricted else None


def _distance(facts: Facts, weight: int) -> tuple[bool, int, float, bool]:
    """How far a file is from an upright one of a weight; scripts without italics have them nowhere."""
    heavy = next(((least, greatest) for tag, least, _, greatest in facts.axes if tag == "wght"), None)
    least, greatest = heavy or (facts.weight, facts.weight)
    off = max(least - weight, weight - greatest, 0)
    return facts.italic, abs(facts.width - _NORMAL_WIDTH), off, bool(facts.axes)


def _plain(name: str) -> str:
    return name.lower().replace(" ", "").replace("_", "")


def _stem(path: Path) -> str:
    """What a file's name tells of its family: `notosansarabic` of `NotoSansArabic[wdth,wght].ttf`."""
    return _plain(path.stem.split("[")[0].split("-")[0])
