"""Archives for a test: small releases of invented offices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from archives import text_of

from pressprint import render_archive
from pressprint.batch import Result


@pytest.fixture
def archive(tmp_path: Path) -> Callable[..., Path]:
    """A function that makes a folder with so many releases, in two folders below it."""

    def make(count: int = 6, name: str = "archive") -> Path:
        root = tmp_path / name
        for number in range(1, count + 1):
            folder = root / ("odd" if number % 2 else "even")
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{number:03}.md").write_text(text_of(number), encoding="utf-8")
        return root

    return make


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where the PDFs of a test go."""
    return tmp_path / "pdfs"


@pytest.fixture
def statuses() -> Callable[..., dict[str, int]]:
    """A function that sets an archive and counts what became of its releases."""

    def run(sources: Any, out: Any, **options: Any) -> dict[str, int]:
        return dict(Counter(result.status for result in render_archive(sources, out, **{"jobs": 1, **options})))

    return run


@pytest.fixture
def results() -> Callable[..., dict[str, Result]]:
    """A function that sets an archive and gives the results by their sources."""

    def run(sources: Any, out: Any, **options: Any) -> dict[str, Result]:
        found: Iterator[Result] = render_archive(sources, out, **{"jobs": 1, **options})
        return {result.source or result.output or "": result for result in found}

    return run
