"""The header with a block mark: the issuer alone at the top left, as bodies of a State have it.

Label, dateline and reference stand in the column in the margin, beside the title; where there is none, under one
another at the right of the mark.
"""

from __future__ import annotations

from pressprint.pages.desk import ARTIFACT, Desk
from pressprint.pages.furniture.head import Head
from pressprint.pages.furniture.pieces import Mark, lines_at, mark, running_line, stacked, status, status_again
from pressprint.pages.issuers import has_logos
from pressprint.pages.values import Item, RuleItem
from pressprint.paragraphs import Shape, Span

_SHARE = 0.44  # of the width, that the name may take: a block mark is broken into short lines
_BAR = 4.0  # the width of the bar beside a name
_BAR_GAP = 8.0


def first(desk: Desk, label: str) -> Head:
    """The block mark, and below it what stands beside the title; the release line above the title."""
    look, page = desk.layout.keys.header, desk.layout.keys.page
    issuer, items = _block_mark(desk, page.margin_top)
    y = page.margin_top + issuer.height
    told, y = status(desk, y + look.below, gap=0.0)
    # A band needs more white than a line of text: its ground ends below what it says.
    y += look.gap * (2 if desk.release.replaces else 1) if told else 0.0
    width = page.side or desk.outer_measure * (1 - _SHARE) - page.side_gap
    x, top = (desk.outer_left, y) if page.side else (desk.right - width, page.margin_top)
    return Head((*items, *told), y, _column(desk, label, x, top, width))


def following(desk: Desk) -> Head:
    """Short title and reference on one line, the embargo; no rule."""
    items, y = running_line(desk)
    again, y = status_again(desk, y)
    return Head((*items, *again), y + desk.layout.keys.header.running_below)


def _block_mark(desk: Desk, top: float) -> tuple[Mark, list[Item]]:
    """The logo, or the name beside a bar in the brand's colour."""
    if desk.logo or has_logos(desk):
        # Where all else stands in the margin, several logos may take the whole width.
        share = 1.0 if desk.issuers and desk.layout.keys.page.side else _SHARE
        issuer = mark(desk, desk.outer_left, top, desk.outer_measure * share)
        return issuer, list(issuer.items)
    issuer = mark(desk, desk.outer_left + _BAR + _BAR_GAP, top, desk.outer_measure * _SHARE)
    if not issuer.width:
        return issuer, []
    bar = RuleItem(desk.outer_left, top, _BAR, issuer.height, desk.layout.keys.colours.brand)
    return issuer, [*issuer.items, bar]


def _column(desk: Desk, label: str, x: float, y: float, width: float) -> tuple[Item, ...]:
    """Label, place and date, reference, one under the other."""
    items: list[Item] = []
    lines = desk.lines([Span(label, desk.style("label"), ARTIFACT)], Shape(width, balance=True))
    items += lines_at(desk, lines, "label", x, y, "header")
    y += desk.layout.style("label").leading * len(lines) + desk.layout.style("label").below
    placed, _ = stacked(desk, x, y, width)
    return (*items, *placed)
