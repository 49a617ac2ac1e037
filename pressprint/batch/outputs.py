"""Where the PDFs of an archive go: a place that takes files, and the commonest of them, a folder.

Each is picklable, as workers write into it. What is written appears whole or not at all.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from pressprint.errors import OutputError, Problem
from pressprint.pdf import unwritten, write_whole

STATE = ".pressprint"
"""The folder beside the outputs with the manifest, the lock, and what is being written."""

MANIFEST = "manifest.sqlite"


class Outputs(Protocol):
    """A place for outputs. Names are paths below it, with slashes.

    A stamp tells one state of an output from the next.
    """

    @property
    def name(self) -> str:
        """The place as its user knows it."""

    @property
    def state(self) -> Path:
        """The local folder for the manifest and the lock."""

    def write(self, name: str, content: bytes) -> str:
        """Writes an output, whole or not at all; gives its stamp.

        Raises:
            FullDiskError: there is no room for it.
            OutputError: it cannot be written.
        """

    def read(self, name: str) -> bytes:
        """An output's bytes.

        Raises:
            OutputError: they cannot be had.
        """

    def stamps(self, names: Iterable[str]) -> dict[str, str]:
        """The stamps of those of some outputs that are there."""

    def remove(self, names: Iterable[str]) -> None:
        """Removes outputs; those that are not there are passed over."""

    def fetch(self) -> None:
        """Brings the manifest into `state` where it is kept elsewhere and is newer there."""

    def begin(self) -> None:
        """Makes the place ready, and clears away what an unfinished run left."""

    def beat(self) -> None:
        """Tells others, now and then in a long run, that it is still going on."""

    def leave(self) -> None:
        """Lets others in after a run that was broken off; what is done is kept."""

    def end(self) -> None:
        """Completes the place after the last output."""


class Folder(Struct, frozen=True):
    """A folder of this machine, or one that workers on others reach by the same path."""

    root: Path
    state: Path

    @property
    def name(self) -> str:
        """The folder's path."""
        return str(self.root)

    @property
    def _aside(self) -> Path:
        return self.state / "aside"

    def write(self, name: str, content: bytes) -> str:
        """Written aside, brought to the disk, and moved to its place. The stamp is its size and time."""
        target = self.root / name
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise unwritten(error, str(target)) from None
        write_whole(target, content, self._aside)
        return file_stamp(str(target)) or ""

    def read(self, name: str) -> bytes:
        """An output's bytes."""
        path = self.root / name
        try:
            return path.read_bytes()
        except OSError as error:
            raise OutputError(Problem(f"cannot be read: {error.strerror or error}", str(path))) from None

    def stamps(self, names: Iterable[str]) -> dict[str, str]:
        """Sizes and times."""
        return {name: stamp for name in names if (stamp := file_stamp(f"{self.root}/{name}"))}

    def remove(self, names: Iterable[str]) -> None:
        """Removes files, and the folders that they leave empty."""
        for name in names:
            path = self.root / name
            try:
                with suppress(FileNotFoundError, NotADirectoryError):
                    path.unlink()
                for folder in path.relative_to(self.root).parents:
                    if folder == Path() or not (self.root / folder).is_dir() or any((self.root / folder).iterdir()):
                        break
                    (self.root / folder).rmdir()
            except OSError as error:
                what = f"cannot be removed: {error.strerror or error}; remove it by hand, or let it be writable"
                raise OutputError(Problem(what, str(path))) from None

    def fetch(self) -> None:
        """It is there."""

    def begin(self) -> None:
        """Makes the folders; what was being written when a run was killed goes."""
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            shutil.rmtree(self._aside, ignore_errors=True)
            self._aside.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise unwritten(error, str(self.root)) from None

    def beat(self) -> None:
        """The lock beside the manifest tells it."""

    def leave(self) -> None:
        """Nobody is kept out."""

    def end(self) -> None:
        """Nothing is left to do."""


def file_stamp(path: str) -> str | None:
    """The size and the time of the last change of a file, or None where there is none."""
    try:
        status = os.stat(path)  # noqa: PTH116 -- for a hundred thousand files, as a path takes four times as long
    except (OSError, ValueError):  # not there, or no name that a file can have
        return None
    return f"{status.st_size}-{status.st_mtime_ns}"
