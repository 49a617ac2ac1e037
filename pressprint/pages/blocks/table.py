"""A table: its caption, its header row that is repeated on each page, its rows, the notes under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from pressprint.pages.blocks.roles import Roles
from pressprint.pages.column import rows
from pressprint.pages.desk import Desk
from pressprint.pages.values import FORBIDDEN, Row
from pressprint.paragraphs import Shape
from pressprint.release import Table

if TYPE_CHECKING:
    from pressprint.pages.tables.rows import TableRows

# One row alone at the foot of a page, under its head, or at the head of the next one.
_LONELY = 1500.0
# A short table is kept whole, unless that would leave more than a third of a page empty.
_SHORT, _TORN = 8, 1100.0
# A head higher than this share of the measure is not repeated.
_HIGHEST_HEAD = 0.4


def set_table(block: Table, desk: Desk, roles: Roles, parent: int) -> list[Row]:
    """The rows of a table.

    Raises:
        SettingError: it is wider than the measure at the smallest size that the layout allows.
    """
    # Not loaded for releases without tables.
    from pressprint.pages.tables.notes import note_rows
    from pressprint.pages.tables.rows import TableRows

    table = desk.element("Table", parent)
    caption = _caption(block, desk, table)
    grid = TableRows(block, desk, table)
    made = _glued([*caption, grid.head(), *_body(grid, desk)], len(caption) + 1)
    made += note_rows(block, desk, parent)
    look = desk.layout.keys.tables
    made[0] = replace(made[0], above=look.above)
    made[-1] = replace(made[-1], below=look.below, ends=True)
    return made


def _caption(block: Table, desk: Desk, table: int) -> list[Row]:
    """The lines of the caption, which stand above the table."""
    node = desk.element("Caption", table)
    lines = desk.lines(desk.spans(block.caption, "table_caption", node), Shape(desk.measure))
    return [replace(row, ends=False) for row in rows(lines, desk.layout.style("table_caption"))]


def _body(grid: TableRows, desk: Desk) -> list[Row]:
    """The rows under the head, each of which repeats it where it begins a page."""
    head = grid.repeated_head()
    if head.height > desk.measure * _HIGHEST_HEAD:
        return grid.body(None)
    return grid.body(head)


def _glued(made: list[Row], first: int) -> list[Row]:
    """The rows with what page breaks between them cost; `first` is the number of the first row under the head."""
    result = []
    for number, row in enumerate(made):
        penalty = 0.0
        if 0 < number <= first:
            penalty = FORBIDDEN  # neither caption nor head is parted from the rows
        elif number and (number == first + 1 or number + 1 == len(made)):
            penalty = _LONELY
        elif len(made) - first <= _SHORT:
            penalty = _TORN
        result.append(replace(row, penalty=penalty))
    return result
