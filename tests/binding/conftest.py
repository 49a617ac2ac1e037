"""Releases of an invented office as PDFs in a folder, and the volume that they make."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from pressprint import Pdf, Release, bind, render

SENTENCE = "The lamp was built in 1907 and its lens weighs two tonnes, for which ships have asked since. "


@pytest.fixture(scope="session")
def releases(full_release: Release) -> dict[str, Release]:
    """Releases by the names of their files: one of two pages in French, one without a date, two of one day."""
    return {
        "b.pdf": full_release,
        "a.pdf": full_release.model_copy(update={"reference": "LO-2-2026", "date": None}),
        "below/c.pdf": Release(
            title="Le phare est rallumé",
            language="fr",
            date="2025-11-06",
            lead="Le phare éclaire.",
            organisation={"name": "Lighthouse Office"},
            body=[{"type": "heading", "content": "Au nord"}, *[SENTENCE * 6] * 9],
            notes=[{"type": "list", "ordered": True, "items": ["Une note.", "Une autre."]}],
        ),
        "d.pdf": full_release.model_copy(update={"title": ("It shines",)}),
    }


@pytest.fixture(scope="session")
def made(releases) -> dict[str, Pdf]:
    """The PDFs of these releases."""
    return {name: render(release, "agency") for name, release in releases.items()}


@pytest.fixture
def folder(made, tmp_path) -> Path:
    """A folder that holds these PDFs."""
    for name, pdf in made.items():
        file = tmp_path / "out" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(pdf.content)
    return tmp_path / "out"


@pytest.fixture
def bound(folder) -> Pdf:
    """The volume of these releases."""
    return bind(folder)


@pytest.fixture
def volume(bound) -> Iterator[pikepdf.Pdf]:
    """The volume, opened."""
    with pikepdf.open(io.BytesIO(bound.content)) as pdf:
        yield pdf
