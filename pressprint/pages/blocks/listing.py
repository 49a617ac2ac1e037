"""A list, bulleted or numbered, and lists inside it."""

from __future__ import annotations

from msgspec.structs import replace

from pressprint.pages.blocks.paragraph import running_shape
from pressprint.pages.blocks.roles import Roles
from pressprint.pages.column import rows
from pressprint.pages.desk import Desk
from pressprint.pages.values import Row, TextItem
from pressprint.release import Item, List, Paragraph

_LABEL_GAP = 5.0  # between a number and the text, where there is room
_LEAST_GAP = 3.0
_LEAST_MEASURE = 120.0
# What a page break before the last item of a list costs, where that is a single line.
_LONE = 150.0


def set_list(block: List, desk: Desk, roles: Roles, parent: int) -> list[Row]:
    """The items of a list."""
    result = _list(block, desk, roles, parent, 0.0)
    around = desk.layout.style(roles.text)
    if result:
        result[0] = replace(result[0], above=max(result[0].above, around.above))
        result[-1] = replace(result[-1], below=max(result[-1].below, around.below))
    return result


def _list(block: List, desk: Desk, roles: Roles, parent: int, indent: float) -> list[Row]:
    node = desk.list_element(parent, ordered=block.ordered)
    numbers = range(block.start, block.start + len(block.items))
    labels = [f"{number}." if block.ordered else desk.layout.keys.lists.bullet for number in numbers]
    inner = indent + _step(labels[-1], desk, roles)
    if inner > desk.measure - _LEAST_MEASURE:
        indent, inner = 0.0, _step(labels[-1], desk, roles)  # deeper than the column has room for
    items = zip(block.items, labels, strict=True)
    made = [_item(item, label, desk, roles, node, (indent, inner)) for item, label in items]
    return _kept(made)


def _kept(made: list[list[Row]]) -> list[Row]:
    """The rows of all items; the last one, if it is a single line, is not gladly parted from the others."""
    *others, last = made
    if others and len(last) == 1:
        last = [replace(last[0], penalty=_LONE)]
    return [row for item in (*others, last) for row in item]


def _step(label: str, desk: Desk, roles: Roles) -> float:
    """From an item's label to its text: the layout's indent, or more where the widest label needs it."""
    line = desk.line(label, roles.item)
    return max(desk.layout.keys.lists.indent, line.width + _LEAST_GAP if line and label[-1] == "." else 0.0)


def _item(item: Item, label: str, desk: Desk, roles: Roles, parent: int, indents: tuple[float, float]) -> list[Row]:
    """The rows of an item. Its label stands at the first of the indents, its text at the second."""
    indent, inner = indents
    entry = desk.element("LI", parent)
    mark_node = desk.element("Lbl", entry)
    body = desk.element("LBody", entry)
    result: list[Row] = []
    for block in item.blocks:
        if isinstance(block, Paragraph):
            spans = desk.spans(block.content, roles.item, desk.element("P", body))
            lines = desk.lines(spans, running_shape(desk, desk.measure - inner, justify=roles.justify))
            made = rows(lines, desk.layout.style(roles.item), x=inner)
            if not result and made:
                made[0] = _marked(made[0], label, desk, roles, mark_node, indent, inner)
            result += made
        else:
            result += _list(block, desk, roles, body, inner)
    return result


def _marked(row: Row, label: str, desk: Desk, roles: Roles, node: int, indent: float, inner: float) -> Row:
    """An item's first row with its label: a bullet at the indent, a number before the text."""
    line = desk.line(label, roles.item, node)
    assert line is not None
    text = row.items[0]
    x = max(indent, inner - _LABEL_GAP - line.width) if label[-1] == "." else indent + 2
    return replace(row, items=(TextItem(line, x, text.y), *row.items))
