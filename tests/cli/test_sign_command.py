"""`pressprint sign` and its secrets."""

from __future__ import annotations

from pathlib import Path

import pytest
from authorities import SECRET, Authority
from click.testing import CliRunner

from pressprint import Pdf
from pressprint.cli import main
from pressprint.cli.signer import PASSPHRASE


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Authority(tmp_path_factory.mktemp("authority")).p12("Press office")


@pytest.fixture
def file(tmp_path: Path, plain_pdf: Pdf) -> Path:
    return plain_pdf.save(tmp_path / "cp.pdf")


@pytest.fixture(scope="module")
def plain_pdf(release_of) -> Pdf:  # type: ignore[no-untyped-def]
    from pressprint import render

    return render(release_of(lead="The Lighthouse Office has lit the lamp again."))


def run(*arguments: str | Path, secret: str | None = SECRET) -> tuple[int, str]:
    told = CliRunner().invoke(main, ["sign", *map(str, arguments)], env={PASSPHRASE: secret})
    return told.exit_code, told.output


def test_a_file_is_signed_beside_itself(file: Path, key: Path) -> None:
    code, told = run(file, "--pkcs12", key)
    assert (code, "cp-signed.pdf  (signed, level B-B" in told) == (0, True)
    assert file.with_name("cp-signed.pdf").read_bytes().startswith(file.read_bytes())


def test_several_go_into_a_folder(file: Path, key: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    other = tmp_path / "cq.pdf"
    other.write_bytes(file.read_bytes())
    assert run(file, other, "--pkcs12", key, "-o", tmp_path / "out")[0] == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["cp.pdf", "cq.pdf"]
    assert run(file, other, "--pkcs12", key, "-o", tmp_path / "one.pdf")[0] == 2


def test_a_bad_file_does_not_stop_the_others(file: Path, key: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.pdf").write_bytes(b"no PDF")
    code, told = run(tmp_path / "bad.pdf", file, tmp_path / "none.pdf", "--pkcs12", key)
    assert code == 1
    assert "is not a PDF" in told
    assert "there is no such file" in told
    assert "cp-signed.pdf" in told
    assert not (tmp_path / "bad-signed.pdf").exists()


@pytest.mark.parametrize(
    ("arguments", "secret", "words"),
    [
        ([], SECRET, "say which key signs"),
        (["--pkcs12", "KEY", "--pkcs11", "x.so"], SECRET, "say which key signs"),
        (["--pkcs12", "KEY", "--level", "b-t"], SECRET, "needs a time-stamp server"),
        (["--pkcs12", "KEY", "--level", "b-b", "--tsa", "http://tsa.example"], SECRET, "leave out --tsa"),
        (["--pkcs12", "KEY"], "wrong", "the passphrase is wrong"),
        (["--pkcs12", "KEY"], None, f"set {PASSPHRASE}"),
        (["--pkcs11", "none.so"], None, "--token and --cert-label"),
        (["--pkcs11", "none.so", "--token", "a", "--cert-label", "b"], None, "there is no such library"),
    ],
)
def test_what_is_wrong_is_told(arguments: list[str], secret: str | None, words: str, file: Path, key: Path) -> None:
    code, told = run(file, *(str(key) if word == "KEY" else word for word in arguments), secret=secret)
    assert code in (1, 2)
    assert words in " ".join(told.split())
    assert not file.with_name("cp-signed.pdf").exists()
