"""Page breaking: the breaks with the fewest demerits for the whole release.

The same programme as line breaking, turned upright: rows are boxes, the space between them is glue, and
each break has a penalty. A page that is not the last costs what it leaves empty.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from pressprint.pages.values import FORBIDDEN, Row

# A page is first looked at for breaks when it is this full; emptier ones are tried if that fails.
_FULL = 0.6
_FEW_ROWS = 3
_FEW_DEMERITS = 3000.0
_EMPTY_DEMERITS = 20000.0


@dataclass(frozen=True, slots=True)
class Room:
    """The heights that rows may take: of the first page, of the others, and what the last gives to contacts."""

    first: float
    following: float
    contacts: float


def break_pages(rows: Sequence[Row], room: Room) -> list[tuple[int, int]]:
    """The pages as ranges of rows. The last one may be empty, where the contacts need a page of their own."""
    for full in (_FULL, 0.0):
        pages = _search(rows, room, full)
        if pages:
            return pages
    raise AssertionError("with pages as empty as need be there is always a way")


def _search(rows: Sequence[Row], room: Room, full: float) -> list[tuple[int, int]]:
    count = len(rows)
    demerits = [inf] * (count + 1)
    demerits[0] = 0.0
    origin = [0] * (count + 1)
    best, last_start = inf, -1
    for start in range(count + 1):
        before = demerits[start]
        if before == inf:
            continue
        capacity = room.first if start == 0 else room.following
        used = 0.0
        end = start
        while end < count:
            grown = used + rows[end].height + (space(rows, end) if end > start else 0.0)
            if grown > capacity and end > start:
                break
            used = grown
            end += 1
            if end < count and (used >= full * capacity or rows[end].height + used > capacity):
                cost = before + _page_demerits(used, capacity) + rows[end].penalty
                if cost < demerits[end]:
                    demerits[end], origin[end] = cost, start
        if end == count and (used + room.contacts <= capacity or start == count):
            cost = before + _last_demerits(count - start)
            if cost < best:
                best, last_start = cost, start
        if end == count and start < count:
            # The contacts alone on a page of their own.
            cost = before + _page_demerits(used, capacity) + FORBIDDEN / 2
            if cost < demerits[count]:
                demerits[count], origin[count] = cost, start
    return _path(origin, last_start, count) if best < inf else []


def space(rows: Sequence[Row], number: int) -> float:
    """The space between a row and the one before it on the same page."""
    return max(rows[number - 1].below, rows[number].above)


def _page_demerits(used: float, capacity: float) -> float:
    empty = 100 * (capacity - used) / capacity
    return 50 + empty * empty


def _last_demerits(rows: int) -> float:
    return _EMPTY_DEMERITS if rows == 0 else _FEW_DEMERITS if rows < _FEW_ROWS else 0.0


def _path(origin: list[int], last_start: int, count: int) -> list[tuple[int, int]]:
    pages = [(last_start, count)]
    while pages[-1][0] > 0:
        end = pages[-1][0]
        pages.append((origin[end], end))
    return pages[::-1]
