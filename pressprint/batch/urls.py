"""Files behind URLs, through fsspec, which is an extra."""

from __future__ import annotations

import hashlib
import os
import posixpath
from functools import lru_cache
from typing import Any

from msgspec import Struct

from pressprint.batch.outputs import file_stamp
from pressprint.errors import PressprintError, Problem, ReadError
from pressprint.release import PictureError
from pressprint.release.origin import LARGEST, MISSING, TOO_LARGE

_INSTALL = 'install it with: pip install "pressprint[remote]"'
# File systems that are files themselves; their URLs name what is inside, and after `::` the file.
_CONTAINERS = {"zip", "tar", "libarchive"}
# What file systems call that which changes when a file does.
_MARKS = ("ETag", "etag", "LastModified", "last_modified", "mtime", "modified", "modify", "CRC", "sha", "created")


def is_url(place: str) -> bool:
    """Whether a place is named by a URL, such as `s3://bucket/releases` or `zip://*.md::releases.zip`."""
    scheme, found, _ = place.partition("://")
    return bool(found) and scheme.replace("+", "").isalnum()


def filesystem(url: str) -> tuple[Any, str]:
    """The fsspec file system of a URL, and the path in it. Those of one process are kept: a fork needs its own.

    Raises:
        PressprintError: the extra is not installed, or what the URL names cannot be opened.
    """
    inside, chained, outside = url.partition("::")
    scheme, _, path = inside.partition("://")
    if chained and scheme in _CONTAINERS:
        system, _ = _filesystem(f"{scheme}://::{outside}", os.getpid(), file_stamp(outside.removeprefix("file://")))
        return system, path
    return _filesystem(url, os.getpid(), None)


def look_again(url: str) -> None:
    """Has file systems forget what they have seen behind a URL, and what was in a zip file there."""
    _filesystem.cache_clear()
    outermost = url.rpartition("::")[2]
    if is_url(outermost):
        filesystem(outermost)[0].invalidate_cache()


@lru_cache(maxsize=64)
def _filesystem(url: str, _process: int, container: str | None) -> tuple[Any, str]:
    try:
        import fsspec.core
    except ImportError:
        raise PressprintError(Problem(f"URLs need an extra; {_INSTALL}", url)) from None
    try:
        # fsspec would give the file system of a zip file as it was before that changed.
        options = {"skip_instance_cache": True} if "://::" in url else {}
        found: tuple[Any, str] = fsspec.core.url_to_fs(url, **options)
    except ImportError as error:  # says which
        what = f"needs a package that is not there ({error}); for S3, {_INSTALL}"
        raise PressprintError(Problem(what, url)) from None
    except Exception as error:  # each file system has errors of its own
        raise unreachable(error, url) from None
    return found


def unreachable(error: Exception, url: str) -> PressprintError:
    """The error that tells that a place behind a URL does not answer as it should."""
    said = " ".join(str(error).split()).rstrip(".") or type(error).__name__
    return PressprintError(Problem(f"cannot be reached: {said}; check the address and your access to it", url))


def stamp_of(entry: dict[str, Any]) -> str:
    """What tells one state of a remote file from the next: its size with its ETag or time; empty if it has neither."""
    mark = next((entry[key] for key in _MARKS if entry.get(key) is not None), None)
    return "" if mark is None else f"{entry.get('size', '')}-{mark}"


class Beside(Struct, frozen=True):
    """Where the pictures of a release behind a URL are: in the same folder, or below it."""

    url: str

    def read(self, name: str) -> bytes:
        """A picture's bytes."""
        system, path = self._reach(name)
        try:
            entry = system.info(path)
            if entry["type"] != "file":
                raise PictureError("is a folder; name a picture in it")
            if (entry.get("size") or 0) > LARGEST:
                raise PictureError(TOO_LARGE)
            data: bytes = system.cat_file(path)
        except FileNotFoundError:
            raise PictureError(MISSING) from None
        except PictureError:
            raise
        except Exception as error:  # each file system has errors of its own
            raise PictureError(unreachable(error, self.place(name)).problems[0].what) from None
        return data

    def digest(self, name: str) -> str:
        """A stamp of the picture, or its digest where the file system has none."""
        return remote_digest(self.place(name))

    def place(self, name: str) -> str:
        """The picture's URL."""
        inside, chained, outside = self.url.partition("::")
        scheme, _, path = inside.partition("://")
        folder, slash, _ = path.rpartition("/")
        return f"{scheme}://{folder}{slash}{posixpath.normpath(name)}{chained}{outside}"

    def _reach(self, name: str) -> tuple[Any, str]:
        return filesystem(self.place(name))


def remote_digest(url: str) -> str:
    """What changes when a file behind a URL does; empty where there is none."""
    try:
        system, path = filesystem(url)
        entry = system.info(path)
        if entry["type"] != "file":
            return ""
        stamp = stamp_of(entry)
        return f"{url} {stamp}" if stamp else hashlib.sha256(system.cat_file(path)).hexdigest()
    except Exception:  # each file system has errors of its own; reading the picture tells them
        return ""


def read_url(url: str) -> bytes:
    """The bytes of the file behind a URL.

    Raises:
        ReadError: there is no such file.
        PressprintError: it cannot be reached.
    """
    system, path = filesystem(url)
    try:
        data: bytes = system.cat_file(path)
    except FileNotFoundError:
        raise ReadError(Problem("there is no such file; check its name and its folder", url)) from None
    except Exception as error:  # each file system has errors of its own
        raise unreachable(error, url) from None
    return data
