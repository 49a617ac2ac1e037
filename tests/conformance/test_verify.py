"""The check of whole files: good ones, volumes, files from elsewhere, and such as are none."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from breaking import rules, saved, write
from pikepdf import Array, Dictionary, Name, String
from reportlab.pdfgen.canvas import Canvas

from pressprint import bind, read, render
from pressprint.conformance import verify
from pressprint.errors import ReadError


def test_rendered_files_conform(good: bytes, tmp_path: Path) -> None:
    (tmp_path / "good.pdf").write_bytes(good)
    report = verify(tmp_path / "good.pdf")
    assert report.findings == ()
    assert report.passed
    assert "UA 7.2-25" in report.not_checked


def test_a_rewritten_file_conforms(good: bytes, tmp_path: Path) -> None:
    """What breaks the files below is what is done to them, not that pikepdf writes them."""
    write(good, tmp_path, lambda pdf: None)
    assert rules(tmp_path / "broken.pdf") == set()


def test_a_page_without_its_release_is_not_judged_by_it(good: bytes, tmp_path: Path) -> None:
    def breaks(pdf: pikepdf.Pdf) -> None:
        del pdf.Root.AF, pdf.Root.Names

    report = verify(write(good, tmp_path, breaks))
    assert report.passed
    assert any(rule.startswith("A 6.8 (source)") for rule in report.not_checked)


@pytest.fixture
def volume(good: bytes, root: Path, tmp_path: Path) -> bytes:
    """A volume of two releases."""
    (tmp_path / "en.pdf").write_bytes(good)
    render(read(root / "samples" / "regenkunde-de.md")).save(tmp_path / "de.pdf")
    return bind([tmp_path / "en.pdf", tmp_path / "de.pdf"]).content


def test_each_release_of_a_volume_is_held_against_its_own_pages(volume: bytes, tmp_path: Path) -> None:
    def swap(pdf: pikepdf.Pdf) -> None:
        first, second = list(pdf.Root.StructTreeRoot.K.K)[1:]
        first.AF, second.AF = second.AF, first.AF

    def unbind(pdf: pikepdf.Pdf) -> None:
        del pdf.Root.StructTreeRoot.K.K[1].AF

    assert verify(saved(volume, tmp_path, lambda pdf: None)).passed
    places = {finding.place.partition(", ")[0] for finding in verify(saved(volume, tmp_path, swap)).findings}
    assert places == {"HTA-2026-017.json", "MRK-22-2026.json"}
    skipped = [rule for rule in verify(saved(volume, tmp_path, unbind)).not_checked if "(source)" in rule]
    assert skipped == ["A 6.8 (source): HTA-2026-017.json is bound to the file at large"]


def test_a_link_to_a_place_that_is_not_there(volume: bytes, tmp_path: Path) -> None:
    def breaks(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Annots[0].A.D = String("nowhere")

    (finding,) = verify(saved(volume, tmp_path, breaks)).findings
    assert finding.message == "leads to “nowhere”, which is no place in the file"


def test_a_file_from_elsewhere_gets_findings(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "other.pdf"))
    canvas.drawString(90, 700, "words")
    canvas.save()
    assert {"UA 7.1-3", "UA 7.21.4.1-1", "A 6.1.7.1-2", "UA 7.1-11", "A 6.2.3-1"} <= rules(tmp_path / "other.pdf")


@pytest.mark.parametrize("what", ["missing", "no PDF", "cut"])
def test_unreadable_files_are_refused(what: str, good: bytes, tmp_path: Path) -> None:
    data = {"no PDF": b"words", "cut": good[: len(good) // 2]}.get(what)
    if data is not None:
        (tmp_path / "bad.pdf").write_bytes(data)
    with pytest.raises(ReadError):
        verify(tmp_path / "bad.pdf")


def every_key(pdf: pikepdf.Pdf) -> Iterator[tuple[Any, str]]:
    for obj in list(pdf.objects):
        if isinstance(obj, (Dictionary, pikepdf.Stream)):
            for key in sorted(obj.keys()):
                if key not in ("/Length", "/Filter", "/Pages", "/Kids", "/Count"):
                    yield obj, key


def test_no_malformed_object_ends_the_check(good: bytes, tmp_path: Path) -> None:
    """Each seventh entry of all dictionaries in turn becomes something else than it should be."""
    with pikepdf.open(io.BytesIO(good)) as pdf:
        count = sum(1 for _ in every_key(pdf))
    for number, at in enumerate(range(0, count, 7)):

        def breaks(pdf: pikepdf.Pdf, at: int = at, number: int = number) -> None:
            obj, key = list(every_key(pdf))[at]
            obj[key] = [Array([7, Name.X]), Dictionary(X=1), -5, String("x"), Name.X][number % 5]

        report = verify(write(good, tmp_path, breaks))
        assert not any("so malformed" in finding.message for finding in report.findings), report.findings
