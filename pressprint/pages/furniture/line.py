"""The header with a line: issuer at the left, label at the right, a rule; dateline and reference below it."""

from __future__ import annotations

from pressprint.pages.desk import Desk
from pressprint.pages.furniture.head import Head
from pressprint.pages.furniture.pieces import dateline_and_status, label_item, mark, running_line, status_again
from pressprint.pages.values import RuleItem


def first(desk: Desk, label: str) -> Head:
    """Logo or word-mark and label on one baseline, a rule, then dateline and reference, then the release line."""
    look, top = desk.layout.keys.header, desk.layout.keys.page.margin_top
    issuer = mark(desk, desk.outer_left, top, desk.outer_measure * 0.68)
    items = list(issuer.items)
    text = desk.line(label, "label")
    if text:
        x = desk.right - text.width if issuer.width else desk.outer_left
        items.append(label_item(text, x, issuer.base))
    y = top + issuer.height + look.gap
    if look.rule:
        items.append(RuleItem(desk.outer_left, y, desk.outer_measure, look.rule, desk.layout.keys.colours.brand))
    later, told, y = dateline_and_status(desk, y + look.gap)
    return Head((*items, *told), y + look.below, tuple(later))


def following(desk: Desk) -> Head:
    """Short title and reference on one line, a rule, the embargo."""
    look = desk.layout.keys.header
    items, y = running_line(desk)
    if look.rule:
        colour = desk.layout.keys.colours.brand
        items.append(RuleItem(desk.outer_left, y, desk.outer_measure, look.rule, colour, "header"))
    again, y = status_again(desk, y)
    return Head((*items, *again), y + look.running_below)
