"""The manifest of an archive: what each output was made from, and what became of each release. An SQLite file.

A row is there once its output is; so a run that was killed goes on from what the manifest holds.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from msgspec.structs import asdict, replace

from pressprint.batch.outputs import MANIFEST
from pressprint.batch.result import Marks, Result
from pressprint.database import DAMAGED, Database
from pressprint.errors import OutputError, Problem
from pressprint.version import VERSION

_VERSION = 1
_SCHEMA = """
create table if not exists about (key text primary key, value text not null) without rowid;
create table if not exists releases (
    source text primary key,          -- its name in the archive
    stamp text not null,              -- changes when the source does
    status text not null,             -- set, failed
    pattern text not null,            -- how outputs are named, empty: as their sources
    wanted text not null,             -- the output's name before numbering
    output text,                      -- the output's name
    output_stamp text,
    output_sha256 text,
    size integer not null,            -- bytes
    pages integer not null,
    seconds real not null,
    source_sha256 text not null,
    own_layout text not null,         -- the layout that the release asks for
    layout_sha256 text not null,      -- the layout it was set in, with its fonts and what else decides
    borrowed_fonts text not null,     -- JSON: path and SHA-256 of pictures and of fonts beyond the layout's own
    version text not null,            -- of pressprint
    warnings text not null,           -- JSON: what, file, line, field
    problems text not null,           -- JSON, as warnings
    at text not null default current_timestamp
) without rowid;
create table if not exists planned (output text primary key) without rowid; -- outputs that runs set out to make
create table if not exists stale (output text primary key) without rowid; -- outputs that got another name since
"""


class Entry:
    """What the manifest holds of a release that has an output."""

    __slots__ = ("at", "output_stamp", "pattern", "result", "stamp", "version", "wanted")

    def __init__(self, row: sqlite3.Row) -> None:
        self.stamp: str = row["stamp"]
        self.wanted: str = row["wanted"]
        self.pattern: str = row["pattern"]
        self.version: str = row["version"]
        self.at: str = row["at"]
        self.output_stamp: str | None = row["output_stamp"]
        borrowed = row["borrowed_fonts"]
        marks = Marks(
            row["source_sha256"],
            row["own_layout"],
            row["layout_sha256"],
            {} if borrowed == "{}" else json.loads(borrowed),
        )
        self.result = Result(
            row["source"],
            row["output"],
            row["status"],
            row["pages"],
            row["size"],
            row["output_sha256"],
            row["seconds"],
            _problems(row["warnings"]),
            _problems(row["problems"]),
            row["output"] is not None and row["output"] != row["wanted"],
            marks,
        )


class Manifest(Database):
    """An open manifest. Use it as a context manager.

    Raises:
        OutputError: the file is damaged, of a later pressprint, or cannot be written.
    """

    def __init__(self, state: Path) -> None:
        self.file = state / MANIFEST
        with self._guarded():
            self._base = sqlite3.connect(self.file, timeout=10, isolation_level=None, check_same_thread=False)
            self._base.row_factory = sqlite3.Row
            # A commit costs no wait for the disk; after a power cut the last few may be missing, never torn.
            self._base.execute("pragma journal_mode = wal")
            self._base.execute("pragma synchronous = normal")
            self._check_version(_VERSION, "manifest", "another place for the PDFs")
            self._base.executescript(_SCHEMA)
            self._base.execute(f"pragma user_version = {_VERSION}")

    def _explained(self, code: int, error: sqlite3.Error) -> str:
        if code in DAMAGED:
            return f"the manifest is damaged ({error}); remove it, and have all set anew with --force"
        return f"the manifest cannot be read or written ({error}); check the rights to it and to its folder"

    @contextmanager
    def _at_once(self) -> Iterator[None]:
        """Several changes as one: all are there in the end, or none."""
        with self._guarded():
            self._base.execute("begin")
            yield
            self._base.execute("commit")

    @property
    def origin(self) -> str | None:
        """The place that all releases of the archive are of."""
        with self._guarded():
            row = self._base.execute("select value from about where key = 'origin'").fetchone()
        return row[0] if row else None

    @origin.setter
    def origin(self, origin: str) -> None:
        with self._guarded():
            self._base.execute("insert or replace into about values ('origin', ?)", (origin,))

    def entries(self) -> dict[str, Entry]:
        """What is known of each release, by its name, in the order of names."""
        with self._guarded():
            return {row["source"]: Entry(row) for row in self._base.execute("select * from releases order by source")}

    def record(self, result: Result, stamp: str, wanted: str, pattern: str) -> None:
        """Notes what became of a release. `stamp` is its source's.

        `wanted` is the output's name before numbering, by a name pattern or, where that is empty, by the source.

        A release that fails keeps the output that it had.
        """
        with self._guarded():
            found = self._base.execute("select output from releases where source = ?", (result.source,)).fetchone()
            before = found["output"] if found else None
            row = _row(replace(result, output=result.output or before))
            row |= {"stamp": stamp, "pattern": pattern, "wanted": wanted, "version": VERSION}
            if before and before != row["output"]:
                self._base.execute("insert or ignore into stale values (?)", (before,))
            self._base.execute("delete from stale where output = ?", (row["output"],))
            columns, values = ", ".join(row), ", ".join(f":{column}" for column in row)
            self._base.execute(f"insert or replace into releases ({columns}) values ({values})", row)

    def touch(self, stamps: Iterable[tuple[str, str]]) -> None:
        """Notes new stamps of sources whose content is the same: pairs of a stamp and a source's name."""
        with self._at_once():
            self._base.executemany("update releases set stamp = ? where source = ?", stamps)

    def plan(self, outputs: Iterable[str]) -> None:
        """Notes the outputs that are about to be made: a run that is killed may make one and not live to record it."""
        with self._at_once():
            self._base.executemany("insert or ignore into planned values (?)", ((output,) for output in outputs))

    def made(self) -> set[str]:
        """All outputs that runs made, or may have made."""
        with self._guarded():
            found = self._base.execute(
                "select output from releases union select output from stale union select output from planned"
            )
            return {row[0] for row in found}

    def stale(self) -> list[str]:
        """Outputs of releases that got another name since."""
        with self._guarded():
            return [row[0] for row in self._base.execute("select output from stale order by output")]

    def forget(self, sources: Iterable[str], outputs: Iterable[str]) -> None:
        """Drops releases that are no more, and outputs that were removed."""
        with self._at_once():
            self._base.executemany("delete from releases where source = ?", ((source,) for source in sources))
            self._base.executemany("delete from stale where output = ?", ((output,) for output in outputs))


@contextmanager
def exclusive(state: Path, place: str) -> Iterator[None]:
    """Keeps other runs out of a place until the end. A process that is killed holds nothing any more.

    Raises:
        OutputError: another run is writing there.
    """
    file = state / "lock.sqlite"
    try:
        # Whoever iterates over a run may do so in one thread after the other.
        lock = sqlite3.connect(file, timeout=0, isolation_level=None, check_same_thread=False)
    except sqlite3.Error as error:
        raise OutputError(Problem(f"cannot be written: {error}", str(file))) from None
    with closing(lock):
        try:
            lock.execute("begin exclusive")
        except sqlite3.Error as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
                raise OutputError(Problem("another run is writing there; wait for its end", place)) from None
            what = f"cannot be used ({error}); it holds nothing, so that it may be removed"
            raise OutputError(Problem(what, str(file))) from None
        yield


def _row(result: Result) -> dict[str, Any]:
    """What a row holds of a result."""
    marks = result.marks
    return {
        "source": result.source,
        "status": result.status,
        "output": result.output,
        "output_stamp": result.stamp,
        "output_sha256": result.sha256,
        "size": result.size,
        "pages": result.pages,
        "seconds": round(result.seconds, 6),
        "source_sha256": marks.source,
        "own_layout": marks.own_layout,
        "layout_sha256": marks.layout,
        "borrowed_fonts": json.dumps(dict(marks.borrowed)),
        "warnings": _told(result.warnings),
        "problems": _told(result.problems),
    }


def _told(problems: Iterable[Problem]) -> str:
    return json.dumps([asdict(problem) for problem in problems], ensure_ascii=False)


def _problems(text: str) -> tuple[Problem, ...]:
    parts: list[dict[str, Any]] = [] if text == "[]" else json.loads(text)
    return tuple(Problem(**part) for part in parts)
