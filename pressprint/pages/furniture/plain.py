"""The header that is one small line: issuer and label at the left, the reference at the right, the dateline below."""

from __future__ import annotations

from pressprint.pages.desk import Desk
from pressprint.pages.furniture.head import Head
from pressprint.pages.furniture.pieces import dateline, label_item, mark, running_line, status, status_again
from pressprint.pages.issuers import has_logos
from pressprint.pages.values import Item, RuleItem

_BETWEEN = 8.0  # between issuer and label


def first(desk: Desk, label: str) -> Head:
    """Issuer and label follow one another; where they need more than a line, the label stands below the issuers."""
    look, top = desk.layout.keys.header, desk.layout.keys.page.margin_top
    issuer = mark(desk, desk.outer_left, top, desk.outer_measure)
    items: list[Item] = list(issuer.items)
    y = top + issuer.height
    text = desk.line(label, "label")
    if text:
        x = desk.outer_left + (issuer.width + _BETWEEN if issuer.width else 0.0)
        base = issuer.base
        is_picture = desk.logo or has_logos(desk)
        is_stacked = not is_picture and issuer.height > desk.layout.style("wordmark").leading
        if x + text.width > desk.right or is_stacked:
            x, base = desk.outer_left, base + desk.layout.style("label").leading
            y += desk.layout.style("label").leading
        items.append(label_item(text, x, base))
    later, y = dateline(desk, y)
    if look.rule:
        colour = desk.layout.keys.colours.text
        items.append(RuleItem(desk.outer_left, y + look.gap, desk.outer_measure, look.rule, colour))
        y += look.gap
    told, y = status(desk, y)
    return Head((*items, *told), y + look.below, tuple(later))


def following(desk: Desk) -> Head:
    """Short title and reference, the embargo; no rule."""
    items, y = running_line(desk)
    again, y = status_again(desk, y)
    return Head((*items, *again), y + desk.layout.keys.header.running_below)
