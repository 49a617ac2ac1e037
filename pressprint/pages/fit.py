"""One page: less space between the blocks, then smaller text with less leading, within the bounds of a layout."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil, floor

from msgspec import Struct
from msgspec.structs import replace

from pressprint.errors import Problem
from pressprint.layouts import Layout, TypeStyle
from pressprint.pages.desk import RUNNING, Desk
from pressprint.pages.furniture import Head
from pressprint.pages.pagebreak import PageRows, Room, space
from pressprint.pages.values import Row, TextItem

_STEP = 0.1  # points, from one size that is tried to the next
_WORDS = 10  # to how many words the advice is rounded


class Setting(Struct, frozen=True):
    """A release whose text is set and broken into pages, before anything has its place.

    `headline` is how many of the rows are the headline's. `note` tells what was done to have one page.
    """

    desk: Desk
    headline: int
    rows: list[Row]
    heads: tuple[Head, Head]
    contacts: list[Row]
    room: Room
    breaks: list[PageRows]
    note: str = ""


def on_one_page(normal: Setting, set_in: Callable[[Layout], Setting]) -> Setting:
    """A setting that takes several pages as one of a single page; itself, with a warning, where that cannot be.

    `set_in` sets the release anew in a layout that differs in the size of its text.
    """
    layout = normal.desk.layout
    look, body = layout.keys.fit, layout.style("body")
    if fitted := _squeezed(normal, look.spaces):
        return fitted
    sizes = _sizes(body.size, look.smallest)

    def tried(number: int) -> Setting:
        return set_in(_smaller(layout, sizes[number], number / (len(sizes) - 1)))

    last = len(sizes) - 1
    smallest = tried(last) if last else normal
    fitted = _squeezed(smallest, look.spaces, sizes[last])
    if fitted is None:
        normal.desk.warnings.append(_too_long(smallest, look.spaces, sizes[last]))
        return normal
    # Of the sizes that give one page the largest; the first is known not to, the last to do so.
    low, high = 0, last
    while high - low > 1:
        middle = (low + high) // 2
        found = _squeezed(tried(middle), look.spaces, sizes[middle])
        low, high, fitted = (low, middle, found) if found else (middle, high, fitted)
    return fitted


def _sizes(size: float, smallest: float) -> list[float]:
    """The sizes of running text to be tried, from its own to the smallest."""
    steps = max(floor((size - smallest) / _STEP + 1e-9), 0)
    sizes = [round(size - _STEP * number, 2) for number in range(steps + 1)]
    return sizes if sizes[-1] <= smallest or size <= smallest else [*sizes, smallest]


def _smaller(layout: Layout, size: float, share: float) -> Layout:
    """A layout whose running text is smaller, `share` of the way to the smallest.

    Its leading goes with it, and as far on the way to the tightest one.
    """
    keys = layout.keys
    scale = size / layout.style("body").size
    styles = {role: _scaled(layout.style(role), scale, share, layout) for role in sorted(RUNNING)}
    changed = {
        "type": keys.type.model_copy(update=styles),
        # The size is no longer free to be changed for the sake of even lines.
        "paragraphs": keys.paragraphs.model_copy(update={"size_play": 0.0}),
    }
    return replace(layout, keys=keys.model_copy(update=changed))


def _scaled(style: TypeStyle, scale: float, share: float, layout: Layout) -> TypeStyle:
    look = layout.keys.fit
    size = max(style.size * scale, min(style.size, look.smallest))
    ratio = style.leading / style.size
    ratio -= share * max(ratio - look.leading, 0.0)
    return style.model_copy(update={"size": size, "leading": size * ratio})


def _squeezed(setting: Setting, least: float, size: float | None = None) -> Setting | None:
    """The setting on one page, with as much of its spaces as that leaves; None where that is less than `least`."""
    heights, spaces = _heights(setting.rows)
    left = setting.room.first - setting.room.contacts - heights
    if left < spaces * least:
        return None
    factor = min(left / spaces, 1.0) if spaces else 1.0
    told = [f"the space between blocks at {floor(factor * 100)} %"] if factor < 1 else []
    if size is not None:
        told.append(f"the text at {size:g} pt")
    note = f"set on one page: {', '.join(told)}"
    return replace(setting, breaks=[PageRows(0, len(setting.rows), factor)], note=note)


def _heights(rows: Sequence[Row]) -> tuple[float, float]:
    """The heights of all rows together, and of the spaces between them."""
    return sum(row.height for row in rows), sum(space(rows, number) for number in range(1, len(rows)))


def _too_long(setting: Setting, least: float, size: float) -> Problem:
    """Why a release is not on one page, and how much of it would have to go."""
    heights, spaces = _heights(setting.rows)
    needed = heights + spaces * least + setting.room.contacts
    over = needed - setting.room.first
    fewer = ceil(over * _density(setting) / _WORDS) * _WORDS
    pages = ceil(needed / setting.room.first * 10) / 10
    what = f"it needs {pages:.1f} pages even with the text at {size:g} pt"
    return Problem(f"does not fit on one page: {what}; shorten it by some {fewer:,} words", field="fit")


def _density(setting: Setting) -> float:
    """How many words of running text stand on a point of height."""
    size = setting.desk.layout.style("body").size
    words, height = 0, 0.0
    for row in setting.rows:
        segments = [part for item in row.items if isinstance(item, TextItem) for part in item.line.segments]
        if any(segment.style.size == size for segment in segments):
            words += sum(len(segment.words) for segment in segments)
            height += row.height
    return words / height if height else 0.0
