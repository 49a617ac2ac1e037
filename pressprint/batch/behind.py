"""The releases behind a URL: of a folder there, of a glob, of JSON Lines, of one file."""

from __future__ import annotations

import glob
from pathlib import Path, PurePosixPath
from typing import Any

from pressprint.batch.sources import LINES, LIST, WALKED, Source, Sources, line_sources, stem_of
from pressprint.batch.urls import filesystem, look_again, read_url, stamp_of, unreachable
from pressprint.errors import PressprintError, Problem, ReadError
from pressprint.readers import FORMS


def sources_behind(url: str) -> Sources:
    """All releases there, in the order of their names.

    Raises:
        ReadError: there is no such place.
        PressprintError: it cannot be reached, or the extra is not installed.
    """
    if url.startswith("zip://") and "::" not in url:
        url = f"zip://::{url.removeprefix('zip://')}"
    look_again(url)
    system, path = filesystem(url)
    try:
        if Path(path).suffix.lower() in LINES:
            lines = line_sources(PurePosixPath(path).name, url, read_url(url))
            return Sources(url, tuple(lines))
        if path and not glob.has_magic(path) and (entry := system.info(path))["type"] == "file":
            return _one_behind(url, path, entry)
        root, entries = _entries(system, path)
    except FileNotFoundError:
        raise ReadError(Problem("there is no such place; check its name", url)) from None
    except PressprintError:
        raise
    except Exception as error:  # each file system has errors of its own
        raise unreachable(error, url) from None
    sources, others = [], 0
    for place, entry in sorted(entries.items()):
        name = place.removeprefix(root).lstrip("/")
        if entry["type"] != "file":
            continue
        if any(part.startswith(".") for part in name.split("/")):
            others += ".." in name.split("/")  # a name that leads out of where it is
            continue
        if Path(name).suffix.lower() in WALKED:
            sources.append(Source(name, stem_of(name), _url_of(system, place, url), stamp_of(entry)))
        else:
            others += 1
    return Sources(url, tuple(sources), others)


def _one_behind(url: str, path: str, entry: dict[str, Any]) -> Sources:
    """A single file behind a URL; as one of this machine, it is no archive from which others could be gone."""
    name = PurePosixPath(path)
    if name.suffix.lower() not in FORMS:
        return Sources(LIST, (), 1)
    return Sources(LIST, (Source(name.name, stem_of(name.name), url, stamp_of(entry)),))


def _entries(system: Any, path: str) -> tuple[str, dict[str, Any]]:
    """Where names begin, and all that is there."""
    if glob.has_magic(path):
        root = path[: next(n for n, character in enumerate(path) if character in "*?[")].rpartition("/")[0]
        return root, system.glob(path, detail=True)
    return path, system.find(path, detail=True)


def _url_of(system: Any, path: str, url: str) -> str:
    """The URL of a file of a file system that was reached by another one; after `::` stands what that is in."""
    inside, chained, outside = url.partition("::")
    return f"{inside.partition('://')[0]}://{path}::{outside}" if chained else str(system.unstrip_protocol(path))
