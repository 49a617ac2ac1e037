"""Finalize: rows and furniture at their places on pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from pressprint.pages.desk import Desk
from pressprint.pages.furniture import Head, folio
from pressprint.pages.pagebreak import PageRows, space
from pressprint.pages.standing import watermark
from pressprint.pages.values import A4, Item, Page, Row, RuleItem, TextItem


def place_pages(
    rows: Sequence[Row],
    breaks: Sequence[PageRows],
    heads: tuple[Head, Head],
    headline: int,
    contacts: Sequence[Row],
    folios: Sequence[str],
    desk: Desk,
) -> tuple[Page, ...]:
    """The finished pages: the first head, then running heads; the contacts at the foot of the last page.

    `headline` is the number of rows that are read before what the first head has for later. `folios` holds what
    is printed as the number of each page.
    """
    pages = []
    marks = watermark(desk)
    for number, page in enumerate(breaks, start=1):
        first = number == 1
        head = heads[0] if first else heads[1]
        foot = folio(desk, folios[number - 1], first=first)
        items: list[Item] = [*marks, *head.items] if first else [*marks]
        # What readers should not hear between two halves of a sentence stands after a block that is whole.
        furniture = (*head.later, *foot) if first else (*head.items, *foot)
        after = headline if first else 1
        column = rows[page.start : page.end]
        if not first and column and column[0].parting:
            column = column[1:]
        if not first and column and column[0].repeat:
            column = [column[0].repeat, *column]
        items += _column(column, page.factor, desk.left, head.bottom, furniture, after)
        if number == len(breaks):
            ground, footer = _contacts(contacts, desk)
            items = [*ground, *items, *footer]
        if desk.right_to_left:
            items = [_mirrored(item) for item in items]
        pages.append(Page(A4[0], A4[1], tuple(items)))
    return tuple(pages)


def _mirrored(item: Item) -> Item:
    """An item at the place that answers its own on the other side of the page."""
    width = item.line.width if isinstance(item, TextItem) else item.width
    return item.moved(A4[0] - 2 * item.x - width, 0.0)


def _column(
    rows: Sequence[Row], factor: float, left: float, top: float, furniture: Sequence[Item], after: int
) -> Iterator[Item]:
    """The items of rows from the top of a column; the furniture after a block that ends with row `after` or later.

    `factor` is that of the space between the rows.
    """
    waiting = list(furniture)
    y = top
    bars = _bars(rows, factor, left, top)
    for number, row in enumerate(rows):
        y += factor * space(rows, number) if number else 0.0
        if number in bars:
            yield bars[number]
        for item in row.items:
            yield item.moved(left, y)
        y += row.height
        if row.ends and number + 1 >= after:
            yield from waiting
            waiting = []
    yield from waiting


def _bars(rows: Sequence[Row], factor: float, left: float, top: float) -> dict[int, RuleItem]:
    """The bars of a column, each by the number of the first row beside it."""
    bars: dict[int, RuleItem] = {}
    if not any(row.bar for row in rows):
        return bars
    y, first, begin = top, 0, top
    for number, row in enumerate(rows):
        y += factor * space(rows, number) if number else 0.0
        if number == 0 or row.bar is not rows[number - 1].bar:
            first, begin = number, y
        y += row.height
        if row.bar:
            bars[first] = RuleItem(left + row.bar.x, begin, row.bar.width, y - begin, row.bar.colour)
    return bars


def _contacts(rows: Sequence[Row], desk: Desk) -> tuple[list[RuleItem], list[Item]]:
    """The ground of the contacts at the foot of the last page, and they themselves.

    The ground lies below all else: the word behind the text of a draft is not cut off by it.
    """
    top = A4[1] - desk.layout.keys.page.margin_bottom - height_of(rows)
    ground = list(_bars(rows, 1.0, desk.left, top).values())
    return ground, list(_column([replace(row, bar=None) for row in rows], 1.0, desk.left, top, (), 0))


def height_of(rows: Sequence[Row]) -> float:
    """The height of rows one under the other, without the space above the first."""
    return sum(row.height + (space(rows, number) if number else 0.0) for number, row in enumerate(rows))
