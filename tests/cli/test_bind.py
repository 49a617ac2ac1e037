"""`pressprint bind`: many PDFs as one, from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from pressprint import Pdf, bind, render
from pressprint.cli import main
from pressprint.conformance import verify


@pytest.fixture(scope="module")
def lamp(full_release) -> Pdf:
    """A PDF of ours."""
    return render(full_release)


@pytest.fixture
def out(lamp) -> Path:
    """A folder with two PDFs of ours."""
    Path("out").mkdir()
    for name in ("a.pdf", "b.pdf"):
        Path("out", name).write_bytes(lamp.content)
    return Path("out")


def run(*words: object) -> tuple[int, str, str]:
    """The exit code of the command, what it prints and what it warns of."""
    result = CliRunner().invoke(main, ["bind", *map(str, words)])
    return result.exit_code, result.stdout, result.stderr


def test_a_folder_becomes_a_volume(out):
    """The volume is written, and what it holds is told."""
    code, told, warned = run(out, "-o", "year.pdf")
    size = len(Path("year.pdf").read_bytes()) / 1000
    assert (code, told, warned) == (0, f"year.pdf  (2 releases, 3 pages, {size:.0f} kB)\n", "")
    assert Path("year.pdf").read_bytes() == bind(out).content
    assert verify(Path("year.pdf")).passed


def test_the_options(out):
    """Title, language, order and layout are those that are given."""
    assert run(out, "-o", "x.pdf", "--title", "T", "--language", "de", "--order", "name", "--layout", "agency")[0] == 0
    assert Path("x.pdf").read_bytes() == bind(out, "agency", title="T", language="de", order="name").content


def test_the_volume_of_an_earlier_run_is_left_out(out):
    """Where the volume goes into the folder that is bound, a second run gives the same file."""
    assert run(out, "-o", out / "year.pdf")[0] == 0
    first = (out / "year.pdf").read_bytes()
    assert run(out, "-o", out / "year.pdf")[0] == 0
    assert (out / "year.pdf").read_bytes() == first


def test_no_release_is_overwritten(out, lamp):
    """A release at the place of the volume, and a file that is itself named, are not overwritten."""
    for words in ((out, "-o", out / "a.pdf"), (out / "a.pdf", out / "b.pdf", "-o", out / "a.pdf")):
        code, told, warned = run(*words)
        assert (code, told) == (1, "")
        assert warned == "error: out/a.pdf: is one of the files to bind; give another name with -o\n"
    assert (out / "a.pdf").read_bytes() == lamp.content


def test_a_folder_with_nothing_but_an_earlier_volume(out):
    """What is left out is not bound in place of releases that are gone."""
    run(out, "-o", out / "year.pdf")
    (out / "a.pdf").unlink()
    (out / "b.pdf").unlink()
    assert run(out, "-o", out / "year.pdf")[::2] == (
        1,
        "error: there is nothing to bind; name the PDFs or their folder\n",
    )


@pytest.mark.parametrize(
    ("output", "said"),
    [
        ("no/year.pdf", "no: there is no such folder; make it, or give another with -o"),
        ("year", "year: is no name for a volume; give one that ends in .pdf"),
        ("out", "out: is no name for a volume; give one that ends in .pdf"),
    ],
)
def test_places_that_cannot_be_written(output, said, out):
    """A wrong place is told in one line."""
    assert run(out, "-o", output) == (1, "", f"error: {said}\n")


def test_one_bad_file_stops_it(out):
    """Each file that cannot be bound has a line, and nothing is written."""
    (out / "c.pdf").write_bytes(b"A lamp.")
    (out / "d.pdf").write_bytes(b"")
    code, told, warned = run(out, "-o", "year.pdf")
    assert (code, told) == (1, "")
    assert warned == "error: out/c.pdf: is not a PDF\nerror: out/d.pdf: is not a PDF\n"
    assert not Path("year.pdf").exists()
    assert list(Path().glob(".pressprint-*")) == []


def test_wrong_usage():
    """Without -o, and without a file, the command tells how it is used."""
    assert run("out")[0] == run("-o", "x.pdf")[0] == 2
