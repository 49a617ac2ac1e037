"""A zip file as the place where the PDFs of an archive go."""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from zlib import crc32

from msgspec import Struct

from pressprint.batch.outputs import Folder
from pressprint.errors import OutputError, Problem
from pressprint.pdf import unwritten

_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip file can hold: the same files are the same bytes


class Zip(Struct, frozen=True):
    """A zip file. What is new stands in a folder beside it until the run is over, and survives one that is killed.

    Stamps are sizes and checksums, the same in the folder and in the file.
    """

    path: Path
    state: Path

    @property
    def name(self) -> str:
        """The file's path."""
        return str(self.path)

    @property
    def _new(self) -> Folder:
        return Folder(self.state / "new", self.state)

    def write(self, name: str, content: bytes) -> str:
        """Written into the folder of what is new."""
        self._new.write(name, content)
        return _stamp_of(content)

    def read(self, name: str) -> bytes:
        """What is new, or else what the file holds."""
        if (self._new.root / name).is_file():
            return self._new.read(name)
        try:
            with zipfile.ZipFile(self.path) as file:
                return file.read(name)
        except (OSError, KeyError, zipfile.BadZipFile) as error:
            raise OutputError(Problem(f"cannot be read: {error}", f"{self.path}:{name}")) from None

    def stamps(self, names: Iterable[str]) -> dict[str, str]:
        """Sizes and checksums."""
        found = {name: f"{info.file_size}-{info.CRC}" for name, info in self._held().items()}
        found |= {name: _stamp_of(self._new.read(name)) for name in self._fresh()}
        return {name: found[name] for name in names if name in found}

    def remove(self, names: Iterable[str]) -> None:
        """Removes outputs, from the file by writing it anew."""
        gone = set(names)
        self._new.remove(gone)
        if gone & self._held().keys():
            self._rewrite(without=gone)

    def fetch(self) -> None:
        """It is there."""

    def begin(self) -> None:
        """Makes the folder for what is new; a file that is there has to be a zip file."""
        self._held()
        self._new.begin()

    def beat(self) -> None:
        """The lock beside the manifest tells it."""

    def leave(self) -> None:
        """Nobody is kept out, and what is new stands beside the file until a run ends."""

    def end(self) -> None:
        """Writes the file: what is new, and what it held already."""
        if self._fresh():
            self._rewrite()
            shutil.rmtree(self._new.root)

    def _held(self) -> dict[str, zipfile.ZipInfo]:
        if not self.path.exists():
            return {}
        try:
            with zipfile.ZipFile(self.path) as file:
                return {info.filename: info for info in file.infolist()}
        except (OSError, zipfile.BadZipFile):
            what = "is not a zip file, or damaged; remove it, or give another name"
            raise OutputError(Problem(what, str(self.path))) from None

    def _fresh(self) -> list[str]:
        root = self._new.root
        return [path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()]

    def _rewrite(self, without: Iterable[str] = ()) -> None:
        """Writes the file aside, in the order of names, and moves it to its place."""
        fresh = {*self._fresh()}
        names = (fresh | self._held().keys()) - {*without}
        aside = self.state / "aside" / self.path.name
        try:
            with aside.open("wb") as raw, ExitStack() as stack:
                old = stack.enter_context(zipfile.ZipFile(self.path)) if names - fresh else None
                with zipfile.ZipFile(raw, "w", zipfile.ZIP_STORED) as file:  # PDFs are packed already
                    for name in sorted(names):
                        kept = old.read(name) if old and name not in fresh else self._new.read(name)
                        file.writestr(zipfile.ZipInfo(name, _TIME), kept)
                raw.flush()
                os.fsync(raw.fileno())
            aside.replace(self.path)
        except OSError as error:
            aside.unlink(missing_ok=True)
            raise unwritten(error, str(self.path)) from None


def _stamp_of(content: bytes) -> str:
    return f"{len(content)}-{crc32(content)}"
