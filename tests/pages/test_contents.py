"""The contents pages of a volume: what they list, where it stands, and how it is tagged."""

from __future__ import annotations

from datetime import date
from itertools import groupby

import pytest
from page_text import lines, words

from pressprint import Release, SettingError, load_layout
from pressprint.fonts import open_book
from pressprint.pages import A4, Document, TextItem
from pressprint.pages.contents import Entry, compose_contents, roman

LONG = "The lighthouse at Grey Point is lit again, and the keepers who read the plans tell how it was done in a winter"


def entry(number: int = 1, **fields: object) -> Entry:
    """An entry of an English release."""
    given = {"title": f"Title {number}", "language": "en", "day": date(2026, 3, 1), "reference": f"LO-{number}"}
    return Entry(**{**given, "page": str(2 * number - 1), "target": f"release-{number:04}", **fields})


@pytest.fixture
def composed(agency):
    """A function that sets the contents of a volume in the shipped layout."""

    def run(entries: list[Entry], title: str = "Lighthouse Office 2026", **fields: object) -> Document:
        volume = Release(title=title, **{"language": "en", **fields})
        document, warnings = compose_contents(volume, entries, agency, open_book(agency))
        assert warnings == ()
        return document

    return run


def placed(document: Document, page: int = 0) -> list[tuple[str, TextItem]]:
    """The lines of a page's entries, each with its item."""
    items = [item for item in document.pages[page].items if isinstance(item, TextItem) and not item.artifact]
    return [(words(item.line), item) for item in items]


def kinds(document: Document, node: int | None) -> list[str]:
    """The types of an element and of those around it, from the inside."""
    result = []
    while node is not None:
        result.append(document.elements[node].kind)
        node = document.elements[node].parent
    return result


def test_what_is_read(composed):
    """Title, heading, and of each entry the date, the title, the reference and the page, in this order."""
    document = composed([entry(1), entry(2, day=None), entry(3, reference=None)])
    assert lines(document.pages[0]) == [
        "Lighthouse Office 2026",
        "Contents",
        *("1 March 2026", "Title 1", "LO-1", "1"),
        *("Title 2", "LO-2", "3"),
        *("1 March 2026", "Title 3", "5"),
    ]


def test_it_speaks_the_language_of_the_volume(composed):
    """Heading and dates are in the volume's language, a title in another one is marked as such."""
    document = composed([entry(language="fr", title="Le phare est rallumé")], language="de", title="Band")
    assert lines(document.pages[0])[1:3] == ["Inhalt", "1. März 2026"]
    tagged = [element.language for element in document.elements if element.language]
    assert tagged == ["fr"]


def test_no_heading_repeats_the_title(composed):
    """A volume that is called “Contents” has no second heading of that name."""
    assert lines(composed([entry()], title="Contents").pages[0])[:2] == ["Contents", "1 March 2026"]


def test_each_entry_is_one_link(composed):
    """All of an entry stands in one link to its release: TOC, TOCI, Reference, Link (ISO 32000-1, 14.8.4.2)."""
    document = composed([entry(1, title=LONG), entry(2, language="fr")])
    nodes = {item.line.segments[0].node for _, item in placed(document)[2:]}
    found = {tuple(kind for kind in kinds(document, node) if kind != "Span") for node in nodes}
    assert found == {("Link", "Reference", "TOCI", "TOC", "Document")}
    links = [element for element in document.elements if element.href]
    assert [(link.href, link.contents) for link in links] == [("#release-0001", LONG), ("#release-0002", "Title 2")]


def test_columns(composed):
    """Titles begin at one place, numbers end at the right margin, and nothing reaches into the next column."""
    document = composed([entry(number, title=LONG) for number in (1, 5, 50)])
    items = placed(document)[2:]
    numbers = [item for text, item in items if text.isdecimal()]
    titles = [item for text, item in items if text[:3] in ("The", "kee", "win", "how") or text in LONG]
    dates = [item for text, item in items if text.startswith(("1 March", "LO-"))]
    assert {round(item.x + item.line.width, 3) for item in numbers} == {round(A4[0] - 92, 3)}
    assert len({item.x for item in titles}) == 1
    assert {item.x for item in dates} == {88}
    assert max(item.x + item.line.width for item in dates) < titles[0].x
    assert max(item.x + item.line.width for item in titles) < min(item.x for item in numbers)


def test_entries_stand_on_one_baseline(composed):
    """Date, first line of the title and number share a baseline; what follows stands below, line by line."""
    document = composed([entry(title=LONG)])
    items = placed(document)[2:]
    rows = [[text for text, _ in row] for _, row in groupby(sorted(items, key=lambda i: i[1].y), lambda i: i[1].y)]
    assert rows[0] == ["1 March 2026", rows[0][1], "1"]
    assert rows[1] == [rows[1][0], "LO-1"]
    assert " ".join([rows[0][1], rows[1][0], *(text for row in rows[2:] for text in row)]) == LONG


def test_many_entries(composed):
    """Entries run over pages without being divided; pages have running heads and Roman numbers."""
    document = composed([entry(number, title=LONG) for number in range(1, 60)])
    assert len(document.pages) > 2
    for number, page in enumerate(document.pages, start=1):
        assert lines(page, artifacts=True)[-1] == roman(number)
        assert ("Lighthouse Office 2026" in lines(page, artifacts=True)) == (number > 1)
    first_lines = [lines(page)[0] for page in document.pages[1:]]
    assert first_lines == ["1 March 2026"] * (len(document.pages) - 1)
    assert max(item.y for page in document.pages for item in page.items if not item.artifact) < A4[1] - 54


def test_one_page_has_no_number(composed):
    """A page of contents that stands alone has no folio, as a release of one page has none."""
    assert lines(composed([entry()]).pages[0], artifacts=True) == []


def test_a_long_reference_wraps(composed):
    """A reference that is wider than its column runs on below; the title keeps its measure."""
    document = composed([entry(reference="Office of the keepers, northern coast, second volume")])
    items = placed(document)[2:]
    title = next(item for text, item in items if text == "Title 1")
    assert all(item.x + item.line.width < title.x for text, item in items if item.x == 88)
    assert title.x < A4[0] / 2


def test_from_right_to_left(write_layout):
    """In a language that is written from right to left the columns stand the other way round."""
    layout = load_layout(write_layout('extends = "agency"\n[labels.he]\ncontents = "LO"'))
    volume = Release(title="2026", language="he")
    document, _ = compose_contents(volume, [entry(title="Grey Point", day=None)], layout, open_book(layout))
    items = dict(placed(document))
    assert items["Grey Point"].x > items["1"].x
    assert items["1"].x == pytest.approx(92)


def test_a_character_that_no_face_has(agency):
    """A title that cannot be set is told with the entry it belongs to."""
    volume = Release(title="2026", language="en")
    with pytest.raises(SettingError) as caught:
        compose_contents(volume, [entry(), entry(title="\U00013000")], agency, open_book(agency))
    assert caught.value.problems[0].field == "entry 2"


@pytest.mark.parametrize(("number", "numeral"), [(1, "i"), (4, "iv"), (9, "ix"), (48, "xlviii"), (1994, "mcmxciv")])
def test_roman(number, numeral):
    """Small Roman numerals are those that page labels have."""
    assert roman(number) == numeral
