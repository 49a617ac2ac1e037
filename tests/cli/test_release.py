"""The embargo on the command line: `pressprint render`, `check`, `batch` and `release` at a time that is given."""

from __future__ import annotations

from pathlib import Path

import pypdf
import pytest
from click.testing import CliRunner, Result

from pressprint import read
from pressprint.cli import main

EMBARGOED = """---
title: The lighthouse is lit again
language: en
embargo: 2026-05-20 06:00 Europe/London
---
**The lamp at Grey Point is lit.**
"""
RELEASED = EMBARGOED.replace("language: en", "language: en\nstatus: released")
BEFORE, AFTER = "2026-05-20T05:59:59+01:00", "2026-05-20 06:00 Europe/London"
NAME = "EMBARGO-2026-05-20-0500UTC-lamp.pdf"
BAND = "Embargoed until Wednesday 20 May 2026, 06:00 (London, UTC+1)"


def run(*arguments: object) -> Result:
    """What a command gives."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def pdfs() -> set[str]:
    """The names of the files that were made."""
    return {path.name for path in Path().iterdir() if path.name not in ("lamp.md", "texts")}


def text(path: str) -> str:
    """The words of a PDF's first page."""
    return " ".join(pypdf.PdfReader(path).pages[0].extract_text().split())


@pytest.fixture
def lamp() -> Path:
    """An embargoed release."""
    file = Path("lamp.md")
    file.write_text(EMBARGOED, encoding="utf-8")
    return file


def test_render_names_the_embargo(lamp):
    """The PDF of an embargoed release says so on its page, in its title and in its name; nothing is warned of."""
    result = run("render", lamp, "--now", BEFORE)
    assert (result.exit_code, result.stderr) == (0, "")
    assert pdfs() == {NAME}
    assert BAND in text(NAME)
    assert pypdf.PdfReader(NAME).metadata.title == f"{BAND} · The lighthouse is lit again"
    assert run("render", NAME, "-o", "texts", "--now", BEFORE).exit_code == 1
    assert run("render", lamp, "-o", "own.pdf", "--now", BEFORE).stdout.startswith("own.pdf  (")


def test_an_embargoed_pdf_keeps_its_name(lamp):
    """The name of a PDF that is set again does not get the embargo twice."""
    run("render", lamp, "--now", BEFORE)
    before = Path(NAME).read_bytes()
    assert run("render", NAME, "--now", BEFORE).exit_code == 0
    assert pdfs() == {NAME}
    assert Path(NAME).read_bytes() == before


@pytest.mark.parametrize("command", ["render", "check"])
def test_an_embargo_that_is_over_is_told(command, lamp):
    """The release is set as embargoed all the same."""
    result = run(command, lamp, "--now", AFTER)
    assert result.exit_code == 0
    assert result.stderr.startswith("warning: lamp.md: embargo: the embargo ended at 2026-05-20 06:00 Europe/London (")
    assert result.stderr.count("\n") == 1
    assert pdfs() == ({NAME} if command == "render" else set())


@pytest.mark.parametrize("command", ["render", "check"])
def test_released_before_its_time(command, lamp):
    """What says that it is released is refused before, with its file and what to do, and set from the moment on."""
    lamp.write_text(RELEASED, encoding="utf-8")
    result = run(command, lamp, "--now", BEFORE)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "error: lamp.md: status: the status is “released”, but the embargo ends at 2026-05-20 06:00 Europe/London "
        "(2026-05-20 05:00 UTC), in 1 minute; set it then, or take the status out: it is set as embargoed\n"
    )
    assert pdfs() == set()
    result = run(command, lamp, "--now", AFTER)
    assert (result.exit_code, result.stderr) == (0, "")
    assert pdfs() == ({"lamp.pdf"} if command == "render" else set())


def test_the_time_is_the_clocks(lamp):
    """Without --now it is the clock that counts."""
    lamp.write_text(RELEASED.replace("2026-05-20 06:00 Europe/London", "2999-01-01T00:00Z"), encoding="utf-8")
    assert run("render", lamp).exit_code == 1
    lamp.write_text(RELEASED.replace("2026-05-20", "2001-05-20"), encoding="utf-8")
    assert run("render", lamp).exit_code == 0


@pytest.mark.parametrize("command", [["render"], ["check"], ["release"], ["batch", "texts"]])
def test_a_time_that_is_none(command):
    """A time that cannot be read is wrong usage, told with what is expected."""
    result = run(*command, "lamp.md", "--now", "2026-05-20 06:00")
    assert result.exit_code == 2
    assert "“2026-05-20 06:00” has no time zone; expected a moment with its time zone" in " ".join(
        result.stderr.replace("│", "").split()
    )


def test_release(lamp):
    """The lifted edition has no embargo on its page, in its title or in its name, and carries that it is released."""
    result = run("release", lamp, "--now", AFTER)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("lamp.pdf  (1 page, ")
    assert pdfs() == {"lamp.pdf"}
    assert "mbargo" not in text("lamp.pdf")
    assert pypdf.PdfReader("lamp.pdf").metadata.title == "The lighthouse is lit again"
    carried = read(Path("lamp.pdf"))
    assert carried.status == "released"
    assert carried.embargo == read(lamp).embargo
    lamp.write_text(RELEASED, encoding="utf-8")
    run("render", lamp, "-o", "same.pdf", "--now", AFTER)
    assert Path("same.pdf").read_bytes() == Path("lamp.pdf").read_bytes()


def test_release_of_a_pdf(lamp):
    """The embargoed PDF itself is released as well, to the same file, and stays what it is."""
    run("render", lamp, "--now", BEFORE)
    before = Path(NAME).read_bytes()
    assert run("release", lamp, "-o", "from-text.pdf", "--now", AFTER).exit_code == 0
    assert run("release", NAME, "--now", AFTER).exit_code == 0
    assert pdfs() == {NAME, "lamp.pdf", "from-text.pdf"}
    assert Path("lamp.pdf").read_bytes() == Path("from-text.pdf").read_bytes()
    assert Path(NAME).read_bytes() == before
    result = run("release", "from-text.pdf", "--now", AFTER)
    assert (result.exit_code, result.stderr) == (
        1,
        "error: from-text.pdf: is the embargoed edition itself; give another name with -o\n",
    )


def test_not_released_before(lamp):
    """Before the embargo ends nothing is written, and an older file stays."""
    Path("lamp.pdf").write_text("old")
    result = run("release", lamp, "--now", BEFORE)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "error: lamp.md: embargo: the embargo ends at 2026-05-20 06:00 Europe/London (2026-05-20 05:00 UTC), "
        "in 1 minute; release it then\n"
    )
    assert Path("lamp.pdf").read_text() == "old"
    assert pdfs() == {"lamp.pdf"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nothing.md"], "error: nothing.md: there is no such file; check its name and its folder"),
        (["free.md"], "error: free.md: embargo: there is no embargo to lift; “pressprint render” sets the release"),
        (["lamp.md", "-o", "no/where.pdf"], "error: no: there is no such folder; make it, or give another with -o"),
        (["lamp.md", "--layout", "agenzy"], "error: there is no layout “agenzy”; did you mean “agency”?"),
    ],
)
def test_what_cannot_be_released(arguments, message, lamp):
    """Faults are told in a line, and nothing is written."""
    Path("free.md").write_text(EMBARGOED.replace("embargo: 2026-05-20 06:00 Europe/London\n", ""), encoding="utf-8")
    result = run("release", *arguments, "--now", AFTER)
    assert result.exit_code == 1
    assert result.stderr.startswith(message)
    assert result.stderr.count("\n") == 1
    assert pdfs() == {"free.md"}


def test_release_into_a_folder_and_a_layout(lamp, write_layout):
    """After -o may stand a folder, and --layout names the layout."""
    write_layout('extends = "agency"\n[labels.en]\npress_release = "News"\n', "news")
    Path("texts").mkdir()
    assert run("release", lamp, "-o", "texts", "--layout", "news", "--now", AFTER).exit_code == 0
    assert "News" in text("texts/lamp.pdf")


def test_batch(lamp):
    """In an archive what is embargoed is set as such, and what is released before its time fails with the reason."""
    folder = Path("texts")
    folder.mkdir()
    (folder / "lamp.md").write_text(EMBARGOED, encoding="utf-8")
    (folder / "released.md").write_text(RELEASED, encoding="utf-8")
    pattern = ("--name", "{status}/{stem}", "--jobs", 1)
    result = run("batch", folder, "out", *pattern, "--now", BEFORE)
    assert result.exit_code == 1
    assert "the embargo ends at 2026-05-20 06:00 Europe/London" in result.output
    assert {path.as_posix() for path in Path("out").rglob("*.pdf")} == {"out/EMBARGO-2026-05-20-0500UTC/lamp.pdf"}
    assert run("batch", folder, "out", *pattern, "--now", AFTER).exit_code == 0
    assert Path("out/released/released.pdf").exists()
    assert BAND in text("out/EMBARGO-2026-05-20-0500UTC/lamp.pdf")
