"""The line under a link: whole under letters that stand on the baseline, broken where one reaches below it."""

from __future__ import annotations

import pytest

from pressprint import load_layout
from pressprint.fonts import open_book
from pressprint.fonts.ink import crossings
from pressprint.paragraphs import Divider, Shape, Span, TextStyle, set_paragraph
from pressprint.pdf.underline import DROP, WIDTH, strokes

SIZE = 10.0


def _drawn(text: str):
    """The pieces of the line under a text, and how wide the text is."""
    book = open_book(load_layout("agency"))
    style = TextStyle(book.faces["serif", "regular"], SIZE, "#000000", underline=True)
    (line,) = set_paragraph([Span(text, style, 1)], Shape(1000), book, Divider("en")).lines
    return strokes(line.segments[0], line), line.segments[0].width


@pytest.mark.parametrize("text", ["the tide at noon", "Marrowby’s".replace("y", "i"), "ÉTÉ 2026"])
def test_a_line_is_whole_where_nothing_reaches_below(text):
    """One piece, as wide as the words."""
    pieces, width = _drawn(text)
    assert pieces == [(0.0, width)]


@pytest.mark.parametrize(
    ("text", "count"), [("the page at noon", 3), ("high tide", 2), ("gauge", 2), ("happy days", 4)]
)
def test_a_line_leaves_room_for_letters_that_reach_below(text, count):
    """Pieces in their order within the width of the words, with white between them; none that is a mere dot."""
    pieces, width = _drawn(text)
    assert len(pieces) == count
    assert all(length >= 0.3 * SIZE for _, length in pieces)
    ends = [end for start, length in pieces for end in (start, start + length)]
    assert ends == sorted(ends)
    assert 0 <= ends[0] < ends[-1] <= width
    assert all(after - before > 0.1 * SIZE for before, after in zip(ends[1::2], ends[2::2], strict=False))


def test_words_of_nothing_else_have_some_line():
    """Where there is no room between the letters, the line is left out there, and the words are shown."""
    pieces, _ = _drawn("gyp")
    assert len(pieces) <= 1


def test_ink_within_a_band():
    """The stem of a p crosses the line at its left, a comma's tail too; a letter on the baseline does not."""
    face = open_book(load_layout("agency")).faces["serif", "regular"]

    def found(letter: str):
        return crossings(face, face.word(letter, "en").glyphs[0].id, -DROP, WIDTH - DROP)

    ((left, right),) = found("p")
    assert 0 < left < right < 0.25
    assert len(found(",")) == len(found("g")) == 1
    assert found("n") == found("o") == ()
