"""Where the releases of an archive are: each in a file of its own, in a line of one, or given as it is."""

from __future__ import annotations

import hashlib
import os
import posixpath
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from pressprint.batch.outputs import file_stamp
from pressprint.batch.urls import Beside, is_url, read_url
from pressprint.errors import Problem, printable
from pressprint.readers import FORMS, bytes_of
from pressprint.release import Folder, Images

LIST = "a list"
"""The origin of sources that were given one by one: what is not among them may well be there still."""

LINES = (".jsonl", ".ndjson")
# In folders PDFs are what was made; they are read where they are named.
WALKED = tuple(ending for ending in FORMS if ending != ".pdf")


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
        return read_url(self.place)

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


def file_source(path: str, name: str) -> Source:
    """The source that a file is. Of one that is not there, reading tells so."""
    name = printable(name)
    return Source(name, stem_of(name), path, file_stamp(path) or "")


def line_sources(name: str, place: str, data: bytes) -> Iterator[Source]:
    """The releases of a file of JSON Lines; lines count from 1, and empty ones are passed over."""
    images = Beside(place) if is_url(place) else Folder(Path(place).resolve().parent)
    for number, line in enumerate(data.split(b"\n"), start=1):
        if line.strip():
            given = given_source(f"{name}:{number}", f"{stem_of(name)}/{number:06}", place, line, number)
            yield replace(given, images=images)


def given_source(name: str, stem: str, place: str, content: bytes, line: int | None = None) -> Source:
    """The source that a release's content is, whose digest is its stamp."""
    return Source(name, stem, place, hashlib.sha256(content).hexdigest(), content, line)


def stem_of(name: str) -> str:
    """The path of an output without an ending, from the name of its source."""
    return posixpath.splitext(name)[0]
