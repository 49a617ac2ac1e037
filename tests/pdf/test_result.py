"""What users do with a PDF: save it, look at it, attach it, name it."""

from __future__ import annotations

import io
import os
import stat
import tempfile
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from pathlib import Path

import pytest
from PIL import Image

from pressprint import FullDiskError, OutputError, Pdf, render


def test_save(full_pdf, tmp_path):
    """A PDF is saved under the path it is given, which may be a string, and the path is given back."""
    target = tmp_path / "a release.pdf"
    assert full_pdf.save(target) == target
    assert target.read_bytes() == full_pdf.content
    assert full_pdf.save(str(target)) == target
    assert [path.name for path in tmp_path.iterdir()] == ["a release.pdf"]


def test_save_into_a_folder(full_pdf, tmp_path):
    """A folder gets the PDF under its own name."""
    assert full_pdf.save(tmp_path) == tmp_path / "LO-12-2026.pdf"
    assert (tmp_path / "LO-12-2026.pdf").read_bytes() == full_pdf.content


def test_a_saved_file_may_be_read_by_others(full_pdf, tmp_path, monkeypatch):
    """The file has the rights that new files have, not those of a temporary one."""
    path = full_pdf.save(tmp_path)
    (tmp_path / "plain").touch()
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE((tmp_path / "plain").stat().st_mode)


def test_no_such_folder(full_pdf, tmp_path):
    """A folder that is not there is told, and not made."""
    with pytest.raises(OutputError) as caught:
        full_pdf.save(tmp_path / "nowhere" / "release.pdf")
    assert str(caught.value) == f"{tmp_path}/nowhere: there is no such folder; make it, or give another with -o"
    assert list(tmp_path.iterdir()) == []


def _refuse(*args, **kwargs):
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.chmod", "pathlib.Path.replace"])
def test_whole_or_not_at_all(step, full_pdf, tmp_path, monkeypatch):
    """Where writing fails, the file that was there stays as it was, and nothing half-written is left."""
    target = tmp_path / "release.pdf"
    target.write_bytes(b"the old one")
    monkeypatch.setattr(step, _refuse)
    with pytest.raises(FullDiskError) as caught:
        full_pdf.save(target)
    monkeypatch.undo()
    assert str(caught.value) == f"{target}: the disk is full; make room on it and run again"
    assert target.read_bytes() == b"the old one"
    assert [path.name for path in tmp_path.iterdir()] == ["release.pdf"]


def test_a_folder_that_is_not_writable(full_pdf, tmp_path, monkeypatch):
    """A folder where nothing may be written is told with the system's reason."""

    def refuse(*args, **kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(tempfile, "NamedTemporaryFile", refuse)
    with pytest.raises(OutputError) as caught:
        full_pdf.save(tmp_path / "release.pdf")
    assert str(caught.value) == f"{tmp_path}/release.pdf: cannot be written: Permission denied"


def test_a_folder_that_tells_nothing(full_pdf, tmp_path, monkeypatch):
    """A folder that may not even be looked at is as if it were not there."""

    def refuse(path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "is_dir", refuse)
    with pytest.raises(OutputError, match="there is no such folder"):
        full_pdf.save(tmp_path / "release.pdf")


def test_a_name_too_long(full_pdf, tmp_path):
    """A name that the system refuses is told, and leaves nothing behind."""
    with pytest.raises(OutputError, match="cannot be written: File name too long"):
        full_pdf.save(tmp_path / ("n" * 300 + ".pdf"))
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_file_is_left_alone(full_pdf, tmp_path):
    """A pipe, or a device, is not moved away by the file that would take its place."""
    pipe = tmp_path / "pipe.pdf"
    os.mkfifo(pipe)
    link = tmp_path / "link.pdf"
    link.symlink_to(pipe)
    for target in (pipe, link):
        with pytest.raises(OutputError) as caught:
            full_pdf.save(target)
        assert str(caught.value) == f"{target}: is no file, but a device or a pipe; give the name of a file"
    assert pipe.is_fifo()
    assert link.is_symlink()


def test_a_link_is_followed(full_pdf, tmp_path):
    """What a link leads to is written, also where it is not there yet, and the link stays one."""
    link = tmp_path / "link.pdf"
    link.symlink_to("release.pdf")
    for _ in range(2):
        assert full_pdf.save(link) == link
        assert link.is_symlink()
        assert (tmp_path / "release.pdf").read_bytes() == full_pdf.content


def test_names_that_no_file_has(full_pdf, tmp_path):
    """A null byte or half a character in a name is told as text that can be printed."""
    for name, shown in (("a\0b.pdf", "a\\x00b.pdf"), ("\ud800.pdf", "\\ud800.pdf")):
        with pytest.raises(OutputError) as caught:
            full_pdf.save(tmp_path / name)
        assert str(caught.value) == f"{tmp_path}/{shown}: is not the name of a file"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("dpi", "size"), [(72, (596, 842)), (96, (794, 1123)), (10, (83, 117))])
def test_preview(dpi, size, full_pdf):
    """A preview is a PNG of the whole page at the resolution that is asked for."""
    with Image.open(io.BytesIO(full_pdf.preview(dpi=dpi))) as image:
        assert image.format == "PNG"
        assert image.size == pytest.approx(size, abs=1)
        assert image.getpixel((2, 2)) == (255, 255, 255)
        assert len(image.convert("L").getcolors(256)) > 3


def test_preview_of_a_further_page(long_pdf):
    """Each page has a preview of its own."""
    assert len({long_pdf.preview(page, dpi=30) for page in range(1, long_pdf.pages + 1)}) == long_pdf.pages


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"page": 0}, "there is no page 0; the release has 1"),
        ({"page": 2}, "there is no page 2; the release has 1"),
        ({"dpi": 9}, "dpi is 9; expected 10 to 600"),
        ({"dpi": 601}, "dpi is 601; expected 10 to 600"),
    ],
)
def test_preview_of_what_is_not_there(arguments, message, full_pdf):
    """A page that does not exist, or a resolution out of bounds, is refused with what would do."""
    with pytest.raises(ValueError, match=f"^{message}$"):
        full_pdf.preview(**arguments)


def test_the_preview_of_an_embargoed_release(long_pdf, full_pdf):
    """Each page's picture carries the embargo as its warning; other pictures carry nothing."""
    said = "Embargoed until Wednesday 20 May 2026, 06:00 (London, UTC+1)"
    for page in range(1, long_pdf.pages + 1):
        with Image.open(io.BytesIO(long_pdf.preview(page, dpi=30))) as image:
            assert image.text == {"Warning": said}
    with Image.open(io.BytesIO(full_pdf.preview(dpi=30))) as image:
        assert image.text == {}


def test_attach(full_pdf):
    """A message gets the PDF as a part with its name, type and bytes, and keeps its text."""
    message = EmailMessage()
    message["Subject"] = "The lighthouse is lit again"
    message.set_content("Please find our release attached.")
    full_pdf.attach_to(message)
    read = BytesParser(policy=default).parsebytes(message.as_bytes())
    (part,) = read.iter_attachments()
    assert part.get_content_type() == "application/pdf"
    assert part.get_filename() == "LO-12-2026.pdf"
    assert part.get_content_disposition() == "attachment"
    assert part.get_content() == full_pdf.content
    assert read.get_body().get_content().strip() == "Please find our release attached."


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"reference": "CP199 - 2015"}, "CP199-2015.pdf"),
        ({"reference": "../../etc/passwd"}, "etc-passwd.pdf"),
        ({"reference": "№ 12/2026"}, "No-12-2026.pdf"),
        ({"title": "L’œuvre de l’été: Straße & Łódź"}, "L-oeuvre-de-l-ete-Strasse-Lodz.pdf"),
        ({"title": "Қазақстан", "language": "kk"}, "release.pdf"),
        ({"title": "Қазақстан", "language": "kk", "reference": "KK-1"}, "KK-1.pdf"),
        ({"title": "2020–2021"}, "2020-2021.pdf"),
        ({"title": "...", "reference": "CON:\\x"}, "CON-x.pdf"),
        ({"title": "word " * 60}, "word-" * 15 + "word.pdf"),
        ({"reference": "LO-13", "embargo": "2026-05-20 06:00 Europe/London"}, "EMBARGO-2026-05-20-0500UTC-LO-13.pdf"),
        ({"reference": "LO-13", "status": "draft"}, "DRAFT-LO-13.pdf"),
        (
            {"embargo": "2026-05-20T06:00Z", "status": "draft"},
            "DRAFT-EMBARGO-2026-05-20-0600UTC-The-lighthouse-at-Grey-Point-is-lit-again.pdf",
        ),
    ],
)
def test_filename(fields, name, release_of):
    """A PDF's name is made of its reference, or else its title, in ASCII letters, digits and hyphens."""
    assert render(release_of(**fields)).filename == name


def test_a_pdf_shows_itself_without_its_bytes(full_pdf):
    """The representation of a PDF is one short line, and the value cannot be changed."""
    assert repr(full_pdf) == "Pdf(pages=1, filename='LO-12-2026.pdf', warnings=())"
    assert isinstance(full_pdf, Pdf)
    with pytest.raises(AttributeError):
        full_pdf.pages = 2


def test_a_bare_name_is_saved_in_the_current_folder(full_pdf, tmp_path, monkeypatch):
    """A bare name is saved in the current folder."""
    monkeypatch.chdir(tmp_path)
    assert full_pdf.save("release.pdf") == Path("release.pdf")
    assert (tmp_path / "release.pdf").exists()
