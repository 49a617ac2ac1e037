"""Embedding levels of text from right to left."""

from __future__ import annotations

import pytest
from flat import FACE, STYLE, FlatBook

from pressprint.paragraphs import Divider, Shape, Span, set_paragraph
from pressprint.paragraphs.bidi import levels_of


@pytest.mark.parametrize("base", [0, 1])
@pytest.mark.parametrize("text", ["می\u200cخواهم", "a \u200d ب", "\u200c", "گل +44 20 7946 0018 گل"])
def test_each_character_has_a_level(text, base):
    """Joiners, too, keep their place among the characters."""
    assert len(levels_of(text, base=base)) == len(text)


def test_characters_that_unicode_does_not_know_yet():
    """A character that is not assigned runs as its block does: it could be one of a newer Unicode."""
    assert levels_of("ب \u0378 ب", base=1) == [1, 1, 2, 1, 1]
    assert levels_of("ب \u07bf ب", base=0) == [1, 1, 1, 1, 1]


def test_joiners_run_as_the_letters_around_them():
    """A joiner in a Persian word is of the word's own level."""
    assert set(levels_of("می\u200cخواهم", base=1)) == {1}


def test_a_telephone_number_keeps_the_order_of_its_groups():
    """All of a number in international form, its plus sign and its spaces included, runs from left to right."""
    text = "تلفن +44 20 7946 0018 صبح"
    levels = levels_of(text, base=1)
    start = text.index("+")
    assert set(levels[start : text.rindex("8") + 1]) == {2}
    assert levels[0] == levels[-1] == 1


@pytest.mark.parametrize("word", ["#TideGate", "@tides", "#GreyPoint2026"])
def test_a_sign_stays_with_the_word_it_marks(word):
    """The sign of a hashtag or an account runs as the word does, in a line of either direction."""
    text = f"{word} مد"
    assert set(levels_of(text, base=1)[: len(word)]) == {2}
    assert levels_of("#مد", base=1) == [1, 1, 1]
    assert levels_of("#مد", base=0) == [1, 1, 1]
    assert levels_of("a@b", base=1) == [2, 2, 2]


def spoken(parts: list[tuple[str, int]], measure: float) -> list[str]:
    """The texts of the segments of the first line of an Arabic paragraph, each part of it an element of its own."""
    spans = [Span(text, STYLE, node) for text, node in parts]
    lines = set_paragraph(spans, Shape(measure), FlatBook(FACE), Divider("ar"), right_to_left=True).lines
    return [" ".join(word.text for word in segment.words) for segment in lines[0].segments]


def test_elements_on_a_line_are_read_in_the_order_of_the_text():
    """Latin words of two elements among Arabic ones stand from left to right, and are read so."""
    assert spoken([("بيت ", 1), ("Grey ", 2), ("Point ", 1), ("باب", 1)], 500) == ["بيت", "Grey", "Point", "باب"]


def test_a_line_that_ends_among_latin_words_is_read_from_its_beginning():
    """The direction of a line is that of its paragraph, not that of the words at its end."""
    assert spoken([("بيت ", 1), ("Grey Point", 2)], 45) == ["بيت", "Grey"]
