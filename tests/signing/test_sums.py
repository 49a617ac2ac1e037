"""The list of a whole archive and its signature, checked here and by the programs that others have."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from authorities import SECRET, Authority
from click.testing import CliRunner

from pressprint.cli import main
from pressprint.cli.signer import PASSPHRASE
from pressprint.errors import OutputError, ReadError
from pressprint.signing import Order, Pkcs12, sign_sums, sums_of


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    (folder / "2026").mkdir(parents=True)
    (folder / ".pressprint").mkdir()
    (folder / ".pressprint" / "manifest.sqlite").write_bytes(b"changes")
    for name in ("2026/a.pdf", "b.pdf", "back\\slash\nend.pdf"):
        (folder / name).write_bytes(name.encode())
    return folder


def test_the_list_is_that_of_coreutils(archive: Path) -> None:
    assert sign_sums(archive) == 3
    assert "2026/a.pdf" in (archive / "SHA256SUMS").read_text()
    if sha256sum := shutil.which("sha256sum"):
        subprocess.run([sha256sum, "--strict", "-c", "SHA256SUMS"], cwd=archive, check=True, capture_output=True)
    assert (sums_of(archive).passed, sums_of(archive).files, sums_of(archive).seal) == (True, 3, None)


@pytest.mark.parametrize("level", ["b-b", "b-t"])
def test_the_signature_is_of_cms(archive: Path, signer: Pkcs12, authority: Authority, level: str, tsa: str) -> None:
    sign_sums(archive, Order(signer, level, tsa))
    found = sums_of(archive, [authority.pem])
    assert found.passed
    assert (found.seal.signer, found.seal.untrusted) == ("Press office (Lighthouse Office)", "")
    assert found.seal.stamped is (level == "b-t")
    if openssl := shutil.which("openssl"):
        command = [openssl, "cms", "-verify", "-inform", "DER", "-binary", "-in", "SHA256SUMS.p7s", "-purpose", "any"]
        command += ["-content", "SHA256SUMS", "-CAfile", str(authority.pem), "-out", "/dev/null"]
        subprocess.run(command, cwd=archive, check=True, capture_output=True)


def test_what_is_not_as_it_was_listed_is_told(archive: Path, signer: Pkcs12) -> None:
    sign_sums(archive, Order(signer))
    (archive / "b.pdf").write_bytes(b"forged")
    (archive / "2026" / "a.pdf").rename(archive / "c.pdf")
    told = CliRunner().invoke(main, ["verify", "--sums", str(archive)])
    assert told.exit_code == 1
    for words in (
        "2026/a.pdf is not there any more",
        "b.pdf is not the file that was listed",
        "c.pdf is there and not in the list",
        "1 file as listed",
    ):
        assert words in told.output


def test_a_forged_list_is_told(archive: Path, signer: Pkcs12, authority: Authority, tmp_path: Path) -> None:
    sign_sums(archive, Order(signer))
    signature = (archive / "SHA256SUMS.p7s").read_bytes()
    (archive / "b.pdf").write_bytes(b"forged")
    sign_sums(archive)
    assert not (archive / "SHA256SUMS.p7s").exists()
    root = ["--trust", str(authority.pem)]
    told = CliRunner().invoke(main, ["verify", "--sums", str(archive), *root])
    assert (told.exit_code, "is not signed" in told.output) == (1, True)
    (archive / "SHA256SUMS.p7s").write_bytes(signature)
    told = CliRunner().invoke(main, ["verify", "--sums", str(archive), "--json"])
    assert told.exit_code == 1
    assert json.loads(told.output)["seal"]["invalid"] == "the list was changed after it was signed"
    (archive / "SHA256SUMS.p7s").write_bytes(b"nothing")
    assert "malformed" in sums_of(archive).seal.invalid
    others = tmp_path / "others"
    others.mkdir()
    foreign = Authority(others, "Root of the rocks")
    sign_sums(archive, Order(signer))
    assert "foreign" in sums_of(archive, [foreign.pem]).seal.untrusted


def test_folders_and_lists_that_are_none(archive: Path, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="no such folder"):
        sign_sums(tmp_path / "none")
    with pytest.raises(ReadError, match="make it with"):
        sums_of(archive)
    (archive / "SHA256SUMS").write_text("no sum\n")
    with pytest.raises(ReadError, match=r":1: is no line of a list"):
        sums_of(archive)


def test_the_command(archive: Path, key_file: Path) -> None:
    told = CliRunner().invoke(
        main, ["sign", "--sums", str(archive), "--pkcs12", str(key_file)], env={PASSPHRASE: SECRET}
    )
    assert (told.exit_code, "3 files, signed in SHA256SUMS.p7s" in told.output) == (0, True)
    assert CliRunner().invoke(main, ["sign", "--pkcs12", str(key_file)]).exit_code == 2
    assert CliRunner().invoke(main, ["verify"]).exit_code == 2
