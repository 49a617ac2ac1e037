"""The clauses of both standards that a machine can check, and what is done about each."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

from msgspec import Struct

_FILE = Path(__file__).with_name("clauses.toml")


class Clause(Struct, frozen=True):
    """A clause, or a range of them. `asks` is its gist, `how` how a file of pressprint's meets it.

    `state` is `checked` (verify looks), `held` (met by the way files are written; not looked at) or `absent`
    (it concerns what no file of pressprint's holds).
    """

    id: str
    asks: str
    how: str
    state: Literal["checked", "held", "absent"]


@cache
def clauses() -> tuple[Clause, ...]:
    """All clauses, in the order of the standards."""
    return tuple(Clause(**entry) for entry in tomllib.loads(_FILE.read_text(encoding="utf-8"))["clause"])


def not_checked() -> tuple[str, ...]:
    """The clauses that `verify` does not look at."""
    return tuple(clause.id for clause in clauses() if clause.state != "checked")
