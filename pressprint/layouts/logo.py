"""Logos: SVG as vectors, PNG as pixels."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pressprint.errors import LayoutError, quoted

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
    from svglib.svglib import svg2rlg  # its loading takes as long as a whole release

    _check_source(path)
    try:
        with _complaints() as complaints:
            drawing = svg2rlg(str(path))
    except Exception as error:
        raise _error(path, f"cannot be read as SVG: {error}") from None
    if complaints:
        raise _error(path, f"holds what cannot be drawn ({complaints[0]}); {_PLAIN}")
    drawn = list(_shapes(drawing)) if drawing else []
    if not drawn or drawing.width <= 0 or drawing.height <= 0:
        raise _error(path, "draws nothing; look at it in a browser, and give its <svg> a width, a height and a viewBox")
    if {type(shape).__name__ for shape in drawn} & {"String", "Image"}:
        raise _error(path, "holds text or pictures; turn its text into outlines and take pictures out")
    if any(_is_transparent(shape) for shape in drawn):
        raise _error(path, f"uses {_EFFECTS}; {_PLAIN}")
    return Logo("svg", float(drawing.width), float(drawing.height), drawing, path)


def _check_source(path: Path) -> None:
    """Refuses what svglib would draw in part: a damaged file as far as it is whole, groups without their effects."""
    from xml.etree import ElementTree  # most layouts have no SVG

    try:
        root = ElementTree.parse(path).getroot()
    except ElementTree.ParseError as error:
        what = f"cannot be read as SVG: it is damaged, or another kind of file (line {error.position[0]})"
        raise _error(path, what) from None
    except (LookupError, ValueError) as error:
        raise _error(path, f"cannot be read as SVG: {error}") from None
    if _local(root.tag) != "svg":
        raise _error(path, f"cannot be read as SVG: it begins with <{_local(root.tag)}>")
    for element in root.iter():
        attributes = {_local(name): value for name, value in element.items()}
        href = attributes.get("href", "#")
        if _local(element.tag) != "a" and not href.startswith(("#", "data:")):
            raise _error(path, f"takes a part of it from another file, {quoted(href)}; save it as one whole")
        looks = [f"{name}:{value}" for name, value in attributes.items()]
        if _local(element.tag) == "style":
            looks.append(element.text or "")
        if any(_EFFECT.search(look) for look in looks):
            raise _error(path, f"uses {_EFFECTS}; {_PLAIN}")


# A declaration of CSS, or an attribute written like one, that asks for more than one plain colour.
_EFFECT = re.compile(
    r"\b(fill|stroke|mask|filter)\s*:\s*url\(|opacity\s*:\s*(?!1(\.0*)?(?![\d.])|100%)[\d.]", re.IGNORECASE
)
_EFFECTS = "gradients, transparency, masks or filters"
_PLAIN = "save it with plain RGB colours only"


def _local(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition("}")[2]


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """What svglib logs meanwhile of things it leaves out."""
    messages: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            message = record.getMessage().rstrip(".")
            if not message.startswith("This SVG was created with"):  # old files of Inkscape: nothing is left out
                messages.append(message)

    log, listener = logging.getLogger("svglib"), Listener(logging.WARNING)
    propagated = log.propagate
    log.addHandler(listener)
    log.propagate = False
    try:
        yield messages
    finally:
        log.removeHandler(listener)
        log.propagate = propagated


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


def _shapes(group: Any) -> Iterator[Any]:
    """The shapes of a drawing, those in its groups included."""
    for shape in group.contents:
        if hasattr(shape, "contents"):
            yield from _shapes(shape)
        else:
            yield shape


def _is_transparent(shape: Any) -> bool:
    colours = (getattr(shape, name, None) for name in ("fillColor", "strokeColor"))
    return any(getattr(colour, "alpha", 1) < 1 for colour in colours)


def _error(path: Path, what: str) -> LayoutError:
    return LayoutError(f"the logo {quoted(path.name)} {what}")
