"""What a file says of itself: once in its information dictionary, once as XMP, and both the same."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from msgspec import Struct

from pressprint.errors import Problem, SettingError, quoted
from pressprint.pdf.syntax import string
from pressprint.release import Edition, Release, plain
from pressprint.version import VERSION

PRODUCER = f"pressprint {VERSION}"


class Metadata(Struct, frozen=True):
    """What is told of a file. `moment` is in UTC, to the second; it is the same for creation and modification.

    `also` are further languages of the file, `relations` where the release is found in other languages, `rights` and
    `usage_terms` who holds the rights, and what may be done.
    """

    title: str
    author: str
    language: str
    subject: str
    keywords: tuple[str, ...]
    identifier: str
    moment: datetime | None
    also: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    rights: str = ""
    usage_terms: str = ""

    def info(self) -> str:
        """The document information dictionary (ISO 32000-1, 14.3.3)."""
        entries = {
            "Title": self.title,
            "Author": self.author,
            "Subject": self.subject,
            "Keywords": ", ".join(self.keywords),
            "Creator": PRODUCER,
            "Producer": PRODUCER,
        }
        if self.moment:
            entries["CreationDate"] = entries["ModDate"] = date(self.moment)
        return "<<" + "".join(f"/{key}{string(value)}" for key, value in entries.items() if value) + ">>"


def date(moment: datetime) -> str:
    """A moment in UTC as PDF writes it (7.9.4)."""
    return f"D:{moment.year:04}{moment:%m%d%H%M%S}+00'00'"


def metadata_of(release: Release, author: str | None, standing: str = "") -> Metadata:
    """The metadata of a release. Its moment is the beginning of its date, never the clock's.

    `standing` is told before the title, which viewers show in place of the file's name.

    Raises:
        SettingError: the release has no date, and SOURCE_DATE_EPOCH is set and not a number of seconds.
    """
    return Metadata(
        title=_told(" · ".join(filter(None, [standing, release.full_title]))),
        author=_told(author or ""),
        language=release.language,
        subject=_told(release.abstract),
        keywords=tuple(_few(filter(None, map(_told, release.subjects)))),
        identifier=_told(release.reference or ""),
        moment=_moment(release),
        also=tuple(e.language for e in release.editions if _is_inside(e)),
        relations=tuple(_told(e.target) for e in release.editions if e.target and not _is_inside(e)),
        rights=_told(plain(release.copyright)),
        usage_terms=_told(plain(release.usage_terms)),
    )


def _is_inside(edition: Edition) -> bool:
    """Whether an edition is another part of the same file."""
    return edition.target is not None and edition.target.startswith("#")


# What XML cannot hold (XML 1.0, 2.2), and controls that it can.
_UNTOLD = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_LONGEST = 4_000


def _told(text: str) -> str:
    """A text on one line, cut after a word where it is very long."""
    text = " ".join(_UNTOLD.sub("", text).split())
    return text if len(text) <= _LONGEST else text[:_LONGEST].rpartition(" ")[0] + "…"


def _few(keywords: Iterable[str]) -> Iterator[str]:
    """The first keywords, as many as are together no longer than a text may be."""
    total = 0
    for keyword in keywords:
        total += len(keyword) + 2
        if total > _LONGEST:
            return
        yield keyword


def _moment(release: Release) -> datetime | None:
    """The beginning of the release's date; where it has none, what SOURCE_DATE_EPOCH says."""
    if release.date:
        return datetime(release.date.year, release.date.month, release.date.day, tzinfo=UTC)
    seconds = os.environ.get("SOURCE_DATE_EPOCH")
    if not seconds:
        return None
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        what = f"is {quoted(seconds)}; expected whole seconds since 1970, or leave it out"
        raise SettingError(Problem(what, field="SOURCE_DATE_EPOCH")) from None
