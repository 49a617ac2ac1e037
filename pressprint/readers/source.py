"""A source of a release: its name, its text and the folder that its paths are relative to."""

from __future__ import annotations

import codecs
from itertools import islice
from pathlib import Path

from msgspec import Struct

from pressprint.errors import Problem, ReadError, nearest, printable, quoted
from pressprint.release import Folder, Images


class Source(Struct, frozen=True):
    """Text with the name that errors show. `name` is None for text that comes from no file.

    `images` is where the pictures of the release are, None where nothing tells it.
    """

    text: str
    name: str | None = None
    folder: Path = Path()
    images: Images | None = None

    @property
    def noun(self) -> str:
        """What messages call it."""
        return "the file" if self.name else "the text"

    def error(self, what: str, line: int | None = None, field: str | None = None) -> ReadError:
        """A ReadError with one problem in this source."""
        return ReadError(Problem(what, self.name, line, field))


def source_of(text: str) -> Source:
    """The source that a text is.

    Raises:
        ReadError: it is empty or not Unicode text.
    """
    source = Source(_with_line_feeds(text.removeprefix("\ufeff")))
    try:
        source.text.encode()
    except UnicodeEncodeError as error:
        line = source.text.count("\n", 0, error.start) + 1
        half = f"U+{ord(source.text[error.start]):04X}"
        what = f"the text holds half a character ({half}); read it from its file as UTF-8"
        raise source.error(what, line) from None
    return _filled(source)


def load(path: Path) -> Source:
    """The source that a file holds, its line ends as line feeds and without a byte order mark.

    Raises:
        ReadError: no such file, not a file, not readable, empty, or not UTF-8.
    """
    data, folder = bytes_of(path), path.resolve().parent
    return decoded(data, str(path), folder, Folder(folder))


def decoded(data: bytes, name: str, folder: Path, images: Images | None = None) -> Source:
    """The source in the bytes of a file with a name, as `load` gives it.

    Raises:
        ReadError: they are empty, or not UTF-8.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or data[:64].count(0) > len(data[:64]) // 3:
        raise ReadError(Problem("the file is not UTF-8, but perhaps UTF-16; save it as UTF-8", name, 1))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        before = data[: error.start].decode(errors="replace").rpartition("\n")[2][-30:]
        place = f" after {quoted(before)}" if before.strip() else ""
        what = f"the file is not UTF-8 (byte 0x{data[error.start]:02x}{place}); save it as UTF-8"
        raise ReadError(Problem(what, name, line)) from None
    return _filled(Source(_with_line_feeds(text), name, folder, images))


def bytes_of(path: Path) -> bytes:
    """A file's bytes.

    Raises:
        ReadError: no such file, not a file, or not readable.
    """
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):  # reading might never end
            kind = "a pipe" if path.is_fifo() else "a device"
            raise ReadError(Problem(f"is {kind}; expected a file", str(path)))
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        what = f"there is no such file; {_likely(path) or 'check its name and its folder'}"
    except IsADirectoryError:
        what = "is a folder; name a file"
    except OSError as error:
        what = f"the file cannot be read: {error.strerror or error}"
    except ValueError:  # a null byte or half a character
        what = "is not the name of a file"
    raise ReadError(Problem(what, str(path).encode(errors="replace").decode()))


_ADDED = (".md", ".txt")
"""Endings that some editors add to a name, and that some file managers do not show."""

_MOST_BESIDE = 2000
"""In a folder of more files none is looked for that is called alike: it would take longer than the user's own look."""


def _likely(path: Path) -> str | None:
    """Asks for the file in the folder that was perhaps meant: in other capitals, mistyped, or with one ending more."""
    try:
        beside = sorted(entry.name for entry in islice(path.parent.iterdir(), _MOST_BESIDE) if entry.is_file())
    except (OSError, ValueError):
        return None
    longer = next((name for name in beside if name.lower() in (f"{path.name.lower()}{end}" for end in _ADDED)), None)
    alike = {Path(name).stem.lower(): name for name in beside if Path(name).suffix.lower() == path.suffix.lower()}
    found = longer or alike.get(nearest(path.stem, list(alike)) or "")
    return f"did you mean {quoted(printable(str(path.with_name(found))))}?" if found else None


def _filled(source: Source) -> Source:
    if not source.text.strip():
        raise source.error(f"{source.noun} is empty; expected a release")
    return source


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
