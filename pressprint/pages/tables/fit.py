"""A table's columns fitted to the measure: at its own size, smaller within limits, or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor

from msgspec import Struct

from pressprint.errors import Problem, SettingError, listed, quoted
from pressprint.layouts import TablesLook
from pressprint.pages.desk import Desk
from pressprint.pages.tables.cells import CellColumn
from pressprint.pages.tables.columns import Column, column_widths
from pressprint.release import Table, plain

# A table is first set this much smaller, and only then are words divided.
_WHOLE_WORDS = 0.9
# How near two columns come before the table is set smaller.
_LEAST_GUTTER = 7.0
_MILLIMETRES = 25.4 / 72
_NAMED = 3


class Fitted(Struct, frozen=True, eq=False):
    """The widths of the columns, the space between two of them, and the share of the size they are set at."""

    widths: list[float]
    gutter: float
    scale: float

    @property
    def width(self) -> float:
        """The width of the table."""
        return sum(self.widths) + self.gutter * (len(self.widths) - 1)


def fitted(table: Table, columns: Sequence[CellColumn], desk: Desk) -> Fitted:
    """The widths of a table's columns.

    Raises:
        SettingError: the table is wider than the measure at the smallest size the layout allows.
    """
    look, measure = desk.layout.keys.tables, desk.measure
    size = desk.layout.style("table_cell").size
    smallest = min(max(look.smallest, look.smallest_size / size), 1.0)
    asked: list[Column] = []
    for hyphenate, least in ((False, max(_WHOLE_WORDS, smallest)), (True, smallest)):
        asked = [column.asks(hyphenate=hyphenate) for column in columns]
        scale = _scale(asked, look, measure, size)
        if scale >= least:
            scaled = [_scaled(column, scale) for column in asked]
            gaps = len(scaled) - 1
            gutter = min(look.gutter, (measure - sum(column.narrowest for column in scaled)) / max(gaps, 1))
            room = measure - gutter * gaps
            if sum(column.natural for column in scaled) > room:
                # Headings give before the names of rows do.
                folded = [column.asks_less(ask) for column, ask in zip(columns, asked, strict=True)]
                scaled = _folded(scaled, [_scaled(column, scale) for column in folded], room)
            return Fitted(column_widths(scaled, room), gutter, scale)
    raise SettingError(_too_wide(table, asked, smallest, desk))


def _scaled(column: Column, scale: float) -> Column:
    return Column(column.narrowest * scale, column.natural * scale, column.figures)


def _folded(columns: Sequence[Column], folded: Sequence[Column], room: float) -> list[Column]:
    """The columns with as few headings on two lines as the room asks for: all of them where it is not enough."""
    result = list(folded)
    spare = room - sum(column.natural for column in folded)
    gains = {number: column.natural - folded[number].natural for number, column in enumerate(columns)}
    for number in sorted(gains, key=lambda number: gains[number]):
        if gains[number] <= spare:
            result[number] = columns[number]
            spare -= gains[number]
    return result


def _needed(asked: Sequence[Column], look: TablesLook) -> float:
    """The least width of a table at its own size."""
    return sum(column.narrowest for column in asked) + min(look.gutter, _LEAST_GUTTER) * (len(asked) - 1)


def _scale(asked: Sequence[Column], look: TablesLook, measure: float, size: float) -> float:
    """The share of its size, in tenths of a point, at which a table fits the measure; 1 where it does by itself."""
    needed = _needed(asked, look)
    return 1.0 if needed <= measure else floor(measure / needed * size * 10) / 10 / size


def _too_wide(table: Table, asked: Sequence[Column], smallest: float, desk: Desk) -> Problem:
    size = desk.layout.style("table_cell").size * smallest
    needed = _needed(asked, desk.layout.keys.tables) * smallest
    name = plain(table.caption).strip() or " | ".join(plain(cell) for cell in table.header)
    widest = sorted(range(len(asked)), key=lambda number: -asked[number].narrowest)[:_NAMED]
    named = (
        f"{quoted(plain(table.header[number]).strip() or f'column {number + 1}', 30)} "
        f"({asked[number].narrowest * smallest:.0f} pt)"
        for number in widest
    )
    return Problem(
        f"the table {quoted(name)} is too wide: at {size:.3g} pt, the smallest size, its {len(asked)} columns need "
        f"{_length(needed)}, and the page has {_length(desk.measure)}; leave columns out, make two tables of it, or "
        f"shorten the longest words of the widest columns: {listed(named)}"
    )


def _length(points: float) -> str:
    return f"{points:.0f} pt ({points * _MILLIMETRES:.0f} mm)"
