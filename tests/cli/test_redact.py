"""The command `pressprint redact`: copies without personal data."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner

from pressprint import Contact, read
from pressprint.cli import main

SOURCE = """---
title: The lighthouse is lit again
language: en
organisation: {name: Lighthouse Office, country: GB}
contacts:
  - {name: Maud Kervella, role: Head of press, phone: +44 20 7946 0018, email: maud.k@lights.example}
  - {name: Owen Pryce, organisation: Lamp Works, phones: [020 7946 0019 (out of hours)]}
  - {name: Tamsin Quayle, email: tq@lights.example}
  - {name: Lighthouse Office, email: press@lights.example}
links: ["mailto:maud.k@lights.example", "https://www.lights.example"]
notes: ["Write to MAUD.K@lights.example, or call 020 7946 0018 or (0)20-7946-0019."]
keywords: [lamps, tq@lights.example]
---
The lamp burns. [Write to us](mailto:maud.k@lights.example?subject=Lamp), call [the tower](tel:+44-20-7946-0019) or see
www.lights.example, also https://lights.example/tq@lights.example.

> It is fine.
>
> — Ines Falk, Keeper
"""
SECRETS = ["Maud", "Kervella", "Owen", "Pryce", "Tamsin", "Quayle", "maud.k", "tq@", "79460018", "79460019"]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A release file."""
    file = tmp_path / "lamp.md"
    file.write_text(SOURCE, encoding="utf-8")
    return file


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """The folder for the copies."""
    folder = tmp_path / "archive"
    folder.mkdir()
    return folder


def _all_of(file: Path) -> str:
    """All that a PDF holds, unpacked: its objects, its streams, its strings, and the words on its pages; no spaces."""
    plain = io.BytesIO()
    with pikepdf.open(file) as pdf:
        found = [str(pdf.trailer)]
        for thing in pdf.objects:
            found.append(repr(thing))
            if isinstance(thing, pikepdf.Stream):
                found.append(thing.read_bytes().decode("latin-1"))
        pdf.save(plain, stream_decode_level=pikepdf.StreamDecodeLevel.all, compress_streams=False, qdf=True)
    from pypdf import PdfReader

    found += [plain.getvalue().decode("latin-1"), *(page.extract_text() for page in PdfReader(file).pages)]
    text = "\n".join(found)
    utf16 = text.replace("\x00", "")
    return "".join(character for character in text + utf16 if not character.isspace() and character not in "-()")


def test_nothing_of_the_contacts_is_left_in_the_pdf(source: Path, archive: Path) -> None:
    """Not in the text, the links, the metadata, the tags, nor in the release that the file carries."""
    result = CliRunner().invoke(main, ["redact", "--contacts", str(source), "-o", str(archive)])
    assert result.exit_code == 0, result.output
    held = _all_of(archive / "lamp.pdf")
    assert [secret for secret in SECRETS if secret.casefold() in held.casefold()] == []
    assert "InesFalk" in held


def test_the_search_would_find_them(source: Path, tmp_path: Path) -> None:
    """In the PDF of the release itself each of them is found: the test above can fail."""
    assert CliRunner().invoke(main, ["render", str(source), "-o", str(tmp_path)]).exit_code == 0
    held = _all_of(tmp_path / "lamp.pdf").casefold()
    assert [secret for secret in SECRETS if secret.casefold() not in held] == []


def test_roles_and_organisations_stay(source: Path, archive: Path) -> None:
    """A contact becomes its role and organisation; links become words, and a mark stands where addresses stood."""
    CliRunner().invoke(main, ["redact", "--contacts", str(source), "-o", str(archive)])
    copy = read(archive / "lamp.pdf")
    assert copy.contacts == tuple(Contact(name=name) for name in ("Head of press", "Lamp Works", "Lighthouse Office"))
    assert [website.url for website in copy.links] == ["https://www.lights.example"]
    written = copy.model_dump_json()
    assert "Write to […], or call […] or […]." in written
    assert "mailto:" not in written
    assert "Write to us" in written


def test_organisations_can_be_kept(source: Path, archive: Path) -> None:
    """With --keep-organisations the address of the office stays."""
    arguments = ["redact", "--contacts", "--keep-organisations", str(source), "-o", str(archive)]
    assert CliRunner().invoke(main, arguments).exit_code == 0
    kept = read(archive / "lamp.pdf").contacts[-1]
    assert kept == Contact(name="Lighthouse Office", email="press@lights.example")


def test_a_pdf_is_redacted_too(source: Path, tmp_path: Path, archive: Path) -> None:
    """A PDF of pressprint's gives the same copy as the file that it was made of."""
    assert CliRunner().invoke(main, ["render", str(source), "-o", str(tmp_path)]).exit_code == 0
    assert CliRunner().invoke(main, ["redact", "--contacts", str(source), "-o", str(archive)]).exit_code == 0
    before = (archive / "lamp.pdf").read_bytes()
    pdf = tmp_path / "lamp.pdf"
    assert CliRunner().invoke(main, ["redact", "--contacts", str(pdf), "-o", str(archive)]).exit_code == 0
    assert (archive / "lamp.pdf").read_bytes() == before


def test_the_original_is_not_written_over(source: Path, tmp_path: Path) -> None:
    """A copy that would take its original's place is refused."""
    assert CliRunner().invoke(main, ["render", str(source), "-o", str(tmp_path)]).exit_code == 0
    before = (tmp_path / "lamp.pdf").read_bytes()
    result = CliRunner().invoke(main, ["redact", "--contacts", str(tmp_path / "lamp.pdf"), "-o", str(tmp_path)])
    assert result.exit_code == 1
    assert "give another folder" in result.stderr
    assert (tmp_path / "lamp.pdf").read_bytes() == before


def test_a_name_in_the_text_is_told(source: Path, archive: Path) -> None:
    """Somebody who is quoted and a contact stays in the text, with a warning."""
    source.write_text(SOURCE.replace("Ines Falk", "Maud Kervella"), encoding="utf-8")
    result = CliRunner().invoke(main, ["redact", "--contacts", str(source), "-o", str(archive)])
    assert "the name “Maud Kervella” stands in the text as well" in result.stderr


def test_what_to_redact_is_asked_for(source: Path, archive: Path) -> None:
    """Without --contacts nothing is done."""
    result = CliRunner().invoke(main, ["redact", str(source), "-o", str(archive)])
    assert result.exit_code == 2
    assert not list(archive.iterdir())
