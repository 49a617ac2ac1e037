"""Where layouts are looked for: `./layouts`, the folders of `$PRESSPRINT_LAYOUTS`, the installed set."""

from __future__ import annotations

import os
from pathlib import Path

from pressprint import assets
from pressprint.errors import LayoutError, Problem, nearest, quoted

FILE = "layout.toml"
VARIABLE = "PRESSPRINT_LAYOUTS"


def folders() -> tuple[Path, ...]:
    """The folders that hold layouts, in the order in which they are searched."""
    unique = {folder.resolve(): folder for folder in reversed(_named())}
    return tuple(reversed(unique.values()))


def _named() -> tuple[Path, ...]:
    """As `folders`, but one that is named twice comes twice."""
    named = [Path(part) for part in os.environ.get(VARIABLE, "").split(os.pathsep) if part]
    return Path("layouts"), *named, assets.LAYOUTS


def found() -> dict[str, Path]:
    """The folder of each layout by its name; of two with one name the one found first."""
    result: dict[str, Path] = {}
    for folder in folders():
        if folder.is_dir():
            for path in sorted(folder.glob(f"*/{FILE}")):
                result.setdefault(path.parent.name, path.parent)
    return result


def find(name: str | os.PathLike[str]) -> Path:
    """The folder of a layout, given by its name or by its path.

    Raises:
        LayoutError: there is none; the message lists those that are.
    """
    text = os.fspath(name)
    if os.sep in text or "/" in text or isinstance(name, Path):
        path = Path(text)
        path = path.parent if path.name == FILE else path
        if not (path / FILE).is_file():
            raise LayoutError(Problem(f"there is no {FILE} in this folder", str(path)))
        return path
    for folder in _named():
        if folder.is_dir() and folder / text in folder.iterdir() and (folder / text / FILE).is_file():
            return folder / text
    layouts = found()
    if text not in layouts:
        near = nearest(text, list(layouts))
        hint = f"; did you mean “{near}”?" if near else "."
        raise LayoutError(Problem(f"there is no layout {quoted(text)}{hint} Found are: {', '.join(layouts) or 'none'}"))
    return layouts[text]
