"""How large the pictures of figures are printed: alone, or two side by side at the same height."""

from __future__ import annotations

from math import ceil

from msgspec import Struct

from pressprint.errors import Problem, SettingError, quoted
from pressprint.pages.desk import Desk
from pressprint.pages.values import A4
from pressprint.pictures import Loaded, Picture, Pixels, load_picture, size_of
from pressprint.release import Figure, Images, PictureError

_DPI = 300  # more pixels to the inch are nothing that paper shows
_POOR_DPI = 150
_NARROWEST = 1 / 3  # of the column: two figures that would leave less to one of them are equally wide


class Printed(Struct, frozen=True):
    """A picture at its printed size, `x` from the left of the column; `share` is the width of its figure."""

    picture: Picture
    x: float
    width: float
    height: float
    share: float


def printed(block: Figure, desk: Desk) -> Printed:
    """The picture of a figure as large as it is printed.

    Raises:
        SettingError: it is not there, damaged, or holds what cannot be printed.
    """
    images = desk.release.origin.images
    if images is None:
        what = f"nothing tells where the image {quoted(block.src)} is"
        raise SettingError(f"{what}; read the release from a file, or give the folder with “images”")
    x, share = 0.0, desk.measure if block.width == "full" else half(desk)
    try:
        loaded, x, share = _in_pair(desk, images) or (_loaded(block, share, desk, images), x, share)
    except PictureError as error:
        raise SettingError(_problem(block, desk, error.what)) from None
    desk.warnings += (_problem(block, desk, note) for note in loaded.notes)
    return Printed(loaded.picture, x, *_size(loaded.picture, share, block, desk), share)


def half(desk: Desk) -> float:
    """The width of a figure that leaves room for as wide a one beside it."""
    return (desk.measure - desk.layout.keys.figures.gutter) / 2


def _in_pair(desk: Desk, images: Images) -> tuple[Loaded, float, float] | None:
    """The picture of a figure that stands beside another, its place and its share of the width; None if it is alone."""
    if desk.pair is None:
        return None
    figures, at = desk.pair
    try:
        before = _shares([size_of(images, one.src) for one in figures], desk)
        loaded = [_loaded(one, share, desk, images) for one, share in zip(figures, before, strict=True)]
    except PictureError:
        shares = [half(desk)] * 2  # the fault is told of the figure that has it
        x = (shares[0] + desk.layout.keys.figures.gutter) * at
        return _loaded(figures[at], shares[at], desk, images), x, shares[at]
    # Scaled down a picture has not quite its proportions, and these are all that is known when it comes from a PDF.
    shares = _shares([(one.picture.width, one.picture.height) for one in loaded], desk)
    return loaded[at], (shares[0] + desk.layout.keys.figures.gutter) * at, shares[at]


def _shares(sizes: list[tuple[float, float]], desk: Desk) -> list[float]:
    """The widths at which two pictures are equally high, or equal ones where one would be very narrow."""
    room = 2 * half(desk)
    shapes = [width / height for width, height in sizes]
    height = min(room / sum(shapes), _highest(desk))
    shares = [height * shape for shape in shapes]
    return shares if min(shares) >= _NARROWEST * room else [half(desk)] * 2


def _loaded(block: Figure, width: float, desk: Desk, images: Images) -> Loaded:
    """A picture with no more pixels than it needs at a width.

    Of one that is shown several times there is one in the file, which serves for the largest.
    """
    shown = [one for one in desk.release.blocks if isinstance(one, Figure) and one.src == block.src]
    if len(shown) > 1:
        is_full = any(one.width == "full" for one in shown)
        width = desk.measure if is_full else (1 - _NARROWEST) * 2 * half(desk)
    return load_picture(images, block.src, (ceil(width * _DPI / 72), ceil(_highest(desk) * _DPI / 72)))


def _highest(desk: Desk) -> float:
    page = desk.layout.keys.page
    return desk.layout.keys.figures.height * (A4[1] - page.margin_top - page.margin_bottom)


def _size(picture: Picture, most: float, block: Figure, desk: Desk) -> tuple[float, float]:
    """The printed size: as large as its box allows, and of pixels as their number allows."""
    factor = min(most / picture.width, _highest(desk) / picture.height)
    if isinstance(picture, Pixels):
        if 72 / factor < _POOR_DPI:
            pixels = f"{picture.width:.0f} × {picture.height:.0f} pixels"
            what = f"has {pixels}, too few for a sharp print; give a larger one if there is"
            desk.warnings.append(_problem(block, desk, what))
        factor = min(factor, 72 / desk.layout.keys.figures.least_dpi)
    return picture.width * factor, picture.height * factor


def _problem(block: Figure, desk: Desk, what: str) -> Problem:
    origin = desk.release.origin
    return Problem(f"the image {quoted(block.src)} {what}", origin.file, origin.lines.get(block.src))
