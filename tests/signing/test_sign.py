"""Signed files: what is in them, that they are checked elsewhere too, and still PDF/A-3a and PDF/UA-1."""

from __future__ import annotations

import asyncio
import io
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pikepdf
import pytest
from authorities import SECRET, Authority

from pressprint import Pdf, sign
from pressprint.conformance import verify
from pressprint.errors import OutputError, PressprintError, ReadError, SettingError
from pressprint.signing import LEVELS, Level, Pkcs12, load_pkcs12, seals_of


@pytest.fixture(scope="module", params=LEVELS)
def level(request: pytest.FixtureRequest) -> Level:
    return request.param


@pytest.fixture(scope="module")
def signed(pdf: Pdf, signer: Pkcs12, level: Level, tsa: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = sign(pdf, signer, level=level, tsa=None if level == "b-b" else tsa)
    return made.save(tmp_path_factory.mktemp(level))


def test_a_signed_file_begins_with_the_file_that_was_signed(signed: Path, pdf: Pdf) -> None:
    """Signing adds to the end alone."""
    assert signed.read_bytes().startswith(pdf.content)


def test_a_signed_file_still_conforms(signed: Path) -> None:
    """PDF/A-3a and PDF/UA-1, by our own check, by qpdf and by pdfua."""
    assert [str(finding) for finding in verify(signed).findings] == []
    pdfua = Path(sys.executable).parent / "pdfua"
    subprocess.run([pdfua, "check", signed], check=True, capture_output=True)
    if qpdf := shutil.which("qpdf"):
        subprocess.run([qpdf, "--check", signed], check=True, capture_output=True)


def test_the_field_is_tagged_and_spoken_of(signed: Path) -> None:
    """A screen reader meets the signature at the end of the text (ISO 14289-1, 7.18.4)."""
    with pikepdf.open(signed) as file:
        field = file.Root.AcroForm.Fields[0]
        element = file.Root.StructTreeRoot.K.K[-1 if len(file.Root.AcroForm.Fields) == 1 else -2]
        assert (element.S, element.K.Obj.T, str(field.TU)) == ("/Form", "Signature", "Digital signature")
        assert file.Root.Perms.DocMDP.Reference[0].TransformParams.P == 1


def test_pdfsig_says_that_the_signature_is_valid(signed: Path) -> None:
    """poppler, which shares no code with what signs."""
    if not (pdfsig := shutil.which("pdfsig")):
        pytest.skip("pdfsig of poppler is not installed")
    told = subprocess.run([pdfsig, signed], check=False, capture_output=True, text=True, timeout=60).stdout
    assert "Signature is Valid" in told
    assert "ETSI.CAdES.detached" in told
    assert "is Invalid" not in told


def test_a_signed_file_is_trusted_where_its_root_is(signed: Path, authority: Authority, level: Level) -> None:
    """Signer, time and coverage are told, and whether a root that is given vouches for them."""
    first, *others = seals_of(signed, [authority.pem])
    assert (first.signer, first.invalid, first.untrusted) == ("Press office (Lighthouse Office)", "", "")
    assert first.stamped is (level != "b-b")
    assert abs(datetime.now(UTC) - first.time) < timedelta(minutes=5)
    assert [(seal.kind, seal.signer, seal.valid) for seal in others] == (
        [("time stamp", "Clock of the lights (Lighthouse Office)", True)] if level == "b-lta" else []
    )
    assert ("the text that was signed" if level == "b-lta" else "the whole file") in first.coverage
    assert "no root was given" in seals_of(signed)[0].untrusted


def test_long_term_files_hold_what_checks_need(pdf: Pdf, signer: Pkcs12, tsa: str) -> None:
    """B-LTA: the chains of the signer and of the server, so that a check needs nobody in years to come."""
    with pikepdf.open(io.BytesIO(sign(pdf, signer, level="b-lta", tsa=tsa).content)) as file:
        assert len(file.Root.DSS.Certs) == 3


def test_a_file_can_be_signed_where_a_loop_runs(pdf: Pdf, signer: Pkcs12) -> None:
    """As in a notebook."""

    async def within() -> Pdf:
        return sign(pdf, signer)

    assert b"/ByteRange" in asyncio.run(within()).content


def test_what_is_signed_is_not_signed_again(pdf: Pdf, signer: Pkcs12) -> None:
    with pytest.raises(SettingError, match=r"is signed already"):
        sign(sign(pdf, signer), signer)


def test_no_secret_is_shown(signer: Pkcs12) -> None:
    assert SECRET not in repr(signer)
    assert "b'" not in repr(signer)


def test_expired_and_future_certificates_do_not_sign(pdf: Pdf, authority: Authority) -> None:
    for name, days, words in (("Old office", (-40, -2), "expired on"), ("New office", (2, 30), "is valid from")):
        held = load_pkcs12(authority.p12(name, days=days), SECRET)
        with pytest.raises(ReadError, match=words):
            sign(pdf, held)


def test_a_root_does_not_sign(pdf: Pdf, authority: Authority) -> None:
    with pytest.raises(ReadError, match="not made for signatures"):
        sign(pdf, load_pkcs12(authority.p12("Root office", root=True), SECRET))


@pytest.mark.parametrize(
    ("content", "passphrase", "words"),
    [
        (None, "wrong", "the passphrase is wrong"),
        (None, None, "needs a passphrase"),
        (b"%PDF-1.7", None, "is no PKCS#12 file"),
    ],
)
def test_keys_that_cannot_be_used(
    content: bytes | None, passphrase: str | None, words: str, key_file: Path, tmp_path: Path
) -> None:
    file = tmp_path / "key.p12"
    file.write_bytes(key_file.read_bytes() if content is None else content)
    with pytest.raises(ReadError, match=words):
        load_pkcs12(file, passphrase)
    with pytest.raises(ReadError, match="there is no such file"):
        load_pkcs12(tmp_path / "none.p12")


def test_a_key_without_its_certificate(tmp_path: Path) -> None:
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12

    key = ec.generate_private_key(ec.SECP256R1())
    (tmp_path / "bare.p12").write_bytes(pkcs12.serialize_key_and_certificates(None, key, None, None, NoEncryption()))
    with pytest.raises(ReadError, match="holds no certificate that belongs to its key"):
        load_pkcs12(tmp_path / "bare.p12")


def test_time_stamps_need_a_server_that_answers(pdf: Pdf, signer: Pkcs12) -> None:
    with pytest.raises(SettingError, match="needs a time-stamp server"):
        sign(pdf, signer, level="b-t")
    with pytest.raises(SettingError, match="is no address"):
        sign(pdf, signer, level="b-t", tsa="tsa.lights.example")
    with pytest.raises(OutputError, match=r"gave no time stamp .* nothing was signed"):
        sign(pdf, signer, level="b-t", tsa="http://127.0.0.1:9/")


def test_without_pyhanko_the_extra_is_named(pdf: Pdf, signer: Pkcs12, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pressprint.signing.needed.find_spec", lambda _: None)
    with pytest.raises(PressprintError, match=r'pip install "pressprint\[sign\]"'):
        sign(pdf, signer)
