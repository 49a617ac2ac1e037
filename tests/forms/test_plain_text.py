"""A release as plain text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from pressprint import Release, SettingError, to_text


def test_the_text_is_as_expected(sample: Release, same_as_expected: Callable[[str, str], None]) -> None:
    """The whole text of a release in each language."""
    same_as_expected(to_text(sample), f"{sample.language}.text")


def test_an_embargo_comes_first(english: Release) -> None:
    """What must be known before anything is used is the first line."""
    assert to_text(english).startswith("Embargoed until Friday 13 March 2026, 06:00 (London, UTC)\n\n")


def test_paragraphs_have_no_hard_returns(release_of: Callable[..., Release]) -> None:
    """A long paragraph is one line, and no line ends in a blank."""
    long = " ".join(["The lamp burns."] * 200)
    text = to_text(release_of(body=[long]))
    assert long in text.split("\n")
    assert not any(line != line.rstrip(" \t") for line in text.split("\n"))


@pytest.mark.parametrize(
    ("href", "words", "expected"),
    [
        ("https://www.lights.example/a", "the plans", "the plans (https://www.lights.example/a)"),
        ("https://www.lights.example/a", "www.lights.example/a", "https://www.lights.example/a"),
        ("https://www.lights.example/", "https://www.lights.example", "https://www.lights.example"),
        ("mailto:a@lights.example", "a@lights.example", "a@lights.example"),
        ("mailto:a@lights.example", "Maud", "Maud (a@lights.example)"),
        ("tel:+44-20-7946-0018", "+44 20 7946 0018", "+44 20 7946 0018"),
        ("tel:+44-20-7946-0018", "our desk", "our desk (+44-20-7946-0018)"),
    ],
)
def test_links_have_their_address(release_of: Callable[..., Release], href: str, words: str, expected: str) -> None:
    """A link's address stands behind its words, once."""
    link = {"type": "link", "href": href, "content": words}
    body = [{"type": "paragraph", "content": ["See ", link, "."]}]
    assert f"See {expected}.\n" in to_text(release_of(body=body)).replace("\u00a0", " ")


def test_a_released_text_waits_for_its_embargo(english: Release) -> None:
    """What says that it is released is refused before its embargo ends, and without a time."""
    released = english.model_copy(update={"status": "released"})
    with pytest.raises(SettingError, match="say what time it is"):
        to_text(released)
    with pytest.raises(SettingError, match="the embargo ends"):
        to_text(released, now=datetime(2026, 3, 13, 5, 59, tzinfo=UTC))
    assert "Embargo" not in to_text(released, now=datetime(2026, 3, 13, 6, 0, tzinfo=UTC))


def test_a_layout_gives_words_and_form(release_of: Callable[..., Release], write_layout: Callable[..., object]) -> None:
    """The labels and the issuer of the layout are told where the release has none."""
    folder = write_layout(
        'extends = "agency"\n[organisation]\nname = "Lighthouse Office"\nboilerplate = { en = "Lights since 1868." }\n'
        '[labels]\nen = { press_release = "News" }\n'
    )
    text = to_text(release_of(body=["It burns."]), layout=folder)  # type: ignore[arg-type]
    assert text.startswith("Lighthouse Office\n\nNews\n\n")
    assert "About Lighthouse Office\n\nLights since 1868." in text
