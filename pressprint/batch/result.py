"""What is known of one release of an archive after a run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

from pressprint.errors import Problem

Status = Literal["set", "unchanged", "failed", "gone"]


class Marks(Struct, frozen=True):
    """What an output was made from: where all of it is the same, the output is the same.

    `source` is the SHA-256 of the release's file. `own_layout` is the layout that the release itself asks for,
    `layout` the digest of the one it was set in with its fonts and what else decides. `borrowed` are the fonts
    beyond the layout's own and the release's pictures, by path or URL, with their digests.
    """

    source: str = ""
    own_layout: str = ""
    layout: str = ""
    borrowed: Mapping[str, str] = field(default_factory=dict)


class Result(Struct, frozen=True):
    """One release of an archive, and what became of it.

    `source` is its name within the archive, `output` that of its PDF below the place where all are written.
    `status` is `set` (now), `unchanged` (its PDF is as it would be made now), `failed` (for `problems`), or `gone`:
    there is a PDF without a source. `pages`, `size` in bytes, `sha256`, `warnings` and `seconds`, which its setting
    took, are those of the PDF. `numbered` tells whether another release had the same name, so that this one's got
    a number.
    """

    source: str
    output: str | None
    status: Status
    pages: int = 0
    size: int = 0
    sha256: str | None = None
    seconds: float = 0.0
    warnings: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()
    numbered: bool = False
    marks: Marks = Marks()
    stamp: str | None = None

    @property
    def reason(self) -> str:
        """The first of the problems, as releases that failed are grouped by it."""
        return self.problems[0].what if self.problems else ""
