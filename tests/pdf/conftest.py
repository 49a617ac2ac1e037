"""PDFs that several tests read."""

from __future__ import annotations

import pytest

from pressprint import Pdf, Release, render

SENTENCE = "The lamp was built in 1907 and its lens weighs two tonnes, for which ships have asked since. "


@pytest.fixture(scope="session")
def long_release(release_of) -> Release:
    """A release of three pages, with an embargo, headings, a quote, links, and a sentence over a page break."""
    body = []
    for number in range(6):
        body += [{"type": "heading", "content": f"Part {number}"}, f"Paragraph {number}. " + SENTENCE * 12]
    quote = {"type": "quote", "text": SENTENCE * 2, "speaker": "Ines Falk"}
    return release_of(
        reference="LO-13",
        date="2026-05-19",
        embargo="2026-05-20 06:00 Europe/London",
        lead=SENTENCE,
        body=[*body, quote, "See www.lights.example/a/very/long/way/to/the/page/of/the/lamp/and/on or write. " * 3],
        contacts=[{"name": "Maud Kervella", "phone": "+44 20 7946 0018", "email": "maud@lights.example"}],
    )


@pytest.fixture(scope="session")
def full_pdf(full_release) -> Pdf:
    """The PDF of the release that holds one of each thing."""
    return render(full_release)


@pytest.fixture(scope="session")
def long_pdf(long_release) -> Pdf:
    """The PDF of several pages."""
    return render(long_release)
