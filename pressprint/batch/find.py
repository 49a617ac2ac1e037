"""What is to be set: folders, globs, lists, JSON Lines and URLs become a list of sources.

Nothing of a release is read here but what finds it, so that an archive of a hundred thousand is listed in a second.
"""

from __future__ import annotations

import glob
import os
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec.structs import replace

from pressprint.batch.behind import sources_behind
from pressprint.batch.sources import (
    LINES,
    LIST,
    WALKED,
    Source,
    Sources,
    file_source,
    given_source,
    line_sources,
    stem_of,
)
from pressprint.batch.urls import is_url
from pressprint.errors import Problem, ReadError, printable
from pressprint.readers import FORMS, bytes_of
from pressprint.release import Release, to_json


def find_sources(given: str | os.PathLike[str] | Iterable[str | os.PathLike[str] | Release]) -> Sources:
    """The releases that were asked for.

    A string or a path is a folder (walked, without hidden files), a glob, a file of JSON Lines with a release in each
    line, a zip file, a URL that fsspec knows, or one release's file. Anything else is a list of files, of URLs or of
    releases.

    Raises:
        ReadError: there is no such place, or there is no release in it.
    """
    if isinstance(given, Release):
        given = [given]
    if not isinstance(given, (str, os.PathLike)):
        found = Sources(LIST, tuple(_listed(given)))
        empty = Problem("the list of releases is empty")
    else:
        place = os.fspath(given)
        found = _found(place)
        empty = Problem(f"no release is here; expected files that end in {', '.join(WALKED)}", place)
    if not found.sources:
        raise ReadError([problem for _, problem in found.unseen] or empty)
    return found


def _found(place: str) -> Sources:
    if is_url(place):
        return sources_behind(place)
    path = Path(place)
    if path.is_dir():
        return _walked(path)
    if path.suffix.lower() == ".zip" and path.is_file():
        if not zipfile.is_zipfile(path):
            raise ReadError(Problem("is not a zip file, or damaged", place))
        return sources_behind(f"zip://::{path.resolve()}")
    if path.suffix.lower() in LINES:
        return Sources(str(path.resolve()), tuple(line_sources(path.name, str(path), bytes_of(path))))
    if path.is_file():
        return Sources(LIST, (file_source(str(path), path.name),))
    if glob.has_magic(place):
        return _globbed(place)
    raise ReadError(Problem("there is no such file or folder; check its name", place))


def _walked(root: Path) -> Sources:
    """The releases of a folder and of those below it. Paths are strings here: there may be a hundred thousand."""
    sources: list[Source] = []
    seen: set[str] = set()
    others, unseen = 0, _Unseen(root)
    for folder, below, files in os.walk(root, onerror=unseen.note, followlinks=True):
        real = os.path.realpath(folder)
        if real in seen:  # by a link that leads back
            below.clear()
            continue
        seen.add(real)
        below[:] = [name for name in below if not name.startswith(".")]
        inner = "" if Path(folder) == root else f"{Path(folder).relative_to(root).as_posix()}/"
        shown = [name for name in files if not name.startswith(".")]
        chosen = [name for name in shown if name.lower().endswith(WALKED)]
        sources += [file_source(f"{folder}{os.sep}{name}", f"{inner}{name}") for name in chosen]
        others += len(shown) - len(chosen)
    sources.sort(key=lambda source: source.name)  # who comes first gets a name that two want
    return Sources(str(root.resolve()), tuple(sources), others, tuple(unseen.folders))


class _Unseen:
    """Folders that could not be looked into."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self.folders: list[tuple[str, Problem]] = []

    def note(self, error: OSError) -> None:
        """Notes what the system said of a folder."""
        folder = Path(error.filename)
        name = "" if folder == self._root else f"{folder.relative_to(self._root).as_posix()}/"
        what = f"the folder cannot be looked into: {error.strerror or error}; its releases were not set"
        self.folders.append((printable(name), Problem(what, printable(str(folder)))))


def _globbed(pattern: str) -> Sources:
    """The files that a glob names; their names begin where its signs do."""
    parts = Path(pattern).parts
    fixed = next(number for number, part in enumerate(parts) if glob.has_magic(part))
    root = Path(*parts[:fixed])
    files = [path for path in sorted(root.glob(str(Path(*parts[fixed:])))) if path.is_file()]
    files = [path for path in files if not any(part.startswith(".") for part in path.relative_to(root).parts)]
    endings = FORMS if pattern.lower().endswith(".pdf") else WALKED
    chosen = [path for path in files if path.suffix.lower() in endings]
    unseen = _Unseen(root)
    for _ in os.walk(root, onerror=unseen.note) if "**" in parts else ():
        pass
    sources = tuple(file_source(str(path), path.relative_to(root).as_posix()) for path in chosen)
    return Sources(str(Path(pattern).absolute()), sources, len(files) - len(chosen), tuple(unseen.folders))


def _listed(given: Iterable[str | os.PathLike[str] | Release]) -> Iterator[Source]:
    """The sources of a list, each once."""
    seen: dict[str, int] = {}
    for item in given:
        for source in _of_item(item):
            times = seen[source.name] = seen.get(source.name, 0) + 1
            if times == 1:
                yield source
            elif isinstance(item, Release):
                yield replace(source, name=f"{source.name} ({times})")


def _of_item(item: str | os.PathLike[str] | Release) -> Iterable[Source]:
    if isinstance(item, Release):
        name = printable(item.reference or item.full_title)
        given = given_source(f"{name}.json", name.replace("/", "-"), f"{name}.json", to_json(item))
        return [replace(given, images=item.origin.images)]
    place = os.fspath(item)
    if is_url(place):
        return map(_in_list, sources_behind(place).sources)
    path = Path(place)
    if path.suffix.lower() in LINES:
        return map(_in_list, _found(place).sources)
    return [file_source(str(path), _name_of(path))]


def _in_list(source: Source) -> Source:
    """A source with its whole path as its name: in a list, two of one name in different places are both wanted."""
    if is_url(source.place):
        parts = [part.partition("://")[2] or part for part in reversed(source.place.split("::"))]
        path = "/".join(part.strip("/") for part in parts)
    else:
        path = _name_of(Path(source.place))
    if source.line is None:
        return replace(source, name=path, stem=stem_of(path))
    return replace(source, name=f"{path}:{source.line}", stem=f"{stem_of(path)}/{source.line:06}")


def _name_of(path: Path) -> str:
    """The name of a file of a list: its path from the current folder, or the whole one."""
    absolute, here = Path(os.path.normpath(path.absolute())), Path.cwd()
    return (absolute.relative_to(here) if absolute.is_relative_to(here) else absolute).as_posix().lstrip("/")
