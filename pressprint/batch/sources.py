"""What is to be set: folders, globs, lists, JSON Lines and URLs become a list of sources.

Nothing of a release is read here but what finds it, so that an archive of a hundred thousand is listed in a second.
"""

from __future__ import annotations

import glob
import hashlib
import os
import posixpath
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from pressprint.batch.outputs import file_stamp
from pressprint.batch.remote import Beside, filesystem, is_url, look_again, stamp_of, unreachable
from pressprint.errors import PressprintError, Problem, ReadError, printable
from pressprint.readers import FORMS, bytes_of
from pressprint.release import Folder, Images, Release, to_json

LIST = "a list"
"""The origin of sources that were given one by one: what is not among them may well be there still."""

_LINES = (".jsonl", ".ndjson")
# In folders PDFs are what was made; they are read where they are named.
_WALKED = tuple(ending for ending in FORMS if ending != ".pdf")


class Source(Struct, frozen=True):
    """Where one release is.

    `name` is its own in the archive, `stem` the path of its output without an ending. `place` is a path or a URL, and
    what errors show. `stamp` changes when the content does. `content` is the release itself, as JSON, where no file has
    it alone, and `line` the one of its file that holds it. `images` is then where its pictures are.
    """

    name: str
    stem: str
    place: str
    stamp: str
    content: bytes | None = None
    line: int | None = None
    images: Images | None = None

    def read(self) -> bytes:
        """The bytes of the release's file.

        Raises:
            PressprintError: it is not there any more, or cannot be read.
        """
        if self.content is not None:
            return self.content
        if not is_url(self.place):
            return bytes_of(Path(self.place))
        system, path = filesystem(self.place)
        return _cat(system, path, self.place)

    def absolute(self) -> Source:
        """The same, found from whatever folder a process works in."""
        if self.content is not None or is_url(self.place):
            return self
        return replace(self, place=os.path.abspath(self.place))  # noqa: PTH100 -- as fast as file_stamp


class Sources(Struct, frozen=True):
    """The releases of an archive in a fixed order, and the place that all are of, or `LIST`.

    `others` is the number of files that were passed over because they hold no release. `unseen` are folders that could
    not be looked into: how the names of what is in them begin, and what is wrong.
    """

    origin: str
    sources: tuple[Source, ...]
    others: int = 0
    unseen: tuple[tuple[str, Problem], ...] = ()

    def absolute(self) -> Sources:
        """The same, found from whatever folder a process works in."""
        return replace(self, sources=tuple(source.absolute() for source in self.sources))


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
        empty = Problem(f"no release is here; expected files that end in {', '.join(_WALKED)}", place)
    if not found.sources:
        raise ReadError([problem for _, problem in found.unseen] or empty)
    return found


def _found(place: str) -> Sources:
    if is_url(place):
        return _behind(place)
    path = Path(place)
    if path.is_dir():
        return _walked(path)
    if path.suffix.lower() == ".zip" and path.is_file():
        if not zipfile.is_zipfile(path):
            raise ReadError(Problem("is not a zip file, or damaged", place))
        return _behind(f"zip://::{path.resolve()}")
    if path.suffix.lower() in _LINES:
        return Sources(str(path.resolve()), tuple(_lines(path.name, str(path), bytes_of(path))))
    if path.is_file():
        return Sources(LIST, (_file(str(path), path.name),))
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
        chosen = [name for name in shown if name.lower().endswith(_WALKED)]
        sources += [_file(f"{folder}{os.sep}{name}", f"{inner}{name}") for name in chosen]
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
    endings = FORMS if pattern.lower().endswith(".pdf") else _WALKED
    chosen = [path for path in files if path.suffix.lower() in endings]
    unseen = _Unseen(root)
    for _ in os.walk(root, onerror=unseen.note) if "**" in parts else ():
        pass
    sources = tuple(_file(str(path), path.relative_to(root).as_posix()) for path in chosen)
    return Sources(str(Path(pattern).absolute()), sources, len(files) - len(chosen), tuple(unseen.folders))


def _file(path: str, name: str) -> Source:
    """The source that a file is. Of one that is not there, reading tells so."""
    name = printable(name)
    return Source(name, _stem(name), path, file_stamp(path) or "")


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
        given = _given(f"{name}.json", name.replace("/", "-"), f"{name}.json", to_json(item))
        return [replace(given, images=item.origin.images)]
    place = os.fspath(item)
    if is_url(place):
        return map(_in_list, _behind(place).sources)
    path = Path(place)
    return map(_in_list, _found(place).sources) if path.suffix.lower() in _LINES else [_file(str(path), _name_of(path))]


def _in_list(source: Source) -> Source:
    """A source with its whole path as its name: in a list, two of one name in different places are both wanted."""
    if is_url(source.place):
        parts = [part.partition("://")[2] or part for part in reversed(source.place.split("::"))]
        path = "/".join(part.strip("/") for part in parts)
    else:
        path = _name_of(Path(source.place))
    if source.line is None:
        return replace(source, name=path, stem=_stem(path))
    return replace(source, name=f"{path}:{source.line}", stem=f"{_stem(path)}/{source.line:06}")


def _name_of(path: Path) -> str:
    """The name of a file of a list: its path from the current folder, or the whole one."""
    absolute, here = Path(os.path.normpath(path.absolute())), Path.cwd()
    return (absolute.relative_to(here) if absolute.is_relative_to(here) else absolute).as_posix().lstrip("/")


def _lines(name: str, place: str, data: bytes) -> Iterator[Source]:
    """The releases of a file of JSON Lines; lines count from 1, and empty ones are passed over."""
    images = Beside(place) if is_url(place) else Folder(Path(place).resolve().parent)
    for number, line in enumerate(data.split(b"\n"), start=1):
        if line.strip():
            given = _given(f"{name}:{number}", f"{_stem(name)}/{number:06}", place, line, number)
            yield replace(given, images=images)


def _given(name: str, stem: str, place: str, content: bytes, line: int | None = None) -> Source:
    return Source(name, stem, place, hashlib.sha256(content).hexdigest(), content, line)


def _behind(url: str) -> Sources:
    """The releases behind a URL: of a folder there, of a glob, of JSON Lines, of one file."""
    if url.startswith("zip://") and "::" not in url:
        url = f"zip://::{url.removeprefix('zip://')}"
    look_again(url)
    system, path = filesystem(url)
    try:
        if Path(path).suffix.lower() in _LINES:
            lines = _lines(PurePosixPath(path).name, url, _cat(system, path, url))
            return Sources(url, tuple(lines))
        if path and not glob.has_magic(path) and (entry := system.info(path))["type"] == "file":
            return _one_behind(url, path, entry)
        root, entries = _entries(system, path)
    except FileNotFoundError:
        raise ReadError(Problem("there is no such place; check its name", url)) from None
    except PressprintError:
        raise
    except Exception as error:  # each file system has errors of its own
        raise unreachable(error, url) from None
    sources, others = [], 0
    for place, entry in sorted(entries.items()):
        name = place.removeprefix(root).lstrip("/")
        if entry["type"] != "file":
            continue
        if any(part.startswith(".") for part in name.split("/")):
            others += ".." in name.split("/")  # a name that leads out of where it is
            continue
        if Path(name).suffix.lower() in _WALKED:
            sources.append(Source(name, _stem(name), _url_of(system, place, url), stamp_of(entry)))
        else:
            others += 1
    return Sources(url, tuple(sources), others)


def _one_behind(url: str, path: str, entry: dict[str, Any]) -> Sources:
    """A single file behind a URL; as one of this machine, it is no archive from which others could be gone."""
    name = PurePosixPath(path)
    if name.suffix.lower() not in FORMS:
        return Sources(LIST, (), 1)
    return Sources(LIST, (Source(name.name, _stem(name.name), url, stamp_of(entry)),))


def _entries(system: Any, path: str) -> tuple[str, dict[str, Any]]:
    """Where names begin, and all that is there."""
    if glob.has_magic(path):
        root = path[: next(n for n, character in enumerate(path) if character in "*?[")].rpartition("/")[0]
        return root, system.glob(path, detail=True)
    return path, system.find(path, detail=True)


def _url_of(system: Any, path: str, url: str) -> str:
    """The URL of a file of a file system that was reached by another one; after `::` stands what that is in."""
    inside, chained, outside = url.partition("::")
    return f"{inside.partition('://')[0]}://{path}::{outside}" if chained else str(system.unstrip_protocol(path))


def _cat(system: Any, path: str, url: str) -> bytes:
    try:
        data: bytes = system.cat_file(path)
    except FileNotFoundError:
        raise ReadError(Problem("there is no such file; check its name and its folder", url)) from None
    except Exception as error:  # each file system has errors of its own
        raise unreachable(error, url) from None
    return data


def _stem(name: str) -> str:
    return posixpath.splitext(name)[0]
