"""The cells of a table: their elements, their text, what each asks for, and their lines once widths are known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from pressprint.fonts import FIGURES
from pressprint.pages.desk import Desk
from pressprint.pages.tables.alignment import Block, Edges, Side, block_of, edges_of, figure_x, word_x
from pressprint.pages.tables.columns import Column
from pressprint.paragraphs import Line, Paragraph, Segment, Shape, Span
from pressprint.release import Content, Table, plain
from pressprint.text.figures import figure, is_placeholder, is_year, with_minus

_ANY = 1e6
_UNIT = re.compile(r", (?=\S{1,2}$)")  # before the unit at the end of a heading, as in “Height, m”
_FOLDS = (0.5, 0.56, 0.64, 0.75)  # the shares of its width at which a heading may take two lines
_TOLERANCE = 0.01  # so that a word fits the column that is as wide as the word


class Cell(Struct, eq=False):
    """A cell: its element, its text (none of an empty cell), its lines as they are by themselves.

    `is_figure` tells that its column holds figures; then `edges` are those of its own, if it has one.
    """

    node: int
    paragraph: Paragraph | None
    natural: tuple[Line, ...]
    is_figure: bool
    edges: Edges | None = None

    @property
    def width(self) -> float:
        """The width of the cell where nothing is broken."""
        return max([line.width for line in self.natural]) if self.paragraph else 0.0

    def narrowest(self, *, hyphenate: bool) -> float:
        """The width of what no line may break: all of a figure, or the widest word or part of one."""
        if self.paragraph is None or self.is_figure:
            return self.width
        return self.paragraph.narrowest(hyphenate=hyphenate)

    def folded(self, narrowest: float) -> float:
        """The width of the cell on two lines, or nearly; at least its narrowest."""
        if self.paragraph is None:
            return 0.0
        for share in _FOLDS:
            lines = self.paragraph.set(measure=max(narrowest, share * self.width) + _TOLERANCE).lines
            if len(lines) <= 2:
                return max([narrowest, *(line.width for line in lines)])
        return self.width

    def lines(self, width: float, scale: float) -> tuple[Line, ...]:
        """The cell's lines in a column, at a share of its size."""
        fits = self.is_figure or self.width * scale <= width + _TOLERANCE
        if self.paragraph is None or (fits and scale == 1):
            return self.natural
        return self.paragraph.set(scale, _ANY if fits else width + _TOLERANCE).lines


class CellColumn(Struct, eq=False):
    """A column: its header cell and the others, its side, and the edges of its figures where it holds some."""

    head: Cell
    cells: list[Cell]
    side: Side
    block: Block
    figures: bool

    def asks(self, *, hyphenate: bool) -> Column:
        """What the column asks for at its own size."""
        cells = [self.head, *self.cells]
        narrowest = max([cell.narrowest(hyphenate=hyphenate) for cell in cells])
        natural = max([cell.width for cell in cells])
        width = self.block.width
        return Column(max(narrowest, width), max(natural, width), self.figures)

    def asks_less(self, asked: Column) -> Column:
        """What the column asks for with its heading on two lines."""
        narrowest = self.head.narrowest(hyphenate=False)
        natural = max([cell.width for cell in self.cells], default=0.0)
        if natural >= asked.natural or narrowest > asked.narrowest:
            return asked
        return Column(asked.narrowest, max(natural, asked.narrowest, self.head.folded(narrowest)), asked.figures)

    def x(self, cell: Cell, line: Line, width: float, scale: float, *, right_to_left: bool) -> float:
        """Where a line of a cell begins in the column."""
        block = self.block.scaled(scale)
        if not cell.is_figure:
            return word_x(line, self.side, block, width)
        edges = cell.edges and Edges(cell.edges.left * scale, 0.0, 0.0)
        return figure_x(line, edges, block, width, right_to_left=right_to_left)


def make_columns(table: Table, desk: Desk, head: int, body: int, *, verbatim: bool) -> list[CellColumn]:
    """The columns of a table; `head` and `body` are the elements whose rows their cells belong to.

    Raises:
        SettingError: a cell holds a character that no face has.
    """
    maker = _Maker(table, desk, verbatim)
    return maker.columns(head, body)


def as_artifact(line: Line, node: int) -> Line:
    """A line as text that is told elsewhere."""
    segments = (Segment(s.words, s.style, node, s.x, s.width, s.space_after) for s in line.segments)
    return Line(tuple(segments), line.width, line.scale, line.ratio, line.spacing, line.short)


class _Maker:
    """What making the cells of one table needs."""

    def __init__(self, table: Table, desk: Desk, verbatim: bool) -> None:
        self.table, self.desk, self.verbatim = table, desk, verbatim
        self.tag = desk.release.language
        self.figures, self.row_headers = shape_of(table, self.tag)

    def columns(self, head: int, body: int) -> list[CellColumn]:
        """The columns, their elements made row by row: in the order in which they are read."""
        heads = self._head(head)
        rows = [self._row(row, body) for row in self.table.rows]
        result = []
        for number, cell in enumerate(heads):
            cells = [row[number] for row in rows]
            block = block_of([cell.edges for cell in cells if cell.edges])
            result.append(CellColumn(cell, cells, self._side(number), block, self.figures[number]))
        return result

    def _alignment(self, number: int) -> str:
        return alignment(self.table, number)

    def _side(self, number: int) -> Side:
        """The side of a column; left and right are the page's own, also where text runs from right to left."""
        match self._alignment(number):
            case "center":
                return "center"
            case "left":
                return "end" if self.desk.right_to_left else "start"
            case "right":
                return "start" if self.desk.right_to_left else "end"
        return "end" if self.figures[number] else "start"

    def _head(self, parent: int) -> list[Cell]:
        row = self.desk.element("TR", parent)
        texts = [plain(content).strip() for content in self.table.header]
        made = []
        for number, content in enumerate(self.table.header):
            is_corner = number == 0 and not texts[0] and any(texts)  # which heads nothing
            node = self.desk.element("TD", row) if is_corner else self.desk.header_cell(row, "Column")
            made.append(self._cell(content, node, "table_head"))
        return made

    def _row(self, row: Sequence[Content], parent: int) -> list[Cell]:
        element = self.desk.element("TR", parent)
        made = []
        for number, content in enumerate(row):
            heads = self.row_headers and number == 0 and plain(content).strip()
            node = self.desk.header_cell(element, "Row") if heads else self.desk.element("TD", element)
            made.append(self._cell(content, node, "table_cell", is_figure=self.figures[number]))
        return made

    def _cell(self, content: Content, node: int, role: str, *, is_figure: bool = False) -> Cell:
        desk, text = self.desk, plain(content)
        if not text.strip():
            return Cell(node, None, (_blank(desk, role, node),), is_figure)
        spans: Iterable[Span] = desk.spans(content, role, node)
        found = figure(text, self.tag) if is_figure else None
        if is_figure:
            spans = self._figure_spans(spans)
        elif role == "table_head":
            spans = [replace(span, text=_UNIT.sub(",\u00a0", span.text)) for span in spans]
        paragraph = _paragraph(spans, desk, is_figure=is_figure, is_head=role == "table_head")
        lines = paragraph.set().lines
        return Cell(node, paragraph, lines, is_figure, edges_of(lines[0], found.whole_digits) if found else None)

    def _figure_spans(self, spans: Iterable[Span]) -> list[Span]:
        """The text of a figure in figures of one width, with a true minus unless it is set as it was written."""
        made = [replace(span, language=(span.language or self.tag) + FIGURES) for span in spans]
        if made and not self.verbatim:
            made[0] = replace(made[0], text=with_minus(made[0].text))
        return made


def alignment(table: Table, number: int) -> str:
    """How the column with a number, from 0, is to be aligned."""
    return table.align[number] if number < len(table.align) else "auto"


def shape_of(table: Table, tag: str) -> tuple[list[bool], bool]:
    """Which columns of a table hold figures that stand under each other, and whether its first column names the rows.

    `tag` is the language in which the figures are written.
    """
    texts = [[plain(row[number]) for row in table.rows] for number in range(len(table.header))]
    figures = [alignment(table, n) == "auto" and holds_figures(column, tag) for n, column in enumerate(texts)]
    if table.row_headers is not None:
        return figures, table.row_headers
    return figures, any(map(str.strip, texts[0])) and not figures[0] and any(figures[1:])


def holds_figures(texts: Sequence[str], tag: str) -> bool:
    """Whether the cells of a column hold figures, and nothing else but what says that there is none."""
    inked = [text for text in texts if text.strip()]
    found = [text for text in inked if figure(text, tag)]
    if not found or all(map(is_year, inked)):
        return False
    return len(found) == len(inked) or all(figure(text, tag) or is_placeholder(text) for text in inked)


def _paragraph(spans: Iterable[Span], desk: Desk, *, is_figure: bool, is_head: bool) -> Paragraph:
    """A cell's text. Signs stand before a figure also where text runs from right to left (as CLDR has it)."""
    shape = Shape(_ANY, narrow=True, balance=is_head)
    return Paragraph(spans, shape, desk.book, desk.divider, right_to_left=desk.right_to_left and not is_figure)


def _blank(desk: Desk, role: str, node: int) -> Line:
    """The line of an empty cell: a space, so that the cell is there for those who go from cell to cell."""
    style = desk.style(role)
    width = style.face.space.width * style.size
    return Line((Segment((style.face.space,), style, node, 0.0, width, space_after=False),), width)
