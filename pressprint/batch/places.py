"""What a user names becomes a place for outputs."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from pressprint.batch.outputs import STATE, Folder, Outputs
from pressprint.batch.remote import Remote
from pressprint.batch.urls import is_url
from pressprint.batch.zipped import Zip
from pressprint.errors import OutputError, Problem


def open_outputs(out: str | os.PathLike[str]) -> Outputs:
    """The place that a path or a URL names: a zip file by its ending, else a folder. Nothing is made yet.

    Raises:
        OutputError: a file stands where a folder should be.
    """
    place = os.fspath(out)
    if is_url(place) and not place.startswith("file://"):
        url = place.rstrip("/")
        return Remote(url, _cache() / hashlib.sha256(url.encode()).hexdigest()[:16])
    path = Path(place.removeprefix("file://")).absolute()
    if path.suffix.lower() == ".zip":
        return Zip(path, path.with_name(f"{path.name}{STATE}"))
    if path.exists() and not path.is_dir():
        raise OutputError(Problem("is a file; give a folder, a zip file or a URL for the PDFs", place))
    return Folder(path, path / STATE)


def _cache() -> Path:
    """Where this machine keeps what belongs to remote places (XDG Base Directory Specification)."""
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or Path.home() / ".cache"
    return Path(base) / "pressprint" / "batch"
