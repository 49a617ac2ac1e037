"""The columns of tables: their widths, and figures under each other, in faces of invented widths."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressprint.fonts import Glyph, Word
from pressprint.pages.tables.alignment import Block, block_of, edges_of, figure_x, word_x
from pressprint.pages.tables.columns import Column, column_widths
from pressprint.paragraphs import Line, Segment, TextStyle

COLUMNS = st.lists(
    st.builds(
        lambda narrowest, more, figures: Column(narrowest, narrowest + more, figures),
        st.floats(0.5, 60),
        st.floats(0, 900),
        st.booleans(),
    ),
    min_size=1,
    max_size=12,
)


@given(COLUMNS, st.floats(0, 400))
def test_widths_hold_what_columns_need(columns, spare):
    """Columns are together no wider than their room, each at least as wide as the widest part that is not broken."""
    room = sum(column.narrowest for column in columns) + spare
    widths = column_widths(columns, room)
    assert len(widths) == len(columns)
    assert sum(widths) <= room + 1e-6
    assert all(width >= column.narrowest - 1e-9 for width, column in zip(widths, columns, strict=True))


@given(COLUMNS, st.floats(0, 400))
def test_columns_that_fit_are_not_narrowed(columns, spare):
    """Where all columns have room for their natural widths, none is narrower, whatever is done with the rest."""
    room = sum(column.natural for column in columns) + spare
    widths = column_widths(columns, room)
    assert sum(widths) <= room + 1e-6
    assert all(width >= column.natural - 1e-9 for width, column in zip(widths, columns, strict=True))


@given(COLUMNS, st.floats(0, 400))
def test_no_room_is_given_away(columns, spare):
    """Where text has to be broken, the room is used to its end."""
    room = sum(column.narrowest for column in columns) + spare
    if sum(column.natural for column in columns) > room:
        assert sum(column_widths(columns, room)) == pytest.approx(room, abs=0.01)


def test_a_short_column_beside_a_long_one_is_not_broken():
    """A column that asks for little gets it, and the longest of the others gets most."""
    widths = column_widths([Column(10, 60), Column(20, 300), Column(20, 2000)], 400)
    assert widths[0] == 60
    assert 60 < widths[1] < widths[2]


def test_columns_of_figures_are_alike():
    """Columns of figures have one width if there is room for that, and words get most of the rest."""
    columns = [Column(40, 90), Column(20, 30, figures=True), Column(30, 50, figures=True)]
    widths = column_widths(columns, 400)
    assert widths[1] == widths[2] > 50
    assert widths[0] > 90
    assert sum(widths) == pytest.approx(400)


def test_a_small_table_is_not_stretched():
    """Columns that ask for little leave most of the measure free."""
    assert sum(column_widths([Column(20, 20), Column(30, 30, figures=True)], 400)) < 160


# -- figures


class _Face:
    """Each character is half an em wide."""

    space = Word(" ", None, (), 0.25)


STYLE = TextStyle(_Face(), 10.0, "#000000")


def _line(text: str) -> Line:
    glyphs = tuple(Glyph(ord(character), character, 0.5, 0.5) for character in text)
    width = len(text) * 5.0
    return Line((Segment((Word(text, _Face(), glyphs, width / 10),), STYLE, 1, 0.0, width, space_after=False),), width)


def _placed(figures: list[tuple[str, int]], *, right_to_left: bool = False) -> list[float]:
    """Where the figures, each with its number of whole digits, have their decimal marks in a column of 100 points."""
    lines = [_line(text) for text, _ in figures]
    edges = [edges_of(line, digits) for line, (_, digits) in zip(lines, figures, strict=True)]
    block = block_of(edges)
    places = []
    for line, edge in zip(lines, edges, strict=True):
        x = figure_x(line, edge, block, 100.0, right_to_left=right_to_left)
        assert x >= 0
        assert x + line.width <= 100
        # A mirrored page keeps the line's own left side at its left.
        places.append((100 - x - line.width if right_to_left else x) + edge.left)
    return places


FIGURES = [("1,234.5", 4), ("−3.25", 1), ("(21)", 2), ("7*", 1), ("48.2%", 2), (".5", 0)]


@pytest.mark.parametrize("right_to_left", [False, True])
def test_decimal_marks_stand_under_each_other(right_to_left):
    """Figures of all kinds have their decimal mark, or their end where they have none, at one place."""
    assert len(set(_placed(FIGURES, right_to_left=right_to_left))) == 1


def test_edges_of_a_figure():
    """Digits and sign stand left of the mark, decimals and unit right of it, a note's mark or a bracket hangs."""
    edges = edges_of(_line("(21.35)*"), 2)
    assert (edges.left, edges.right, edges.hang) == (15.0, 15.0, 10.0)
    edges = edges_of(_line("48%"), 2)
    assert (edges.left, edges.right, edges.hang) == (10.0, 5.0, 0.0)


def test_headings_keep_to_the_edge_of_the_figures():
    """A heading over figures ends where they end, without the marks that hang; others stand at their side."""
    block = block_of([edges_of(_line("4.2*"), 1)])
    line = _line("2025")
    assert word_x(line, "end", block, 100.0) + line.width == 95.0
    assert word_x(line, "start", Block(), 100.0) == 0.0
    assert word_x(line, "center", Block(), 100.0) == 40.0


def test_what_stands_for_a_figure_stands_at_its_end():
    """A dash stands under the last decimals."""
    block = block_of([edges_of(_line("4.25*"), 1)])
    assert figure_x(_line("–"), None, block, 100.0, right_to_left=False) == 90.0
