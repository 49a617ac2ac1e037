"""Figures that stand out, above the lead: large ones side by side, each over what it is the figure of.

Where the layout has one column only, each figure and its text follow one another on a line.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from pressprint.pages.blocks import located
from pressprint.pages.column import baseline, rows
from pressprint.pages.desk import Desk
from pressprint.pages.furniture.pieces import lines_at
from pressprint.pages.values import FORBIDDEN, Element, Item, Row, RuleItem, TextItem
from pressprint.paragraphs import Line, Shape, Span
from pressprint.release import KeyFigure

_RULE_GAP = 8.0  # from a hairline to the figures
_FACTORS = (1.0, 0.9, 0.8, 0.7)  # by which figures are made smaller before they take fewer columns


def set_key_figures(desk: Desk) -> list[Row]:
    """The rows of the figures, which stay with the title; none where there are none."""
    figures = desk.release.key_figures
    if not figures:
        return []
    columns = min(desk.layout.keys.key_figures.columns, len(figures))
    with located("key_figures", desk):
        made = _lines(figures, desk) if columns == 1 else _columns(figures, _even(len(figures), columns), desk)
    style = desk.layout.style("key_figure")
    made[0] = replace(made[0], above=style.above)
    made[-1] = replace(made[-1], below=style.below)
    return [replace(row, penalty=FORBIDDEN) for row in made]


def _even(count: int, columns: int) -> int:
    """How many figures stand side by side, so that the rows are filled as evenly as can be: four as two and two."""
    return -(-count // -(-count // columns))


def _node(desk: Desk, parent: int) -> int:
    """The paragraph of a new item of the list."""
    return desk.element("P", desk.element("LBody", desk.element("LI", parent)))


def _list(desk: Desk) -> int:
    desk.elements.append(Element("L", 0))
    return len(desk.elements) - 1


def _lines(figures: Sequence[KeyFigure], desk: Desk) -> list[Row]:
    """A line for each figure, or more where it is long."""
    parent = _list(desk)
    # Both stand in one line, so that the one with the wider leading keeps lines apart.
    text = desk.layout.style("key_text")
    style = max(text, desk.layout.style("key_figure"), key=lambda one: one.leading)
    result: list[Row] = []
    for figure in figures:
        node = _node(desk, parent)
        spans = [
            Span(figure.figure, desk.style("key_figure"), node),
            Span(f"\u2002{figure.text}", desk.style("key_text"), node),
        ]
        result += rows(desk.lines(spans, Shape(desk.measure)), style, above=text.above, below=text.below)
    return result


def _columns(figures: Sequence[KeyFigure], columns: int, desk: Desk) -> list[Row]:
    """Rows of figures side by side, in columns of one width, with a hairline above and below all of them."""
    look, style = desk.layout.keys.key_figures, desk.layout.style("key_figure")
    width = (desk.measure - look.gutter * (columns - 1)) / columns
    factor = _factor(figures, width, desk)
    if factor is None and columns > 1:
        return _columns(figures, _even(len(figures), columns - 1), desk)
    parent = _list(desk)
    result: list[Row] = []
    for start in range(0, len(figures), columns):
        items: list[Item] = []
        height = 0.0
        for number, figure in enumerate(figures[start : start + columns]):
            column, bottom = _column(figure, width, factor or _FACTORS[-1], desk, _node(desk, parent))
            items += [item.moved(number * (width + look.gutter), 0.0) for item in column]
            height = max(height, bottom)
        result.append(Row(height, tuple(items), above=style.below / 2 if start else 0.0))
    if look.rule:
        rule = RuleItem(0.0, 0.0, desk.measure, look.rule, desk.layout.keys.colours.brand)
        result = [Row(_RULE_GAP, (rule,)), *result, Row(_RULE_GAP, (rule.moved(0.0, _RULE_GAP),))]
    return result


def _factor(figures: Sequence[KeyFigure], width: float, desk: Desk) -> float | None:
    """By how much the figures are made smaller so that each goes into its column; None where that is too much."""
    widest = max((line.width for figure in figures if (line := desk.line(figure.figure, "key_figure"))), default=0.0)
    return next((factor for factor in _FACTORS if widest * factor <= width), None)


def _column(figure: KeyFigure, width: float, factor: float, desk: Desk, node: int) -> tuple[list[Item], float]:
    """A figure over its text, and how high the two are."""
    style = desk.layout.style("key_figure")
    lines: tuple[Line, ...] = desk.lines(
        [Span(figure.figure, desk.style("key_figure", factor=factor), node)], Shape(width)
    )
    drop = baseline(style, lines)
    items: list[Item] = [TextItem(line, 0.0, n * style.leading + drop) for n, line in enumerate(lines)]
    y = style.leading * len(lines)
    lines = desk.lines([Span(figure.text, desk.style("key_text"), node)], Shape(width))
    items += lines_at(desk, lines, "key_text", 0.0, y)
    return items, y + desk.layout.style("key_text").leading * len(lines)
