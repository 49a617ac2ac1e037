"""The QR code of an address: squares that a telephone reads, with the white around them that it needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import ceil

from pressprint.errors import Problem
from pressprint.pages.desk import Desk
from pressprint.pages.values import CodeItem
from pressprint.text import printed_address, sent_address

QUIET = 4  # modules of white on each side (ISO/IEC 18004, 5.3.8)
_SIDE = 56.0  # 20 mm
_LARGEST = 84.0  # 30 mm
_MODULE = 0.94  # the least that prints and reads for certain: a third of a millimetre
_STEP = 4.0


def code_of(desk: Desk, url: str) -> CodeItem | None:
    """The code of an address, its upper left corner at the origin; None where it is too long, which is noted."""
    address = sent_address(url)
    count, squares = _squares(address)
    side = max(_SIDE, ceil(count * _MODULE / _STEP) * _STEP)
    if not squares or side > _LARGEST:
        what = f"the address has {len(address)} characters, too many for a QR code that can be read, and is set without"
        desk.warnings.append(Problem(f"{what}; give a shorter one", field="url"))
        return None
    node = desk.figure_element(0, desk.label("qr_alt").format(name=printed_address(url)))
    return CodeItem(squares, count, 0.0, 0.0, side, desk.layout.keys.colours.text, node)


@lru_cache(maxsize=64)
def _squares(address: str) -> tuple[int, tuple[tuple[int, int, int, int], ...]]:
    """The modules of a side, and the dark ones as rectangles; none where the address is longer than any code."""
    import segno  # few releases have an address

    try:
        code = segno.make(address, error="m", micro=False, boost_error=False)
    except segno.DataOverflowError:
        return 0, ()
    rows = [tuple(bool(module) for module in row) for row in code.matrix]
    return len(rows), tuple(_rectangles(rows))


def _rectangles(rows: Sequence[Sequence[bool]]) -> Iterator[tuple[int, int, int, int]]:
    """Dark modules as rectangles of x, y, width and height: what is alike in rows under one another is one."""
    open_runs: dict[tuple[int, int], int] = {}  # start and width of a run, and the row that it began in
    for y, row in enumerate([*rows, ()]):
        runs = set(_runs(row))
        for run in [run for run in open_runs if run not in runs]:
            top = open_runs.pop(run)
            yield run[0], top, run[1], y - top
        for run in sorted(runs):
            open_runs.setdefault(run, y)


def _runs(row: Sequence[bool]) -> Iterator[tuple[int, int]]:
    start = None
    for x, dark in enumerate([*row, False]):
        if dark and start is None:
            start = x
        elif not dark and start is not None:
            yield start, x - start
            start = None
