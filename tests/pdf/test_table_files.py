"""Whole files with tables, in several scripts, against the clauses of both standards and against other tools."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess

import pdfua
import pytest
from pdf_reading import elements, open_pdf

from pressprint import render
from pressprint.conformance import verify
from pressprint.languages import language

WORDS = {
    "en": ("Harbour dues", "Without the northern basin."),
    "fr": ("Droits de port", "Sans le bassin nord."),
    "de": ("Hafengebühren", "Ohne das Nordbecken."),
    "ar": ("رسوم الميناء", "من دون الحوض الشمالي."),
    "ja": ("港湾使用料", "北港を除く。"),
}


@pytest.fixture
def every_letter(monkeypatch, root, tmp_path):
    """A font of the machine with the letters of the languages above, as boxes."""
    spec = importlib.util.spec_from_file_location("fake_fonts", root / "tests" / "fonts" / "fake_fonts.py")
    fake_fonts = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(fake_fonts)
    texts = [text for pair in WORDS.values() for text in pair]
    texts += [label for tag in WORDS for label in language(tag).labels.values()]
    letters = {letter for letter in "".join(texts) if ord(letter) > 0x5FF}
    folder = tmp_path / "machine"
    folder.mkdir()
    fake_fonts.write_font(folder / "Boxes.ttf", letters)
    monkeypatch.setattr("pressprint.fonts.find.system_folders", lambda: [folder])


def _table(tag: str, count: int) -> dict[str, object]:
    name, note = WORDS[tag]
    mark = "." if tag in ("en", "ar", "ja") else ","
    rows = [[name, f"{number}{mark}5*", "", "–" if number % 3 else "(7)"] for number in range(count)]
    return {
        "type": "table",
        "caption": name,
        "header": ["", "2025", name, "2024"],
        "rows": rows,
        "notes": [f"* {note}"],
    }


@pytest.mark.parametrize("tag", sorted(WORDS))
def test_tables_conform(tag, every_letter, release_of, tmp_path):
    """A release with a table over a page break, and one in its notes, conforms, whichever tool is asked."""
    name, _ = WORDS[tag]
    table = _table(tag, 50)
    release = release_of(title=name, language=tag, body=[table, name], notes=[_table(tag, 2)])
    pdf = render(release)
    assert pdf.pages == 2
    file = tmp_path / "table.pdf"
    pdf.save(file)
    assert not verify(file).findings
    assert not pdfua.validate(file).findings
    if shutil.which("qpdf"):
        subprocess.run(["qpdf", "--check", str(file)], check=True, capture_output=True)


def test_each_row_has_each_cell(release_of):
    """The table of a file is rectangular: empty cells have elements, and the head is told once."""
    with open_pdf(render(release_of(body=[_table("en", 60)])).content) as pdf:
        kinds = [str(element.S)[1:] for element in elements(pdf)]
    assert [kinds.count(kind) for kind in ("Table", "Caption", "THead", "TBody", "TR")] == [1, 1, 1, 1, 61]
    assert kinds.count("TH") + kinds.count("TD") == 61 * 4
    assert kinds.count("TH") == 3 + 60


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler is not installed")
def test_figures_copy_as_they_were_written(release_of, tmp_path):
    """Poppler gives the figures of a row in their order."""
    table = {"type": "table", "header": ["", "2025", "2024"], "rows": [["Dues", "1,204.5", "(31)"]]}
    file = tmp_path / "table.pdf"
    render(release_of(body=[table])).save(file)
    text = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, text=True, check=True).stdout
    assert any(line.split() == ["Dues", "1,204.5", "(31)"] for line in text.splitlines())
