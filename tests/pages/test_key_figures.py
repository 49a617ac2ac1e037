"""Figures that stand out, above the lead."""

from __future__ import annotations

from itertools import pairwise

import pytest
from page_text import lines, words

from pressprint import ReadError, Release, load_layout
from pressprint.pages import RuleItem, TextItem

FIGURES = [
    {"figure": "1,204", "text": "winds in the catalogue"},
    {"figure": 31, "text": "rooms"},
    {"figure": "£2.6\u00a0million", "text": "given by readers"},
    {"figure": "9 days", "text": "early"},
]


def _placed(page):
    return {words(item.line): item for item in page.items if isinstance(item, TextItem)}


def test_figures_stand_side_by_side_above_the_lead(release_of, compose_release):
    """Each figure stands over its text, all on one line, between two rules, after the title and before the lead."""
    (page,) = compose_release(release_of(key_figures=FIGURES[:3], lead="The lead.")).pages
    read = lines(page)
    assert read[1:8] == [
        "1,204",
        "winds in the catalogue",
        "31",
        "rooms",
        "£2.6\u00a0million",
        "given by readers",
        "The lead.",
    ]
    placed = _placed(page)
    assert placed["1,204"].y == placed["31"].y == placed["£2.6\u00a0million"].y < placed["rooms"].y
    assert placed["1,204"].x == placed["winds in the catalogue"].x < placed["31"].x < placed["£2.6\u00a0million"].x
    above, below = (
        item.y for item in page.items if isinstance(item, RuleItem) and 100 < item.y < 700 and item.width > 9
    )
    assert above < placed["1,204"].y < placed["rooms"].y < below < placed["The lead."].y


def test_figures_are_a_list(release_of, compose_release):
    """To a screen reader they are a list, each item a paragraph with the figure and its text."""
    document = compose_release(release_of(key_figures=FIGURES[:2]))
    kinds = [element.kind for element in document.elements]
    assert kinds.count("L") == 1
    assert kinds.count("LI") == kinds.count("LBody") == 2
    (page,) = document.pages
    placed = _placed(page)
    nodes = {text: placed[text].line.segments[0].node for text in ("1,204", "winds in the catalogue", "31")}
    assert nodes["1,204"] == nodes["winds in the catalogue"] != nodes["31"]
    assert document.elements[nodes["1,204"]].kind == "P"


def test_wide_figures_take_fewer_columns(release_of, compose_release):
    """Figures are made smaller before they take fewer columns, and never leave theirs."""
    wide = [{"figure": "£123,456.78\u00a0million", "text": "a"}, *FIGURES[:3]]
    (page,) = compose_release(release_of(key_figures=wide)).pages
    placed = _placed(page)
    assert placed["£123,456.78\u00a0million"].y == placed["1,204"].y < placed["31"].y
    assert placed["£123,456.78\u00a0million"].x + placed["£123,456.78\u00a0million"].line.width <= placed["1,204"].x


def test_one_column_is_lines(write_layout, release_of, compose_release):
    """In a layout of one column each figure and its text are a line."""
    layout = load_layout(write_layout('extends = "agency"\n[key_figures]\ncolumns = 1\n'))
    (page,) = compose_release(release_of(key_figures=FIGURES), layout).pages
    assert [line.replace("\u2002", " ") for line in lines(page)][1:3] == ["1,204 winds in the catalogue", "31 rooms"]


@pytest.mark.parametrize(
    ("figures", "told"),
    [
        ([{"figure": "31", "text": "rooms"}] * 7, "key_figures: "),
        ([{"figure": "31"}], "key_figures[1].text: "),
        ([{"figure": "as many as there are days in a year", "text": "rooms"}], "key_figures[1].figure: “as many as"),
    ],
)
def test_what_is_no_figure(figures, told):
    """Too many figures, one without its text, or one that is a sentence is refused with its place."""
    with pytest.raises(ReadError) as caught:
        Release(title="The light", language="en", key_figures=figures)
    assert told in str(caught.value)


def test_lines_of_figures_keep_apart(release_of, compose_release, write_layout):
    """In one column the larger leading of figure and text is that of the line: large figures do not touch."""
    layout = load_layout(write_layout('extends = "agency"\n[key_figures]\ncolumns = 1\n'))
    (page,) = compose_release(release_of(key_figures=FIGURES[:3]), layout).pages
    tops = [item.y for item in page.items if isinstance(item, TextItem) and "\u2002" in words(item.line)]
    assert [round(low - high, 3) for high, low in pairwise(tops)] == [28, 28]
