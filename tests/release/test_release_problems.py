"""What the model says of fields that are not right."""

from __future__ import annotations

from typing import Any

import pytest

from pressprint import Contact, Paragraph, ReadError, Release

KEYS = (
    "title, language, kickers, subtitle, reference, date, place, status, embargo, corrects, updates, withdraws, "
    "correction_note, key_figures, lead, body, notes, boilerplate, legal, contacts, links, editions, url, "
    "keywords, organisation, issuers, country, layout, fit, typography, highlights, facts, signatory, end_mark, "
    "accounts, hashtags, listings, regulated, counts, preset, kind, slugline, summary, "
    "references, assets, usage_terms, copyright"
)


def message(**fields: Any) -> str:
    """What is said of a release with these fields."""
    with pytest.raises(ReadError) as caught:
        Release(**{"title": "T", "language": "en", **fields})
    return str(caught.value)


def test_all_errors_together() -> None:
    """Every fault of a release is told at once, in the order of the fields, with its path and what was expected."""
    with pytest.raises(ReadError) as caught:
        Release(
            language="xx",
            date="2026-02-30",
            embargo="2026-05-20 06:00",
            body=[{"type": "paragraph", "content": [{"type": "link", "href": "ftp://x", "content": "y"}]}],
            contacts=[{"name": "A", "email": "a@b"}, {}],
            refrence="1",  # type: ignore[call-arg]
        )
    codes = (
        "ar, bg, cs, da, de, el, en, es, et, fa, fi, fr, ga, he, hr, hu, it, ja, kk, ko, lt, lv, mt, nb, nl, pl, pt, "
        "ro, ru, sk, sl, sv, tr, uk, zh"
    )
    assert str(caught.value).split("\n") == [
        "title: is missing; expected the headline (for example The Loire's tides are now forecast to the minute)",
        f"language: “xx” is not a language pressprint knows; expected one of {codes}",
        "date: “2026-02-30” is not a date of the calendar; expected year-month-day such as 2026-03-12",
        "embargo: “2026-05-20 06:00” has no time zone; "
        "expected a moment with its time zone, such as 2026-05-20 06:00 Europe/London",
        "body[1].content[1].href: “ftp://x” is not a link that a release may hold; expected http, https, mailto or tel",
        "contacts[1].email: “a@b” is not an e-mail address; expected one such as press@office.example",
        "contacts[2]: the contact is empty; give it a name, a phone number or an e-mail address",
        "refrence: unknown key; did you mean “reference”?",
    ]
    assert [problem.field for problem in caught.value.problems][3:5] == ["embargo", "body[1].content[1].href"]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"xyzzy": 1}, f"xyzzy: unknown key; known are: {KEYS}"),
        ({"a[1].b": 1}, f"a[1].b: unknown key; known are: {KEYS}"),
        ({"Titel": "T"}, "Titel: unknown key; did you mean “title”?"),
        ({"contacts": [{"text": "A"}]}, "contacts[1].text: unknown key; "
         "known are: name, role, organisation, phones, email"),
        ({"body": [{"type": "heading", "contend": "A", "content": "B"}]}, "body[1].contend: unknown key; "
         "did you mean “content”?"),
        ({"body": [{"content": "A"}]}, "body[1]: has no “type”; "
         "expected one of paragraph, heading, quote, list, figure, table, divider"),
        ({"body": [{"type": "para", "content": "A"}]}, "body[1]: has an unknown “type”, “para”; "
         "expected one of paragraph, heading, quote, list, figure, table, divider"),
        ({"lead": [{"type": "bold", "content": "A"}]}, "lead[1]: has an unknown “type”, “bold”; "
         "expected one of text, strong, emphasis, link, foreign"),
        ({"body": [{"type": "paragraph"}]}, "body[1].content: is missing; expected the paragraph's text"),
        ({"body": [{"type": "quote", "text": []}]}, "body[1].text: is empty; "
         "expected what was said, one item for each paragraph (for example The tide tables have never been this "
         "precise.)"),
        ({"body": [{"type": "list", "items": []}]}, "body[1].items: is empty; expected the items in their order"),
        ({"body": [{"type": "figure", "src": "a.png"}]}, "body[1].alt: the figure has no alternative text; "
         "say in “alt” what it shows, or set “decorative: true”"),
        ({"body": {"type": "divider"}}, "body: is not a list (in YAML: “- ” before each item); found keys and values, "
         "expected the text: paragraphs, headings, quotes, lists, figures, tables"),
        ({"boilerplate": [{"heading": ["A"], "body": "B"}]}, "boilerplate[1].heading: is not text; found a list, "
         "expected the heading (for example About the Estuary Observatory)"),
        ({"keywords": "tides, rivers"}, "keywords: is not a list (in YAML: “- ” before each item); "
         "found “tides, rivers”, expected subjects, for the file's metadata (for example tides)"),
        ({"contacts": ["Ines Falk"]}, "contacts[1]: is not a group of keys; found “Ines Falk”, "
         "expected keys such as name, role and organisation"),
        ({"title": ""}, "title[1]: is empty; "
         "expected the headline (for example The Loire's tides are now forecast to the minute)"),
        ({"title": []}, "title: is empty; "
         "expected the headline (for example The Loire's tides are now forecast to the minute)"),
        ({"language": None}, "language: is empty; expected the language of the text, as a BCP 47 tag (for example fr)"),
        ({"date": 86400}, "date: “86400” is not a date; expected year-month-day such as 2026-03-12"),
        ({"date": "12/03/2026"}, "date: “12/03/2026” is not in the form of a date; "
         "expected year-month-day such as 2026-03-12"),
        ({"country": "France"}, "country: “France” is not a country code; expected two letters such as FR"),
        ({"layout": "../agency"}, "layout: holds characters that it may not hold; found “../agency”, "
         "expected the name of the layout it is set in (for example agency)"),
        ({"organisation": {"website": "https://a.example"}}, "organisation.name: is missing; "
         "expected the name as it is printed (for example Estuary Observatory)"),
        ({"body": [{"type": "list", "start": "two", "items": ["A"]}]}, "body[1].start: is not a whole number; "
         "found “two”, expected the number of the first item of a numbered list (for example 1)"),
        ({"body": [{"type": "figure", "src": "a.png", "decorative": "perhaps"}]}, "body[1].decorative: "
         "is neither true nor false; found “perhaps”, expected whether the image says nothing that the text does not "
         "say"),
        ({"subtitle": 5}, "subtitle: is not text; found “5”, expected the line below the title "
         "(for example A first in Europe)"),
    ],
)  # fmt: skip
def test_messages(fields: dict[str, Any], expected: str) -> None:
    """Each fault is one sentence: the field, what is wrong, what was found, what was expected."""
    assert message(**fields) == expected


def test_a_part_of_its_own_says_the_same() -> None:
    """A part that is made on its own is refused with the paths inside it."""
    with pytest.raises(ReadError) as caught:
        Contact(name="A", email="a@b", fone="112")  # type: ignore[call-arg]
    assert str(caught.value).split("\n") == [
        "email: “a@b” is not an e-mail address; expected one such as press@office.example",
        "fone: unknown key; did you mean “phones”?",
    ]


def test_a_fault_of_a_nested_part_stops_where_it_is_made() -> None:
    """A part that cannot be made is refused at once, also inside of a call for another."""
    with pytest.raises(ReadError, match="is empty; expected the paragraph's text"):
        Release(title="T", language="en", body=[Paragraph(content=())])


def test_content_nested_without_end() -> None:
    """Text in text in text ends as a fault, not as an overflow of the stack."""
    content: Any = "deep"
    for _ in range(600):
        content = [{"type": "strong", "content": content}]
    assert "nested too deeply" in message(lead=content)


def test_a_link_inside_a_link() -> None:
    """Text leads to one place: a link in a link, however deep, is told with its path."""
    inner = {"type": "link", "href": "https://www.tides.example/b", "content": "tables"}
    outer = {
        "type": "link",
        "href": "https://www.tides.example",
        "content": ["Tide ", {"type": "strong", "content": [inner]}],
    }
    said = message(body=[{"type": "paragraph", "content": ["See ", outer]}])
    assert said == "body[1].content[2].content: a link stands inside another one; leave one of the two out"


def test_more_than_there_may_be() -> None:
    """A list with too many items is told with how many it has, and may have."""
    figures = [{"figure": str(number), "text": "lamps"} for number in range(7)]
    assert message(key_figures=figures) == "key_figures: has 7 items; it may have 6, so leave some out"


def test_a_set_is_no_list() -> None:
    """A set would come out in another order in the next process, and so as other bytes."""
    with pytest.raises(ReadError, match="keywords: expected a list; a set has no order"):
        Release(title="The port opens", language="en", keywords={"rivers", "tides"})
