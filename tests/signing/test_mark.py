"""The mark on the page that tells who signed."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from authorities import SECRET, Authority
from click.testing import CliRunner

from pressprint import Pdf, Release, SettingError, render, sign
from pressprint.cli import main
from pressprint.cli.signer import PASSPHRASE
from pressprint.conformance import verify
from pressprint.signing import LEVELS, Level, Pkcs12, seals_of


@pytest.mark.parametrize("level", LEVELS)
def test_a_marked_file_conforms_and_holds(
    level: Level, pdf: Pdf, signer: Pkcs12, tsa: str, authority: Authority, tmp_path: Path
) -> None:
    """The mark has looks with embedded fonts, is printed, tagged and spoken of."""
    file = sign(pdf, signer, level=level, tsa=None if level == "b-b" else tsa, visible=True).save(tmp_path)
    assert [str(finding) for finding in verify(file).findings] == []
    assert all(seal.valid and not seal.untrusted for seal in seals_of(file, [authority.pem]))
    subprocess.run([Path(sys.executable).parent / "pdfua", "check", file], check=True, capture_output=True)
    if pdfsig := shutil.which("pdfsig"):
        told = subprocess.run([pdfsig, file], check=False, capture_output=True, text=True).stdout
        assert "Signature is Valid" in told


def test_the_mark_says_who_signed_and_when(pdf: Pdf, signer: Pkcs12) -> None:
    made = sign(pdf, signer, visible=True)
    with pikepdf.open(io.BytesIO(made.content)) as file:
        widget = file.Root.AcroForm.Fields[0]
        looks = widget.AP.N
        assert str(widget.Contents).startswith("Digitally signed by Press office (Lighthouse Office), 20")
        assert b"BDC" not in looks.read_bytes()
        assert all("/FontFile2" in font.DescendantFonts[0].FontDescriptor for font in looks.Resources.Font.values())


def lower_part(content: bytes) -> tuple[int, int, int]:
    """How much ink is at the foot of the last page: left of it, in the middle, and right."""
    with pypdfium2.PdfDocument(content) as document:
        document.init_forms()
        picture = document[len(document) - 1].render(scale=1).to_pil().convert("L").crop((0, 792, 595, 842))
    return tuple(
        sum(value < 200 for value in picture.crop((left, 0, left + 198, 50)).tobytes()) for left in (0, 198, 396)
    )


def test_the_mark_is_seen_where_text_begins(shipped_layout, release_of: Callable[..., Release], signer: Pkcs12) -> None:
    """In each of the layouts, on the side where no number of a page stands."""
    plain = render(release_of(lead="The lamp is lit."), layout=shipped_layout)
    marked = sign(plain, signer, visible=True, layout=shipped_layout.name)
    added = sum(lower_part(marked.content)) - sum(lower_part(plain.content))
    assert added > 50


def test_a_layout_without_room_at_the_foot(pdf: Pdf, signer: Pkcs12, write_layout: Callable[..., Path]) -> None:
    narrow = write_layout('extends = "agency"\n[page]\nmargin_bottom = 30\n')
    with pytest.raises(SettingError, match="no room for the mark"):
        sign(pdf, signer, visible=True, layout=str(narrow))


def test_the_command_marks(pdf: Pdf, key_file: Path, tmp_path: Path) -> None:
    file = pdf.save(tmp_path / "cp.pdf")
    command = ["sign", str(file), "--pkcs12", str(key_file), "--visible", "--layout", "wire"]
    assert CliRunner().invoke(main, command, env={PASSPHRASE: SECRET}).exit_code == 0
    with pikepdf.open(tmp_path / "cp-signed.pdf") as made:
        assert "/AP" in made.Root.AcroForm.Fields[0]


def test_an_archive_is_marked_in_each_language(key_file: Path, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.md").write_text("---\ntitle: Das Licht\nlanguage: de\n---\nDas Licht brennt.\n")
    command = ["batch", str(tmp_path / "in"), str(tmp_path / "out"), "--sign", "--pkcs12", str(key_file), "--visible"]
    assert CliRunner().invoke(main, [*command, "--no-source"], env={PASSPHRASE: SECRET}).exit_code == 0
    with pikepdf.open(tmp_path / "out" / "a.pdf") as made:
        assert str(made.Root.AcroForm.Fields[0].TU).startswith("Digital signiert von Press office")


@pytest.mark.parametrize(
    ("key", "rule"),
    [
        ("/StructParent", "UA 7.18.4-1"),
        ("/TU", "UA 7.18.1-3"),
        ("/AP", "A 6.3.3-1"),
        ("/Contents", "UA 7.18.1-2"),
        ("/F", "A 6.3.2-1"),
    ],
)
def test_what_a_field_lacks_is_found(key: str, rule: str, pdf: Pdf, signer: Pkcs12, tmp_path: Path) -> None:
    """The check of the standards looks at the fields of signatures, too."""
    with pikepdf.open(io.BytesIO(sign(pdf, signer, visible=True).content)) as file:
        del file.Root.AcroForm.Fields[0][key]
        file.save(tmp_path / "cp.pdf")
    assert any(rule in finding.rule for finding in verify(tmp_path / "cp.pdf").findings)
