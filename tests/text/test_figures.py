"""Figures of tables: which cells hold one, and where its decimal mark stands."""

from __future__ import annotations

import pytest

from pressprint.text.figures import figure, is_placeholder, is_year, with_minus


@pytest.mark.parametrize(
    ("text", "tag", "digits"),
    [
        ("12", "en", 2),
        ("1,234.5", "en", 4),
        ("1,234", "en", 4),
        ("1,234", "de", 1),
        ("1.234", "de", 4),
        ("1.234,5", "en", 4),
        ("1.234.567", "de", 7),
        ("0.125", "de", 1),
        ("12.5", "de", 2),
        ("12.5", "de-CH", 2),
        ("1’234.5", "de-CH", 4),
        ("1\u202f234,5 €", "fr", 4),
        ("1 234 567", "fr", 7),
        (".5", "en", 0),
        ("−3.2 %", "en", 1),
        ("(21.3)", "en", 2),
        ("($1,204)", "en", 4),
        ("€ 12", "en", 2),
        ("CHF 12.50", "de-CH", 2),
        ("12 Mio. €", "de", 2),
        ("4.2*", "en", 1),
        ("98,85¹", "fr", 2),
        ("ca. 40", "de", 2),
        ("12,34,567", "en", 7),
        ("٣١٫٤", "ar", 2),
        ("3.2 million", "en", 1),
    ],
)
def test_figures(text, tag, digits):
    """A figure with its signs, currency, unit and marks has so many digits before its decimal mark."""
    assert figure(text, tag) == (digits,)


@pytest.mark.parametrize(
    "text", ["", "–", "Gate 1", "Q1", "12/2026", "10–15", "12:30", "3-2", "1st place", "12 March 2026", "A4", "9a2"]
)
def test_what_is_no_figure(text):
    """Names, ranges, dates and times are words."""
    assert figure(text, "en") is None


@pytest.mark.parametrize(
    ("text", "stands_for_none"),
    [("", True), ("–", True), ("n/a", True), ("k. A.", True), ("None yet", False), ("2", False), ("Ferry", False)],
)
def test_placeholders(text, stands_for_none):
    """A dash or a few signs say that there is no figure."""
    assert is_placeholder(text) is stands_for_none


def test_years():
    """A number of four digits may be a year, a larger one or one with a mark is none."""
    assert [is_year(text) for text in ("2025", " 1907 ", "3025", "20251", "2,025")] == [True, True, False, False, False]


@pytest.mark.parametrize(
    ("text", "made"),
    [("-3", "−3"), ("(-3)", "(−3)"), ("-€3", "−€3"), ("- 3", "− 3"), ("3-2", "3-2"), ("-", "-"), ("-a", "-a")],
)
def test_minus(text, made):
    """A hyphen before digits is a minus; no other hyphen is."""
    assert with_minus(text) == made
