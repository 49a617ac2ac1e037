"""Pixels packed for a PDF: as JPEG what looks like a photograph, without loss all else."""

from __future__ import annotations

import io
import zlib

import deflate
from PIL import Image, ImageChops

from pressprint.pictures.values import Colours, Pixels

_QUALITY = 85
_LEVEL = 9
_FLAT = 1.6  # how much larger than a JPEG a picture may be for the sake of its edges
_MOST_COLOURS = 256


def packed(image: Image.Image, *, is_photograph: bool) -> Pixels:
    """A picture in grey or RGB. What was a JPEG is one again; else the sizes tell what it is.

    Flat areas and hard edges pack better without loss than as JPEG; photographs are several times larger so.
    """
    if is_photograph:
        return _as_jpeg(image)
    flat = _as_png(image)
    jpeg = _as_jpeg(image)
    return flat if len(flat.data) <= _FLAT * len(jpeg.data) else jpeg


def _as_jpeg(image: Image.Image) -> Pixels:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=_QUALITY, optimize=True)
    colours: Colours = "DeviceGray" if image.mode == "L" else "DeviceRGB"
    return Pixels("jpeg", image.width, image.height, colours, out.getvalue())


def _as_png(image: Image.Image) -> Pixels:
    """The rows as a PNG has them, with a palette where few colours occur."""
    colours: Colours = "DeviceGray" if image.mode == "L" else "DeviceRGB"
    bits, palette = 8, b""
    if image.mode == "RGB" and (numbered := _with_palette(image)):
        image, palette, colours = *numbered, "Indexed"
        bits = next(bits for bits in (1, 2, 4, 8) if len(palette) // 3 <= 1 << bits)
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=1, **({"bits": bits} if palette else {}))
    # Packed by a library that gives the same bytes on every machine.
    data = deflate.zlib_compress(zlib.decompress(_rows(out.getvalue())), _LEVEL)
    return Pixels("png", image.width, image.height, colours, bytes(data), bits=bits, palette=palette)


def _with_palette(image: Image.Image) -> tuple[Image.Image, bytes] | None:
    """A picture of few colours as their numbers, and the colours; None where it has more, or very close ones."""
    found = image.getcolors(_MOST_COLOURS)
    if found is None:
        return None
    palette = bytes(part for _, shade in sorted(found, key=lambda pair: pair[1]) for part in shade)
    holder = Image.new("P", (1, 1))
    holder.putpalette(palette)
    numbered = image.quantize(palette=holder, dither=Image.Dither.NONE)
    same = ImageChops.difference(numbered.convert("RGB"), image).getbbox() is None
    return (numbered, palette) if same else None


def _rows(png: bytes) -> bytes:
    """The deflated rows in a PNG (ISO 15948, 5.3 and 10.1)."""
    rows, at = b"", 8
    while at < len(png):
        length = int.from_bytes(png[at : at + 4], "big")
        if png[at + 4 : at + 8] == b"IDAT":
            rows += png[at + 8 : at + 8 + length]
        at += length + 12
    return rows
