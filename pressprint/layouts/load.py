"""A folder with a `layout.toml` becomes a `Layout`: read, extended, validated, its assets at hand."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import get_args

from msgspec import Struct
from pydantic import ValidationError

from pressprint import assets
from pressprint.errors import LayoutError, Problem, quoted
from pressprint.languages import Language
from pressprint.layouts.chain import Chain, read_chain
from pressprint.layouts.checks import check
from pressprint.layouts.declaration import FaceName, LayoutFile, TypeStyle
from pressprint.layouts.faults import faults
from pressprint.layouts.find import find
from pressprint.layouts.logo import Logo, load_logo

DEFAULT_LAYOUT = "agency"
"""The layout of a release that names none."""

_Stamp = tuple[tuple[Path, int], ...]
_loaded: dict[Path, tuple[_Stamp, Layout]] = {}


class Layout(Struct, frozen=True, eq=False):
    """What a brand looks like. `keys` are the declared ones; `faces` are font files by family and face."""

    name: str
    folder: Path
    keys: LayoutFile
    faces: Mapping[tuple[str, FaceName], Path]
    logo: Logo | None

    def style(self, role: str) -> TypeStyle:
        """How a role is set."""
        style: TypeStyle = getattr(self.keys.type, role)
        return style

    def colour(self, style: TypeStyle) -> str:
        """A style's colour as `#rrggbb`."""
        colour: str = getattr(self.keys.colours, style.colour)
        return colour

    def label(self, language: Language, name: str) -> str:
        """A label in a language: the layout's own wording, or the language's."""
        return self.keys.labels.get(language.code, {}).get(name) or language.labels[name]


def load_layout(name: str | os.PathLike[str]) -> Layout:
    """The layout with a name, or in a folder; read once and again only when a file of it changes.

    Raises:
        LayoutError: with every fault found, each with its file, line and key.
    """
    folder = find(name).resolve()
    stamp, layout = _loaded.get(folder, (None, None))
    if layout is None or stamp != _stamp(path for path, _ in stamp or ()):
        chain = read_chain(folder)
        layout = _build(chain)
        used = [part.file for part in chain.parts] + ([layout.logo.path] if layout.logo else [])
        _loaded[folder] = (_stamp(used), layout)
    return layout


def _stamp(files: Iterable[Path]) -> _Stamp:
    return tuple((path, _changed(path)) for path in files)


def _changed(path: Path) -> int:
    """When a file was last changed, or 0 where it is not there any more."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _build(chain: Chain) -> Layout:
    try:
        keys = LayoutFile.model_validate(chain.merged())
    except ValidationError as error:
        raise LayoutError(_in_order(chain.problem(what, place) for what, place in faults(error))) from None
    problems = list(check(chain, keys))
    faces: dict[tuple[str, FaceName], Path] = {}
    shipped = {file.name: file for file in sorted(assets.FONTS.glob("*/*"), reverse=True)}
    for name in keys.fonts:
        for face in get_args(FaceName):
            try:
                faces[name, face] = _face_file(chain, keys, shipped, name, face)
            except LayoutError as error:
                problems += error.problems
    logo = None
    try:
        logo = _logo(chain, keys)
    except LayoutError as error:
        problems += error.problems
    if problems:
        raise LayoutError(_in_order(problems))
    folder = chain.own.file.parent
    return Layout(folder.name, folder, keys, faces, logo)


def _in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Problems in the order of their files and lines, each once."""
    return sorted(dict.fromkeys(problems), key=lambda problem: (problem.file or "", problem.line or 0))


def _logo(chain: Chain, keys: LayoutFile) -> Logo | None:
    name, place = keys.organisation.logo, ("organisation", "logo")
    if name is None:
        return None
    path = assets.inside(chain.giver(place).file.parent, name)
    if path is None:
        raise LayoutError(chain.problem(f"the logo {quoted(name)} leads out of the layout's folder", place))
    try:
        return load_logo(path)
    except LayoutError as error:
        raise LayoutError(chain.problem(str(error), place)) from None


def _face_file(chain: Chain, keys: LayoutFile, shipped: Mapping[str, Path], family: str, face: FaceName) -> Path:
    """The file of a face: in the folder of the layout that names it, or among the shipped fonts."""
    files, place = keys.fonts[family], ("fonts", family, face)
    if getattr(files, face) is None:
        fallback: FaceName = "bold" if face == "bold_italic" and files.bold else "regular"
        return _face_file(chain, keys, shipped, family, fallback)
    name: str = getattr(files, face)
    path = assets.inside(chain.giver(place).file.parent, name)
    if path is None:
        raise LayoutError(chain.problem(f"the font {quoted(name)} leads out of the layout's folder", place))
    found = path if path.is_file() else shipped.get(name)
    if found is None:
        what = f"there is no font {quoted(name)}, neither in the layout's folder nor among the shipped ones"
        raise LayoutError(chain.problem(what, place))
    return found
