"""Releases that are one in several languages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pressprint.errors import Problem, quoted
from pressprint.release.model import Release


def repeated_languages(releases: Sequence[Release], names: Sequence[str]) -> Iterator[Problem]:
    """A problem for each release that is in the language of one before it. `names` tell the releases apart."""
    first: dict[str, str] = {}
    for release, name in zip(releases, names, strict=True):
        tag = release.language.casefold()
        if tag in first:
            what = f"is in {quoted(release.language)} as {first[tag]} is; each language has one edition"
            yield Problem(what, name, field="language")
        first.setdefault(tag, name)
