"""The rows of a table as rows of the page: cells side by side, and the rules between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from pressprint.layouts import TypeStyle
from pressprint.pages.column import baseline
from pressprint.pages.desk import ARTIFACT, Desk
from pressprint.pages.tables.cells import Cell, CellColumn, as_artifact, make_columns
from pressprint.pages.tables.fit import fitted
from pressprint.pages.values import Item, Row, RuleItem, TextItem
from pressprint.paragraphs import Line
from pressprint.release import Table

# Only a row of more lines than this may be higher than a page.
_MANY_LINES = 12


class TableRows:
    """A table whose cells are made and whose columns are fitted to the measure.

    Raises:
        SettingError: see `fitted`, and a character that no face has.
    """

    def __init__(self, table: Table, desk: Desk, element: int) -> None:
        self.desk, self.look = desk, desk.layout.keys.tables
        self.count = len(table.rows)
        # Without rows there is no group of them, nor one of heads (PDF/UA-1, 7.2).
        head = desk.element("THead", element) if self.count else element
        body = desk.element("TBody", element) if self.count else element
        typography = desk.release.typography or desk.layout.keys.paragraphs.typography
        self.columns = make_columns(table, desk, head, body, verbatim=typography == "verbatim")
        self.fit = fitted(table, self.columns, desk)
        colours = desk.layout.keys.colours
        self.colour = getattr(colours, self.look.colour)

    def head(self) -> Row:
        """The header row, between its rules."""
        style = self._style("table_head")
        cells = [column.head for column in self.columns]
        lines = self._lines(cells)
        most = max(map(len, lines))
        # Headings of fewer lines stand at the foot of their row.
        items = self._items(cells, lines, style, [most - len(cell) for cell in lines])
        height = most * style.leading + 2 * self.look.padding
        last = self.look.head_rule if self.count else self.look.rule
        rules = (self._rule(0.0, self.look.rule), self._rule(height - last, last))
        return Row(height, tuple(rule for rule in rules if rule.height) + tuple(items))

    def repeated_head(self) -> Row:
        """The header row as it stands above the rows of a further page: told by no reader."""
        head = self.head()
        items = tuple(
            TextItem(as_artifact(item.line, ARTIFACT), item.x, item.y, "layout") if isinstance(item, TextItem) else item
            for item in head.items
        )
        return Row(head.height, items)

    def body(self, head: Row | None) -> list[Row]:
        """The other rows; where one begins a page, `head` stands above it."""
        return [self._row(number, head) for number in range(self.count)]

    def _row(self, number: int, head: Row | None) -> Row:
        style = self._style("table_cell")
        cells = [column.cells[number] for column in self.columns]
        lines = self._lines(cells)
        most = max(map(len, lines))
        height = most * style.leading + 2 * self.look.padding
        items = self._items(cells, lines, style, [0] * len(cells))
        rule = self._row_rule(number, height)
        made = Row(height, (*rule, *items), repeat=head)
        return replace(made, parts=tuple(self._parts(made, most, style))) if most > _MANY_LINES else made

    def _parts(self, row: Row, count: int, style: TypeStyle) -> Iterator[Row]:
        """A high row line by line, each with the space under the head that a row begins with."""
        padding, leading = self.look.padding, style.leading
        repeat = row.repeat and Row(row.repeat.height + padding, row.repeat.items)
        for number in range(count):
            first, last = number == 0, number + 1 == count
            top = 0.0 if first else padding + number * leading
            bottom = row.height if last else padding + (number + 1) * leading
            items = tuple(item.moved(0.0, -top) for item in row.items if top <= item.y < bottom)
            yield Row(
                bottom - top, items, penalty=row.penalty if first else 0.0, repeat=row.repeat if first else repeat
            )

    def _lines(self, cells: Sequence[Cell]) -> list[tuple[Line, ...]]:
        return [cell.lines(width, self.fit.scale) for cell, width in zip(cells, self.fit.widths, strict=True)]

    def _items(
        self, cells: Sequence[Cell], lines: Sequence[tuple[Line, ...]], style: TypeStyle, drops: Sequence[int]
    ) -> Iterator[Item]:
        """The lines of the cells at their places, cell by cell; `drops` are the lines left free above each."""
        left = 0.0
        for number, (cell, column) in enumerate(zip(cells, self.columns, strict=True)):
            width = self.fit.widths[number]
            drop = baseline(style, lines[number]) + drops[number] * style.leading + self.look.padding
            for line in lines[number]:
                yield TextItem(line, left + self._x(column, cell, line, width), drop)
                drop += style.leading
            left += width + self.fit.gutter

    def _x(self, column: CellColumn, cell: Cell, line: Line, width: float) -> float:
        return column.x(cell, line, width, self.fit.scale, right_to_left=self.desk.right_to_left)

    def _style(self, role: str) -> TypeStyle:
        """A role's style at the size of the table."""
        style = self.desk.layout.style(role)
        if self.fit.scale == 1:
            return style
        scale = self.fit.scale
        return style.model_copy(update={"size": style.size * scale, "leading": style.leading * scale})

    def _rule(self, y: float, thickness: float, colour: str | None = None) -> RuleItem:
        return RuleItem(0.0, y, self.fit.width, thickness, colour or self.colour)

    def _row_rule(self, number: int, height: float) -> tuple[RuleItem, ...]:
        """The rule under a row."""
        last = number + 1 == self.count
        thickness = self.look.rule if last else self.look.row_rule
        rule = self._rule(height - thickness, thickness, None if last else self.look.row_colour)
        return (rule,) if thickness else ()
