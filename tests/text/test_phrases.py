"""Phrases of Japanese and Chinese: where lines of titles may end."""

from __future__ import annotations

from itertools import pairwise

import pytest

from pressprint.text import phrase_ends


def phrases(text: str, tag: str, *names: str) -> list[str]:
    """The phrases of a text."""
    return [text[start:end] for start, end in pairwise([0, *sorted(phrase_ends(text, tag, names))])]


def test_japanese_phrases_end_with_their_particles():
    """A word and what is attached to it are one phrase."""
    assert phrases("港を使い続けるための三つの約束", "ja") == ["港を", "使い続ける", "ための", "三つの", "約束"]


@pytest.mark.parametrize(
    "held", ["2027年", "八か月", "十二万人", "1.4メートル", "第31回", "18,600個", "ソラマメホール", "「静かな港」"]
)
def test_what_is_held_together(held):
    """Figures with their counters, katakana, and what stands in brackets, are never parted."""
    text = f"工期は{held}を超えた"
    ends = phrase_ends(text, "ja")
    assert not ends & set(range(4, 3 + len(held)))


def test_names_are_held_together():
    """A name stays whole, as one that nobody knows may not."""
    text = "云汀图书馆今日开放"
    assert phrases(text, "zh-Hans")[0] != "云汀图书馆"
    assert phrases(text, "zh-Hans", "云汀图书馆")[0] == "云汀图书馆"


@pytest.mark.parametrize("tag", ["zh", "zh-Hans", "zh-Hant", "zh-TW", "yue"])
def test_chinese_lines_neither_begin_with_particles_nor_end_with_prepositions(tag):
    """What belongs to its neighbour stays with it."""
    text = "向讀者提供地方文獻的版本並在三月開放" if "ans" not in tag else "向读者提供地方文献的版本并在三月开放"
    made = phrases(text, tag)
    assert len(made) > 4
    assert "".join(made) == text
    assert all(part[0] not in "的于於" and part[-1] not in "向在并並于於" for part in made)


def test_elsewhere_each_character_may_be_the_last():
    """Where no model is known, any may end a line."""
    assert phrase_ends("港口", "en") == {1, 2}
