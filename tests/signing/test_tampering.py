"""Whatever is done to a signed file is told in words."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from authorities import SECRET, Authority
from click.testing import CliRunner
from pyhanko.pdf_utils.generic import ArrayObject, NameObject, StreamObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from pressprint import Pdf, sign
from pressprint.cli import main
from pressprint.signing import Pkcs12, load_pkcs12, seals_of


@pytest.fixture(scope="module")
def signed(pdf: Pdf, signer: Pkcs12, tsa: str) -> bytes:
    return sign(pdf, signer, level="b-t", tsa=tsa).content


def revised(change: Callable[[Any], None]) -> Callable[[bytes], bytes]:
    """A change that is appended to a file, as an editor of PDFs does it."""

    def run(data: bytes) -> bytes:
        writer = IncrementalPdfFileWriter(BytesIO(data), strict=False)
        change(writer)
        out = BytesIO()
        writer.write(out)
        return out.getvalue()

    return run


def more_text(writer: Any) -> None:
    page = writer.root["/Pages"]["/Kids"][0]
    while "/Kids" in page:
        page = page["/Kids"][0]
    font = next(iter(page["/Resources"]["/Font"]))
    drawn = f"BT {font} 30 Tf 80 300 Td <0001000200030004> Tj ET".encode()
    added = writer.add_object(StreamObject(stream_data=drawn))
    page[NameObject("/Contents")] = ArrayObject([page.raw_get("/Contents"), added])
    writer.update_container(page)


def another_attachment(writer: Any) -> None:
    file = writer.root["/AF"][0]
    file["/EF"][NameObject("/F")] = writer.add_object(StreamObject(stream_data=b'{"title": "Nothing is lit"}'))
    writer.update_container(file)


def byte_changed(data: bytes) -> bytes:
    at = data.index(b"\n%") + 3
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def byte_of_the_signature_changed(data: bytes) -> bytes:
    at = data.rindex(b"/Contents <") + 2000
    return data[:at] + (b"0" if data[at : at + 1] != b"0" else b"1") + data[at + 1 :]


def rewritten(data: bytes) -> bytes:
    """The attachment swapped by a program that writes the whole file anew."""
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as file:
        file.Root.AF[0].EF.F = file.make_stream(b'{"title": "Nothing is lit"}')
        file.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (byte_changed, "the file was changed after it was signed"),
        (byte_of_the_signature_changed, "changed"),
        (revised(more_text), "added after it was signed, which it forbids: page 1 says something else"),
        (
            revised(another_attachment),
            "which it forbids: .*attachment release.json is another",
        ),
        (rewritten, "INVALID"),
        (lambda data: data + b"\n%%EOF\n", "changed or is malformed"),
    ],
)
def test_changes_are_told(change: Callable[[bytes], bytes], words: str, signed: bytes, tmp_path: Path) -> None:
    file = tmp_path / "cp.pdf"
    file.write_bytes(change(signed))
    assert re.search(words, str(seals_of(file)[0]))
    told = CliRunner().invoke(main, ["verify", str(file)])
    assert told.exit_code == 1
    assert "INVALID" in told.output
    assert "a signature does not hold" in told.output


def test_untouched_files_hold(signed: bytes, tmp_path: Path, authority: Authority) -> None:
    file = tmp_path / "cp.pdf"
    file.write_bytes(signed)
    told = CliRunner().invoke(main, ["verify", "--trust", str(authority.pem), str(file)])
    assert told.exit_code == 0
    assert "signed by Press office (Lighthouse Office) on 20" in told.output
    assert "valid; covers the whole file; trusted" in told.output


def test_a_certificate_that_had_expired(pdf: Pdf, authority: Authority, tmp_path: Path) -> None:
    """A forger may set his clock back, and so sign; but not without the time of day in the signature."""
    old = load_pkcs12(authority.p12("Former office", days=(-40, -10)), SECRET)
    file = sign(pdf, old, now=datetime.now(UTC) - timedelta(days=20)).save(tmp_path)
    assert re.search(r"INVALID: the certificate had expired on 20", str(seals_of(file)[0]))


def test_a_certificate_that_expires_later(
    pdf: Pdf, signer: Pkcs12, authority: Authority, tmp_path: Path, tsa: str
) -> None:
    """With a time stamp the signature outlives the certificate; without one nobody knows when it was made."""
    later = datetime.now(UTC) + timedelta(days=60)
    bare = sign(pdf, signer).save(tmp_path / "bare.pdf")
    stamped = sign(pdf, signer, level="b-t", tsa=tsa).save(tmp_path / "stamped.pdf")
    assert "no time stamp tells that the signature is older" in seals_of(bare, now=later)[0].invalid
    assert seals_of(stamped, [authority.pem], now=later)[0].valid


def test_a_foreign_certificate(pdf: Pdf, signer: Pkcs12, tmp_path: Path) -> None:
    (tmp_path / "others").mkdir()
    others = Authority(tmp_path / "others", "Root of the rocks")
    file = sign(pdf, load_pkcs12(others.p12("Press office"), SECRET)).save(tmp_path)
    ours = Authority(tmp_path, "Root of the seas")
    told = CliRunner().invoke(main, ["verify", "--trust", str(ours.pem), str(file)])
    assert told.exit_code == 1
    assert "not trusted: the certificate is foreign" in told.output


def test_the_name_of_a_trusted_root_is_not_enough(pdf: Pdf, tmp_path: Path) -> None:
    """A forger's root may bear the name of the one that is trusted."""
    (tmp_path / "forged").mkdir()
    forged = Authority(tmp_path / "forged")
    file = sign(pdf, load_pkcs12(forged.p12("Press office"), SECRET)).save(tmp_path)
    assert seals_of(file, [Authority(tmp_path).pem])[0].untrusted


def test_files_without_a_signature(pdf: Pdf, authority: Authority, tmp_path: Path) -> None:
    file = pdf.save(tmp_path)
    assert CliRunner().invoke(main, ["verify", str(file)]).exit_code == 0
    told = CliRunner().invoke(main, ["verify", "--trust", str(authority.pem), "--json", str(file)])
    assert told.exit_code == 1
    assert json.loads(told.output)[0]["signature_fault"] == "is not signed"


def test_roots_that_are_none(signed: bytes, tmp_path: Path) -> None:
    file = tmp_path / "cp.pdf"
    file.write_bytes(signed)
    for root, words in (("none.pem", "No such file"), ("cp.pdf", "holds no certificate")):
        told = CliRunner().invoke(main, ["verify", "--trust", str(tmp_path / root), str(file)])
        assert told.exit_code == 1
        assert words in told.output
