"""Whole files of real size, looked at by tools that are not ours: qpdf, pdfua, poppler."""

from __future__ import annotations

import shutil
import subprocess
import warnings
from pathlib import Path

import pdfua
import pytest

from pressprint import Pdf, PressprintWarning, Release, load_layout, read, render
from pressprint.conformance import verify
from pressprint.languages import language
from pressprint.release import plain
from pressprint.text import write_dateline

EVERY = 12
"""Which part of the archive is set here; all of it takes a minute."""


def _archive(root: Path) -> list[Path]:
    return sorted((root.parent / "shared" / "archive").glob("*.md"))[::EVERY]


@pytest.fixture(scope="module")
def files(root) -> list[Path]:
    """The samples, and where it is there every twelfth release of the archive."""
    samples = [file for file in sorted((root / "samples").glob("*.md")) if file.name != "README.md"]
    return [*samples, *_archive(root)]


@pytest.fixture(scope="module")
def made(files) -> list[tuple[Release, Pdf]]:
    """The releases of these files, and their PDFs."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PressprintWarning)
        releases = [read(file) for file in files]
    return [(release, render(release)) for release in releases]


@pytest.fixture(scope="module")
def folder(made, tmp_path_factory) -> Path:
    """A folder with these PDFs."""
    folder = tmp_path_factory.mktemp("pdfs")
    for number, (_, pdf) in enumerate(made):
        pdf.save(folder / f"{number}.pdf")
    return folder


def test_extract_and_render_again(made, folder):
    """What a file carries is the very release, and setting that again gives the very file."""
    for number, (release, pdf) in enumerate(made):
        again = read(folder / f"{number}.pdf")
        assert again == release
        assert render(again).content == pdf.content


def test_qpdf_checks_all(folder):
    """`qpdf --check` finds nothing in any file."""
    qpdf = shutil.which("qpdf")
    if qpdf is None:
        pytest.skip("qpdf is not installed")
    for file in folder.iterdir():
        run = subprocess.run([qpdf, "--check", file], capture_output=True, text=True, check=False)
        assert run.returncode == 0, run.stdout + run.stderr


def test_pdfua_checks_all(folder):
    """The checker `pdfua` finds nothing in any file."""
    for file in folder.iterdir():
        assert not pdfua.validate(file).findings


def test_verify_checks_all(folder):
    """`pressprint verify` finds nothing in any file."""
    for file in folder.iterdir():
        assert verify(file).findings == ()


def test_files_are_small(made, root):
    """Half of the archive's files, with their tags and their source, have at most 22 kB."""
    if not _archive(root):
        pytest.skip("needs the archive of real releases, which is not here")
    sizes = sorted(len(pdf.content) for _, pdf in made)
    assert sizes[len(sizes) // 2] <= 22_000


def test_the_tree_of_the_seed_reads_as_the_release_does(root, tmp_path):
    """What poppler tells of the tree begins with title, place and date, and holds no furniture."""
    seed, pdfinfo = root.parent / "shared" / "seed" / "cp199-2015.md", shutil.which("pdfinfo")
    if pdfinfo is None or not seed.is_file():
        pytest.skip("needs the seed and pdfinfo, and one of them is not here")
    release = read(seed)
    file = render(release).save(tmp_path / "seed.pdf")
    run = subprocess.run([pdfinfo, "-struct-text", file], capture_output=True, text=True, check=True)
    told = [line.strip() for line in run.stdout.splitlines()]
    texts = [line.strip('" ').replace("’", "'") for line in told if line.startswith('"')]
    assert texts[0] == release.full_title
    assert texts[1] == write_dateline(release.place, release.date, language(release.language))
    assert texts[2] == release.reference
    assert texts[3].split() == plain(release.lead).split()
    assert texts[-1] == release.links[0].url.removeprefix("http://").removeprefix("https://")
    assert [line.split()[0] for line in told if "(block)" in line][:4] == ["H1", "P", "P", "P"]
    label = load_layout("agency").label(language(release.language), "press_release")
    assert label not in texts


def test_a_brand_passes_too(root, folder, tmp_path):
    """A brand with a vector logo gives a file in which nothing is found either."""
    layout = load_layout(root / "samples" / "layouts" / "marrowby")
    file = render(read(root / "samples" / "harbour-en.md"), layout).save(tmp_path / "brand.pdf")
    assert not pdfua.validate(file).findings
    assert verify(file).findings == ()
