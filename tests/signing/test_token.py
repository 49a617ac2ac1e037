"""A key that stays on a token: SoftHSM, where it is installed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from authorities import Authority
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from pressprint import Pdf, sign
from pressprint.errors import ReadError
from pressprint.signing import load_pkcs11, seals_of

MODULES = (*Path("/usr/lib").glob("**/libsofthsm2.so"), *Path("/opt/homebrew/lib").glob("**/libsofthsm2.so"))
pytestmark = pytest.mark.skipif(
    not (MODULES and shutil.which("softhsm2-util")), reason="SoftHSM is not installed (Debian: softhsm2)"
)


@pytest.fixture(scope="module", params=["elliptic", "rsa"])
def label(request: pytest.FixtureRequest, authority: Authority, token: str) -> str:
    """A certificate on the token with its key."""
    import pkcs11
    from pkcs11.util.x509 import decode_x509_certificate

    name = request.param
    key = ec.generate_private_key(ec.SECP256R1()) if name == "elliptic" else rsa.generate_private_key(65537, 2048)
    file = authority.folder / f"{name}.key"
    file.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    number = "01" if name == "elliptic" else "02"
    command = ["softhsm2-util", "--import", file, "--token", token, "--label", name, "--id", number, "--pin", "5678"]
    subprocess.run(command, check=True, capture_output=True)
    certificate = authority.issue(name, key).public_bytes(Encoding.DER)
    found = pkcs11.lib(str(MODULES[0])).get_token(token_label=token)
    with found.open(rw=True, user_pin="5678") as session:
        held = decode_x509_certificate(certificate)
        held |= {pkcs11.Attribute.LABEL: name, pkcs11.Attribute.ID: bytes.fromhex(number), pkcs11.Attribute.TOKEN: True}
        session.create_object(held)
    return name


@pytest.fixture(scope="module")
def token(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A token of its own, in a folder of the test."""
    folder = tmp_path_factory.mktemp("token")
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder}\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOFTHSM2_CONF", str(folder / "softhsm2.conf"))
        command = ["softhsm2-util", "--init-token", "--free", "--label", "Office", "--so-pin", "1234", "--pin", "5678"]
        subprocess.run(command, check=True, capture_output=True)
        yield "Office"


def test_a_key_on_a_token_signs(pdf: Pdf, token: str, label: str, authority: Authority, tmp_path: Path) -> None:
    signer = load_pkcs11(MODULES[0], token, label, "5678")
    seal = seals_of(sign(pdf, signer).save(tmp_path), [authority.pem])[0]
    assert (seal.signer, seal.invalid) == (f"{label} (Lighthouse Office)", "")
    assert "5678" not in repr(signer)


@pytest.mark.parametrize(
    ("name", "certificate", "pin", "words"),
    [
        ("Home", "elliptic", "5678", "there is no token of this name"),
        ("Office", "other", "5678", "holds no such certificate"),
        ("Office", "elliptic", "0000", "the PIN is wrong"),
    ],
)
def test_tokens_that_cannot_be_used(name: str, certificate: str, pin: str, words: str, token: str) -> None:
    with pytest.raises(ReadError, match=words):
        load_pkcs11(MODULES[0], name, certificate, pin)


def test_a_library_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "none.so").write_text("nothing")
    with pytest.raises(ReadError, match="cannot be loaded"):
        load_pkcs11(tmp_path / "none.so", "Office", "x")
