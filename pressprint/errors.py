"""What can go wrong, as one family of exceptions and one kind of warning.

    PressprintError
    ├── ReadError      a release (or a list of its faults) that cannot be understood
    ├── LayoutError    a layout that is not there or not right
    ├── FontError      a font file that cannot be used
    ├── SettingError   a release that is understood but cannot be set
    └── OutputError    a result that cannot be written
        └── FullDiskError    because there is no room for it

Each holds its `problems`: every fault found, not only the first. The messages are written for press
officers: what, where, what was expected, what to do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress

from msgspec import Struct
from msgspec.structs import replace


class Problem(Struct, frozen=True):
    """One fault or one warning, with its place.

    `what` is a sentence without a full stop. `file` is a name as the user gave it, `line` counts from 1,
    `field` is a path of keys such as `contacts[2].email`. Any of the three may be unknown.
    """

    what: str
    file: str | None = None
    line: int | None = None
    field: str | None = None

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line) if part is not None)
        return ": ".join(part for part in (place, self.field, self.what) if part)

    def located(self, file: str | None, line: int | None = None) -> Problem:
        """The same problem with its file, and with `line` where it had none."""
        return replace(self, file=file, line=self.line if self.line is not None else line)


class PressprintError(Exception):
    """Whatever pressprint refuses to do. `problems` holds each reason; `str()` is one line for each."""

    def __init__(self, problems: str | Problem | Iterable[Problem]) -> None:
        if isinstance(problems, str):
            problems = Problem(problems)
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)

    def in_file(self, file: str) -> PressprintError:
        """The same error, its problems located in `file` where they name none."""
        return type(self)(p if p.file else p.located(file) for p in self.problems)


class ReadError(PressprintError):
    """A release that cannot be understood: the file, its form, or a field of it."""


class LayoutError(PressprintError):
    """A layout that is not there, not valid, or holds an asset that cannot be used."""


class FontError(PressprintError):
    """A font file that is not there or cannot be used."""


class SettingError(PressprintError):
    """A release that is understood but cannot be set, such as a character that no face has."""


class OutputError(PressprintError):
    """A result that cannot be written where it should go."""


class FullDiskError(OutputError):
    """A result for which the disk, or the user's share of it, has no room left."""


class PressprintWarning(UserWarning):
    """What the author of a release should know of, although it could be read."""


def quoted(value: object, limit: int = 60) -> str:
    """`value` as it is shown in a message: in quotes, on one line, cut to `limit` characters."""
    text = " ".join(str(value).split())
    return f"“{text[: limit - 1]}…”" if len(text) > limit else f"“{text}”"


def printable(name: str) -> str:
    """A name with control characters, and bytes that are no text, written out: it stays on one line, as what it is."""
    with suppress(UnicodeEncodeError):  # half a character that is no byte of a name is written out below
        name = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in name)


def listed(names: Iterable[str]) -> str:
    """Names as prose: `a, b and c`."""
    items = list(names)
    return " and ".join([", ".join(items[:-1]), items[-1]]) if len(items) > 1 else "".join(items)


def few(names: Sequence[str], limit: int = 3) -> str:
    """Names as prose, of many the first and how many more there are: `a, b, c and 37 more`."""
    return listed(names if len(names) <= limit + 1 else [*names[:limit], f"{len(names) - limit} more"])


def counted(number: int, word: str) -> str:
    """A number of things as prose: `1 page`, `2 pages`."""
    return f"{number} {word}" + ("s" if number != 1 else "")


def nearest(name: str, known: Sequence[str]) -> str | None:
    """The known name that was most likely meant, or None."""
    from difflib import get_close_matches  # only errors need it

    matches = get_close_matches(name.lower(), known, n=1, cutoff=0.6)
    return matches[0] if matches else None
