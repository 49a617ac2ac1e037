"""The notes under a table, each a Note of the structure, with its mark hung out where it has one."""

from __future__ import annotations

import re

from msgspec.structs import replace

from pressprint.pages.column import rows
from pressprint.pages.desk import Desk
from pressprint.pages.values import FORBIDDEN, Row, TextItem
from pressprint.paragraphs import Line, Shape
from pressprint.release import Content, Table, Text

_MARK = re.compile(r"([*†‡§⁎]+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+|[(\[]?\w{1,2}[)\]])\s*")
_GAP = 3.0


def note_rows(block: Table, desk: Desk, parent: int) -> list[Row]:
    """The rows of a table's notes, which no page break parts from it."""
    style = desk.layout.style("table_note")
    parted = [_parted(note) for note in block.notes]
    widths = [line.width for mark, _ in parted if mark and (line := desk.line(mark, "table_note"))]
    indent = max(widths, default=-_GAP) + _GAP
    result: list[Row] = []
    for mark, content in parted:
        node = desk.note_element(parent)
        label = desk.line(mark, "table_note", desk.element("Lbl", node)) if mark else None
        spans = desk.spans(content, "table_note", desk.element("P", node))
        made = rows(desk.lines(spans, Shape(desk.measure - indent)), style, x=indent)
        if made and label:
            made[0] = _labelled(made[0], label)
        if result and made:
            made[0] = replace(made[0], above=0.0)
        result += made
    return [replace(row, penalty=FORBIDDEN, ends=False) for row in result]


def _labelled(row: Row, label: Line) -> Row:
    """A note's first row with its mark."""
    return replace(row, items=(TextItem(label, 0.0, row.items[0].y), *row.items))


def _parted(note: Content) -> tuple[str, Content]:
    """A note's mark, if it has one, and the rest of it."""
    first = note[0] if note else None
    match = _MARK.match(first.text) if isinstance(first, Text) else None
    if match is None or not isinstance(first, Text) or (len(first.text) == match.end() and len(note) == 1):
        return "", note
    return match[1], (Text.model_construct(text=first.text[match.end() :]), *note[1:])
