"""Finalize: rows and furniture at their places on pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pressprint.pages.desk import Desk
from pressprint.pages.furniture import Head, folio
from pressprint.pages.pagebreak import space
from pressprint.pages.values import A4, Item, Page, Row, RuleItem


def place_pages(
    rows: Sequence[Row],
    breaks: Sequence[tuple[int, int]],
    heads: tuple[Head, Head],
    contacts: Sequence[Row],
    desk: Desk,
) -> tuple[Page, ...]:
    """The finished pages: the first head, then running heads; the contacts at the foot of the last page."""
    pages = []
    for number, (start, end) in enumerate(breaks, start=1):
        first = number == 1
        head = heads[0] if first else heads[1]
        foot = folio(desk, number, len(breaks))
        # What readers should not hear between two halves of a sentence stands after a block that is whole.
        opening, furniture = (head.items, foot) if first else ((), (*head.items, *foot))
        items = [*opening, *_column(rows[start:end], desk.left, head.bottom, furniture, at_once=first)]
        if number == len(breaks):
            items += _contacts(contacts, desk)
        pages.append(Page(A4[0], A4[1], tuple(items)))
    return tuple(pages)


def _column(
    rows: Sequence[Row], left: float, top: float, furniture: Sequence[Item], *, at_once: bool
) -> Iterator[Item]:
    """The items of rows from the top of a column; the furniture after the first block that ends in it."""
    waiting = list(furniture)
    if at_once:
        yield from waiting
        waiting = []
    y = top
    bars = _bars(rows, left, top)
    for number, row in enumerate(rows):
        y += space(rows, number) if number else 0.0
        if number in bars:
            yield bars[number]
        for item in row.items:
            yield item.moved(left, y)
        y += row.height
        if row.ends:
            yield from waiting
            waiting = []
    yield from waiting


def _bars(rows: Sequence[Row], left: float, top: float) -> dict[int, RuleItem]:
    """The bars of a column, each by the number of the first row beside it."""
    bars: dict[int, RuleItem] = {}
    y, first, begin = top, 0, top
    for number, row in enumerate(rows):
        y += space(rows, number) if number else 0.0
        if number == 0 or row.bar is not rows[number - 1].bar:
            first, begin = number, y
        y += row.height
        if row.bar:
            bars[first] = RuleItem(left + row.bar.x, begin, row.bar.width, y - begin, row.bar.colour)
    return bars


def _contacts(rows: Sequence[Row], desk: Desk) -> Iterator[Item]:
    y = A4[1] - desk.layout.keys.page.margin_bottom - height_of(rows)
    for number, row in enumerate(rows):
        y += space(rows, number) if number else 0.0
        for item in row.items:
            yield item.moved(desk.left, y)
        y += row.height


def height_of(rows: Sequence[Row]) -> float:
    """The height of rows one under the other, without the space above the first."""
    return sum(row.height + (space(rows, number) if number else 0.0) for number, row in enumerate(rows))
