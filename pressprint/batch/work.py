"""What is done with one release of an archive, in whatever process or on whatever machine."""

from __future__ import annotations

import hashlib
import os
import threading
import time
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from pressprint.batch.names import NamePattern
from pressprint.batch.outputs import Outputs, file_stamp
from pressprint.batch.result import Marks, Result
from pressprint.batch.sources import Source
from pressprint.batch.urls import Beside, is_url, remote_digest
from pressprint.errors import FullDiskError, PressprintError, Problem, SettingError, printable
from pressprint.fonts import open_book
from pressprint.layouts import DEFAULT_LAYOUT, Layout, load_layout
from pressprint.readers import read_bytes
from pressprint.release import Figure, Folder, Release
from pressprint.road import render
from pressprint.signing import Order, sign_bytes
from pressprint.version import VERSION

# Setting a release fills caches that threads would find half-filled; processes are what makes it faster.
_ONE_AT_A_TIME = threading.Lock()


class Job(Struct, frozen=True):
    """A release to set, and the name that its output gets."""

    source: Source
    output: str


class Setter(Struct, frozen=True):
    """Sets releases and writes their PDFs: a function of a job that can be sent to other processes.

    `layout` is that of all, by its name or path; without it each release has its own. `now` is the time by which
    embargoes are over. Outputs are signed as `signing` says, and `signed` tells by whom.
    """

    outputs: Outputs
    layout: str | None
    embed_source: bool | None
    now: datetime | None = None
    signing: Order | None = None
    signed: str = ""
    version: str = VERSION

    def __call__(self, job: Job) -> Result:
        """What became of the release. It is written, or else there are problems.

        Raises:
            FullDiskError: there is no room for the output, nor for any other.
            SettingError: another version of pressprint works here than where it was asked for.
        """
        if self.version != VERSION:
            what = f"a worker has pressprint {VERSION}, not {self.version}, and would set other files"
            raise SettingError(f"{what}; install the same on all machines")
        start = time.perf_counter()
        try:
            with _ONE_AT_A_TIME:
                made = self._made(job)
        except FullDiskError:
            raise
        except Exception as error:  # whatever is wrong with one release, the others are set
            made = failed(job.source, error)
        return replace(made, seconds=time.perf_counter() - start)

    def _made(self, job: Job) -> Result:
        data = job.source.read()
        release, noted = read_source(job.source, data)
        layout = load_layout(self.layout or release.layout or DEFAULT_LAYOUT)
        pdf = render(release, layout, embed_source=self.embed_source, now=self.now)
        if self.signing:
            pdf = replace(pdf, content=sign_bytes(pdf.content, self.signing, name=job.output, release=release))
        borrowed = {str(file.path): file_digest(file.path) for file in open_book(layout).borrowed}
        borrowed |= _pictures(release)
        stamp = self.outputs.write(job.output, pdf.content)
        return Result(
            job.source.name,
            job.output,
            "set",
            pdf.pages,
            len(pdf.content),
            hashlib.sha256(pdf.content).hexdigest(),
            warnings=tuple(_of_source(problem, job.source) for problem in (*noted, *pdf.warnings)),
            marks=Marks(
                hashlib.sha256(data).hexdigest(),
                release.layout or DEFAULT_LAYOUT,
                layout_digest(layout, self.embed_source, self.signed),
                borrowed,
            ),
            stamp=stamp,
        )


class Namer(Struct, frozen=True):
    """Reads releases and tells what their outputs are called: a function that can be sent to other processes."""

    pattern: NamePattern

    def __call__(self, source: Source) -> str | Result:
        """The name, or else what is wrong with the release."""
        try:
            release, _ = read_source(source, source.read())
        except Exception as error:  # whatever is wrong with one release, the others are named
            return failed(source, error)
        return self.pattern.name(release, source)


def read_source(source: Source, data: bytes) -> tuple[Release, tuple[Problem, ...]]:
    """The release in a source's bytes, and what its author should know of.

    Raises:
        ReadError: it cannot be understood.
    """
    if source.content is not None:
        return read_bytes(data, source.place, ending=".json", images=source.images)
    if is_url(source.place):
        return read_bytes(data, source.place, ending=Path(source.name).suffix, images=Beside(source.place))
    folder = Path(source.place).resolve().parent
    return read_bytes(data, source.place, folder, images=Folder(folder))


def _pictures(release: Release) -> dict[str, str]:
    """The pictures of a release by the places where they are, each with what tells whether it is the same."""
    images = release.origin.images
    names = {block.src for block in release.blocks if isinstance(block, Figure)} | {*release.logos}
    places = {images.place(name): images.digest(name) for name in sorted(names)} if images else {}
    return {
        place: digest if is_url(place) else f"{file_stamp(place)} {digest}" for place, digest in places.items() if place
    }


def is_as_it_was(place: str, mark: str) -> bool:
    """Whether a font or a picture is still the one that was used."""
    if is_url(place):
        return remote_digest(place) == mark
    stamp, _, digest = mark.rpartition(" ")
    return bool(stamp and file_stamp(place) == stamp) or file_digest(place) == digest


def failed(source: Source, error: Exception) -> Result:
    """The result of a release that could not be set, its problems with the file that it is in."""
    if isinstance(error, PressprintError):
        problems = error.problems
    elif isinstance(error, MemoryError):
        problems = (Problem("needs more memory than a release may have; divide it, or give more with --memory"),)
    else:
        what = f"cannot be set, for a fault of pressprint’s own ({type(error).__name__}: {error}); please report it"
        problems = (Problem(what),)
    return Result(source.name, None, "failed", problems=tuple(_of_source(problem, source) for problem in problems))


def _of_source(problem: Problem, source: Source) -> Problem:
    if source.content is not None:
        return replace(problem, file=printable(source.place), line=source.line)
    return replace(problem, file=printable(problem.file or source.place))


def layout_digest(layout: Layout, embed_source: bool | None, signed: str = "") -> str:
    """What decides how releases are set besides themselves: the layout with its logo and fonts, and what was asked."""
    undated = os.environ.get("SOURCE_DATE_EPOCH")
    return hashlib.sha256(
        f"{_layout_digest(layout)} {embed_source} {undated}{f' {signed}' if signed else ''}".encode()
    ).hexdigest()


@lru_cache(maxsize=64)
def _layout_digest(layout: Layout) -> str:
    parts = [layout.keys.model_dump_json()]
    parts += [f"{family} {face} {file_digest(path)}" for (family, face), path in sorted(layout.faces.items())]
    parts += [file_digest(layout.logo.path)] if layout.logo else []
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def file_digest(path: str | Path) -> str:
    """The SHA-256 of a file, worked out again when the file changes; empty where there is none."""
    try:
        return _file_digest(Path(path), Path(path).stat().st_mtime_ns)
    except OSError:
        return ""


@lru_cache(maxsize=512)
def _file_digest(path: Path, _changed: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
