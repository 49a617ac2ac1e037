"""Page breaking: the breaks with the fewest demerits for the whole release.

The same programme as line breaking, turned upright: rows are boxes, the space between them is glue that may
give a little, and each break has a penalty. A page that is not the last costs what it leaves empty.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate
from math import inf

from msgspec import Struct

from pressprint.pages.values import FORBIDDEN, Row

# A page is first looked at for breaks when it is this full; emptier ones are tried if that fails.
_FULL = 0.6
_FEW_ROWS = 3
_FEW_DEMERITS = 3000.0
_EMPTY_DEMERITS = 20000.0
# A last page with little text is hollow: below this share of its height it costs the more, the less there is.
_HOLLOW, _HOLLOW_DEMERITS = 0.12, 800.0
_FIRST_PAGE = 2.0  # how much more an empty foot counts on the page that all look at
_SHRINK_DEMERITS = 400.0  # for spaces that give all they may


class Room(Struct, frozen=True):
    """The heights that rows may take: of the first page, of the others, and what the last gives to contacts.

    `flex` is the share by which the space between blocks may be made smaller or larger.
    """

    first: float
    following: float
    contacts: float
    flex: float = 0.0


class PageRows(Struct, frozen=True):
    """A page as a range of rows, `start` to `end` (exclusive), and the factor of the space between them."""

    start: int
    end: int
    factor: float = 1.0


def break_pages(rows: Sequence[Row], room: Room) -> list[PageRows]:
    """The pages. The last one may be empty, where the contacts need a page of their own."""
    for full in (_FULL, 0.0):
        pages = _Search(rows, room, full).pages()
        if pages:
            return pages
    raise AssertionError("with pages as empty as need be there is always a way")


def without_high_rows(rows: list[Row], room: Room) -> list[Row]:
    """The rows, with their parts in place of those that no page has room for."""
    if not any(row.parts for row in rows):
        return rows
    result: list[Row] = []
    for row in rows:
        above = row.repeat.height if row.repeat else 0.0
        result += row.parts if row.parts and row.height + above > room.following else (row,)
    return result


class _Search:
    """One search for breaks, with pages at least `full`."""

    def __init__(self, rows: Sequence[Row], room: Room, full: float) -> None:
        self.rows, self.room, self.full = rows, room, full
        self.count = len(rows)
        self.demerits = [0.0] + [inf] * self.count
        self.origin = [0] * (self.count + 1)
        self.best, self.last_start = inf, -1
        gaps = [space(rows, number) if number else 0.0 for number in range(self.count)]
        # Heights of rows and of the spaces above each, together as they are, and with spaces that give all they may.
        self.heights = [0.0, *accumulate([row.height for row in rows])]
        self.spaces = [0.0, *accumulate(gaps)]
        self.natural = [height + above for height, above in zip(self.heights, self.spaces, strict=True)]
        self.tightest = [
            height + (1 - room.flex) * above for height, above in zip(self.heights, self.spaces, strict=True)
        ]

    def pages(self) -> list[PageRows]:
        """The best pages, or none if there is no way."""
        for start in range(self.count + 1):
            if self.demerits[start] < self.best:
                self._push(start)
        if self.best == inf:
            return []
        ranges = [(self.last_start, self.count)]
        while ranges[-1][0] > 0:
            ranges.append((self.origin[ranges[-1][0]], ranges[-1][0]))
        return [self._fitted(start, end) for start, end in reversed(ranges)]

    def _push(self, start: int) -> None:
        """Tries all pages that begin with a row."""
        count, before = self.count, self.demerits[start]
        capacity = self._capacity(start)
        height, above = self.heights[start], self.spaces[min(start + 1, count)]
        # A page holds one row at least.
        furthest = bisect_right(self.tightest, capacity + height + (1 - self.room.flex) * above) - 1
        furthest = max(furthest, min(start + 1, count))
        first = bisect_left(self.natural, self.full * capacity + height + above, start + 1)
        if first > furthest < count and self.heights[furthest + 1] - height > capacity:
            first = furthest  # the next row is too high for what is left
        for end in range(first, min(furthest + 1, count)):
            heights, spaces = self.heights[end] - height, self.spaces[end] - above
            cost = before + self._demerits_of(heights, spaces, capacity, first=start == 0)
            self._offer(start, end, cost + self.rows[end].penalty)
        if furthest == count:
            self._close(start, self.heights[count] - height, self.spaces[count] - above)

    def _close(self, start: int, heights: float, spaces: float) -> None:
        """Tries the last page, which begins with a row."""
        count, before, capacity = self.count, self.demerits[start], self._capacity(start)
        if heights + spaces * (1 - self.room.flex) + self.room.contacts <= capacity or start == count:
            few = _EMPTY_DEMERITS if start == count else _FEW_DEMERITS if count - start < _FEW_ROWS and start else 0.0
            hollow = _HOLLOW_DEMERITS * max(1 - (heights + spaces) / (_HOLLOW * capacity), 0.0) if start else 0.0
            cost = before + few + hollow + self._shrink_demerits(heights, spaces, capacity - self.room.contacts)
            if cost < self.best:
                self.best, self.last_start = cost, start
        if start < count:
            # The contacts alone on a page of their own.
            self._offer(start, count, before + self._demerits_of(heights, spaces, capacity) + FORBIDDEN / 2)

    def _offer(self, start: int, end: int, cost: float) -> None:
        if cost < self.demerits[end]:
            self.demerits[end], self.origin[end] = cost, start

    def _capacity(self, start: int) -> float:
        """The room of a page that begins with a row, less what is repeated above it."""
        if start == 0:
            return self.room.first
        repeat = self.rows[start].repeat if start < self.count else None
        return self.room.following - (repeat.height if repeat else 0.0)

    def _demerits_of(self, heights: float, spaces: float, capacity: float, *, first: bool = False) -> float:
        """What a page that is not the last costs: what it leaves empty, or by how much its spaces shrink."""
        empty = max(100 * (capacity - heights - spaces) / capacity, 0.0)
        share = _FIRST_PAGE if first else 1.0
        return 50 + share * empty * empty + self._shrink_demerits(heights, spaces, capacity)

    def _shrink_demerits(self, heights: float, spaces: float, capacity: float) -> float:
        over = heights + spaces - capacity
        if over <= 0 or not spaces or not self.room.flex:
            return 0.0
        share = over / (spaces * self.room.flex)
        return _SHRINK_DEMERITS * share * share

    def _fitted(self, start: int, end: int) -> PageRows:
        """A page with its spaces made smaller where they must, or larger where that fills it."""
        heights = self.heights[end] - self.heights[start]
        spaces = self.spaces[end] - self.spaces[start + 1] if end > start + 1 else 0.0
        last = start == self.last_start
        capacity = self._capacity(start) - (self.room.contacts if last else 0.0)
        if not spaces:
            return PageRows(start, end)
        factor = (capacity - heights) / spaces
        widest = 1.0 if last else 1 + self.room.flex
        return PageRows(start, end, max(factor, 1 - self.room.flex) if factor <= widest else 1.0)


def space(rows: Sequence[Row], number: int) -> float:
    """The space between a row and the one before it on the same page."""
    return max(rows[number - 1].below, rows[number].above)
