"""The releases of which the forms are made: one in each of four languages, which between them hold every field."""

from __future__ import annotations

from pathlib import Path

import pytest

from pressprint import Release, read

RELEASES = Path(__file__).parent / "releases"
LANGUAGES = ("en", "fr", "de", "ar")


@pytest.fixture(params=LANGUAGES)
def sample(request: pytest.FixtureRequest) -> Release:
    """Each of the releases."""
    return read(RELEASES / f"{request.param}.yaml")


@pytest.fixture(scope="session")
def english() -> Release:
    """The release that has nearly every field, under embargo."""
    return read(RELEASES / "en.yaml")
