"""A source of a release: its name, its text and the folder that its paths are relative to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pressprint.errors import Problem, ReadError


@dataclass(frozen=True, slots=True)
class Source:
    """Text with the name that errors show. `folder` is None for text that comes from no file."""

    text: str
    name: str | None = None
    folder: Path | None = None

    def error(self, what: str, line: int | None = None, field: str | None = None) -> ReadError:
        """A ReadError with one problem in this source."""
        return ReadError(Problem(what, self.name, line, field))


def load(path: Path) -> Source:
    """The source that a file holds, its line ends as line feeds and without a byte order mark.

    Raises:
        ReadError: no such file, not a file, not readable, empty, or not UTF-8.
    """
    name = str(path)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise ReadError(Problem("there is no such file", name)) from None
    except IsADirectoryError:
        raise ReadError(Problem("is a folder; name the release's file", name)) from None
    except OSError as error:
        raise ReadError(Problem(f"cannot be read: {error.strerror or error}", name)) from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        byte = f"0x{data[error.start]:02x}"
        what = f"is not UTF-8 (byte {byte} at position {error.start + 1}); save the file as UTF-8"
        raise ReadError(Problem(what, name, line)) from None
    return checked(Source(text.replace("\r\n", "\n").replace("\r", "\n"), name, path.resolve().parent))


def checked(source: Source) -> Source:
    """The source itself, if it holds anything.

    Raises:
        ReadError: there is nothing in it but white space.
    """
    if not source.text.strip():
        raise source.error("is empty; expected a release")
    return source
