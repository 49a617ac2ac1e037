"""A figure: a picture, under it its caption, its credit and the terms of its use; two narrow ones side by side."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import ceil

from msgspec.structs import replace

from pressprint.errors import SettingError, quoted
from pressprint.pages.blocks.paragraph import running_shape
from pressprint.pages.blocks.printed import printed
from pressprint.pages.blocks.roles import Roles
from pressprint.pages.column import baseline
from pressprint.pages.desk import Desk, Pair
from pressprint.pages.values import A4, PictureItem, Row, TextItem
from pressprint.paragraphs import Line, Span
from pressprint.release import Block, Figure, plain

_BETWEEN = " · "  # a credit and the terms of use
_HIGHEST = 0.8  # of the height between the margins: some of it is the header's
_LEAST_CAPTION = 0.5  # of the column: under a narrow picture a caption is somewhat wider


def set_figure(block: Figure, desk: Desk, roles: Roles, parent: int) -> list[Row]:
    """A picture at the left of the column with what is said of it: one row, so that no page break parts them."""
    shown = printed(block, desk)
    holder = desk.element("Div", parent)
    said = plain(block.caption).strip() if block.decorative else block.alt
    node = desk.figure_element(holder, said) if said else None
    picture = PictureItem(shown.picture, block.src, shown.x, 0.0, shown.width, shown.height, node)
    measure = shown.share if block.width == "half" else max(shown.width, desk.measure * _LEAST_CAPTION)
    page = desk.layout.keys.page
    top = ceil(round(shown.height / page.grid, 3)) * page.grid if page.grid else shown.height
    lines, bottom = _lines_under(block, desk, holder, measure, (shown.x, top))
    if bottom > _HIGHEST * (A4[1] - page.margin_top - page.margin_bottom):
        what = f"what stands under the image {quoted(block.src)} is too long for a page"
        raise SettingError(f"{what}; put a part of it into the text")
    look = desk.layout.keys.figures
    return [Row(bottom, (picture, *lines), above=look.above, below=look.below, ends=True)]


def beside(left: Row, right: Row) -> Row:
    """The rows of two figures that stand side by side as one."""
    higher = max(left, right, key=lambda row: row.height)
    return replace(higher, items=(*left.items, *right.items), penalty=left.penalty)


def pairs(blocks: Sequence[Block]) -> dict[int, Pair]:
    """The narrow figures that stand side by side, by the index of each of the two."""
    found: dict[int, Pair] = {}
    for at, (one, other) in enumerate(pairwise(blocks)):
        if isinstance(one, Figure) and isinstance(other, Figure) and one.width == other.width == "half":
            found.setdefault(at, Pair((one, other), 0))
            if found[at].at == 0:
                found[at + 1] = Pair((one, other), 1)
    return found


def _lines_under(
    block: Figure, desk: Desk, holder: int, measure: float, corner: tuple[float, float]
) -> tuple[tuple[TextItem, ...], float]:
    """The caption, the credit and the terms under a picture's lower left corner; and where they end."""
    shape = running_shape(desk, measure, justify=False)
    parts: list[tuple[str, tuple[Line, ...]]] = []
    if any(words.strip() for words in (plain(block.caption), block.credit or "", block.rights or "")):
        caption = desk.element("Caption", holder)
        if block.caption:
            spans = desk.spans(block.caption, "caption", desk.element("P", caption))
            parts.append(("caption", desk.lines(spans, replace(shape, balance=True))))
        if words := _BETWEEN.join(filter(None, (block.credit, block.rights))):
            span = Span(words, desk.style("credit"), desk.element("P", caption))
            parts.append(("credit", desk.lines([span], shape)))
    items: list[TextItem] = []
    x, y = corner
    for number, (role, lines) in enumerate(parts):
        style = desk.layout.style(role)
        y += style.above if number or role == "caption" else desk.layout.style("caption").above
        for line in lines:
            items.append(TextItem(line, x, y + baseline(style, lines)))
            y += style.leading
    return tuple(items), y
