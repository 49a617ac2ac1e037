"""A picture is found where a release's pictures are, told by its bytes, read, and kept for the next release."""

from __future__ import annotations

from collections import OrderedDict
from typing import TypeAlias

from msgspec import Struct

from pressprint.pictures.values import Picture, Vectors
from pressprint.pictures.vectors import read_svg
from pressprint.release import Images, PictureError

_SIZES = 1_000  # sizes of pictures that are kept
_KEPT = 48_000_000  # bytes of pictures that are kept

_KINDS = {
    b"\xff\xd8\xff": "JPEG",
    b"\x89PNG\r\n\x1a\n": "PNG",
    b"GIF8": "GIF",
    b"BM": "BMP",
    b"II*\0": "TIFF",
    b"MM\0*": "TIFF",
    b"8BPS": "Photoshop",
    b"%PDF": "PDF",
    b"%!PS": "PostScript",
    b"\0\0\0\x0cjP": "JPEG 2000",
    b"\xff\x4f\xff\x51": "JPEG 2000",
    b"\xff\x0a": "JPEG XL",
    b"\0\0\0\x0cJXL": "JPEG XL",
    b"\x1f\x8b": "packed file (.svgz or .gz)",
    b"PK\x03\x04": "zip file or office document",
}
_BOXES = {b"heic": "HEIC", b"heix": "HEIC", b"mif1": "HEIC", b"avif": "AVIF", b"avis": "AVIF"}
_READ = "JPEG, PNG, WebP or SVG"


class Loaded(Struct, frozen=True):
    """A picture that was read, and what its author should know of."""

    picture: Picture
    notes: tuple[str, ...] = ()


def load_picture(images: Images, name: str, box: tuple[int, int]) -> Loaded:
    """The picture that a release calls `name`, with no more pixels than fit into `box`, its width and height.

    Raises:
        PictureError: it is not there, of another kind, damaged, too large, or holds what cannot be printed.
    """
    digest = images.digest(name)
    found = _shelf.get((digest, box)) or _shelf.get((digest, None))
    if found is None:
        found = _read(images.read(name), box)
        if digest:
            _shelf.put((digest, None if isinstance(found.picture, Vectors) else box), found)
    return found


def size_of(images: Images, name: str) -> tuple[float, float]:
    """The width and the height of a picture before it is scaled down, at little cost.

    Raises:
        PictureError: as `load_picture`, as far as that is seen from the beginning of the file.
    """
    digest = images.digest(name)
    found = _sizes.get(digest)
    if found is None:
        data = images.read(name)
        kind = kind_of(data)
        if kind in ("JPEG", "PNG", "WebP"):
            from pressprint.pictures.raster import raster_size

            found = raster_size(data, kind)
        else:
            picture = load_picture(images, name, (1, 1)).picture
            found = picture.width, picture.height
        if len(_sizes) >= _SIZES:
            _sizes.clear()
        if digest:
            _sizes[digest] = found
    return found


def _read(data: bytes, box: tuple[int, int]) -> Loaded:
    if not data:
        raise PictureError("is empty; save it again")
    kind = kind_of(data)
    if kind == "SVG":
        return Loaded(read_svg(data))
    if kind in ("JPEG", "PNG", "WebP"):
        from pressprint.pictures.raster import read_raster  # Pillow is not loaded for a release without pictures

        return read_raster(data, kind, box)
    if kind is None:
        raise PictureError(f"is not a picture that can be read; save it as {_READ}")
    raise PictureError(f"is a {kind}; save it as {_READ}")


def kind_of(data: bytes) -> str | None:
    """What kind of file begins with these bytes; None where that is not known."""
    for sign, kind in _KINDS.items():
        if data.startswith(sign):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WebP"
    if data[4:8] == b"ftyp":
        return _BOXES.get(data[8:12], "film")
    head = data[:4096].replace(b"\0", b"").lower()  # a text in UTF-16 has them
    if b"<svg" in head or b":svg" in head:
        return "SVG"
    if b"<!doctype html" in head or b"<html" in head:
        return "web page"
    return None


_Key: TypeAlias = tuple[str, tuple[int, int] | None]  # a digest and, for pixels, the box


class _Shelf:
    """Pictures that were read last. A series of releases shows the same ones, and so does each try at a page."""

    def __init__(self) -> None:
        self._held: OrderedDict[_Key, Loaded] = OrderedDict()
        self._weight = 0

    def get(self, key: _Key) -> Loaded | None:
        """A picture that is kept."""
        found = self._held.get(key)
        if found is not None:
            self._held.move_to_end(key)
        return found

    def put(self, key: _Key, loaded: Loaded) -> None:
        """Keeps a picture, in place of those that nobody asked for longest."""
        self._held[key] = loaded
        self._weight += loaded.picture.weight
        while self._weight > _KEPT and len(self._held) > 1:
            _, gone = self._held.popitem(last=False)
            self._weight -= gone.picture.weight


_shelf = _Shelf()
_sizes: dict[str, tuple[float, float]] = {}
