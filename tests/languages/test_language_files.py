"""The data of the languages: that each file is whole and that its words can be found."""

from __future__ import annotations

import re
from datetime import date

import pytest
from babel import Locale
from babel.core import get_global
from babel.dates import format_date, parse_pattern

from pressprint.languages import code_of, common_words, known, language, main_region
from pressprint.readers.sections import fold
from pressprint.text import write_date

EU = "bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv"
OTHERS = "ar fa he ja kk ko nb ru tr uk zh"


def test_the_languages_there_are() -> None:
    """The 24 languages of the EU and eleven others have a file each."""
    assert known() == tuple(sorted(f"{EU} {OTHERS}".split()))
    assert (len(EU.split()), len(known())) == (24, 35)


@pytest.mark.parametrize("code", known())
def test_files_are_whole(code: str) -> None:
    """Each file has what the English one has, is named as its language and knows its names and direction."""
    words, english = language(code), language("en")
    assert words.code == code
    assert list(words.labels) == list(english.labels)
    assert list(words.dates) == list(english.dates)
    assert list(words.recognise) == list(english.recognise)
    assert words.english_name in str(Locale.parse(code).english_name)
    assert words.direction == Locale.parse(code).text_direction


@pytest.mark.parametrize("code", known())
def test_the_calendar_is_that_of_cldr(code: str) -> None:
    """Months, days and region are those that Babel knows; they stand here so that not all of Babel's is loaded."""
    names, locale = language(code).calendar, Locale.parse(code)
    for context, alone in (("format", ""), ("stand-alone", "_alone")):
        for width, short in (("wide", ""), ("abbreviated", "_short")):
            months = locale.months[context][width]
            assert names[f"months{short}{alone}"] == tuple(months[number] for number in range(1, 13))
        assert names[f"days{alone}"] == tuple(locale.days[context]["wide"][number] for number in range(7))
    assert get_global("likely_subtags")[code].endswith(f"_{main_region(code)}")


@pytest.mark.parametrize("code", known())
def test_dates_are_written_as_babel_writes_them(code: str) -> None:
    """Each month of a year in the language's pattern."""
    data = language(code)
    pattern = parse_pattern(data.dates["date"])
    for month in range(1, 13):
        day = date(2026, month, 5 + month)
        assert write_date(day, data) == format_date(day, pattern, locale=code)


@pytest.mark.parametrize("code", known())
def test_labels_have_their_places(code: str) -> None:
    """A label has the place that the English one has, and no other."""
    for name, label in language(code).labels.items():
        assert label == label.strip() != ""
        assert re.findall(r"\{.*?\}", label) == re.findall(r"\{.*?\}", language("en").labels[name])


@pytest.mark.parametrize("code", known())
def test_words_can_be_found(code: str) -> None:
    """Words stand in the lists as headings and lines are folded before they are looked up, and once only."""
    recognise = language(code).recognise
    for kind in ("contacts", "notes", "legal", "immediate", "press_release", "embargo", "boilerplate_last"):
        assert [fold(word) for word in recognise[kind]] == list(recognise[kind])
    for word in recognise["boilerplate"]:
        assert fold(word) == word.removesuffix(":")  # “Справка: …” has its colon inside the heading
    for words in recognise.values():
        assert len(set(words)) == len(words)


@pytest.mark.parametrize("code", known())
def test_kinds_do_not_share_words(code: str) -> None:
    """No word announces two kinds of section or line."""
    recognise = language(code).recognise
    words = [word for kind in ("contacts", "notes", "legal", "immediate", "press_release") for word in recognise[kind]]
    assert len(set(words)) == len(words)


@pytest.mark.parametrize("code", known())
def test_leaning_words_are_small_and_told_once(code: str) -> None:
    """What no line of a title should end with is in small letters, as titles are compared with it."""
    words = language(code).typography[""].leaning
    assert len(set(words)) == len(words)
    assert all(word == word.lower() and " " not in word for word in words)


@pytest.mark.parametrize("code", known())
def test_common_words_are_single_words(code: str) -> None:
    """The words by which a language is told are words of letters, enough of them to tell it."""
    common = language(code).recognise["common"]
    assert common_words(code) == (common, language(code).joins_words)
    assert len(common) >= 15
    assert all(re.fullmatch(r"[^\W\d_]+", word) and word == word.lower() for word in common)


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("fr", "fr"),
        ("FR", "fr"),
        ("fr-CH", "fr"),
        ("zh-Hant-TW", "zh"),
        ("de-1996", "de"),
        ("es-419", "es"),
        ("no", "nb"),
        ("nn-NO", "nb"),
        ("iw", "he"),
        ("tlh", None),
        ("xx", None),
        ("", None),
        ("f", None),
        ("fr_CH", None),
        ("fr-", None),
        ("französisch", None),
        ("../fr", None),
    ],
)
def test_codes_of_tags(tag: str, code: str | None) -> None:
    """A tag belongs to the file of its language, whatever its script, region or variant; others to none."""
    assert code_of(tag) == code


@pytest.mark.parametrize(
    ("tag", "region"),
    [
        ("fr", "FR"),
        ("fr-CH", "CH"),
        ("fr-ch", "CH"),
        ("en", "US"),
        ("zh-Hant-TW", "TW"),
        ("es-419", "419"),
        ("no", "NO"),
        ("kk", "KZ"),
        ("xx", None),
    ],
)
def test_regions_of_tags(tag: str, region: str | None) -> None:
    """A tag's region is the one it names, or else the one where most of its language's readers live."""
    assert main_region(tag) == region


def test_unknown_language_has_no_data() -> None:
    """Asking for the data of a language without a file is an error of the program."""
    with pytest.raises(KeyError, match="tlh"):
        language("tlh")


@pytest.mark.parametrize(("code", "joins"), [("ja", True), ("zh", True), ("ko", True), ("fr", False), ("ar", False)])
def test_languages_that_join_words(code: str, joins: bool) -> None:
    """Chinese, Japanese and Korean words may stand beside each other without a space."""
    assert language(code).joins_words is joins
