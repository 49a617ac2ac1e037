"""Drafts, embargoes and bands in the file: marks, structure, metadata, and what the checkers say."""

from __future__ import annotations

import io
import shutil
import subprocess

import pdfua
import pypdf
import pytest
from pdf_reading import elements, marks, open_pdf
from PIL import Image

from pressprint import load_layout, read, render
from pressprint.conformance import verify
from pressprint.fonts import open_book
from pressprint.pages import CodeItem, compose
from pressprint.text import prepare

TITLE = "The lighthouse at Grey Point is lit again"
CASES = {
    "draft": {"status": "draft"},
    "draft under embargo": {"status": "draft", "embargo": "2026-05-20 06:00 Europe/London"},
    "correction": {"corrects": "LO-11", "correction_note": "Two tonnes, not twenty; see www.lights.example/lens."},
    "update": {"status": "update", "updates": "LO-11"},
    "withdrawal": {"withdraws": "LO-11", "correction_note": "It was a hoax."},
    "withdrawn": {"status": "withdrawn", "reference": "LO-11"},
    "released": {"status": "released"},
}


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("case", CASES)
def test_checkers_find_nothing(case, language, full_release, tmp_path):
    """Each kind passes the checkers, ours and others, and carries the release that it was made from."""
    fields = {"status": None, "body": full_release.body * 6, "language": language, **CASES[case]}
    release = type(full_release)(**{**dict(full_release), **fields})
    pdf = render(release)
    assert pdf.pages > 1
    file = pdf.save(tmp_path / "x.pdf")
    assert verify(file).findings == ()
    assert not pdfua.validate(file).findings
    if qpdf := shutil.which("qpdf"):
        assert subprocess.run([qpdf, "--check", file], capture_output=True, check=False).returncode == 0
    assert read(file) == release


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ("draft", "Draft"),
        ("draft under embargo", "Draft · Embargoed until Wednesday 20 May 2026, 06:00 (London, UTC+1)"),
        ("correction", "Correction to press release LO-11"),
        ("update", "Update to press release LO-11"),
        ("withdrawal", "Withdrawal of press release LO-11"),
        ("withdrawn", "Withdrawal of press release LO-11"),
        ("released", ""),
    ],
)
def test_the_title_says_so(case, said, release_of):
    """What must be known before the release is used stands before its title, where viewers show it."""
    pdf = render(release_of(**CASES[case]))
    assert pdf.standing == said
    assert pypdf.PdfReader(io.BytesIO(pdf.content)).metadata.title == (f"{said} · {TITLE}" if said else TITLE)


def test_the_watermark_is_an_artifact_of_its_kind(release_of):
    """The word is painted first, as a watermark (ISO 32000-1, 14.8.2.2.2), and once as text; it is no figure."""
    with open_pdf(render(release_of(status="draft")).content) as pdf:
        first, *others = marks(pdf.pages[0])
        assert (first.tag, str(first.properties["/Subtype"]), first.shown.strip()) == (
            "/Artifact",
            "/Watermark",
            "Draft",
        )
        assert [mark.tag for mark in others if mark.shown.strip() == "Draft"] == ["/P"]
        assert "/Figure" not in {str(element.S) for element in elements(pdf)}


def test_the_graphics_state_after_a_watermark(release_of):
    """What follows the word is not turned, and its colour and size are set anew."""
    with open_pdf(render(release_of(status="draft")).content) as pdf:
        code = pdf.pages[0].Contents.read_bytes().decode("latin-1")
    turned, _, rest = code.partition("\nQ\n")
    assert turned.count(" cm") == 1
    assert " cm" not in rest
    assert rest.index(" rg") < rest.index("TJ")
    assert rest.index(" Tf") < rest.index("TJ")


URL = "https://press.lights.example/releases/lo-12-2026"


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("style", ["columns", "box"])
def test_an_address_with_its_code(style, language, full_release, write_layout, tmp_path):
    """The code is a figure with its text, vectors alone, and as dark where a telephone looks as it should be."""
    layout = load_layout(write_layout(f'extends = "agency"\n[contacts]\nstyle = "{style}"\n'))
    release = type(full_release)(**{**dict(full_release), "url": URL, "language": language})
    pdf = render(release, layout)
    file = pdf.save(tmp_path / "x.pdf")
    assert verify(file).findings == ()
    assert not pdfua.validate(file).findings
    with open_pdf(pdf.content) as opened:
        (figure,) = [element for element in elements(opened) if element.S == "/Figure"]
        assert str(figure.Alt).endswith("press.lights.example/releases/lo-12-2026")
        assert "/XObject" not in opened.pages[0].Resources
    page = compose(prepare(release).release, layout, open_book(layout))[0].pages[-1]
    (code,) = [item for item in page.items if isinstance(item, CodeItem)]
    dark = {
        (x, y)
        for left, top, wide, high in code.squares
        for x in range(left, left + wide)
        for y in range(top, top + high)
    }
    with Image.open(io.BytesIO(pdf.preview(pdf.pages, dpi=288))) as image:
        grey = image.convert("L")
    module = code.width / code.count
    for y in range(-4, code.count + 4):
        for x in range(-4, code.count + 4):
            at = int((code.x + (x + 0.5) * module) * 4), int((code.y + (y + 0.5) * module) * 4)
            assert (grey.getpixel(at) < 100) is ((x, y) in dark), (x, y)
