"""`pressprint extract`: the release that a PDF carries."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from pressprint import read, render
from pressprint.cli import main


@pytest.fixture
def pdf(full_release, tmp_path) -> Path:
    """A PDF of ours."""
    return render(full_release).save(tmp_path / "lamp.pdf")


def test_the_release_is_printed(pdf, full_release):
    """Without a place the release is printed as JSON, which can be read."""
    result = CliRunner().invoke(main, ["extract", str(pdf)])
    assert result.exit_code == 0
    assert read(result.stdout) == full_release


def test_the_release_is_written(pdf, full_release):
    """With -o it is written; rendered again it is the same file."""
    result = CliRunner().invoke(main, ["extract", str(pdf), "-o", "lamp.json"])
    assert (result.exit_code, result.stdout) == (0, "lamp.json\n")
    assert CliRunner().invoke(main, ["render", "lamp.json", "-o", "again.pdf"]).exit_code == 0
    assert Path("again.pdf").read_bytes() == pdf.read_bytes()
    assert read(Path("lamp.json")) == full_release


def test_a_place_that_is_no_json(pdf):
    """A place with another ending is refused before anything is written."""
    result = CliRunner().invoke(main, ["extract", str(pdf), "-o", "lamp.md"])
    assert result.exit_code == 1
    assert result.stderr == "error: lamp.md: is no name for a release; give one that ends in .json\n"
    assert not Path("lamp.md").exists()


@pytest.mark.parametrize(("content", "said"), [(b"", "is not a PDF"), (b"%PDF-1.7\n", "the PDF is damaged: ")])
def test_what_is_no_pdf(content, said):
    """A file that is none of ours gets one line and the exit code 1."""
    Path("lamp.pdf").write_bytes(content)
    result = CliRunner().invoke(main, ["extract", "lamp.pdf"])
    assert result.exit_code == 1
    assert result.stderr.startswith(f"error: lamp.pdf: {said}")
    assert result.stderr.count("\n") == 1


def test_a_pdf_without_its_source(release_of):
    """`render --no-source` leaves the release out, and extract says that there is none."""
    Path("lamp.md").write_text("---\ntitle: T\nlanguage: en\n---\n**Lead.**\n")
    assert CliRunner().invoke(main, ["render", "lamp.md", "--no-source"]).exit_code == 0
    result = CliRunner().invoke(main, ["extract", "lamp.pdf"])
    assert result.exit_code == 1
    assert "carries no release" in result.stderr
