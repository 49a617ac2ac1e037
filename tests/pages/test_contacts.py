"""The contact footer: where it stands, its columns, its numbers."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from page_text import BOTTOM, LEFT, RIGHT, kind_and_lines, lines, sentences, words

from pressprint import Release, render
from pressprint.pages import RuleItem, TextItem


def test_a_website_and_no_contacts(release_of, compose_release):
    """A website without contacts stands under the hairline, without a label."""
    (page,) = compose_release(release_of(links=["https://www.lights.example/"])).pages
    assert lines(page)[-2:] == ["The lighthouse at Grey Point is lit again", "www.lights.example"]


@given(st.lists(st.integers(1, 9), min_size=1, max_size=16), st.integers(1, 7), st.booleans())
@settings(max_examples=40)
def test_contacts_stand_at_the_foot_of_the_last_page(compose_release, counts, people, website):
    """The contacts are on the last page, whole, and end where the bottom margin begins, clear of the text."""
    contacts = [{"name": f"Name {n}", "role": "Press", "phone": "+44 20 7946 0018"} for n in range(people)]
    links = ["https://www.lights.example"] if website else []
    document = compose_release(
        Release(title="T", language="en", body=sentences(counts), contacts=contacts, links=links)
    )
    for page in document.pages[:-1]:
        assert not any("Name" in text for text in lines(page))
    texts = [item for item in document.pages[-1].items if isinstance(item, TextItem) and not item.artifact]
    label = next(n for n, item in enumerate(texts) if words(item.line).startswith("Media contact"))
    assert sum(words(item.line).startswith("Name") for item in texts[label:]) == people
    assert BOTTOM - 6 < max(item.y for item in texts) < BOTTOM
    if label:
        assert texts[label - 1].y < texts[label].y - 18
    hairline = [item for item in document.pages[-1].items if isinstance(item, RuleItem)][-1]
    assert hairline.y < texts[label].y
    assert hairline.width == pytest.approx(RIGHT - LEFT)


@pytest.mark.parametrize(("people", "columns"), [(1, 1), (2, 2), (3, 3), (4, 3), (7, 3)])
def test_contacts_stand_in_columns(people, columns, release_of, compose_release):
    """Up to three contacts stand side by side, further ones in rows below, read one after the other."""
    contacts = [{"name": f"Name {n}", "email": f"n{n}@lights.example"} for n in range(people)]
    (page,) = compose_release(release_of(contacts=contacts)).pages
    texts = [item for item in page.items if isinstance(item, TextItem)]
    names = [item for item in texts if words(item.line).startswith("Name")]
    assert [words(item.line) for item in names] == [f"Name {n}" for n in range(people)]
    apart = (RIGHT - LEFT + 16) / columns
    assert sorted({item.x for item in names}) == pytest.approx([LEFT + apart * n for n in range(columns)])
    assert len({item.y for item in names}) == -(-people // columns)
    order = [words(item.line) for item in texts[texts.index(names[0]) :]]
    assert order == [text for n in range(people) for text in (f"Name {n}", f"n{n}@lights.example")]


def test_one_contact_has_a_label_of_its_own(release_of, compose_release):
    """The label is in the singular for one contact."""
    (page,) = compose_release(release_of(contacts=[{"name": "A"}])).pages
    assert "Media contact" in lines(page)


def test_wide_contacts_take_fewer_columns(release_of, compose_release):
    """Addresses too long for three columns stand in two, or one, and are never broken where they would fit."""
    for length, columns in ((20, 2), (52, 1)):
        contacts = [{"name": f"Name {n}", "email": f"{'n' * length}@lights.example"} for n in range(3)]
        (page,) = compose_release(release_of(contacts=contacts)).pages
        names = [item for item in page.items if isinstance(item, TextItem) and words(item.line).startswith("Name")]
        assert len({item.x for item in names}) == columns
        assert sum(text.endswith("@lights.example") for text in lines(page)) == 3
        edges = sorted((i.x, i.x + i.line.width) for i in page.items if isinstance(i, TextItem) and i.y >= names[0].y)
        assert all(begin == other or end + 16 <= other for (begin, end), (other, _) in pairwise(edges))


def test_thirty_contacts(release_of, compose_release):
    """Thirty contacts run on over pages, in their order, each whole on one page."""
    contacts = [
        {"name": f"Name {n}", "role": "Press", "phone": "+44 20 7946 0018", "email": f"n{n}@lights.example"}
        for n in range(30)
    ]
    document = compose_release(release_of(body=sentences([9] * 4), contacts=contacts))
    found = [(page, text) for page, _, _, text in kind_and_lines(document)]
    names = [(page, text) for page, text in found if text.startswith("Name")]
    emails = [(page, text) for page, text in found if text.endswith("@lights.example")]
    assert [text for _, text in names] == [f"Name {n}" for n in range(30)]
    assert [page for page, _ in names] == [page for page, _ in emails]
    assert len(document.pages) == 2


def test_the_label_of_many_contacts_stays_with_the_first(release_of, compose_release):
    """Where contacts run on over pages, their label never stands alone at the foot of one."""
    contacts = [{"name": f"Name {n}", "role": "Press", "email": f"n{n}@lights.example"} for n in range(30)]
    for count in range(16, 30):
        document = compose_release(release_of(body=["One line."] * count, contacts=contacts))
        pages = {text: page for page, _, _, text in kind_and_lines(document)}
        assert pages["Media contacts"] == pages["Name 0"]


def test_a_number_that_is_none(release_of):
    """A phone number that cannot be parsed is set as written, without a link and with a warning."""
    pdf = render(release_of(contacts=[{"name": "A", "phone": "ask for 12"}]))
    assert [str(warning) for warning in pdf.warnings] == [
        "contacts[1].phones: the phone number “ask for 12” is set without a link; write it with its country code "
        "(+33 …), or give the “country”"
    ]


@pytest.mark.parametrize(
    ("country", "language", "href"),
    [("GB", "fr", "tel:+44-20-7946-0018"), (None, "en-GB", "tel:+44-20-7946-0018"), ("FR", "en-GB", None)],
)
def test_by_which_country_a_number_is_read(country, language, href, release_of, compose_release):
    """A number without its code is read by the release's country, or else by that of its language."""
    document = compose_release(
        release_of(country=country, language=language, contacts=[{"name": "A", "phone": "020 7946 0018"}])
    )
    assert [element.href for element in document.elements if element.kind == "Link"] == [href] * (href is not None)
