"""Logos: SVG as vectors, PNG as pixels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pressprint.errors import LayoutError, Problem

_LARGEST = 2_000_000
_MOST_PIXELS = 25_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Logo:
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
            text or pictures in it.
    """
    if not path.is_file():
        raise _error(path, "there is no such file")
    if path.stat().st_size > _LARGEST:
        raise _error(path, f"is larger than {_LARGEST // 1_000_000} MB; a logo has some kilobytes")
    kinds = {".svg": _load_svg, ".png": _load_png}
    loader = kinds.get(path.suffix.lower())
    if loader is None:
        raise _error(path, "is not a kind of file a logo may be; expected SVG or PNG")
    return loader(path)


def _load_svg(path: Path) -> Logo:
    from svglib.svglib import svg2rlg  # its loading takes as long as a whole release

    try:
        drawing = svg2rlg(str(path))
    except Exception as error:
        raise _error(path, f"cannot be read as SVG: {error}") from None
    if drawing is None or drawing.width <= 0 or drawing.height <= 0 or not drawing.contents:
        raise _error(path, "cannot be read as SVG, or nothing is drawn in it")
    kinds = {type(shape).__name__ for shape in _shapes(drawing)}
    if kinds & {"String", "Image"}:
        raise _error(path, "holds text or pictures; turn text into outlines and take pictures out")
    return Logo("svg", float(drawing.width), float(drawing.height), drawing, path)


def _load_png(path: Path) -> Logo:
    from PIL import Image

    try:
        with Image.open(path, formats=["PNG"]) as image:
            if image.width * image.height > _MOST_PIXELS:
                raise _error(path, f"has {image.width} × {image.height} pixels; 2,000 a side are plenty")
            picture = image.convert("RGBA")
    except LayoutError:
        raise
    except Exception as error:
        raise _error(path, f"cannot be read as PNG: {error}") from None
    return Logo("png", float(picture.width), float(picture.height), picture, path)


def _shapes(group: Any) -> Iterator[Any]:
    for shape in group.contents:
        yield shape
        if hasattr(shape, "contents"):
            yield from _shapes(shape)


def _error(path: Path, what: str) -> LayoutError:
    return LayoutError(Problem(f"the logo {what}", str(path), field="organisation.logo"))
