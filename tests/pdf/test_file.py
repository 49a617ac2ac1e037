"""The file: whole, readable by every reader, its fonts embedded, its text in order, the same each time."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable

import pikepdf
import pypdf
import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from pdf_reading import marks, open_pdf, unicode_map

from pressprint import load_layout, render
from pressprint.pages import TextItem
from pressprint.pdf.metadata import PRODUCER
from pressprint.release import Release


def _with_pypdf(content: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content), strict=True).pages]


def _with_pdfium(content: bytes) -> list[str]:
    with pypdfium2.PdfDocument(content) as document:
        pages = []
        for number in range(len(document)):
            page = document[number]
            text = page.get_textpage()
            pages.append(text.get_text_range())
            text.close()
            page.close()
        return pages


READERS = pytest.mark.parametrize("extracted", [_with_pypdf, _with_pdfium], ids=["pypdf", "pdfium"])


@pytest.mark.parametrize("which", ["full", "long"])
def test_qpdf_finds_nothing(which, full_pdf, long_pdf, tmp_path):
    """`qpdf --check` finds no fault in the file."""
    qpdf = shutil.which("qpdf")
    if qpdf is None:
        pytest.skip("qpdf is not installed")
    file = tmp_path / "release.pdf"
    file.write_bytes({"full": full_pdf, "long": long_pdf}[which].content)
    run = subprocess.run([qpdf, "--check", str(file)], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "No syntax or stream encoding errors found" in run.stdout


def test_pikepdf_finds_nothing(full_pdf, long_pdf):
    """pikepdf opens the file without a repair and finds no fault."""
    for made in (full_pdf, long_pdf):
        with open_pdf(made.content) as pdf:
            assert pdf.check_pdf_syntax() == []
            assert pdf.pdf_version == "1.7"
            assert len(pdf.pages) == made.pages


def test_pages_are_a4(long_pdf):
    """Each page is A4, upright."""
    with open_pdf(long_pdf.content) as pdf:
        for page in pdf.pages:
            assert [float(number) for number in page.MediaBox] == [0, 0, 595.276, 841.89]
            assert "/Rotate" not in page


def test_metadata(full_release):
    """Title, author, subject, keywords and date are told in the file, and the title is what windows show."""
    with open_pdf(render(full_release).content) as pdf:
        info = {key: str(value) for key, value in pdf.docinfo.items()}
        assert info == {
            "/Title": "The lighthouse at Grey Point is lit again",
            "/Author": "Lighthouse Office",
            "/Subject": "The Lighthouse Office has lit the lamp at Grey Point again. It is seen far out.",
            "/Keywords": "lighthouses, coasts",
            "/Creator": PRODUCER,
            "/Producer": PRODUCER,
            "/CreationDate": "D:20260312000000+00'00'",
            "/ModDate": "D:20260312000000+00'00'",
        }
        assert str(pdf.Root.Lang) == "en"
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle


def test_metadata_in_other_letters(release_of):
    """Metadata holds any letters, and brackets and backslashes, as they are."""
    release = release_of(title=["Ұлы «мұнай»", "(a) \\ b"], language="kk", organisation="Ґ & Söhne")
    with open_pdf(render(release).content) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Ұлы «мұнай» (a) \\ b"
        assert str(pdf.docinfo["/Author"]) == "Ґ & Söhne"
        assert str(pdf.Root.Lang) == "kk"


def test_metadata_tells_no_moment_without_a_date(release_of):
    """A release without a date gives a file without one: the clock is never asked."""
    with open_pdf(render(release_of()).content) as pdf:
        assert set(pdf.docinfo.keys()) == {"/Title", "/Creator", "/Producer"}


def test_a_layouts_organisation_is_the_author(write_layout, release_of):
    """The layout's organisation is the author where the release names none."""
    layout = load_layout(write_layout('extends = "agency"\n[organisation]\nname = "Lighthouse Office"\n'))
    with open_pdf(render(release_of(), layout).content) as pdf:
        assert str(pdf.docinfo["/Author"]) == "Lighthouse Office"


# -- text


def _words(pages: list[str]) -> list[str]:
    return " ".join(pages).split()


@READERS
def test_text_comes_out_in_order(extracted: Callable[[bytes], list[str]], full_pdf, full_release):
    """What a reader extracts is the words of the release in their order, and nothing else."""
    text = (
        "Lighthouse Office Press release For immediate release Coasts Heritage The lighthouse at Grey Point is lit "
        "again After eleven years the light turns once more Grey Point, 12 March 2026 LO-12-2026 The Lighthouse Office "
        "has lit the lamp at Grey Point again. It is seen far out. The lamp was built in 1907; its lens weighs two "
        "tonnes. Ships have asked for it. How it was done Two keepers and one fitter read the plans, see the plans. "
        "Write to lamp@lights.example. It is a fine light. Ines Falk, Keeper • a lens • a lamp 9. the tower 10. the "
        "door Notes to editors The office keeps 31 lights. About Lighthouse Office The Lighthouse Office looks after "
        "the lights of the north coast. Disclaimer Dates may change. Media contacts Maud Kervella Press Tel. +44 20 "
        "7946 0018 maud@lights.example Owen Pryce Tel. +44 20 7946 0019 www.lights.example"
    )
    assert " ".join(_words(extracted(full_pdf.content))) == text


@READERS
def test_sentences_come_out_whole(extracted: Callable[[bytes], list[str]], long_pdf, long_release):
    """Over lines and page breaks each paragraph comes out in one piece, without the furniture between."""
    text = " ".join(_words(extracted(long_pdf.content)))
    for block in long_release.body:
        if block.type == "paragraph" and "www." not in block.content[0].text:
            assert " ".join(block.content[0].text.split()) in text


@READERS
@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "« L’office affirme : œuvre, façon ; 12 000 € ? » — voilà !"),
        ("de", "„Straße“ – Maße, Öl, Übung, 3,5 % Auflage"),
        ("kk", "Қазақстанның ғарыш саласы — «Ұлы дала» үшін өте маңызды: ІІ кезең, һәм әңгіме."),
        ("el", "Ο φάρος άναψε ξανά· «ένα ωραίο φως»."),
        ("uk", "Маяк знову світить, об’єднання ґудзиків — п’ять їжаків."),
        ("tr", "fındık, fikir, İstanbul, ılık, çağ, şişe"),
        ("en", "office, affluent fjord, AVATAR, Te. To, (x) [y] {z} \\ / * ~ ^ ` | @ # & 1/2 ½ °C © ™ ✓ ➜"),
    ],
)
def test_letters_come_out_as_they_went_in(extracted: Callable[[bytes], list[str]], language, text, release_of):
    """Letters, marks and ligatures of each script are copied as they were written."""
    release = release_of(language=language, title="T", body=[text])
    assert " ".join(text.split()) in " ".join(_words(extracted(render(release).content)))


# -- fonts


def _fonts(pdf: pikepdf.Pdf):
    found = {}
    for page in pdf.pages:
        found.update(page.Resources["/Font"].items())
    return found


@pytest.mark.parametrize("which", ["full", "long"])
def test_fonts_are_embedded_and_explained(which, full_pdf, long_pdf):
    """Each font is embedded as a subset, and each code that is shown has its text, its width and its glyph."""
    with open_pdf({"full": full_pdf, "long": long_pdf}[which].content) as pdf:
        fonts = _fonts(pdf)
        used: dict[str, set[int]] = {}
        for page in pdf.pages:
            for mark in marks(page):
                for name, code in mark.codes:
                    used.setdefault(name, set()).add(code)
        assert set(used) == set(fonts)
        for name, font in fonts.items():
            (descendant,) = font.DescendantFonts
            program = descendant.FontDescriptor.FontFile2.read_bytes()
            assert int(descendant.FontDescriptor.FontFile2.Length1) == len(program)
            tag, _, plain = str(font.BaseFont)[1:].partition("+")
            assert len(tag) == 6
            assert tag.isupper()
            assert plain.startswith("Pressprint")
            assert str(descendant.FontDescriptor.FontName) == str(font.BaseFont) == str(descendant.BaseFont)
            glyphs = _glyph_map(descendant)
            with TTFont(io.BytesIO(program)) as subset:
                order, units = subset.getGlyphOrder(), subset["head"].unitsPerEm
                advances = [subset["hmtx"][glyph][0] * 1000 / units for glyph in order]
                outlines = [subset["glyf"][glyph].numberOfContours for glyph in order]
            texts, widths = unicode_map(font), _widths(descendant)
            for code in used[name]:
                glyph = glyphs(code)
                assert texts[code]
                assert widths[code] == pytest.approx(advances[glyph], abs=0.02)
                assert outlines[glyph] or texts[code].isspace()


def test_maps_from_codes_to_glyphs_are_short():
    """Neither ligatures nor curly quotes and dashes of a Latin text have codes beyond 255, and all are told right."""
    shown = "“Official offices’ flow” – baffling afﬁxes — 5 € …"
    with open_pdf(render(Release(title="Reefs", language="en", body=(shown,))).content) as pdf:
        text = "".join(mark.text for page in pdf.pages for mark in marks(page))
        for font in _fonts(pdf).values():
            assert len(font.DescendantFonts[0].CIDToGIDMap.read_bytes()) <= 2 * 256
    assert shown in " ".join(text.replace("\u00a0", " ").split())


def _glyph_map(descendant: pikepdf.Object) -> Callable[[int], int]:
    entry = descendant.CIDToGIDMap
    if entry == "/Identity":
        return lambda code: code
    table = entry.read_bytes()
    return lambda code: int.from_bytes(table[2 * code : 2 * code + 2], "big")


def _widths(descendant: pikepdf.Object) -> dict[int, float]:
    items = list(descendant.W)
    found: dict[int, float] = {}
    for first, widths in zip(items[::2], items[1::2], strict=True):
        found.update({int(first) + number: float(width) for number, width in enumerate(widths)})
    return found


def test_letters_stand_where_they_were_measured(long_release, compose_release):
    """The last letter of each line stands in the PDF where the layout measured it, but for its own white."""
    page = compose_release(long_release).pages[0]
    measured = {}
    for item in page.items:
        if isinstance(item, TextItem):
            words = [word.text for segment in item.line.segments for word in segment.words]
            measured["".join(words)] = item.x + item.line.width
    with pypdfium2.PdfDocument(render(long_release).content) as document:
        page = document[0]
        text = page.get_textpage()
        drawn, line, right = {}, "", 0.0
        for number in range(text.count_chars()):
            character = text.get_text_range(number, 1)
            if character == "\n":
                drawn[line], line = right, ""
            elif not character.isspace():
                line, right = line + character, text.get_charbox(number)[2]
        text.close()
        page.close()
    compared = measured.keys() & drawn.keys()
    assert len(compared) > 12
    assert {
        line: drawn[line] - measured[line] for line in compared if not -1.5 < drawn[line] - measured[line] < 0.5
    } == {}


# -- the same input, the same bytes

SET = """
import hashlib, pressprint
release = pressprint.Release(title="Lamp", language="en", reference="L-1", date="2026-03-12", lead="Office fire.",
    body=["See www.lights.example, {0}", {{"type": "quote", "text": "So.", "speaker": "Ines"}}],
    contacts=[{{"name": "Ö", "phone": "+44 20 7946 0018", "email": "o@lights.example"}}], keywords=["b", "a"])
{1}
print(hashlib.sha256(pressprint.render(release).content).hexdigest())
"""
OTHER = 'pressprint.render(pressprint.Release(title="Zebra", language="el", body=["Άλλο fi ffi κείμενο", "Zebra."]))'


def test_the_same_bytes_in_fresh_processes(tmp_path):
    """The same release is the same bytes, whatever the order of sets, the folder, the zone, or what came before."""
    digests = set()
    for seed, before, zone, place in (("1", "", "UTC", "C"), ("2", OTHER, "Asia/Almaty", "C.UTF-8")):
        run = subprocess.run(
            [sys.executable, "-W", "error", "-c", SET.format("fi ffl", before)],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LANG": place, "LC_ALL": place},
            cwd=tmp_path if before else None,
            capture_output=True,
            text=True,
            check=True,
        )
        digests.add(run.stdout)
    assert len(digests) == 1


def test_the_same_bytes_twice(full_release, full_pdf):
    """The same release set twice in one process is the same bytes; another release is not."""
    assert render(full_release).content == full_pdf.content
    other = full_release.model_copy(update={"reference": "LO-99"})
    assert hashlib.sha256(render(other).content).digest() != hashlib.sha256(full_pdf.content).digest()


def test_a_file_is_small(full_pdf):
    """A release of one page, with four faces, is a file of some kilobytes."""
    assert len(full_pdf.content) < 40_000
