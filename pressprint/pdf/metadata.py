"""What a file says of itself."""

from __future__ import annotations

from dataclasses import dataclass

from pressprint.pdf.syntax import string
from pressprint.release import Release

PRODUCER = "pressprint"


@dataclass(frozen=True, slots=True)
class Metadata:
    """Title, author, language and subjects of a file. `moment` is `YYYYMMDDHHMMSS` in UTC, or None."""

    title: str
    author: str
    language: str
    subject: str
    keywords: str
    moment: str | None

    def info(self) -> str:
        """The document information dictionary (ISO 32000-1, 14.3.3)."""
        entries = {
            "Title": self.title,
            "Author": self.author,
            "Subject": self.subject,
            "Keywords": self.keywords,
            "Creator": PRODUCER,
            "Producer": PRODUCER,
        }
        if self.moment:
            entries["CreationDate"] = entries["ModDate"] = f"D:{self.moment}+00'00'"
        return "<<" + "".join(f"/{key}{string(value)}" for key, value in entries.items() if value) + ">>"


def metadata_of(release: Release, author: str | None) -> Metadata:
    """The metadata of a release; its moment is the beginning of its date, never the clock's."""
    return Metadata(
        title=release.full_title,
        author=author or "",
        language=release.language,
        subject=release.summary,
        keywords=", ".join(release.keywords),
        moment=f"{release.date:%Y%m%d}000000" if release.date else None,
    )
