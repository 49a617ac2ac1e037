"""PDFs: opened with care, and the release that one of pressprint's own carries.

A PDF from outside may be damaged, locked, or made to unpack without end. What is opened here is whole and
unlocked, and no stream of it is unpacked beyond a limit.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from pressprint.errors import Problem, ReadError, counted, few
from pressprint.readers.source import Source, bytes_of
from pressprint.release import Given

if TYPE_CHECKING:
    import pikepdf

RELEASE_NAME = "release.json"
"""The name of the file that a PDF of ours carries its release in (ISO 19005-3, 6.8)."""

PICTURES = "XXPressprintPictures"
"""The key of a release's file specification under which names and pictures stand in turn: images of the pages, or SVGs.

Keys that begin with XX are any program's own (ISO 32000-1, E.2).
"""

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


def embedded_releases(path: Path) -> dict[str, Source]:
    """The sources of all releases that a PDF carries, by the names of the attached files.

    Raises:
        ReadError: the file is no PDF, is damaged or encrypted, or carries no release.
    """
    with open_pdf(path) as pdf:
        streams = release_streams(pdf)
        if not streams:
            raise ReadError(Problem(absence([]), str(path)))
        return {
            attachment: replace(stream_source(stream, path, attachment), images=pictures_of(pdf, attachment))
            for attachment, stream in streams.items()
        }


def release_source(pdf: pikepdf.Pdf, path: Path) -> Source:
    """As `embedded_release`, of a PDF that is open. Damaged data of the release raise a `zlib.error`.

    Raises:
        ReadError: the file carries no release, or is a volume of several.
    """
    streams = release_streams(pdf)
    if RELEASE_NAME not in streams:
        raise ReadError(Problem(absence(list(streams)), str(path)))
    source = stream_source(streams[RELEASE_NAME], path, RELEASE_NAME)
    return replace(source, images=pictures_of(pdf, RELEASE_NAME))


def stream_source(stream: pikepdf.Stream, path: Path, attachment: str) -> Source:
    """The source that an embedded file is. Damaged data raise a `zlib.error`.

    Raises:
        ReadError: it unpacks to too much, or is not UTF-8.
    """
    name = str(path)
    try:
        text = unpacked(stream).decode("utf-8")
    except ValueError as error:
        reason = "is not UTF-8" if isinstance(error, UnicodeDecodeError) else str(error)
        raise ReadError(Problem(f"the release in the PDF {reason}", name)) from None
    return Source(text, f"{name}:{attachment}", path.resolve().parent)


def absence(found: list[str]) -> str:
    """Why a PDF that carries the releases with the names found is not that of one release."""
    if found:
        return (
            f"the PDF is a volume of {counted(len(found), 'release')} ({few(found)}); "
            "“pressprint extract” with -o and a folder writes them all, and with --name one of them"
        )
    return "the PDF carries no release; only a PDF of pressprint's that was not made without its source does"


def pictures_of(pdf: pikepdf.Pdf, attachment: str) -> Given:
    """The pictures of a release that a PDF carries, as files; without those that are not as pressprint writes them."""
    files: dict[str, bytes] = {}
    for file in _items(pdf.Root.get("/AF")):
        if str(file.get("/UF", file.get("/F"))) == attachment:
            listed = list(file.get(f"/{PICTURES}", []))
            for name, stream in zip(listed[::2], listed[1::2], strict=False):
                with suppress(ValueError, TypeError, AttributeError, KeyError, zlib.error):
                    files[str(name)] = _picture(stream)
    return Given(files)


def _picture(stream: pikepdf.Stream) -> bytes:
    """A picture as a file: a JPEG as it is, rows of pixels as a PNG around them, anything else unpacked."""
    if stream.get("/Subtype") != "/Image":
        return unpacked(stream)
    data = stream.read_raw_bytes()
    if _names(stream.get("/Filter")) == ["/DCTDecode"]:
        return data
    if _names(stream.get("/Filter")) != ["/FlateDecode"] or int(stream.DecodeParms.Predictor) != 15:
        raise ValueError("is packed in another way")
    space: Any = stream.ColorSpace
    palette = b"" if isinstance(space, _name_type()) else bytes(space[3])
    kind = _PALETTE if palette else _GREY if space == "/DeviceGray" else _RGB
    head = struct.pack(">IIBBBBB", int(stream.Width), int(stream.Height), int(stream.BitsPerComponent), kind, 0, 0, 0)
    parts = [(b"IHDR", head), (b"PLTE", palette), (b"IDAT", data), (b"IEND", b"")]
    return _PNG + b"".join(_chunk(name, part) for name, part in parts if part or name == b"IEND")


# ISO 15948: the signature, and the types of colour (5.2, 11.2.2).
_PNG = b"\x89PNG\r\n\x1a\n"
_GREY, _RGB, _PALETTE = 0, 2, 3


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _name_type() -> type:
    import pikepdf

    return pikepdf.Name


def release_streams(pdf: pikepdf.Pdf) -> dict[str, pikepdf.Stream]:
    """The embedded files that are the sources of a PDF (ISO 19005-3, 6.8), by their names.

    There is one, `release.json`, in the PDF of a release, and in a volume one for each release.
    """
    result: dict[str, pikepdf.Stream] = {}
    for file in _items(pdf.Root.get("/AF")):
        name = str(file.get("/UF", file.get("/F")))
        if file.get("/AFRelationship") == "/Source" and name.endswith(".json"):
            for streams in _items([file.get("/EF")]):
                stream = streams.get("/F")
                if hasattr(stream, "read_raw_bytes"):
                    result.setdefault(name, stream)
    return {RELEASE_NAME: result[RELEASE_NAME]} if RELEASE_NAME in result else result


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
