"""Pictures as a PDF holds them (ISO 32000-1, 8.9): pixels as image objects, vectors as forms."""

from __future__ import annotations

import io
import re
from functools import lru_cache
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from pressprint.errors import SettingError, quoted
from pressprint.pdf.syntax import Objects, Raw, fine, number, stream, string
from pressprint.pictures import Picture, Pixels, Vectors

_FONT_SETTING = re.compile(r"^BT /\S+ \S+ Tf \S+ TL ET$")
# A PDF has no exponents (ISO 32000-1, 7.3.3), and a PDF/A integers up to 2,147,483,647 (ISO 19005-3, 6.1.13).
_NO_LENGTH = re.compile(r"\d{10}|\d[eE][-+]?\d|nan|inf")
_REFUSED = (" gs", " sh", " k", " K", " scn", " SCN")

# For an orientation of EXIF, where the image's right and upper sides lead: (a, b, c, d, e, f) of the unit square.
_TURNS: dict[int, tuple[int, int, int, int, int, int]] = {
    1: (1, 0, 0, 1, 0, 0),
    2: (-1, 0, 0, 1, 1, 0),
    3: (-1, 0, 0, -1, 1, 1),
    4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1),
    6: (0, -1, 1, 0, 0, 1),
    7: (0, 1, 1, 0, 0, 0),
    8: (0, 1, -1, 0, 1, 0),
}


class BareCanvas(Canvas):  # type: ignore[misc]
    """A canvas whose pages do not begin with an unembedded Helvetica."""

    def _make_preamble(self) -> None:
        self._preamble = ""


class PictureUse:
    """The pictures of a file: each image once, and which of them a release calls by which name."""

    def __init__(self, objects: Objects) -> None:
        self._objects = objects
        self._resources: dict[str, str] = {}  # by reference
        self._named: dict[str, str] = {}
        self._drawings: dict[str, Vectors] = {}

    def note(self, picture: Picture, name: str) -> tuple[str, str]:
        """The name of a picture among the resources of pages, and a reference to it.

        Raises:
            SettingError: it is a drawing that cannot be drawn.
        """
        if isinstance(picture, Vectors):
            self._drawings.setdefault(name, picture)
            reference = self._objects.share(Raw(_form(picture, name)))
        else:
            if name not in self._named:
                self._named[name] = self._objects.share(_image(picture, self._objects))
            reference = self._named[name]
        return self._resources.setdefault(reference, f"P{len(self._resources) + 1}"), reference

    def listed(self) -> str:
        """Names and objects in turn, from which `pressprint.read` takes the pictures again."""
        found = dict(self._named)
        for name, drawing in self._drawings.items():
            found[name] = self._objects.share(Raw(_source(drawing)))
        return " ".join(f"{string(name)} {reference}" for name, reference in found.items())


@lru_cache(maxsize=64)
def _source(drawing: Vectors) -> bytes:
    """The SVG of a drawing as a stream."""
    return stream(drawing.source).content


@lru_cache(maxsize=64)
def _form(drawing: Vectors, name: str) -> bytes:
    """A drawing as a form (8.10), clipped to its own box as browsers have it."""
    try:
        code = "\n".join(operators(drawing.artwork)).encode("latin-1")
    except ValueError:
        what = f"the image {quoted(name)} holds what cannot be drawn, such as a line of length 0 or colours in CMYK"
        raise SettingError(f"{what}; save it simpler, or as PNG") from None
    box = f"0 0 {number(drawing.width)} {number(drawing.height)}"
    return stream(code, f"/Type/XObject/Subtype/Form/BBox[{box}]/Resources<<>>").content


def _image(picture: Pixels, objects: Objects) -> Raw:
    """An image object (8.9.5): a JPEG with its own bytes, or rows packed as those of a PNG."""
    colours = f"/{picture.colours}"
    if picture.colours == "Indexed":
        last = len(picture.palette) // 3 - 1
        colours = f"[/Indexed/DeviceRGB {last}<{picture.palette.hex()}>]"
    elif picture.profile:
        count = 1 if picture.colours == "DeviceGray" else 3
        profile = objects.share(stream(picture.profile, f"/N {count}/Alternate/{picture.colours}"))
        colours = f"[/ICCBased {profile}]"
    head = f"<</Type/XObject/Subtype/Image/Width {picture.columns}/Height {picture.rows}/ColorSpace{colours}"
    if picture.form == "jpeg":
        packing = "/Filter/DCTDecode"
    else:
        samples = 1 if picture.colours in ("DeviceGray", "Indexed") else 3
        packing = (
            f"/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors {samples}"
            f"/BitsPerComponent {picture.bits}/Columns {picture.columns}>>"
        )
    head += f"/BitsPerComponent {picture.bits}{packing}/Length {len(picture.data)}>>\nstream\n"
    return Raw(head.encode("latin-1") + picture.data + b"\nendstream")


def placed(picture: Picture, x: float, bottom: float, width: float, height: float) -> str:
    """The matrix that puts a picture upright into a box (8.3.4, 8.9.5.1)."""
    if isinstance(picture, Vectors):
        across, up = width / picture.width, height / picture.height
        return f"{fine(across)} 0 0 {fine(up)} {number(x)} {number(bottom)}"
    a, b, c, d, e, f = _TURNS[picture.turn]
    return " ".join(map(number, (a * width, b * height, c * width, d * height, x + e * width, bottom + f * height)))


@lru_cache(maxsize=64)
def operators(artwork: Any) -> list[str]:
    """The operators that draw an SVG, made once by reportlab's own renderer.

    Raises:
        ValueError: it asks for more than plain colours, or for lengths that are none.
    """
    from reportlab.graphics import renderPDF  # its loading takes as long as a whole release

    scratch = BareCanvas(io.BytesIO(), invariant=1)
    try:
        renderPDF.draw(artwork, scratch, 0, 0)
    except (ArithmeticError, ValueError, TypeError):
        raise ValueError("lengths that are none") from None
    result = [line for line in scratch._code if not _FONT_SETTING.match(line.strip())]
    if any(_NO_LENGTH.search(line) for line in result):
        raise ValueError("lengths that are none")
    if any(line.rstrip().endswith(_REFUSED) for line in result):
        raise ValueError("more than plain colours")
    return result
