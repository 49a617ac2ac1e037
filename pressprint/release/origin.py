"""Where a release came from: the file it was read from, and where its pictures are.

An origin is no part of what a release says: it is neither compared nor written out with it.
"""

from __future__ import annotations

import hashlib
import stat
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from msgspec import Struct, field

from pressprint.assets import inside

LARGEST = 100_000_000
"""The most bytes that a picture's file may have."""

TOO_LARGE = f"is larger than {LARGEST // 1_000_000} MB; save it smaller"
MISSING = "is not there; put it beside the release, or check its name"


class PictureError(Exception):
    """A picture that cannot be used; `what` says why, and goes on from the picture's name."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class Images(Protocol):
    """Where the pictures of a release are."""

    def read(self, name: str) -> bytes:
        """The bytes of the picture that a release calls `name`.

        Raises:
            PictureError: it is not there, or cannot be read.
        """

    def digest(self, name: str) -> str:
        """What changes when the picture does; empty where there is none."""

    def place(self, name: str) -> str:
        """The picture's path or address, for those who look at it again later; empty where it has none."""


class Folder(Struct, frozen=True):
    """A folder with pictures; names are relative to it and do not lead out of it."""

    path: Path

    def read(self, name: str) -> bytes:
        """A file's bytes."""
        file = self._file(name)
        try:
            found = file.stat()
            if stat.S_ISDIR(found.st_mode):
                raise PictureError("is a folder; name a picture in it")
            if not stat.S_ISREG(found.st_mode):  # reading a pipe would wait for somebody to write
                raise PictureError("is not a file")
            if found.st_size > LARGEST:
                raise PictureError(TOO_LARGE)
            return file.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            raise PictureError(MISSING) from None
        except OSError as error:
            raise PictureError(f"cannot be read: {error.strerror or error}") from None

    def digest(self, name: str) -> str:
        """The SHA-256 of a file, worked out again when it changes."""
        try:
            file = self._file(name)
            found = file.stat()
            return _digest(file, found.st_mtime_ns, found.st_size) if stat.S_ISREG(found.st_mode) else ""
        except (OSError, PictureError):
            return ""

    def place(self, name: str) -> str:
        """A file's path."""
        try:
            return str(self._file(name))
        except PictureError:
            return ""

    def _file(self, name: str) -> Path:
        """The file of a name, which some systems write with accents as characters of their own."""
        for written in (name, unicodedata.normalize("NFD", name)):
            try:
                file = inside(self.path, written)
                if file is None:
                    raise PictureError("leads out of the release's folder; put it beside the release")
                if file.exists():
                    return file
            except (OSError, ValueError):  # a name that no file can have
                raise PictureError(MISSING) from None
        return (self.path / name).resolve()


class Given(Struct, frozen=True):
    """Pictures by their names, as they were taken out of a PDF."""

    files: Mapping[str, bytes]

    def __repr__(self) -> str:
        return f"Given({sorted(self.files)})"

    def read(self, name: str) -> bytes:
        """A picture's bytes."""
        if name not in self.files:
            raise PictureError("is not in the PDF; render the release again from its own file")
        return self.files[name]

    def digest(self, name: str) -> str:
        """The SHA-256 of a picture."""
        return hashlib.sha256(self.files[name]).hexdigest() if name in self.files else ""

    def place(self, name: str) -> str:
        """None: what the pictures are in is the release's own file."""
        return ""


class Origin(Struct, frozen=True):
    """Where a release came from: a file's name as its user gave it, its pictures, and the line of each picture."""

    file: str | None = None
    images: Images | None = None
    lines: Mapping[str, int] = field(default_factory=dict)


@lru_cache(maxsize=512)
def _digest(file: Path, _changed: int, _size: int) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
