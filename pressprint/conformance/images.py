"""Images: colours that are explained, depths that readers know (ISO 19005-3, 6.2.4 and 6.2.8)."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any

import pikepdf

from pressprint.conformance.opened import Opened
from pressprint.conformance.parts import get, items, name, whole
from pressprint.conformance.report import Finding
from pressprint.readers.pdf import unpacked

_DEPTHS = {1, 2, 4, 8, 16}
_SPACES = {1: b"GRAY", 3: b"RGB ", 4: b"CMYK"}
_CLASSES = (b"scnr", b"mntr", b"prtr", b"spac")


def check(file: Opened) -> Iterator[Finding]:
    """The faults of all images, wherever they are drawn."""
    for obj in file.pdf.objects:
        if isinstance(obj, pikepdf.Stream) and name(get(obj, "/Subtype")) == "Image":
            place = f"image (object {obj.objgen[0]})"
            yield from _space(get(obj, "/ColorSpace"), place, 0)
            depth = whole(get(obj, "/BitsPerComponent"))
            if get(obj, "/ImageMask") is True:
                if depth not in (None, 1):
                    yield Finding("A 6.2.8-5", place, f"is a mask of {depth} bits", "write a mask of one")
            elif depth not in _DEPTHS:
                yield Finding("A 6.2.8-4", place, f"has {depth} bits for each sample", "write 1, 2, 4, 8 or 16")


def _space(space: Any, place: str, depth: int) -> Iterator[Finding]:
    """The faults of a colour space, and of the one that it is made from."""
    parts = items(space) if isinstance(space, pikepdf.Array) else [space]
    kind = name(parts[0]) if parts else ""
    if kind == "DeviceCMYK":
        yield Finding("A 6.2.4.3-3", place, "its colours are CMYK", "convert it to RGB")
    elif kind == "ICCBased" and len(parts) > 1:
        yield from _profile(parts[1], place)
    elif len(parts) > 2 and depth < 2:
        yield from _space(parts[2 if kind in ("Separation", "DeviceN") else 1], place, depth + 1)


def _profile(stream: Any, place: str) -> Iterator[Finding]:
    try:
        data = unpacked(stream)
    except (ValueError, AttributeError, zlib.error):
        data = b""
    fits = data[16:20] == _SPACES.get(whole(get(stream, "/N")) or 0)
    is_whole = len(data) >= 132 and data[36:40] == b"acsp" and int.from_bytes(data[:4], "big") == len(data)
    if not (fits and is_whole) or data[12:16] not in _CLASSES or not 2 <= data[8] <= 4:
        yield Finding("A 6.2.4.2-1", place, "its colour profile is damaged or another's", "convert it to sRGB")
