"""The good file that is broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from pressprint import read, render


@pytest.fixture(scope="module")
def good(root: Path) -> bytes:
    """A release with lists, quotes, notes and links, as it is rendered."""
    return render(read(root / "samples" / "harbour-en.md")).content
