"""The text as it is set: cleaned, its addresses found, its dates and numbers written."""

from __future__ import annotations

import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressprint import Link, Paragraph, Quote, Release, SettingError, Text
from pressprint.languages import language
from pressprint.release import plain
from pressprint.text import prepare, tel, write_date, write_dateline, write_moment
from pressprint.text.clean import clean, describe
from pressprint.text.tokens import with_links

# What people write, and among it what has no business on a page.
ODD = "\u200b\u200d\u00ad\u202e\u2066\ufeff\x00\x07\x9f\u2028\t\u0301\ud800"
SOUP = st.text(st.sampled_from("aé Zß.,:;/()[]@+-_0123\n\u00a0漢ا" + ODD), max_size=40)
ADDRESSES = st.sampled_from(
    [
        "https://www.lights.example/a_(b)",
        "www.lights.example",
        "lamp@lights.example",
        "+44 20 7946 0018",
        "http://",
        "@",
    ]
)


@pytest.mark.parametrize(
    ("text", "cleaned", "removed"),
    [
        ("plain words", "plain words", ""),
        ("a\x00b\x07c\x1bd\x7fe\x9f", "abcde", "\x00\x07\x1b\x7f\x9f"),
        ("zero\u200bwidth\ufeff and soft\u00adhyphen\u2060", "zerowidth and softhyphen", "\u200b\ufeff\u00ad\u2060"),
        ("safe\u202etxt.exe\u202c", "safetxt.exe", "\u202e\u202c"),
        ("\u2066isolated\u2069\u200e", "isolated", "\u2066\u2069\u200e"),
        ("heart\ufe0f", "heart", "\ufe0f"),
        ("\u206aold\u206f \U0001d173notes\U0001d17a", "old notes", "\u206a\u206f\U0001d173\U0001d17a"),
        ("an\ufffcobject\U0001fffe", "anobject", "\ufffc\U0001fffe"),
        ("joined\u200dletters\u200c", "joinedletters", "\u200d\u200c"),
        ("tab\there\u2028and\u2029there\x0cnow\x85", "tab here and there now ", ""),
        ("line\nstays", "line\nstays", ""),
        ("e\u0301te\u0301", "été", ""),
        ("non\u00a0breaking\u202fspaces stay", "non\u00a0breaking\u202fspaces stay", ""),
    ],
)
def test_clean(text, cleaned, removed):
    """Controls, zero-width characters and bidi marks go, line ends of other kinds become spaces, all is in NFC."""
    assert clean(text, "Latn") == (cleaned, removed)


def test_joiners_stay_where_they_shape_letters():
    """A zero-width non-joiner is spelling in Persian, and stays there."""
    assert clean("می\u200cروم", "Arab") == ("می\u200cروم", "")


def test_what_was_removed_is_described():
    """Removed characters are told by code point, name and number."""
    assert describe("\u200b\x07\u200b") == "U+200B (zero width space) 2 times, U+0007 (a control character)"
    assert describe("\ue000\uffff") == "U+E000 (a character of private use), U+FFFF (no character)"


def test_a_character_that_was_lost_is_refused(release_of):
    """What stands in place of a lost character is told with its place, as nothing can be put there."""
    with pytest.raises(SettingError) as caught:
        prepare(release_of(body=["Plain.", "The caf\ufffd opens."]))
    what = "“\ufffd” (U+FFFD) stands in “The caf\ufffd opens.” in place of a character that was lost; write that one"
    assert str(caught.value) == f"body[2]: {what}"


@given(SOUP)
def test_cleaning_twice_is_cleaning_once(text):
    """What is clean stays as it is."""
    cleaned, _ = clean(text, "Latn")
    assert clean(cleaned, "Latn") == (cleaned, "")
    assert unicodedata.is_normalized("NFC", cleaned)


def _release(texts: list[str]) -> Release:
    body = [Paragraph(content=(Text(text=text),)) for text in texts if text]
    quote = Quote(text=(" ".join(["Said", *texts]),), speaker="Ines Falk")
    return Release(title="Title", language="en", body=(*body, quote), contacts=({"name": "A", "phone": "+44 1"},))


@given(st.lists(st.one_of(SOUP, ADDRESSES, st.tuples(ADDRESSES, SOUP).map(" ".join)), max_size=4))
def test_a_prepared_release_comes_out_as_it_went_in(texts):
    """Preparing a prepared release changes nothing and warns of nothing."""
    prepared, *_ = prepare(_release(texts))
    again, warnings, _ = prepare(prepared)
    assert again == prepared
    assert warnings == ()


@given(st.lists(st.one_of(SOUP, ADDRESSES), max_size=4))
def test_preparing_loses_nothing(texts):
    """A release prepared verbatim has the clean words of the release, whatever became a link."""
    release = _release(texts)
    prepared, *_ = prepare(release, verbatim=True)
    for before, after in zip(release.body[:-1], prepared.body[:-1], strict=True):
        assert plain(after.content) == clean(plain(before.content), "Latn")[0]


def test_a_clean_release_is_the_same_one(release_of):
    """A release in which nothing is found is passed on as it is, not copied."""
    release = release_of(body=["Plain words."], contacts=[{"name": "A"}])
    assert prepare(release)[0] is release


def test_each_field_is_cleaned_and_told(release_of):
    """A warning names the field that characters were taken out of, wherever it stands."""
    release = release_of(
        title="The\u200b lamp",
        organisation={"name": "Light\x07house"},
        contacts=[{"name": "A"}, {"name": "B\u202e", "email": "b@lights.example"}],
        keywords=["lamps\ufeff"],
    )
    prepared, warnings, _ = prepare(release)
    assert prepared.title == ("The lamp",)
    assert prepared.organisation.name == "Lighthouse"
    assert prepared.contacts[1].name == "B"
    assert prepared.keywords == ("lamps",)
    assert sorted(map(str, warnings)) == [
        "contacts[2].name: removed U+202E (right-to-left override)",
        "keywords[1]: removed U+FEFF (zero width no-break space)",
        "organisation.name: removed U+0007 (a control character)",
        "title[1]: removed U+200B (zero width space)",
    ]


def _found(text: str) -> list[tuple[str, str]]:
    nodes = with_links(Text(text=text))
    assert plain(nodes) == text
    return [(plain(node.content), node.href) for node in nodes if isinstance(node, Link)]


@pytest.mark.parametrize(
    ("text", "shown", "href"),
    [
        ("See https://www.lights.example/plans.", "https://www.lights.example/plans", None),
        ("(see https://www.lights.example/a_(b)).", "https://www.lights.example/a_(b)", None),
        ("[https://www.lights.example/x]", "https://www.lights.example/x", None),
        ("“https://a.example/x?y=1&z=2”", "https://a.example/x?y=1&z=2", None),
        ("« https://a.example »", "https://a.example", None),
        ("At https://a.example/x?!", "https://a.example/x", None),
        ("https://a.example/…", "https://a.example/", None),
        ("https://münchen.example/straße", "https://münchen.example/straße", None),
        ("HTTP://A.EXAMPLE:8080/", "HTTP://A.EXAMPLE:8080/", None),
        ("www.lights.example, and", "www.lights.example", "http://www.lights.example"),
        ("Write to lamp@lights.example.", "lamp@lights.example", "mailto:lamp@lights.example"),
        ("<lamp+news@sea.lights.example>", "lamp+news@sea.lights.example", "mailto:lamp+news@sea.lights.example"),
        ("Call +44 20 7946 0018.", "+44 20 7946 0018", "tel:+44-20-7946-0018"),
        ("+44 (0)20 7946 0018", "+44 (0)20 7946 0018", "tel:+44-20-7946-0018"),
        (
            "+33\u00a01\u00a099\u00a000\u00a012\u00a034",
            "+33\u00a01\u00a099\u00a000\u00a012\u00a034",
            "tel:+33-1-99-00-12-34",
        ),
    ],
)
def test_an_address_is_found(text, shown, href):
    """Addresses in running text are links, without the marks of the sentence they stand in."""
    assert _found(text) == [(shown, href or shown)]


@pytest.mark.parametrize(
    "text",
    [
        "no address",
        "1+2=3",
        "@handle",
        "user@host",
        "http://localhost/x",
        "https://",
        "In 2019+ and +5 %",
        "+336123456789012345",
        "Call 020 7946 0018",
    ],
)
def test_no_address_is_found(text):
    """What only looks like an address stays text, and so does a number without its country."""
    assert _found(text) == []


def test_several_addresses_in_one_text():
    """Each address of a text is found, and what stands between them stays."""
    found = _found("lamp@a.example, www.b.example and +44 20 7946 0018")
    assert [shown for shown, _ in found] == ["lamp@a.example", "www.b.example", "+44 20 7946 0018"]


def test_no_link_within_a_link(release_of):
    """The text of a link stays as it is, though it may be an address itself."""
    content = [{"type": "link", "href": "https://a.example", "content": "www.b.example"}]
    release = release_of(body=[{"type": "paragraph", "content": content}])
    assert prepare(release)[0] is release


@pytest.mark.parametrize(
    ("tag", "written", "first"),
    [
        ("en", "6 November 2015", "1 March 2026"),
        ("fr", "6 novembre 2015", "1er mars 2026"),
        ("fr-CH", "6 novembre 2015", "1er mars 2026"),
        ("de", "6. November 2015", "1. März 2026"),
        ("es", "6 de noviembre de 2015", "1 de marzo de 2026"),
        ("it", "6 novembre 2015", "1º marzo 2026"),
        ("el", "6 Νοεμβρίου 2015", "1η Μαρτίου 2026"),
        ("pl", "6 listopada 2015\u00a0r.", "1 marca 2026\u00a0r."),
        ("kk", "2015 жылғы 6 қараша", "2026 жылғы 1 наурыз"),
        ("hu", "2015. november 6.", "2026. március 1."),
        ("ja", "2015年11月6日", "2026年3月1日"),
    ],
)
def test_dates(tag, written, first):
    """A date is in the words of its language, and the first of a month as that language has it."""
    assert write_date(date(2015, 11, 6), language(tag)) == written
    assert write_date(date(2026, 3, 1), language(tag)) == first


@pytest.mark.parametrize(
    ("tag", "written"),
    [
        ("en", "Wednesday 20 May 2026, 06:00 (London, UTC+1)"),
        ("fr", "mercredi 20 mai 2026 à 6\u00a0h\u00a000 (Londres, UTC+1)"),
        ("de", "Mittwoch, 20. Mai 2026, 06:00\u00a0Uhr (London, UTC+1)"),
        ("el", "Τετάρτη 20 Μαΐου 2026, ώρα 06:00 (Λονδίνο, UTC+1)"),
        ("ru", "среда, 20 мая 2026\u00a0г., 06:00 (Лондон, UTC+1)"),
    ],
)
def test_moments(tag, written):
    """A moment has its weekday, date, time and zone, the zone by its city and its offset."""
    moment = datetime(2026, 5, 20, 6, 0, tzinfo=ZoneInfo("Europe/London"))
    assert write_moment(moment, language(tag)) == written


def test_moments_without_a_city():
    """A zone that is an offset only, or UTC, is told as that."""
    moment = datetime(2026, 5, 20, 6, 0, tzinfo=timezone(timedelta(hours=5, minutes=30)))
    assert write_moment(moment, language("en")) == "Wednesday 20 May 2026, 06:00 (UTC+5:30)"
    assert write_moment(moment.replace(tzinfo=UTC), language("en")) == "Wednesday 20 May 2026, 06:00 (UTC)"
    behind = moment.replace(tzinfo=timezone(-timedelta(hours=3)))
    assert write_moment(behind, language("en")) == "Wednesday 20 May 2026, 06:00 (UTC−3)"


@pytest.mark.parametrize(
    ("tag", "both", "date_only"),
    [
        ("en", "Lyon, 12 March 2026", "12 March 2026"),
        ("fr", "Lyon, le 12 mars 2026", "Le 12 mars 2026"),
        ("fi", "Lyon 12. maaliskuuta 2026", "12. maaliskuuta 2026"),
        ("zh", "Lyon，2026年3月12日", "2026年3月12日"),
    ],
)
def test_datelines(tag, both, date_only):
    """Place and date are joined as the language does it, and either may be missing."""
    day = date(2026, 3, 12)
    assert write_dateline("Lyon", day, language(tag)) == both
    assert write_dateline(None, day, language(tag)) == date_only
    assert write_dateline("Lyon", None, language(tag)) == "Lyon"
    assert write_dateline(None, None, language(tag)) == ""


def test_a_place_may_hold_braces():
    """What an author writes is never taken for a pattern."""
    assert write_dateline("{date} {0}", date(2026, 3, 12), language("en")) == "{date} {0}, 12 March 2026"


@pytest.mark.parametrize(
    ("number", "country", "href"),
    [
        ("+33 1 99 00 12 34", None, "tel:+33-1-99-00-12-34"),
        ("01 44 76 75 39", "FR", "tel:+33-1-44-76-75-39"),
        ("Tél. 01 44 76 75 39", "FR", "tel:+33-1-44-76-75-39"),
        ("020 7946 0018 (out of hours)", "GB", "tel:+44-20-7946-0018"),
        ("(020) 7946 0018", "GB", "tel:+44-20-7946-0018"),
        ("+33 1 44 76 75 39 ext. 12", "FR", "tel:+33-1-44-76-75-39;ext=12"),
        ("01 44 76 75 39", None, None),
        ("01 44 76 75 39", "XX", None),
        ("123456", "FR", None),
        ("see the website", "FR", None),
        ("", "FR", None),
    ],
)
def test_tel(number, country, href):
    """A number is a link where it is one by the rules of its country, and otherwise none is guessed."""
    assert tel(number, country) == href
