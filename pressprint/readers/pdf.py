"""PDFs: opened with care, and the release that one of pressprint's own carries.

A PDF from outside may be damaged, locked, or made to unpack without end. What is opened here is whole and
unlocked, and no stream of it is unpacked beyond a limit.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pressprint.errors import Problem, ReadError
from pressprint.readers.source import Source, bytes_of

if TYPE_CHECKING:
    import pikepdf

RELEASE_NAME = "release.json"
"""The name of the file that a PDF of ours carries its release in (ISO 19005-3, 6.8)."""

STREAM_LIMIT = 64_000_000
"""To how many bytes a stream may unpack: a hundred times what the largest of ours needs."""


@contextmanager
def open_pdf(path: Path, data: bytes | None = None) -> Iterator[pikepdf.Pdf]:
    """A PDF file, opened for reading; `data` are its bytes where they were read already.

    Raises:
        ReadError: no such file, not a PDF, damaged, or encrypted.
    """
    import pikepdf  # what only renders does not pay for it

    name = str(path)
    data = bytes_of(path) if data is None else data
    if b"%PDF-" not in data[:1024]:
        raise ReadError(Problem("is not a PDF", name))
    locked = ReadError(Problem("the PDF is encrypted; save it without a password first", name))
    before = pikepdf.settings.set_qpdf_limits(flate_max_memory=STREAM_LIMIT)
    try:
        with pikepdf.Pdf.open(io.BytesIO(data), attempt_recovery=False, suppress_warnings=True) as pdf:
            if pdf.is_encrypted:
                raise locked
            yield pdf
    except pikepdf.PasswordError:
        raise locked from None
    except (pikepdf.PdfError, zlib.error) as error:
        raise ReadError(Problem(f"the PDF is damaged: {_reason(error)}", name)) from None
    finally:
        pikepdf.settings.set_qpdf_limits(flate_max_memory=int(before["flate_max_memory"]))


def unpacked(stream: pikepdf.Stream, limit: int = STREAM_LIMIT) -> bytes:
    """A stream's bytes, with no more than Flate taken off them.

    Raises:
        ValueError: the stream unpacks to more than `limit` bytes, or is packed in another way than Flate.
        zlib.error: its data are damaged.
    """
    data = stream.read_raw_bytes()
    filters = _names(stream.get("/Filter"))
    if filters not in ([], ["/FlateDecode"]) or stream.get("/DecodeParms"):
        raise ValueError(f"is packed with {' and '.join(filters)}; expected FlateDecode alone")
    if filters:
        unpacker = zlib.decompressobj()
        data = unpacker.decompress(data, limit + 1)
        if len(data) <= limit and not unpacker.eof:
            raise zlib.error("its end is missing")
    if len(data) > limit:
        raise ValueError(f"unpacks to more than {limit // 1_000_000} MB")
    return data


def embedded_release(path: Path, data: bytes | None = None) -> Source:
    """The source of the release that a PDF carries, as JSON; `data` are the file's bytes where they were read already.

    Raises:
        ReadError: the file is no PDF, is damaged or encrypted, or carries no release.
    """
    with open_pdf(path, data) as pdf:
        return release_source(pdf, path)


def release_source(pdf: pikepdf.Pdf, path: Path) -> Source:
    """As `embedded_release`, of a PDF that is open. Damaged data of the release raise a `zlib.error`.

    Raises:
        ReadError: the file carries no release.
    """
    name = str(path)
    stream = release_stream(pdf)
    if stream is None:
        what = "carries no release; only a PDF of pressprint's that was not made without its source does"
        raise ReadError(Problem(f"the PDF {what}", name))
    try:
        text = unpacked(stream).decode("utf-8")
    except ValueError as error:
        reason = "is not UTF-8" if isinstance(error, UnicodeDecodeError) else str(error)
        raise ReadError(Problem(f"the release in the PDF {reason}", name)) from None
    return Source(text, f"{name}:{RELEASE_NAME}", path.resolve().parent)


def release_stream(pdf: pikepdf.Pdf) -> pikepdf.Stream | None:
    """The embedded file that is the source of a PDF (ISO 19005-3, 6.8), or None where there is none."""
    for file in _items(pdf.Root.get("/AF")):
        if file.get("/AFRelationship") == "/Source" and file.get("/UF", file.get("/F")) == RELEASE_NAME:
            for streams in _items([file.get("/EF")]):
                stream = streams.get("/F")
                if hasattr(stream, "read_raw_bytes"):
                    found: pikepdf.Stream = stream
                    return found
    return None


def _items(array: Any) -> list[Any]:
    """The dictionaries of an array that may be missing, or something else."""
    try:
        return [item for item in array if hasattr(item, "get")] if array is not None else []
    except TypeError:
        return []


def _names(value: Any) -> list[str]:
    """A filter's name, or several, as a list."""
    import pikepdf

    if value is None:
        return []
    return [str(item) for item in value] if isinstance(value, pikepdf.Array) else [str(value)]


def _reason(error: Exception) -> str:
    """The last part of qpdf's message, which begins with the names of what it read from."""
    return str(error).rpartition(": ")[2].strip() or "its structure cannot be read"
