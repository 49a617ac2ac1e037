"""An archive that is signed as it is set."""

from __future__ import annotations

import sqlite3
from hashlib import sha256
from pathlib import Path

import pytest
from authorities import SECRET, Authority
from click.testing import CliRunner, Result

from pressprint.cli import main
from pressprint.cli.signer import PASSPHRASE
from pressprint.signing import seals_of, sums_of


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "sources"
    folder.mkdir()
    for name in "ab":
        (folder / f"{name}.md").write_text(f"---\ntitle: The lamp {name}\nlanguage: en\n---\nThe lamp is lit.\n")
    return folder


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["batch", *map(str, arguments)], env={PASSPHRASE: SECRET})


def test_outputs_are_signed_once(sources: Path, tmp_path: Path, key_file: Path, authority: Authority) -> None:
    """What is unchanged is not signed again; the manifest holds the sum of the signed file."""
    out = tmp_path / "out"
    options = ("--sign", "--pkcs12", key_file, "--sums", "--jobs", 2)
    assert "set 2" in run(sources, out, *options).output
    first = (out / "a.pdf").read_bytes()
    (sources / "b.md").write_text("---\ntitle: Another\nlanguage: en\n---\nThe lamp is lit.\n")
    assert "set 1, unchanged 1" in run(sources, out, *options).output
    assert (out / "a.pdf").read_bytes() == first
    assert all(seals_of(out / name, [authority.pem])[0].untrusted == "" for name in ("a.pdf", "b.pdf"))
    found = sums_of(out, [authority.pem])
    assert (found.passed, found.files, found.seal.untrusted) == (True, 2, "")
    with sqlite3.connect(out / ".pressprint" / "manifest.sqlite") as base:
        held = dict(base.execute("select output, output_sha256 from releases"))
    base.close()
    assert held["a.pdf"] == sha256(first).hexdigest()


def test_without_the_signature_outputs_are_made_anew(sources: Path, tmp_path: Path, key_file: Path) -> None:
    out = tmp_path / "out"
    assert "set 2" in run(sources, out).output
    assert "set 2" in run(sources, out, "--sign", "--pkcs12", key_file).output
    assert "set 2" in run(sources, out).output
    assert seals_of(out / "a.pdf") == ()


def test_nothing_is_set_with_a_key_that_cannot_sign(sources: Path, tmp_path: Path, authority: Authority) -> None:
    expired = authority.p12("Past office", days=(-40, -2))
    told = run(sources, tmp_path / "out", "--sign", "--pkcs12", expired)
    assert (told.exit_code, "expired on" in told.output) == (1, True)
    assert not (tmp_path / "out" / "a.pdf").exists()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--pkcs12", "office.p12"], "--pkcs12 is for --sign"),
        (["--sign"], "say which key signs"),
        (["--sign", "--pkcs12", "office.p12", "--dask", "tcp://127.0.0.1:9"], "would send the key to other machines"),
    ],
)
def test_options_that_do_not_fit(options: list[str], words: str, sources: Path, tmp_path: Path) -> None:
    told = run(sources, tmp_path / "out", *options)
    assert (told.exit_code, words in " ".join(told.output.split())) == (2, True)


def test_sums_are_those_of_a_folder(sources: Path, tmp_path: Path) -> None:
    assert "OUT is none" in run(sources, tmp_path / "out.zip", "--sums").output
