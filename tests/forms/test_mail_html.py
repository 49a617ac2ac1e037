"""A release as HTML for mail programs."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from msgspec.structs import replace

from pressprint import Layout, Release, to_html
from pressprint.layouts import contrast


class _Elements(HTMLParser):
    """The elements of a document: their names and attributes, those that were not closed, the text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in ("meta", "br", "hr", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_html_is_as_expected(sample: Release, same_as_expected: Callable[[str, str], None]) -> None:
    """The whole document of a release in each language."""
    same_as_expected(to_html(sample), f"{sample.language}.html")


def test_elements_are_closed_and_nothing_is_fetched(sample: Release, shipped_layout: Layout) -> None:
    """No element is left open, and none names a file, a script or a style sheet anywhere."""
    elements = _Elements(to_html(sample, shipped_layout))
    assert elements.open == []
    names = {name for name, _ in elements.found}
    assert not names & {"img", "script", "link", "style", "iframe", "object", "form", "svg"}
    for _, attributes in elements.found:
        assert not attributes.keys() & {"src", "srcset", "background", "class", "id", "onclick"}
        assert "url(" not in (attributes.get("style") or "")


def test_text_is_escaped(english: Release) -> None:
    """What looks like HTML in a release is text."""
    html = to_html(english)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "plans?a=1&amp;b=2" in html
    assert "Grey Point &lt;harbour&gt;" in html


def test_quotes_cannot_leave_an_attribute(release_of: Callable[..., Release]) -> None:
    """Nor can an address or a description close the attribute it stands in."""
    link = {"type": "link", "href": 'https://www.lights.example/"onclick="x', "content": "here"}
    figure = {"type": "figure", "src": "a.png", "alt": 'The "lamp" <b>'}
    html = to_html(release_of(body=[{"type": "paragraph", "content": [link]}, figure]), pictures={"a.png": 'x"y'})
    attributes = {name for _, found in _Elements(html).found for name in found}
    assert "onclick" not in attributes


def test_languages_and_directions_are_told(sample: Release) -> None:
    """The document and its column have the release's language and direction; foreign words have theirs."""
    found = _Elements(to_html(sample)).found
    direction = "rtl" if sample.language == "ar" else "ltr"
    told = [attributes for name, attributes in found if name in ("html", "div")][:2]
    assert [(one["lang"], one["dir"]) for one in told] == [(sample.language, direction)] * 2
    if sample.language == "ar":
        assert {"lang": "en", "dir": "ltr"} in [attributes for name, attributes in found if name == "span"]


def test_headings_leave_no_level_out(sample: Release) -> None:
    """There is one heading of level 1, and no level is left out on the way down."""
    levels = [int(name[1]) for name, _ in _Elements(to_html(sample)).found if re.fullmatch("h[1-6]", name)]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_text_can_be_read(sample: Release, shipped_layout: Layout) -> None:
    """Each text has a contrast of 4.5 : 1 on its ground, whatever its size."""
    found = [dict(_declared(at.get("style") or "")) for _, at in _Elements(to_html(sample, shipped_layout)).found]
    for style in found:
        if colour := style.get("color"):
            assert contrast(colour, style.get("background-color", "#ffffff")) >= 4.5, style


def _declared(style: str) -> list[tuple[str, str]]:
    return [(name, value) for name, _, value in (part.partition(":") for part in style.split(";"))]


def test_a_brand_that_is_faint_gives_way_to_the_text(release_of: Callable[..., Release], agency: Layout) -> None:
    """A colour that large type alone may have is not used for what a mail shows in small type."""
    faint = agency.keys.colours.model_copy(update={"brand": "#949494"})
    layout = replace(agency, keys=agency.keys.model_copy(update={"colours": faint}))
    html = to_html(release_of(body=["See www.lights.example."]), layout)
    for style in re.findall(r'style="([^"]*)"', html):
        colour = dict(_declared(style)).get("color")
        assert colour is None or contrast(colour) >= 4.5


def test_pictures_that_the_mail_carries_are_named(english: Release) -> None:
    """A figure whose picture is in the mail is an image by its content identifier; the others stay text."""
    html = to_html(english, pictures={"lamp.jpg": "lamp@lights.example"})
    images = [attributes for name, attributes in _Elements(html).found if name == "img"]
    assert [(one["src"], one["alt"]) for one in images] == [("cid:lamp@lights.example", "The lamp from below")]


@pytest.mark.parametrize("standing", ["embargo", "draft"])
def test_what_must_be_known_is_in_title_and_first_line(release_of: Callable[..., Release], standing: str) -> None:
    """An embargo or a draft is told in the document's title and before all else."""
    fields = {"embargo": "2026-03-13 06:00 UTC"} if standing == "embargo" else {"status": "draft"}
    elements = _Elements(to_html(release_of(**fields, body=["It burns."])))
    lines = [line for line in elements.text.split("\n") if line.strip()]
    word = "Embargoed until" if standing == "embargo" else "Draft"
    assert lines[0].startswith(word)
    assert lines[1].startswith(word)


def test_scripts_without_italics_stand_upright(release_of: Callable[..., Release]) -> None:
    """Arabic has no italics, nor do the figures between its words; English has."""
    emphasis = {"type": "paragraph", "content": [{"type": "emphasis", "content": "31"}]}
    figure = {"type": "figure", "src": "a.png", "alt": "31"}
    body = [{"type": "quote", "text": "31"}, emphasis, figure]
    assert "font-style:italic" in to_html(release_of(body=body))
    html = to_html(release_of(language="ar", body=body))
    assert "font-style:italic" not in html
    assert '<em style="font-style:normal">' in html
