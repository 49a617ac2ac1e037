"""`pressprint extract`: the release that a PDF carries."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner

from pressprint import ReadError, bind, read, render
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
    said = "is no name for a release; give one that ends in .json, or a folder that is there"
    assert result.stderr == f"error: lamp.md: {said}\n"
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


@pytest.fixture
def volume(full_release, pdf) -> Path:
    """A volume of two releases."""
    other = full_release.model_copy(update={"reference": "LO-13-2026"})
    return bind([pdf, render(other).save("other.pdf")]).save("year.pdf")


def test_a_volume_needs_a_choice(volume):
    """Of a volume the command tells which releases it holds and how to get them."""
    result = CliRunner().invoke(main, ["extract", "year.pdf"])
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "error: year.pdf: the PDF is a volume of 2 releases (LO-12-2026.json and LO-13-2026.json); "
        "“pressprint extract” with -o and a folder writes them all, and with --name one of them\n"
    )
    with pytest.raises(ReadError, match="is a volume of 2 releases"):
        read(volume)


@pytest.mark.parametrize("name", ["LO-13-2026.json", "LO-13-2026"])
def test_one_release_of_a_volume(name, volume, full_release):
    """With its name, with or without its ending, a release is printed, or written to a file or into a folder."""
    result = CliRunner().invoke(main, ["extract", "year.pdf", "--name", name])
    assert read(result.stdout).reference == "LO-13-2026"
    Path("all").mkdir()
    for target in ("one.json", "all"):
        assert CliRunner().invoke(main, ["extract", "year.pdf", "--name", name, "-o", target]).exit_code == 0
    assert read(Path("one.json")) == read(Path("all/LO-13-2026.json"))
    assert len(list(Path("all").iterdir())) == 1


def test_all_releases_of_a_volume(volume, full_release, pdf):
    """Into a folder all are written; each set again is the file it was bound from."""
    Path("all").mkdir()
    result = CliRunner().invoke(main, ["extract", "year.pdf", "-o", "all"])
    assert (result.exit_code, result.stdout) == (0, "all/LO-12-2026.json\nall/LO-13-2026.json\n")
    assert render(read("all/LO-12-2026.json")).content == pdf.read_bytes()


def test_one_file_for_many(volume):
    """Several releases do not go into one file."""
    result = CliRunner().invoke(main, ["extract", "year.pdf", "-o", "all.json"])
    assert result.exit_code == 1
    assert "is a volume of 2 releases" in result.stderr
    assert not Path("all.json").exists()


def test_a_release_that_is_not_in_the_volume(volume):
    """A name that is not there is told, with the one that was likely meant."""
    result = CliRunner().invoke(main, ["extract", "year.pdf", "--name", "LO-13-2025.json"])
    assert result.stderr.startswith("error: year.pdf: the PDF carries no release “LO-13-2025.json”; did you mean “LO-1")
    result = CliRunner().invoke(main, ["extract", "year.pdf", "--name", "x"])
    assert result.stderr.endswith("“x”; it carries LO-12-2026.json and LO-13-2026.json\n")


def test_a_single_release_goes_into_a_folder(pdf):
    """A PDF of one release gives it the PDF's own name in a folder."""
    Path("all").mkdir()
    result = CliRunner().invoke(main, ["extract", str(pdf), "-o", "all"])
    assert (result.exit_code, result.stdout) == (0, "all/lamp.json\n")


@pytest.mark.parametrize("name", ["../lamp.json", ".lamp.json", "a\\lamp.json"])
def test_no_name_leads_out_of_the_folder(name, volume):
    """An attachment with a path for its name is not written."""
    with pikepdf.open("year.pdf") as opened:
        opened.Root.AF[0].UF = name
        opened.save("bad.pdf")
    Path("all").mkdir()
    result = CliRunner().invoke(main, ["extract", "bad.pdf", "-o", "all"])
    assert result.exit_code == 1
    assert "leads out of the folder" in result.stderr
    assert list(Path("all").iterdir()) == []
