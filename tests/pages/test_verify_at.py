"""Where readers can check that a release is genuine: a quiet line below the contacts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pressprint import Layout, Release, load_layout
from pressprint.pages import Document, TextItem

ADDRESS = "https://press.lights.example/verify"


def told(document: Document) -> list[str]:
    """The texts of all lines."""
    return [
        " ".join(word.text for segment in item.line.segments for word in segment.words)
        for page in document.pages
        for item in page.items
        if isinstance(item, TextItem)
    ]


def test_the_layout_tells_where_to_check(
    compose_release: Callable[..., Document], release_of: Callable[..., Release], write_layout: Callable[..., Path]
) -> None:
    """The line is linked, and there also where a release has no contact."""
    layout = load_layout(write_layout(f'extends = "agency"\n[organisation]\nverify_at = "{ADDRESS}"\n'))
    document = compose_release(release_of(lead="The lamp is lit."), layout)
    assert any("genuine press.lights.example/verify" in line.replace("\u00a0", "") for line in told(document))
    link = next(element for element in document.elements if element.href == ADDRESS)
    assert link.kind == "Link"


def test_without_the_key_nothing_is_told(
    compose_release: Callable[..., Document], release_of: Callable[..., Release], agency: Layout
) -> None:
    document = compose_release(release_of(lead="The lamp is lit."), agency)
    assert not any("genuine" in line for line in told(document))
