"""SVG as vectors: what can be drawn as plain shapes in plain colours, and nothing in part."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from pressprint.errors import quoted
from pressprint.pictures.values import Vectors
from pressprint.release import PictureError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_LARGEST = 2_000_000
_MOST_SHAPES = 50_000
_DEEPEST = 100
_WIDEST = 1_000_000  # what scales a drawing down to a page has six decimals


def read_svg(data: bytes) -> Vectors:
    """The drawing in the bytes of an SVG file.

    Raises:
        PictureError: it is damaged, empty, too large, or holds something that cannot be drawn as plain vectors.
    """
    from svglib.svglib import svg2rlg  # its loading takes as long as a whole release

    if len(data) > _LARGEST:
        raise PictureError(f"is larger than {_LARGEST // 1_000_000} MB; save it simpler, or as PNG")
    _check_source(data)
    try:
        with _complaints() as complaints:
            drawing = svg2rlg(io.BytesIO(data))
    except Exception as error:
        said = re.sub(r" <.* at 0x[0-9a-f]+>", "", str(error))  # where it stands in memory is no news
        raise PictureError(f"cannot be read as SVG: {said}") from None
    if complaints:
        raise PictureError(f"holds what cannot be drawn ({complaints[0]}); {PLAIN}")
    drawn = list(_shapes(drawing)) if drawing else []
    if not drawn or drawing is None or not (drawing.width > 0 and drawing.height > 0):
        raise PictureError("draws nothing; look at it in a browser, and give its <svg> a width, a height and a viewBox")
    if max(drawing.width, drawing.height) > _WIDEST:
        raise PictureError(
            f"is wider or higher than {_WIDEST:,} units; give its <svg> another width, height and viewBox"
        )
    if {type(shape).__name__ for shape in drawn} & {"String", "Image"}:
        raise PictureError("holds text or pictures; turn its text into outlines and take pictures out")
    if any(_is_transparent(shape) for shape in drawn):
        raise PictureError(f"uses {_EFFECTS}; {PLAIN}")
    for shape in drawn:
        if getattr(shape, "strokeDashArray", None) and not any(shape.strokeDashArray):
            shape.strokeDashArray = None  # a line of dashes of length 0 is a whole one (SVG 2, 13.5.6)
    return Vectors(float(drawing.width), float(drawing.height), drawing, data)


def _check_source(data: bytes) -> None:
    """Refuses what svglib would draw in part: a damaged file as far as it is whole, groups without their effects."""
    from xml.etree import ElementTree  # most releases have no SVG

    try:
        root = ElementTree.fromstring(data)
    except ElementTree.ParseError as error:
        what = f"cannot be read as SVG: it is damaged, or another kind of file (line {error.position[0]})"
        raise PictureError(what) from None
    except (LookupError, ValueError) as error:
        raise PictureError(f"cannot be read as SVG: {error}") from None
    if _local(root.tag) != "svg":
        raise PictureError(f"cannot be read as SVG: it begins with <{_local(root.tag)}>")
    for element in root.iter():
        attributes = _attributes(element)
        href = attributes.get("href", "#")
        if _local(element.tag) != "a" and not href.startswith(("#", "data:")):
            raise PictureError(f"takes a part of it from another file, {quoted(href)}; save it as one whole")
        if _local(element.tag) in _BEYOND:
            raise PictureError("holds HTML, scripts or movement; save it as a plain drawing")
        looks = [f"{name}:{value}" for name, value in attributes.items()]
        if _local(element.tag) == "style":
            looks.append(element.text or "")
        if any(_EFFECT.search(look) for look in looks):
            raise PictureError(f"uses {_EFFECTS}; {PLAIN}")
        if any(_MARKER.search(look) for look in looks):
            raise PictureError("has marks on its lines, such as arrowheads; turn them into paths")
    if _count(root) > _MOST_SHAPES:
        raise PictureError(f"draws more than {_MOST_SHAPES:,} shapes; save it simpler, or as PNG")


# A declaration of CSS, or an attribute written like one, that asks for more than one plain colour.
_EFFECT = re.compile(
    r"\b(fill|stroke|mask|filter)\s*:\s*url\(|opacity\s*:\s*(?!1(\.0*)?(?![\d.])|100%)[\d.]", re.IGNORECASE
)
_MARKER = re.compile(r"\bmarker(-start|-mid|-end)?\s*:\s*url\(", re.IGNORECASE)
_BEYOND = {"foreignObject", "script", "animate", "animateMotion", "animateTransform", "set"}
_EFFECTS = "gradients, transparency, masks or filters"
PLAIN = "save it with plain RGB colours only"
"""What to do about an SVG that asks for more than can be drawn."""


def _count(root: Element) -> int:
    """How many elements are drawn, where each `use` stands for all that it repeats."""
    named = {element.get("id"): element for element in root.iter() if element.get("id")}
    counts: dict[int, int] = {}

    def count(element: Element, depth: int) -> int:
        if depth > _DEEPEST:
            raise PictureError(f"repeats itself without end; {PLAIN}")
        if id(element) not in counts:
            repeated = named.get(_attributes(element).get("href", "")[1:]) if _local(element.tag) == "use" else None
            inner = [*element, *([repeated] if repeated is not None else [])]
            counts[id(element)] = 1 + sum(count(one, depth + 1) for one in inner)
        return counts[id(element)]

    return count(root, 0)


def _attributes(element: Element) -> dict[str, str]:
    return {_local(name): value for name, value in element.items()}


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
