"""Tables: rectangular, spans that fit, header cells that say what they head (ISO 14289-1, 7.2 and 7.5)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from pressprint.conformance.opened import Opened
from pressprint.conformance.parts import get, items, name, text, whole
from pressprint.conformance.report import Finding
from pressprint.conformance.structure import Node

_WIDEST = 1000
_GROUPS = ("THead", "TBody", "TFoot")


def tables(file: Opened) -> Iterator[Finding]:
    """The faults of all tables."""
    for node in file.structure.nodes:
        if node.kind == "Table":
            yield from _groups(node)
            yield from _grid(node)
            yield from _heads(node)
            yield from _named(node)


def attribute(node: Node, key: str, owner: str = "Table") -> Any:
    """An attribute of an element's table attributes (ISO 32000-1, 14.8.5.7), or of those of another owner."""
    given = get(node.obj, "/A")
    for entry in items(given) if isinstance(given, pikepdf.Array) else [given]:
        if name(get(entry, "/O")) == owner and get(entry, key) is not None:
            return get(entry, key)
    return None


def _groups(table: Node) -> Iterator[Finding]:
    count = {group: sum(kid.kind == group for kid in table.nodes) for group in _GROUPS}
    if count["THead"] > 1:
        yield Finding("UA 7.2-11", table.place, "has several THead", "keep one")
    if count["TFoot"] > 1:
        yield Finding("UA 7.2-12", table.place, "has several TFoot", "keep one")
    if count["TFoot"] and not count["TBody"]:
        yield Finding("UA 7.2-13", table.place, "has TFoot and no TBody", "put the rows into TBody")
    if count["THead"] and not count["TBody"]:
        yield Finding("UA 7.2-14", table.place, "has THead and no TBody", "put the rows into TBody")


def _rows(table: Node) -> list[Node]:
    rows: list[Node] = []
    for kid in table.nodes:
        rows += [kid] if kid.kind == "TR" else [row for row in kid.nodes if kid.kind in _GROUPS and row.kind == "TR"]
    return rows


def _cells(row: Node) -> list[Node]:
    return [cell for cell in row.nodes if cell.kind in ("TH", "TD")]


def _span(cell: Node, key: str) -> int:
    return max(1, min(_WIDEST, whole(attribute(cell, key)) or 1))


def _grid(table: Node) -> Iterator[Finding]:
    """Lays the cells out: each place of the grid is taken once."""
    rows = _rows(table)
    taken: set[tuple[int, int]] = set()
    overlap = False
    for down, row in enumerate(rows):
        across = 0
        for cell in _cells(row):
            while (down, across) in taken:
                across += 1
            wide, high = _span(cell, "/ColSpan"), _span(cell, "/RowSpan")
            places = {(down + y, across + x) for y in range(high) for x in range(wide)}
            overlap |= bool(places & taken)
            taken |= places
            across += wide
    if overlap:
        yield Finding("UA 7.2-15, UA 7.2-42", table.place, "cells overlap", "let RowSpan and ColSpan fit")
    widest = 1 + max((across for _, across in taken), default=-1)
    if len(taken) != widest * len(rows) or any(down >= len(rows) for down, _ in taken):
        what = "its rows are not equally long"
        yield Finding("UA 7.2-41, UA 7.2-43", table.place, what, "write each cell, empty ones too, and spans that fit")


def _named(table: Node) -> Iterator[Finding]:
    """Header cells that others name are there."""
    cells = [cell for row in _rows(table) for cell in _cells(row)]
    there = {text(get(cell.obj, "/ID")) for cell in cells if cell.kind == "TH"}
    for cell in cells:
        if any(text(header) not in there for header in items(attribute(cell, "/Headers"))):
            yield Finding("UA 7.5-2", cell.place, "names a header cell that is not there", "name one of its table")


def _heads(table: Node) -> Iterator[Finding]:
    cells = [cell for row in _rows(table) for cell in _cells(row)]
    heads = [cell for cell in cells if cell.kind == "TH"]
    for cell in heads:
        if name(attribute(cell, "/Scope")) not in ("Row", "Column", "Both"):
            yield Finding("UA 7.5-1", cell.place, "a header cell has no Scope", "write /Scope/Row or /Scope/Column")
    if cells and not heads:
        yield Finding("UA 7.5-1", table.place, "no cell is a header cell", "write TH for those that head others")
