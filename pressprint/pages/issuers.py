"""The organisations that issue a release together: their logos at its head, all of one size, their names as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil, sqrt

from msgspec import Struct

from pressprint.errors import Problem, SettingError, quoted
from pressprint.layouts import Logo
from pressprint.pages.blocks import located
from pressprint.pages.column import baseline
from pressprint.pages.desk import Desk
from pressprint.pages.values import Item, LogoItem, PictureItem, TextItem
from pressprint.paragraphs import Line, Shape, Span
from pressprint.pictures import Picture, load_picture
from pressprint.release import Organisation, PictureError
from pressprint.text import printed_address

_AREA = 1.3  # of each logo, in squares of the height that the layout gives: no logo looks larger than another
_WIDEST = 3.5  # of a logo, in that height
_PIXELS = (1200, 600)  # a logo needs no more
_GAP = 24.0  # between two logos
_ROW_GAP = 12.0
_NAME_GAP = 4.0  # between names under one another
_SMALLEST = 0.7  # the share to which logos are made smaller before they go on two rows


class Placed(Struct, frozen=True):
    """Items from the upper left corner of the origin, and how much room they take."""

    items: tuple[Item, ...]
    width: float
    height: float


class _Sign(Struct, frozen=True):
    """A logo, or a name where there is none, and its size; only a logo can be made smaller."""

    width: float
    height: float
    picture: Picture | Logo | None = None
    name: str = ""
    lines: tuple[Line, ...] = ()

    def at(self, x: float, middle: float, scale: float, desk: Desk) -> list[Item]:
        """Its items, in the middle of a row."""
        width, height = self.width * scale, self.height * scale
        if isinstance(self.picture, Logo):
            return [LogoItem(self.picture, x, middle - height / 2, width, height)]
        if self.picture:
            return [PictureItem(self.picture, self.name, x, middle - height / 2, width, height)]
        style = desk.layout.style("wordmark")
        top = middle - self.height / 2 + baseline(style, self.lines)
        return [TextItem(line, x, top + number * style.leading) for number, line in enumerate(self.lines)]


def issuers_in(desk: Desk, room: float, colour: str | None) -> Placed:
    """The issuers in their order, side by side in at most `room`, on more rows where they are many.

    Names stand for those without a logo, in a colour where the ground asks for one.

    Raises:
        SettingError: a logo is not there, or cannot be printed.
    """
    with_logos = has_logos(desk)
    ground = colour if not with_logos or desk.layout.keys.header.logo_on_band else None
    signs = [_sign(number, issuer, desk, room, ground) for number, issuer in enumerate(desk.issuers)]
    count = 1 if with_logos else len(signs)
    while True:
        each = ceil(len(signs) / count)
        rows = [signs[start : start + each] for start in range(0, len(signs), each)]
        scale = min(1.0, *(_scale(row, room) for row in rows))
        if scale >= _SMALLEST or count == len(signs):
            break
        count += 1
    return _in_rows(rows, max(scale, 0.1), desk, _ROW_GAP if with_logos else _NAME_GAP)


def has_logos(desk: Desk) -> bool:
    """Whether a logo stands for one of the issuers at least."""
    return any(_logo_of(issuer, desk) for issuer in desk.issuers)


def _in_rows(rows: Sequence[Sequence[_Sign]], scale: float, desk: Desk, gap: float) -> Placed:
    items: list[Item] = []
    y = width = 0.0
    for number, row in enumerate(rows):
        y += gap if number else 0.0
        height = max(_height(sign, scale, desk) for sign in row)
        x = 0.0
        for sign in row:
            items += sign.at(x, y + height / 2, scale if sign.picture else 1.0, desk)
            x += sign.width * (scale if sign.picture else 1.0) + _GAP
        width = max(width, x - _GAP)
        y += height
    return Placed(tuple(items), width, y)


def _height(sign: _Sign, scale: float, desk: Desk) -> float:
    """The height that a sign claims: all logos the same, so that rows of them are even."""
    return max(desk.layout.keys.header.logo_height * scale, sign.height * scale) if sign.picture else sign.height


def _scale(row: Sequence[_Sign], room: float) -> float:
    """How much smaller the logos of a row must be for it to fit."""
    logos = sum(sign.width for sign in row if sign.picture)
    left = room - _GAP * (len(row) - 1) - sum(sign.width for sign in row if not sign.picture)
    return left / logos if logos else float(left >= 0.0)


def _sign(number: int, issuer: Organisation, desk: Desk, room: float, colour: str | None) -> _Sign:
    picture = _logo_of(issuer, desk)
    if picture is None:
        with located(f"issuers[{number + 1}].name", desk):
            span = Span(issuer.name, desk.style("wordmark", colour=colour), desk.element("P"))
            lines = desk.lines([span], Shape(room if len(desk.issuers) == 1 else room * 0.9, balance=True))
        leading = desk.layout.style("wordmark").leading
        return _Sign(max((line.width for line in lines), default=0.0), leading * max(len(lines), 1), lines=lines)
    unit = desk.layout.keys.header.logo_height
    shape = picture.width / picture.height
    height = unit if len(desk.issuers) == 1 else min(unit, unit * sqrt(_AREA / shape))
    width = min(height * shape, room if len(desk.issuers) == 1 else _WIDEST * unit)
    return _Sign(width, width / shape, picture, issuer.logo or "")


def _logo_of(issuer: Organisation, desk: Desk) -> Picture | Logo | None:
    """An issuer's logo: the release's, or the layout's for its own organisation."""
    if issuer.logo is None:
        return desk.layout.logo if issuer.name == desk.layout.keys.organisation.name else None
    images = desk.release.origin.images
    if images is None:
        what = f"nothing tells where the logo {quoted(issuer.logo)} is"
        raise SettingError(f"{what}; read the release from a file, or give the folder with “images”")
    try:
        loaded = load_picture(images, issuer.logo, _PIXELS)
    except PictureError as error:
        raise SettingError(_problem(issuer.logo, error.what, desk)) from None
    desk.warnings += [_problem(issuer.logo, note, desk) for note in loaded.notes]
    return loaded.picture


def _problem(logo: str, what: str, desk: Desk) -> Problem:
    origin = desk.release.origin
    return Problem(f"the logo {quoted(logo)} {what}", origin.file, origin.lines.get(logo))


def issuer_lines(desk: Desk, room: float) -> Iterator[Line]:
    """What the foot tells of the issuers: of each the name, where a logo stands for it, then website and address."""
    for number, issuer in enumerate(desk.issuers):
        node = desk.element("P")
        spans: list[Span] = []
        if _logo_of(issuer, desk):
            spans.append(Span(issuer.name, desk.style("contact_name"), node))
        if issuer.website:
            link = desk.link(node, issuer.website, desk.link_contents(issuer.website, issuer.name))
            spans.append(Span(printed_address(issuer.website), desk.style("contact", "bold", "brand"), link))
        if issuer.address:
            spans.append(Span(issuer.address, desk.style("contact", colour="muted"), node))
        dot = Span(" · ", desk.style("contact", colour="muted"), node)
        with located(f"issuers[{number + 1}]", desk):
            yield from desk.lines([part for span in spans for part in (dot, span)][1:], Shape(room))
