"""PDFs that are read: our own give their release back, others get one clear line."""

from __future__ import annotations

import io
import zlib
from pathlib import Path

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from pressprint import ReadError, read, render

ABSENT = "the PDF carries no release; only a PDF of pressprint's that was not made without its source does"


@pytest.fixture(scope="module")
def whole(release_of) -> bytes:
    """A PDF of ours."""
    return render(release_of(body=["The lamp is lit."])).content


def said_of(content: bytes) -> str:
    """The one line that is said of a PDF, after its name."""
    file = Path("lamp.pdf")
    file.write_bytes(content)
    with pytest.raises(ReadError) as caught:
        read(file)
    assert len(caught.value.problems) == 1
    line = str(caught.value)
    assert line.startswith("lamp.pdf")
    assert "\n" not in line
    return line.partition(": ")[2]


def _changed(content: bytes, change) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        change(pdf)
        pdf.save(out)
    return out.getvalue()


def _with_source(content: bytes, source: bytes, **filters: object) -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        stream = pdf.Root.AF[0].EF.F
        stream.write(source, **filters)

    return _changed(content, change)


def test_not_a_pdf():
    """A file that only has the name of a PDF is told to be none."""
    assert said_of(b"A lamp.") == "is not a PDF"
    assert said_of(b"") == "is not a PDF"


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_cut_short(whole, share):
    """A PDF whose end is missing is told to be damaged, wherever it was cut."""
    assert said_of(whole[: int(len(whole) * share)]).startswith("the PDF is damaged")


def test_encrypted(whole):
    """A PDF with a password is told to be encrypted, whether it opens without the password or not."""
    for user in ("", "lamp"):
        out = io.BytesIO()
        with pikepdf.open(io.BytesIO(whole)) as pdf:
            pdf.save(out, encryption=pikepdf.Encryption(user=user, owner="keeper"))
        assert said_of(out.getvalue()) == "the PDF is encrypted; save it without a password first"


def test_of_another_maker():
    """A PDF of another maker, and one of ours without its source, carry no release."""
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(72, 72, "A lamp")
    canvas.save()
    assert said_of(out.getvalue()) == ABSENT


def test_made_without_its_source(release_of):
    """A PDF that was made without its source says so."""
    assert said_of(render(release_of(), embed_source=False).content) == ABSENT


@pytest.mark.parametrize("wrong", [5, "name", [], [1, "x"], [{}], {"a": 1}])
def test_attachments_of_the_wrong_kind(whole, wrong):
    """An attachment list that is none is no release, and no traceback."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.AF = (
            pikepdf.Array(wrong) if isinstance(wrong, list) else pikepdf.Dictionary() if wrong == {} else wrong
        )

    if isinstance(wrong, dict):
        wrong = {}
    assert said_of(_changed(whole, change)) == ABSENT


def test_an_attachment_without_its_file(whole):
    """An attachment that says it is the source and holds nothing is none."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.AF[0].EF = pikepdf.Array([1])

    assert said_of(_changed(whole, change)) == ABSENT


def test_a_bomb(whole):
    """A gigabyte in a small attachment is not unpacked."""
    packer = zlib.compressobj(9)
    block = bytes(1_000_000)
    packed = b"".join(packer.compress(block) for _ in range(1000)) + packer.flush()
    bomb = _with_source(whole, packed, filter=pikepdf.Name.FlateDecode, type_check=False)
    assert len(bomb) < 3_000_000
    assert said_of(bomb) == "the release in the PDF unpacks to more than 64 MB"


def test_a_source_packed_in_another_way(whole):
    """A source that is packed in a way that ours never are is told."""
    packed = _with_source(whole, b"<68656c6c6f>", filter=pikepdf.Name.ASCIIHexDecode, type_check=False)
    assert said_of(packed) == "the release in the PDF is packed with /ASCIIHexDecode; expected FlateDecode alone"


def test_a_source_that_is_no_text(whole):
    """Bytes that are not UTF-8 are no release."""
    assert said_of(_with_source(whole, b"\xff\xfe\x00")) == "the release in the PDF is not UTF-8"


def test_a_source_that_is_no_release(whole):
    """What is wrong in the release itself is told with its line and field, as of any file."""
    assert said_of(_with_source(whole, b'{"title": "T"}')).startswith("language: is missing")
    assert "not valid JSON" in said_of(_with_source(whole, b"{"))
