"""References, downloads, terms of use and copyright, as they are written, and what is said of those that are wrong."""

from __future__ import annotations

from typing import Any

import pytest

from pressprint import ReadError, Release
from pressprint.release import plain


def made(**fields: Any) -> Release:
    """A release with these fields."""
    return Release(title="T", language="en", **fields)


@pytest.mark.parametrize(
    ("written", "text", "url", "doi"),
    [
        ("A study of tides", "A study of tides", None, None),
        ("https://tides.example/a", None, "https://tides.example/a", None),
        ("www.tides.example/a", None, "https://www.tides.example/a", None),
        ("10.5555/tides.1", None, None, "10.5555/tides.1"),
        ("doi: 10.5555/tides.1", None, None, "10.5555/tides.1"),
        ("https://doi.org/10.5555/tides.1", None, None, "10.5555/tides.1"),
        ({"text": "A study", "doi": "http://dx.doi.org/10.5555.2/tides(1)"}, "A study", None, "10.5555.2/tides(1)"),
    ],
)
def test_a_reference_is_known_by_its_form(written: Any, text: str, url: str, doi: str) -> None:
    """A text, an address or a DOI may stand alone, and one reference needs no list."""
    (one,) = made(references=written).references
    assert (one.text, one.url, one.doi) == (text, url, doi)
    assert made(references=[written]).references == (one,)


def test_the_address_that_resolves_a_doi() -> None:
    """Characters that an address cannot hold are escaped in it, and others are not."""
    (one,) = made(references={"doi": "10.5555/a(1)<2>;é#b"}).references
    assert one.resolver == "https://doi.org/10.5555/a(1)%3C2%3E;%C3%A9%23b"
    (text,) = made(references="A study").references
    assert text.resolver is None


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"references": {"doi": "11.5555/x"}}, "references[1].doi: “11.5555/x” is not a DOI; expected one such as"),
        ({"references": [{"doi": "10.5555/"}]}, "references[1].doi: “10.5555/” is not a DOI; expected one such as"),
        ({"references": ["A", {}]}, "references[2]: the reference is empty; give it a “text”, a “url” or a “doi”"),
        ({"references": {"url": "mailto:a@b.example"}}, "references[1].url: “mailto:a@b.example” is not an address"),
        ({"assets": {"label": "A"}}, "assets[1].url"),
        (
            {"assets": {"label": "A", "url": "ftp://tides.example/a.jpg"}},
            "assets[1].url: “ftp://tides.example/a.jpg” is",
        ),
        ({"assets": {"label": "", "url": "tides.example/a.jpg"}}, "assets[1].label"),
    ],
)
def test_what_is_not_right_is_told(fields: dict[str, Any], said: str) -> None:
    """Each fault names its field and what was expected."""
    with pytest.raises(ReadError) as caught:
        made(**fields)
    assert str(caught.value).startswith(said)


def test_terms_are_inline_text() -> None:
    """Terms of use and copyright are plain or inline text, and one download needs no list."""
    release = made(
        usage_terms=["Free, see ", {"type": "strong", "content": "terms"}],
        copyright="© Tide Office",
        assets={"label": "Gauge", "url": "tides.example/gauge.jpg"},
    )
    assert (plain(release.usage_terms), plain(release.copyright)) == ("Free, see terms", "© Tide Office")
    assert release.assets[0].url == "https://tides.example/gauge.jpg"
