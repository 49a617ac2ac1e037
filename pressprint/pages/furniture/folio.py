"""The number of a page."""

from __future__ import annotations

from pressprint.pages.column import baseline
from pressprint.pages.desk import Desk
from pressprint.pages.furniture.pieces import RUNNING_TOP
from pressprint.pages.values import A4, Item, TextItem

_DROP = 20.0  # from the foot of the column to the number


def folio(desk: Desk, number: str, *, first: bool) -> tuple[Item, ...]:
    """The number of a page, such as `2/3`, where the layout has it; nothing where it is empty.

    The first page has no compact header, so a number that belongs there stands at the right of its foot.
    """
    line = desk.line(number, "folio")
    if line is None:
        return ()
    page = desk.layout.keys.page
    y = A4[1] - page.margin_bottom + _DROP
    x = desk.left + desk.measure - line.width
    if page.folio == "left":
        x = desk.outer_left
    elif page.folio == "centre":
        x = desk.left + (desk.measure - line.width) / 2
    elif page.folio == "head" and not first:
        y = RUNNING_TOP
    return (TextItem(line, x, y + baseline(desk.layout.style("folio"), [line]), "footer"),)
