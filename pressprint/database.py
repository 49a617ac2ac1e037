"""SQLite files of ours: their version, and SQLite's errors in words of a press office."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pressprint.errors import OutputError, Problem
from pressprint.pdf import full_disk

DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
IN_USE = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


@contextmanager
def guarded(file: Path, explained: Callable[[int, sqlite3.Error], str]) -> Iterator[None]:
    """SQLite's errors as ours. `explained` words one, by its result code without the details.

    Raises:
        FullDiskError: there is no room for the file.
        OutputError: any other error.
    """
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        if code == sqlite3.SQLITE_FULL:
            raise full_disk(str(file)) from None
        raise OutputError(Problem(explained(code, error), str(file))) from None


def check_version(base: sqlite3.Connection, known: int, file: Path, name: str, way_out: str) -> None:
    """Refuses a file of a later pressprint, whose tables may be others. `way_out` is what to use instead of it.

    Raises:
        OutputError: it is of a later version.
    """
    if base.execute("pragma user_version").fetchone()[0] > known:
        what = f"the {name} was written by a later version of pressprint; use that, or {way_out}"
        raise OutputError(Problem(what, str(file)))
