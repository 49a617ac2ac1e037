"""A folder with a `layout.toml` becomes a `Layout`: read, extended, validated, its assets at hand."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from pressprint import assets
from pressprint.errors import LayoutError, Problem, listed, nearest, quoted
from pressprint.languages import Language
from pressprint.layouts.colour import contrast, least_contrast
from pressprint.layouts.declaration import FaceName, LayoutFile, TypeStyle
from pressprint.layouts.find import FILE, find
from pressprint.layouts.logo import Logo, load_logo
from pressprint.release import problems_of

_Keys = tuple[str, ...]
_Stamp = tuple[tuple[Path, int], ...]
_loaded: dict[Path, tuple[_Stamp, Layout]] = {}


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
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
        chain = _chain(folder)
        layout = _build(chain)
        used = [part.file for part in chain] + ([layout.logo.path] if layout.logo else [])
        _loaded[folder] = (_stamp(used), layout)
    return layout


def _stamp(files: Iterator[Path] | list[Path]) -> _Stamp:
    return tuple((path, path.stat().st_mtime_ns if path.exists() else 0) for path in files)


@dataclass(frozen=True, slots=True)
class _Part:
    """One file of a chain of `extends`: its data, and the line of each of its keys."""

    file: Path
    data: dict[str, Any]
    lines: dict[_Keys, int]

    def problem(self, what: str, keys: _Keys) -> Problem:
        while keys and keys not in self.lines:
            keys = keys[:-1]
        return Problem(what, str(self.file), self.lines.get(keys), ".".join(keys) or None)


def _chain(folder: Path) -> list[_Part]:
    """The files that make up a layout, the layout's own first."""
    chain = [_read(folder / FILE)]
    while (base := chain[-1].data.get("extends")) is not None:
        part = chain[-1]
        if not isinstance(base, str):
            raise LayoutError(part.problem("expected the name of a layout", ("extends",)))
        try:
            file = find(base).resolve() / FILE
        except LayoutError as error:
            raise LayoutError(part.problem(error.problems[0].what, ("extends",))) from None
        if file in (known.file for known in chain):
            raise LayoutError(part.problem(f"extends {quoted(base)}, which extends this layout", ("extends",)))
        chain.append(_read(file))
    return chain


def _read(file: Path) -> _Part:
    try:
        text = file.read_text(encoding="utf-8")
        data = tomllib.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        raise LayoutError(Problem(f"cannot be read: {error}", str(file))) from None
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        what = re.sub(r" \(at .*\)", "", str(error))
        raise LayoutError(
            Problem(f"is not valid TOML: {what.lower()}", str(file), int(found[1]) if found else None)
        ) from None
    return _Part(file, data, dict(_key_lines(text)))


def _key_lines(text: str) -> Iterator[tuple[_Keys, int]]:
    """The line of each key of a TOML text, by its path; good enough to point at."""
    table: _Keys = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if header := re.match(r"\s*\[\s*([^\[\]]+?)\s*\]", line):
            table = tuple(part.strip().strip("\"'") for part in header[1].split("."))
            yield table, number
        elif key := re.match(r"\s*([\w.\"'-]+)\s*=", line):
            path = table + tuple(part.strip("\"'") for part in key[1].split("."))
            yield path, number
            for inner in re.finditer(r"[{,]\s*([\w-]+)\s*=", line):
                yield (*path, inner[1]), number


def _build(chain: list[_Part]) -> Layout:
    own = chain[0]
    merged: dict[str, Any] = {}
    for part in reversed(chain):
        merged = _merged(merged, part.data)
    try:
        keys = LayoutFile.model_validate(merged)
    except ValidationError as error:
        raise LayoutError(_placed(chain, error)) from None
    problems = [*_contrast_problems(chain, keys), *_family_problems(chain, keys)]
    faces: dict[tuple[str, FaceName], Path] = {}
    for name in keys.fonts:
        for face in ("regular", "italic", "bold", "bold_italic"):
            try:
                faces[name, face] = _face_file(chain, keys, name, face)
            except LayoutError as error:
                problems += error.problems
    logo = None
    if keys.organisation.logo:
        part = _giver(chain, ("organisation", "logo"))
        path = assets.inside(part.file.parent, keys.organisation.logo)
        try:
            if path is None:
                raise LayoutError(part.problem("the logo leads out of the layout's folder", ("organisation", "logo")))
            logo = load_logo(path)
        except LayoutError as error:
            problems += error.problems
    if problems:
        raise LayoutError(dict.fromkeys(problems))
    return Layout(own.file.parent.name, own.file.parent, keys, faces, logo)


def _merged(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    result = dict(base)
    for key, value in over.items():
        old = result.get(key)
        result[key] = _merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return result


def _giver(chain: list[_Part], keys: _Keys) -> _Part:
    """The file of a chain that gives a key, or the layout's own."""
    for part in chain:
        data: Any = part.data
        for key in keys:
            data = data.get(key) if isinstance(data, dict) else None
        if data is not None:
            return part
    return chain[0]


def _placed(chain: list[_Part], error: ValidationError) -> Iterator[Problem]:
    for problem in problems_of(error, LayoutFile):
        keys = tuple((problem.field or "").split("."))
        part = _giver(chain, keys)
        placed = part.problem(problem.what, keys)
        yield Problem(placed.what, placed.file, placed.line, problem.field)


def _contrast_problems(chain: list[_Part], keys: LayoutFile) -> Iterator[Problem]:
    for role in type(keys.type).model_fields:
        style: TypeStyle = getattr(keys.type, role)
        colour = getattr(keys.colours, style.colour)
        least = least_contrast(style.size, "bold" in style.face)
        if (ratio := contrast(colour)) < least:
            what = (
                f"{colour} has a contrast of {ratio:.1f} : 1 on white, and the {role.replace('_', ' ')} "
                f"set in it needs {least:g} : 1 (WCAG AA); choose a darker colour"
            )
            place = ("colours", style.colour)
            yield _giver(chain, place).problem(what, place)


def _family_problems(chain: list[_Part], keys: LayoutFile) -> Iterator[Problem]:
    for role in type(keys.type).model_fields:
        family = getattr(keys.type, role).family
        if family not in keys.fonts:
            near = nearest(family, list(keys.fonts))
            hint = f"; did you mean “{near}”?" if near else f"; known are {listed(keys.fonts) or 'none'}"
            place = ("type", role, "family")
            yield _giver(chain, place).problem(f"there is no family {quoted(family)} under [fonts]{hint}", place)


def _face_file(chain: list[_Part], keys: LayoutFile, family: str, face: str) -> Path:
    """The file of a face: in the folder of the layout that names it, or among the shipped fonts."""
    fallbacks = {"regular": (), "italic": (), "bold": (), "bold_italic": ("bold", "italic")}[face]
    faces = keys.fonts[family]
    given = next((name for name in (face, *fallbacks) if getattr(faces, name)), "regular")
    file: str = getattr(faces, given)
    part = _giver(chain, ("fonts", family, given))
    place = ("fonts", family, given)
    path = assets.inside(part.file.parent, file)
    if path is None:
        raise LayoutError(part.problem(f"the font {quoted(file)} leads out of the layout's folder", place))
    if path.is_file():
        return path
    shipped = sorted(assets.FONTS.glob(f"*/{Path(file).name}")) if Path(file).name == file else []
    if not shipped:
        what = f"there is no font {quoted(file)}, neither in the layout's folder nor among the shipped ones"
        raise LayoutError(part.problem(what, place))
    return shipped[0]
