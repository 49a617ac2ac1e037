"""The widths of a table's columns, from what stands in them. Lengths are in points."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from msgspec import Struct

# A table whose columns take less than this share of the measure by themselves is not stretched over all of it.
_STRETCHED = 0.42
# A table takes this share of it at least, so that the columns of a small one do not stand too close.
_LEAST = 0.36
# By which factor the columns of figures are widened at most, so that they stand apart in a table that is stretched.
_ROOMIER = 1.45
_STEPS = 60


class Column(Struct, frozen=True, eq=False):
    """What the cells of a column ask for.

    `narrowest` is the width of the widest part that no line may break, `natural` that of the widest cell on one
    line. `figures` tells whether the column holds figures, which are never broken.
    """

    narrowest: float
    natural: float
    figures: bool = False


def column_widths(columns: Sequence[Column], room: float) -> list[float]:
    """The widths of columns that have `room` together, each at least its narrowest and none without need narrower
    than its natural one.

    The narrowest of all have to fit into the room.
    """
    spare = room - sum(column.natural for column in columns)
    if spare < 0:
        return _shared(columns, room)
    widths = _levelled(columns, spare)
    natural = sum(widths)
    return _stretched(columns, widths, room if natural > room * _STRETCHED else max(natural, room * _LEAST))


def _shared(columns: Sequence[Column], room: float) -> list[float]:
    """Widths where not all columns can have their natural ones.

    Columns that ask for no more than their part get what they ask for; of the others those with more text get more,
    but not in proportion: a column of long texts would leave the others none.
    """
    fixed = _modest(columns, room)
    rest = [column for number, column in enumerate(columns) if number not in fixed]
    remaining = iter(_by_level(rest, room - sum(fixed.values())))
    return [fixed[number] if number in fixed else next(remaining) for number in range(len(columns))]


def _modest(columns: Sequence[Column], room: float) -> dict[int, float]:
    """The columns that get their natural width, by their numbers: the shortest first, as long as room is left."""
    fixed: dict[int, float] = {}
    needed = sum(column.narrowest for column in columns)
    left = room
    for number in sorted(range(len(columns)), key=lambda number: columns[number].natural):
        column = columns[number]
        needed -= column.narrowest
        if column.natural > left / (len(columns) - len(fixed)) or left - column.natural < needed:
            break
        fixed[number] = column.natural
        left -= column.natural
    return fixed


def _by_level(columns: Sequence[Column], room: float) -> list[float]:
    """Widths that grow with the root of the natural ones, each within its bounds."""

    def widths(level: float) -> list[float]:
        return [min(max(level * sqrt(column.natural), column.narrowest), column.natural) for column in columns]

    low, high = 0.0, max((sqrt(column.natural) for column in columns), default=0.0)
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if sum(widths(middle)) <= room else (low, middle)
    return widths(low)


def _levelled(columns: Sequence[Column], spare: float) -> list[float]:
    """The natural widths, with those of all columns of figures alike where there is room for it."""
    widest = max((column.natural for column in columns if column.figures), default=0.0)
    widths = [max(column.natural, widest) if column.figures else column.natural for column in columns]
    alike = sum(widths) - sum(column.natural for column in columns) <= spare
    return widths if alike else [column.natural for column in columns]


def _stretched(columns: Sequence[Column], widths: list[float], room: float) -> list[float]:
    """Widths that fill the room: first the columns of figures stand further apart, the rest is for those of words."""
    spare = room - sum(widths)
    figures = sum(width for column, width in zip(columns, widths, strict=True) if column.figures)
    words = sum(widths) - figures
    if not words:
        return [width + spare / len(widths) for width in widths]
    factor = 1 + min(_ROOMIER - 1, spare / 2 / figures) if figures else 1.0
    spare -= figures * (factor - 1)
    return [
        width * factor if column.figures else width + spare * width / words
        for column, width in zip(columns, widths, strict=True)
    ]
