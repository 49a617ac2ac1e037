"""The ledger of mailings: who got which release, so that nobody gets it twice. An SQLite file.

A line is written before a message is given away, and completed by the server's answer: whatever ends a run, the ledger
tells what was sent, and the one message of which nobody can tell.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Literal

from msgspec import Struct

from pressprint.database import DAMAGED, IN_USE, Database

_VERSION = 1
_SCHEMA = """
create table if not exists mailed (
    release text not null,            -- see identity.release_key
    address text not null,            -- of the recipient, in lower case
    state text not null,              -- sending, sent, refused
    message_id text not null,
    reason text not null default '',  -- what the server answered
    at text not null default current_timestamp,
    primary key (release, address)
) without rowid;
"""

State = Literal["sending", "sent", "refused"]


class Entry(Struct, frozen=True):
    """What became of a release for a recipient. `sending` is left where no answer came: it may have arrived."""

    state: State
    reason: str
    at: str


class Ledger(Database):
    """An open ledger, which no other run can use meanwhile. Use it as a context manager.

    Raises:
        OutputError: the file is damaged, of a later pressprint, in use by another run, or cannot be written.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        with self._guarded():
            self._base = sqlite3.connect(file, timeout=0, isolation_level=None, check_same_thread=False)
            try:
                # Exclusive until the end: two runs at once would both send what neither has sent yet.
                self._base.execute("pragma locking_mode = exclusive")
                self._base.execute("pragma journal_mode = wal")
                self._base.execute("pragma synchronous = full")  # what is noted outlives a power cut
                self._base.execute("begin exclusive")
                self._check_version(_VERSION, "ledger", "name another with --ledger")
                self._base.execute(_SCHEMA)
                self._base.execute(f"pragma user_version = {_VERSION}")
                self._base.execute("commit")
            except BaseException:
                self._base.close()
                raise

    def _explained(self, code: int, error: sqlite3.Error) -> str:
        if code in IN_USE:
            return "another run is sending with this ledger; wait for its end"
        if code in DAMAGED:
            return f"is no ledger, or damaged ({error}); without it nobody can tell who got a release"
        return f"the ledger cannot be read or written ({error}); check the rights to it and to its folder"

    def entries(self, release: str) -> dict[str, Entry]:
        """What became of a release, by the addresses of its recipients."""
        with self._guarded():
            found = self._base.execute("select address, state, reason, at from mailed where release = ?", (release,))
            return {address: Entry(state, reason, at) for address, state, reason, at in found}

    def note(self, release: str, address: str, state: State, message_id: str, reason: str = "") -> None:
        """Notes what becomes of a release for a recipient. It is on the disk when this returns."""
        with self._guarded():
            self._base.execute(
                "insert or replace into mailed (release, address, state, message_id, reason) values (?, ?, ?, ?, ?)",
                (release, address, state, message_id, reason),
            )

    def forget(self, release: str, address: str) -> None:
        """Takes back that a release is being sent: the server told that it did not take it."""
        with self._guarded():
            self._base.execute(
                "delete from mailed where release = ? and address = ? and state = 'sending'", (release, address)
            )
