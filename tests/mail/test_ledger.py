"""The ledger of a mailing: one run at a time, and only a file that is one."""

from __future__ import annotations

from pathlib import Path

import pytest

from pressprint import OutputError
from pressprint.mail import Ledger


def test_one_run_at_a_time():
    """A ledger that is in use is not used by another run, which would send the same."""
    with Ledger(Path("ledger.sqlite")), pytest.raises(OutputError, match="another run is sending with this ledger"):
        Ledger(Path("ledger.sqlite"))
    with Ledger(Path("ledger.sqlite")):
        pass


def test_bad_ledgers(tmp_path):
    """A file that is no ledger, or of a later version, is told and left as it is."""
    (tmp_path / "ledger.sqlite").write_bytes(b"something else" * 100)
    with pytest.raises(OutputError, match="is no ledger, or damaged"):
        Ledger(tmp_path / "ledger.sqlite")
    with Ledger(tmp_path / "later.sqlite") as ledger:
        ledger._base.execute("pragma user_version = 99")
    with pytest.raises(OutputError, match="was written by a later version of pressprint"):
        Ledger(tmp_path / "later.sqlite")
    with pytest.raises(OutputError, match="cannot be read or written"):
        Ledger(tmp_path / "nowhere" / "ledger.sqlite")
