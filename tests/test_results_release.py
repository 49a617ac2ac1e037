"""The longest sample: half-year results with tables, charts and a photograph."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import Path

import pikepdf
import pytest

from pressprint import Pdf, read, render
from pressprint.conformance import verify

SAMPLE = Path(__file__).parents[1] / "samples" / "results-en.md"


@pytest.fixture(scope="module")
def results() -> Pdf:
    """The sample as a PDF, set without a warning."""
    pdf = render(read(SAMPLE))
    assert pdf.warnings == ()
    return pdf


def kinds(pdf: pikepdf.Pdf) -> Counter[str]:
    """How often each type of element stands in the structure."""
    found: Counter[str] = Counter()
    waiting = [pdf.Root.StructTreeRoot.K]
    while waiting:
        element = waiting.pop()
        found[str(element.S)] += 1
        kids = element.get("/K", [])
        kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
        waiting += [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
    return found


def test_its_size(results):
    """Six pages of which three have pictures are small enough for a mailing to thousands."""
    assert results.pages == 6
    assert len(results.content) < 400_000


def test_its_structure(results):
    """Each table is a Table, with a header row and the name of each row as a header; each picture is a Figure."""
    with pikepdf.open(io.BytesIO(results.content)) as pdf:
        found = kinds(pdf)
    assert (found["/Table"], found["/Figure"]) == (4, 3)
    assert found["/TH"] > found["/TR"]


def test_it_conforms(results, tmp_path):
    """It passes every check, with its texts held against the release inside it."""
    assert verify(results.save(tmp_path)).findings == ()
