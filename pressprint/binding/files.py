"""Which files are bound: those that are named, and the PDFs below the folders that are."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from pressprint.errors import Problem, ReadError
from pressprint.pdf import is_folder


def gather(paths: Iterable[str | os.PathLike[str]]) -> list[Path]:
    """The files that paths name, each once: a file itself, a folder all PDFs in it and below, by their paths.

    Files and folders whose names begin with a dot are left out.

    Raises:
        ReadError: a folder holds no PDF or cannot be read, or nothing was named.
    """
    found: dict[Path, Path] = {}
    problems = []
    for path in map(Path, paths):
        files = _below(path) if is_folder(path) else [path]
        if not files:
            problems.append(Problem("there is no PDF in this folder; name the one that holds the releases", str(path)))
        for file in files:
            found.setdefault(file.resolve(), file)
    if not found and not problems:
        problems.append(Problem("there is nothing to bind; name the PDFs or their folder"))
    if problems:
        raise ReadError(problems)
    return list(found.values())


def _below(folder: Path) -> list[Path]:
    """The PDFs in a folder and below, sorted."""
    return sorted(path for path in _seen(folder) if path.suffix.lower() == ".pdf")


def _seen(folder: Path) -> Iterator[Path]:
    """All files in a folder and below that are not hidden."""
    for place, folders, files in os.walk(folder, onerror=_refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(place, name) for name in files if not name.startswith("."))


def _refuse(error: OSError) -> None:
    """A folder that cannot be looked into might hold releases that would then be missing."""
    what = f"the folder cannot be read: {error.strerror}; ask for access, or name the files themselves"
    raise ReadError(Problem(what, str(error.filename)))
