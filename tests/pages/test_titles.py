"""Titles: their lines, their sizes, and words that are too wide there and elsewhere."""

from __future__ import annotations

import pytest
from page_text import LEFT, RIGHT, kind_and_lines, words

from pressprint import SettingError, load_layout, render
from pressprint.fonts import open_book
from pressprint.pages import TextItem
from pressprint.pages.desk import Desk
from pressprint.pages.opening import set_headline


def test_a_title_of_several_lines(release_of, compose_release):
    """Each line of a title stands on a line of its own, all in one element."""
    title = ["A visit to the coast", "Preparing the winter", "The light and the harbour work together"]
    document = compose_release(release_of(title=title))
    found = [(node, text) for _, kind, node, text in kind_and_lines(document) if kind == "H1"]
    assert [text for _, text in found] == title
    assert len({node for node, _ in found}) == 1
    assert document.bookmarks[0].text == " ".join(title)


def test_a_title_line_is_made_smaller_before_it_breaks(release_of, compose_release):
    """The lines of a title that are a little too long are all set smaller, so that they stay as they were made."""
    title = ["Lighthouse, harbour and lifeboat office together", "A winter"]
    document = compose_release(release_of(title=title))
    sizes = {
        segment.style.size
        for item in document.pages[0].items
        if isinstance(item, TextItem)
        for segment in item.line.segments
        if document.elements[max(segment.node, 0)].kind == "H1"
    }
    assert [text for _, kind, _, text in kind_and_lines(document) if kind == "H1"] == title
    assert len(sizes) == 1
    assert 16 < sizes.pop() < 21


def test_a_long_title_is_balanced(release_of, compose_release):
    """The lines of a long title are about equally long."""
    document = compose_release(
        release_of(title="The lighthouse at Grey Point is lit again after eleven dark years at sea")
    )
    h1 = [
        item.line
        for item in document.pages[0].items
        if isinstance(item, TextItem) and item.line.segments[0].style.size > 16
    ]
    assert len(h1) == 2
    assert min(line.width for line in h1) > 0.7 * max(line.width for line in h1)


def test_a_wide_word_is_cut(release_of):
    """A word wider than the column is cut, told once, and no letter of it is lost."""
    pdf = render(release_of(title="T", body="W" * 120 + " and on."))
    assert [str(warning) for warning in pdf.warnings] == [
        f"body[1]: the word “{'W' * 59}…” is wider than the column and was broken"
    ]


@pytest.mark.parametrize("field", ["title", "lead", "body", "subtitle", "kickers", "notes", "legal"])
def test_wide_words_stay_on_the_page(field, release_of, compose_release):
    """However long a word is, its pieces stand between the margins, all of them."""
    word = "W" * 120
    value = {"kickers": [word], "title": ["T", word]}.get(field, word)
    document = compose_release(release_of(**{field: value}))
    items = [item for page in document.pages for item in page.items if isinstance(item, TextItem)]
    assert all(item.x >= LEFT - 0.01 and item.x + item.line.width <= RIGHT + 0.01 for item in items)
    assert sum(words(item.line).count("W") for item in items if not item.artifact) == 120


def test_an_empty_title_is_refused(release_of):
    """A title of characters that are taken out is refused as a fault of the title."""
    with pytest.raises(SettingError) as caught:
        render(release_of(title="\u200b"))
    assert str(caught.value) == "title: holds no character that can be printed"


@pytest.mark.parametrize(("language", "factor"), [("ar", 1.25), ("fa", 1.25), ("he", 1.0), ("en", 1.0)])
def test_titles_in_arabic_have_more_leading(language, factor, release_of):
    """Lines of a title and subtitle in Arabic letters stand further apart, as these reach further up and down."""
    layout = load_layout("agency")
    desk = Desk(release_of(title=["One", "Two"], subtitle="Three", language=language), layout, open_book(layout))
    first, second, subtitle = set_headline(desk)
    assert first.height == second.height == pytest.approx(factor * layout.style("title").leading)
    assert subtitle.height == pytest.approx(factor * layout.style("subtitle").leading)
