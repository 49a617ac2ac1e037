"""What is the same on each page of several: running heads, folios, the embargo."""

from __future__ import annotations

import pytest
from page_text import BOTTOM, RIGHT, block_of, lines, sentences, words

from pressprint.pages import TextItem


def test_furniture_of_one_page(release_of, compose_release):
    """A release of one page has no folio and no running head."""
    (page,) = compose_release(release_of(reference="LO-12", body=["One."])).pages
    assert lines(page, artifacts=True) == ["Press release"]


def test_folios_and_running_heads(release_of, compose_release):
    """On several pages each has its folio, and those after the first the title and the reference at their head."""
    pages = compose_release(release_of(reference="LO-12", body=sentences([9] * 14))).pages
    count = len(pages)
    assert count >= 3
    title = "The lighthouse at Grey Point is lit again"
    assert lines(pages[0], artifacts=True) == ["Press release", f"1/{count}"]
    for number, page in enumerate(pages[1:], start=2):
        assert lines(page, artifacts=True) == [title, "LO-12", f"{number}/{count}"]
    for page in pages:
        (folio,) = [i for i in page.items if isinstance(i, TextItem) and i.artifact == "footer"]
        assert folio.y > BOTTOM
        assert folio.x + folio.line.width == pytest.approx(RIGHT)


def test_a_long_title_is_shortened_at_the_head(release_of, compose_release):
    """The running head has as much of a long title as fits beside the reference, ended with an ellipsis."""
    release = release_of(
        title="A lamp that is lit again, " * 15 + "at last", reference="LO-12", body=sentences([6] * 14)
    )
    page = compose_release(release).pages[1]
    heads = [item for item in page.items if isinstance(item, TextItem) and item.artifact == "header"]
    assert words(heads[0].line).startswith("A lamp that is lit again, A lamp")
    assert words(heads[0].line).endswith("…")
    assert heads[0].x + heads[0].line.width < heads[1].x


def test_a_shortened_title_ends_with_the_sense(release_of, compose_release):
    """Before the ellipsis stands neither an article nor a number, however much of the title fits."""
    seen = set()
    for length in range(20, 60, 2):
        title = (
            "Harbour" + "s" * length + " lights up the 1,204 boats of the bay and all of the town " + "for good " * 30
        )
        page = compose_release(release_of(title=title, reference="LO-12", body=sentences([6] * 14))).pages[1]
        head = next(item for item in page.items if isinstance(item, TextItem) and item.artifact == "header")
        seen.add(words(head.line).rsplit(" ", 1)[1])
    assert len(seen) > 3
    assert not seen & {"the…", "of…", "and…", "for…", "1,204…"}


def test_the_embargo_stands_on_every_page(release_of, compose_release):
    """An embargo with its moment and zone is on each page: as text on the first, as furniture on the others."""
    release = release_of(embargo="2026-05-20 06:00 Europe/London", body=sentences([6] * 14))
    pages = compose_release(release).pages
    line = "Embargoed until Wednesday 20 May 2026, 06:00 (London, UTC+1)"
    assert line in lines(pages[0])
    assert [lines(page, artifacts=True).count(line) for page in pages[1:]] == [1] * (len(pages) - 1)


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"status": "immediate"}, "For immediate release"),
        ({}, None),
    ],
)
def test_the_release_line(fields, line, release_of, compose_release):
    """A release that is free says so, once."""
    pages = compose_release(release_of(body=sentences([6] * 14), **fields)).pages
    assert (line in lines(pages[0])) if line else len(lines(pages[0])) > 1
    assert all(line not in lines(page, artifacts=True) for page in pages)


def test_the_running_head_waits_for_a_block_to_end(release_of, compose_release):
    """Furniture is painted after the first block that ends on its page, never within a sentence over a page break."""
    document = compose_release(release_of(body=sentences([9, 9, 9, 9, 9, 9, 9, 9])))
    assert len(document.pages) > 1
    before = None
    for page in document.pages:
        texts = [item for item in page.items if isinstance(item, TextItem)]
        first = block_of(document, texts[0].line.segments[0].node) if not texts[0].artifact else None
        if before is not None:
            assert first is not None, "the text comes before the running head"
            ending = [i for i, item in enumerate(texts) if not item.artifact and item.line.segments[0].node == first]
            furniture = [i for i, item in enumerate(texts) if item.artifact]
            assert furniture[0] == ending[-1] + 1
        before = first
