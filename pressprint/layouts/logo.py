"""Logos: SVG as vectors, PNG as pixels."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from msgspec import Struct

from pressprint.errors import LayoutError, quoted
from pressprint.pictures import read_svg
from pressprint.release import PictureError

_LARGEST = 2_000_000
_MOST_PIXELS = 25_000_000


class Logo(Struct, frozen=True, eq=False):
    """A logo that was read. `artwork` is a reportlab drawing (SVG) or a Pillow image (PNG)."""

    kind: Literal["svg", "png"]
    width: float
    height: float
    artwork: Any
    path: Path


def load_logo(path: Path) -> Logo:
    """The logo that a file holds.

    Raises:
        LayoutError: the file is not there, not an SVG or PNG, damaged, empty, too large, or an SVG with
            something in it that cannot be drawn as plain vectors.
    """
    if not path.is_file():
        raise LayoutError(f"there is no logo {quoted(path.name)} in the layout's folder")
    if path.stat().st_size > _LARGEST:
        raise _error(path, f"is larger than {_LARGEST // 1_000_000} MB; a logo has some kilobytes")
    kinds = {".svg": _load_svg, ".png": _load_png}
    loader = kinds.get(path.suffix.lower())
    if loader is None:
        raise _error(path, "is not a kind of file that a logo may be; expected an SVG or a PNG")
    return loader(path)


def _load_svg(path: Path) -> Logo:
    try:
        drawing = read_svg(path.read_bytes())
    except PictureError as error:
        raise _error(path, error.what) from None
    return Logo("svg", drawing.width, drawing.height, drawing.artwork, path)


def _load_png(path: Path) -> Logo:
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(path, formats=["PNG"]) as image:
            if image.width * image.height > _MOST_PIXELS:
                raise _error(path, f"has {image.width} × {image.height} pixels; 2,000 a side are plenty")
            picture = image.convert("RGBA")
    except LayoutError:
        raise
    except UnidentifiedImageError:
        raise _error(path, "cannot be read as PNG: it is damaged, or another kind of file") from None
    except Exception as error:
        raise _error(path, f"cannot be read as PNG: {error}") from None
    return Logo("png", float(picture.width), float(picture.height), picture, path)


def _error(path: Path, what: str) -> LayoutError:
    return LayoutError(f"the logo {quoted(path.name)} {what}")
