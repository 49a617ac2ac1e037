"""What outputs are called: as their sources, or by a pattern; never two alike."""

from __future__ import annotations

import posixpath
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath
from string import Formatter

from msgspec import Struct

from pressprint.batch.sources import Source
from pressprint.errors import OutputError, Problem, listed, nearest, quoted
from pressprint.pdf import ascii_name, name_mark
from pressprint.release import Release

FIELDS = ("date", "reference", "language", "title", "place", "status", "folder", "stem")
"""What a pattern may hold: of the release, and `folder` and `stem` of its source's path.

`status` is `DRAFT` or `EMBARGO-2026-05-20-0500UTC` of what is a draft or embargoed, else the release's own, and
`released` without one.
"""

# What stands for what a release does not have, or has in letters that are not told in ASCII.
_MISSING = {"status": "released", "date": "undated", "reference": "unnumbered", "place": "nowhere", "title": "untitled"}
_LONGEST = 240  # bytes, of a name without its ending: file systems take 255 with it, and a number may come


class NamePattern(Struct, frozen=True):
    """How outputs are named by what their releases hold: `{date:%Y}/{reference}-{language}.pdf`.

    Raises:
        OutputError: the pattern has an unknown field or format, or leads out of where outputs are written.
    """

    text: str

    def __post_init__(self) -> None:
        try:
            fields = [(name, form, conversion) for _, name, form, conversion in Formatter().parse(self.text)]
        except ValueError as error:
            raise self._error(f"cannot be read: {error}") from None
        for name, form, conversion in fields:
            if name is None:
                continue
            if name not in FIELDS:
                near = nearest(name, FIELDS)
                hint = f"; did you mean {{{near}}}?" if near else "."
                raise self._error(f"has the unknown field {{{name}}}{hint} Known are {listed(FIELDS)}")
            if conversion or (form and name != "date") or "{" in (form or ""):
                raise self._error(f"has a form in {{{name}}} that is not known; only a date has one, as in {{date:%Y}}")
        if not any(name in FIELDS for name, _, _ in fields):
            raise self._error(f"gives all releases one name; expected some of {listed(FIELDS)} in braces")
        if self.text.startswith("/") or ".." in PurePosixPath(self.text).parts:
            raise self._error("leads out of the place where the PDFs go; begin it with a name")

    def name(self, release: Release, source: Source) -> str:
        """What the output of a release is called. Signs that file names cannot hold become hyphens."""
        values = {
            "date": release.date,
            "reference": release.reference,
            "language": release.language,
            "title": release.full_title,
            "place": release.place,
            "status": name_mark(release) or release.status or (release.replaces or ("",))[0],
            "folder": "/".join(PurePosixPath(source.stem).parts[:-1]),
            "stem": PurePosixPath(source.stem).name,
        }
        text = ""
        for fixed, name, form, _ in Formatter().parse(self.text):
            value = values[name] if name else None
            if name in ("folder", "stem"):
                part = str(value)
            elif name == "date" and release.date and form:
                part = release.date.strftime(form)
            else:
                part = (ascii_name(str(value)) if value else "") or _MISSING.get(name or "", "")
            text += fixed + part
        parts = [part for part in text.split("/") if part not in ("", ".", "..")]
        return as_pdf("/".join(parts))

    def _error(self, what: str) -> OutputError:
        return OutputError(Problem(f"the name pattern {quoted(self.text)} {what}"))


def as_pdf(stem: str) -> str:
    """A name with the ending of a PDF, which it may have already; one that is too long for a file is cut."""
    folder, name = posixpath.split(stem)
    if name.lower().endswith(".pdf"):
        return stem
    cut = name.encode()[:_LONGEST].decode(errors="ignore")
    return posixpath.join(folder, f"{cut}.pdf")


def mirrored(source: Source) -> str:
    """What the output of a source is called where no pattern is given: as the source."""
    return as_pdf(source.stem)


def numbered(wanted: Sequence[str], kept: Iterable[str] = ()) -> Iterator[str]:
    """Names of which no two are alike, in the order of the wanted ones; the first to want a name gets it.

    None is among those that are `kept` for others. Who comes later is numbered from 2, by names that none wants. Names
    that differ in case alone, or in how Unicode writes their letters, are one to some systems, and so they are here.
    """
    seen = {key_of(name) for name in kept}
    taken = seen | {key_of(name) for name in wanted}
    for name in wanted:
        result, number = name, 2
        while key_of(result) in (seen if result == name else taken):
            result = f"{name.removesuffix('.pdf')}-{number}.pdf"
            number += 1
        seen.add(key_of(name))
        taken.add(key_of(result))
        yield result


def key_of(name: str) -> str:
    """What is the same for two names that some file systems take for one."""
    return unicodedata.normalize("NFC", name).casefold()
