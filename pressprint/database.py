"""SQLite files of ours: their version, and SQLite's errors in words of a press office."""

from __future__ import annotations

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from pressprint.errors import OutputError, Problem
from pressprint.pdf import full_disk

DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
IN_USE = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


class Database(ABC):
    """An open SQLite file, which its end as a context manager closes. Each kind of file is a class of its own."""

    file: Path
    _base: sqlite3.Connection

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._base.close()

    @abstractmethod
    def _explained(self, code: int, error: sqlite3.Error) -> str:
        """The words for an error of SQLite, by its result code without the details."""

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """SQLite's errors as ours.

        Raises:
            FullDiskError: there is no room for the file.
            OutputError: any other error.
        """
        try:
            yield
        except sqlite3.Error as error:
            code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
            if code == sqlite3.SQLITE_FULL:
                raise full_disk(str(self.file)) from None
            raise OutputError(Problem(self._explained(code, error), str(self.file))) from None

    def _check_version(self, known: int, name: str, way_out: str) -> None:
        """Refuses a file of a later pressprint, whose tables may be others. `way_out` is what to use instead of it.

        Raises:
            OutputError: it is of a later version.
        """
        if self._base.execute("pragma user_version").fetchone()[0] > known:
            what = f"the {name} was written by a later version of pressprint; use that, or {way_out}"
            raise OutputError(Problem(what, str(self.file)))
