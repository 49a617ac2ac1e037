"""What a data format cannot hold of a release, told as sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

from pressprint.errors import counted, listed
from pressprint.release import Figure, Release

SETTINGS = ("layout", "preset", "typography", "counts", "end_mark", "fit")
"""How a release is set, which no format for news has a place for."""


def settings_lost(release: Release) -> Iterator[str]:
    """The fields that say how it is set."""
    if found := [f"“{name}”" for name in SETTINGS if getattr(release, name) is not None]:
        yield f"{listed(found)}: how a release is set is not told"


def pictures_lost(release: Release) -> Iterator[str]:
    """Logos, and the pictures, of which the names alone are told."""
    if release.logos:
        yield "“logo”: the files of logos are not told"
    count = len({block.src for block in release.blocks if isinstance(block, Figure)})
    if count:
        yield f"{counted(count, 'picture')}: the names are told; send the files along"


def zone_lost(release: Release) -> Iterator[str]:
    """The name of the embargo's zone, where it has one."""
    if release.embargo and isinstance(release.embargo.tzinfo, ZoneInfo):
        yield f"“embargo”: the moment is told with its offset, without the zone's name {release.embargo.tzinfo.key}"


def links_lost(release: Release) -> Iterator[str]:
    """References and downloads."""
    yield from fields_lost(release, ["references", "assets"], "they are printed, and not told in data")


def fields_lost(release: Release, names: Iterable[str], why: str) -> Iterator[str]:
    """The fields among some that a release has, and why they are not told."""
    if found := [f"“{name}”" for name in names if getattr(release, name)]:
        yield f"{listed(found)}: {why}"
