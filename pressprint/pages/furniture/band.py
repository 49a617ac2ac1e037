"""The header with a band of the brand's colour across the page, issuer and label on it."""

from __future__ import annotations

from pressprint.pages.desk import Desk
from pressprint.pages.furniture.head import Head
from pressprint.pages.furniture.pieces import dateline_and_status, label_item, mark, running_line, status_again
from pressprint.pages.values import A4, Item, LogoItem, PictureItem, RuleItem

_LOGO_MARGIN = 24.0  # from a logo that stands on white to the band beside it


def first(desk: Desk, label: str) -> Head:
    """Issuer and label on the band, in the middle of its height; below it dateline and reference, the release line.

    A logo that is not made for the band stands on white, and the band begins beside it.
    """
    look = desk.layout.keys.header
    room = desk.outer_measure * 0.6
    issuer = mark(desk, desk.outer_left, 0.0, room, "on_band")
    height = max(look.band, issuer.height + 2 * look.gap)
    drop = (height - issuer.height) / 2
    placed: list[Item] = [item.moved(0.0, drop) for item in issuer.items]
    logos = [item for item in placed if isinstance(item, (LogoItem, PictureItem))]
    logo = desk.outer_left + issuer.width if logos else 0.0
    start = logo + _LOGO_MARGIN if logo and not look.logo_on_band else 0.0
    items: list[Item] = [RuleItem(start, 0.0, A4[0] - start, height, desk.band_colour, "header"), *placed]
    text = desk.line(label, "label", colour="on_band")
    if text:
        x = desk.right - text.width if issuer.width else desk.outer_left
        middle = height / 2 + text.segments[0].style.face.cap_height * text.segments[0].style.size / 2
        items.append(label_item(text, x, middle if logo else drop + issuer.base))
    later, told, y = dateline_and_status(desk, height + look.gap)
    return Head((*items, *told), y + look.below, tuple(later))


def following(desk: Desk) -> Head:
    """A narrow band along the edge of the page, short title and reference, the embargo."""
    look = desk.layout.keys.header
    strip = [RuleItem(0.0, 0.0, A4[0], look.strip, desk.band_colour, "header")] if look.strip else []
    items, y = running_line(desk)
    again, y = status_again(desk, y)
    return Head((*strip, *items, *again), y + look.running_below)
