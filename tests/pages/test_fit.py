"""Fitted onto one page: what is done in which order, within which bounds, and what is told."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressprint import Release, load_layout, read, render
from pressprint.conformance import verify
from pressprint.pages import A4, Document, TextItem

SENTENCE = "The lamp was built in 1907 and its lens weighs two tonnes, for which ships have asked since. "
BOTTOM = A4[1] - 52


def _release(release_of, count: int, **fields: object) -> Release:
    contacts = [{"name": "Maud Kervella", "email": "maud@lights.example"}]
    return release_of(lead=SENTENCE * 2, body=[SENTENCE * 4] * count, contacts=contacts, **fields)


def _sizes(document: Document) -> set[float]:
    """The sizes of the running text."""
    items = [item for page in document.pages for item in page.items if isinstance(item, TextItem) and not item.artifact]
    return {round(s.style.size, 2) for i in items for s in i.line.segments if "lamp" in {w.text for w in s.words}}


def test_a_release_of_one_page_stays_as_it_is(release_of):
    """Where nothing has to be done, nothing is done, and nothing told."""
    plain, fitted = render(_release(release_of, 3)), render(_release(release_of, 3), fit="one-page")
    assert (fitted.pages, fitted.note, fitted.warnings) == (1, "", ())
    assert plain.preview() == fitted.preview()


def test_spaces_give_first(release_of, compose_release):
    """A release that is too long by a little keeps its size and has less space between its blocks."""
    release = release_of(body=["Light."] * 31, fit="one-page")
    assert len(compose_release(release.model_copy(update={"fit": None})).pages) == 2
    document = compose_release(release)
    assert len(document.pages) == 1
    assert re.fullmatch(r"set on one page: the space between blocks at [6-9]\d %", document.note)
    (size,) = {i.line.segments[0].style.size for i in document.pages[0].items if _is_light(i)}
    assert size == 10.5


def _is_light(item: object) -> bool:
    return isinstance(item, TextItem) and item.line.segments[0].words[0].text == "Light."


def test_then_the_text_gives(release_of, compose_release):
    """A longer one has smaller text with less leading, too, and the same size in all its running text."""
    document = compose_release(_release(release_of, 10, fit="one-page"))
    assert len(document.pages) == 1
    match = re.fullmatch(
        r"set on one page: (?:the space between blocks at \d\d %, )?the text at (9\.\d) pt", document.note
    )
    assert match
    assert _sizes(document) == {float(match[1])}


def test_what_cannot_be_fitted_is_set_as_it_was(release_of, compose_release, agency):
    """A release that is far too long is set at its own size, with a warning that says how much is too much."""
    release = _release(release_of, 14)
    pdf = render(release, fit="one-page")
    assert pdf.pages == render(release).pages == 2
    assert [str(warning) for warning in pdf.warnings] == [
        "fit: does not fit on one page: it needs 1.3 pages even with the text at 9 pt; shorten it by some 270 words"
    ]
    assert pdf.note == ""
    assert _sizes(compose_release(_release(release_of, 14, fit="one-page"))) == {10.5}


def test_the_advice_is_right(release_of):
    """A release that is shortened by as many words as the warning says fits."""
    text = SENTENCE.split() * 4
    release = _release(release_of, 14, fit="one-page")
    (warning,) = render(release).warnings
    words = int(re.search(r"some (\d+) words", str(warning))[1])
    paragraphs, rest = divmod(words, len(text))
    body = [SENTENCE * 4] * (14 - paragraphs - 1) + [" ".join(text[rest:])]
    assert render(release.model_copy(update={"body": _release(release_of, 0).body + Release(
        title="T", language="en", body=body).body})).pages == 1  # fmt: skip


@settings(max_examples=12)
@given(st.integers(1, 16))
def test_bounds(release_of, compose_release, count):
    """Whatever the length, nothing is smaller than 9 points, and nothing runs into the contacts."""
    document = compose_release(_release(release_of, count, fit="one-page"))
    assert min(_sizes(document)) >= 9
    for page in document.pages:
        texts = [item for item in page.items if isinstance(item, TextItem) and not item.artifact]
        ends = [item.y for item in texts]
        assert max(ends) <= BOTTOM
        assert ends == sorted(ends)


def test_bounds_of_a_layout(release_of, compose_release, write_layout):
    """A layout may allow less: neither smaller text nor less space."""
    release = _release(release_of, 9, fit="one-page")
    assert len(compose_release(release).pages) == 1
    strict = load_layout(write_layout('extends = "agency"\n[fit]\nsmallest = 10.4\nspaces = 1\n'))
    assert len(compose_release(release, strict).pages) == 2
    free = load_layout(write_layout('extends = "agency"\n[fit]\nsmallest = 9\nspaces = 1\nleading = 1.2\n', "free"))
    document = compose_release(release, free)
    assert len(document.pages) == 1
    assert "space" not in document.note


@pytest.mark.parametrize("count", [9, 10])
def test_the_file_sets_itself_again(count, release_of, tmp_path):
    """A fitted file conforms, and the release that it carries gives the same file."""
    pdf = render(_release(release_of, count), fit="one-page")
    file = tmp_path / "fitted.pdf"
    pdf.save(file)
    assert not verify(file).findings
    assert render(read(file)).content == pdf.content
