"""Datelines: the place and the date that a line is."""

from __future__ import annotations

import datetime

import pytest

from pressprint.languages import known, language
from pressprint.readers.dateline import Dateline, read_dateline
from pressprint.text import write_dateline

PLACES = {
    "ar": "القاهرة",
    "bg": "София",
    "el": "Αθήνα",
    "fa": "تهران",
    "he": "תל אביב",
    "ja": "東京",
    "kk": "Астана",
    "ko": "서울",
    "ru": "Санкт-Петербург",
    "uk": "Київ",
    "zh": "北京",
}
DAYS = [datetime.date(2026, month, day) for month in range(1, 13) for day in (1, 2, 11, 28)]


@pytest.mark.parametrize("code", known())
def test_written_datelines_are_read_back(code: str) -> None:
    """What pressprint writes for a place and a date, for either alone too, reads as the same place and date."""
    words = language(code)
    for place in (PLACES.get(code, "Saint-Denis"), "Den Haag", "Valletta, Malta", None):
        for day in DAYS:
            written = write_dateline(place, day, words)
            assert read_dateline(written, words) == Dateline(day, place), written


@pytest.mark.parametrize(
    ("code", "line", "iso", "place"),
    [
        ("fr", "Paris, le 6 novembre 2015", "2015-11-06", "Paris"),
        ("fr", "Paris, le vendredi 6 novembre 2015.", "2015-11-06", "Paris"),
        ("fr", "Le 1er mai 2026", "2026-05-01", None),
        ("fr", "PARIS, LE 6 NOVEMBRE 2015", "2015-11-06", "PARIS"),
        ("fr", "Paris – 6 nov. 2015", "2015-11-06", "Paris"),
        ("fr", "Paris, 06/11/2015", "2015-11-06", "Paris"),
        ("fr", "Washington, D.C., le 6 novembre 2015", "2015-11-06", "Washington, D.C."),
        ("en", "London, on the 6th of November 2015", "2015-11-06", "London"),
        ("en", "NEW YORK, Nov. 6, 2015", "2015-11-06", "NEW YORK"),
        ("en", "New York | November 6, 2015", "2015-11-06", "New York"),
        ("en", "2015-11-06", "2015-11-06", None),
        ("en", "13/11/2015", "2015-11-13", None),
        ("de", "Frankfurt am Main, den 6. November 2015", "2015-11-06", "Frankfurt am Main"),
        ("de", "Berlin, 06.11.2015", "2015-11-06", "Berlin"),
        ("nl", "Bergen op Zoom, 6 november 2015", "2015-11-06", "Bergen op Zoom"),
        ("sv", "Stockholm den 6 november 2015", "2015-11-06", "Stockholm"),
        ("sv", "Den 6 november 2015", "2015-11-06", None),
        ("ru", "Москва, 6 ноября 2015 года", "2015-11-06", "Москва"),
        ("uk", "Київ, 6 листопада 2015", "2015-11-06", "Київ"),
        ("mt", "Valletta, 6 ta' Novembru 2015", "2015-11-06", "Valletta"),
        ("tr", "Ankara, 6 KASIM 2015", "2015-11-06", "Ankara"),
        ("tr", "Ankara, 6 NİSAN 2015", "2015-04-06", "Ankara"),
        ("fa", "تهران، ۶ نوامبر ۲۰۱۵", "2015-11-06", "تهران"),
        ("ja", "東京 2015 年 11 月 6 日", "2015-11-06", "東京"),
        ("zh", "北京2015年11月6日", "2015-11-06", "北京"),
        ("ko", "서울, 2015년 11월 6일", "2015-11-06", "서울"),
    ],
)
def test_forms_that_people_write(code: str, line: str, iso: str, place: str | None) -> None:
    """Weekdays, small words, capitals, digits of other scripts and short months are read, and leave the place."""
    assert read_dateline(line, language(code)) == Dateline(datetime.date.fromisoformat(iso), place)


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("fr", "Paris, novembre 2015"),
        ("fr", "Paris, le 6 novembre"),
        ("fr", "12 6 novembre 2015"),
        ("fr", "Un rapport, un film, un livre, le 6 novembre 2015"),
        ("en", "The office opened on 6 November 2015."),
        ("en", "Maya 6, 2015"),
        ("fr", "Le communiqué du 6 novembre 2015 et sa suite"),
        ("en", "x" * 300 + " 6 November 2015"),
    ],
)
def test_what_is_no_dateline(code: str, line: str) -> None:
    """A line that holds a date among other things is none."""
    assert read_dateline(line, language(code)) is None


@pytest.mark.parametrize(
    ("code", "line", "message"),
    [
        (
            "fr",
            "Paris, le 31 novembre 2015",
            "“31 novembre 2015” is not a date of the calendar; correct the day or the month",
        ),
        ("de", "30.02.2026", "“30.02.2026” is not a date of the calendar; correct the day or the month"),
        ("en", "London, 06/11/2015", "“06/11/2015” could be two days; write the month as a word"),
    ],
)
def test_dates_that_are_none_or_two(code: str, line: str, message: str) -> None:
    """A date that does not exist, or that England and America read differently, is refused."""
    with pytest.raises(ValueError, match="“") as caught:
        read_dateline(line, language(code))
    assert str(caught.value) == message
