"""`pressprint editions`: one release in several languages, from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pressprint import join_editions, read, render_editions
from pressprint.cli import main

TEXT = """---
title: {title}
language: {language}
reference: LO-12
---
**{title}.**
"""


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def files() -> list[Path]:
    """Two releases that belong together."""
    made = []
    for language, title in (("fr", "Le phare"), ("en", "The light")):
        made.append(Path(f"{language}.md"))
        made[-1].write_text(TEXT.format(language=language, title=title), encoding="utf-8")
    return made


def test_siblings(files):
    """A PDF for each goes into the folder, under reference and language."""
    Path("out").mkdir()
    result = run("editions", *files, "-o", "out")
    assert (result.exit_code, result.stderr) == (0, "")
    expected = render_editions([read(file) for file in files])
    told = [f"out/{pdf.filename}  (1 page, {len(pdf.content) / 1000:.0f} kB)" for pdf in expected]
    assert result.stdout.splitlines() == told
    for pdf in expected:
        assert Path("out", pdf.filename).read_bytes() == pdf.content


def test_joined(files):
    """With --joined one PDF is written, under the name that is given or the reference."""
    options = ["--joined", "--authoritative", "fr", "--reference", "LO 12/26", "--layout", "agency", "--no-source"]
    assert run("editions", *files, *options).exit_code == 0
    assert run("editions", *files, *options, "-o", "both.pdf").exit_code == 0
    releases = [read(file) for file in files]
    pdf = join_editions(releases, "agency", authoritative="fr", reference="LO 12/26", embed_source=False)
    assert Path("LO-12-26.pdf").read_bytes() == Path("both.pdf").read_bytes() == pdf.content


def test_extract_and_verify_a_joined_file(files):
    """The releases come out again, and the file is verified."""
    run("editions", *files, "--joined")
    assert run("verify", "LO-12.pdf").exit_code == 0
    Path("out").mkdir()
    assert run("extract", "LO-12.pdf", "-o", "out").stdout == "out/LO-12-fr.json\nout/LO-12-en.json\n"
    assert read("out/LO-12-en.json") == read(files[1])


def test_faults_are_told_together(files):
    """A file that cannot be read is an error with its name, as is each other one; nothing is written."""
    Path("bad.md").write_text(TEXT.format(language="xx", title="x"), encoding="utf-8")
    result = run("editions", *files, "bad.md", "none.md")
    assert result.exit_code == 1
    first, second = result.stderr.splitlines()
    assert first.startswith("error: bad.md:3: language: “xx” is not a language pressprint knows")
    assert second.startswith("error: none.md: ")
    assert not list(Path().glob("*.pdf"))


def test_what_does_not_belong_together(files):
    """The files are named."""
    result = run("editions", files[0], files[0])
    said = "error: fr.md: language: is in “fr” as fr.md is; each language has one edition\n"
    assert (result.exit_code, result.stderr) == (1, said)
    result = run("editions", files[0])
    said = "error: fr.md: there is one release; editions are two or more, each in a language of its own\n"
    assert (result.exit_code, result.stderr) == (1, said)


def test_places(files):
    """Siblings go into a folder that is there."""
    said = "error: both.pdf: is no folder; give one with -o, or with --joined make one PDF of all\n"
    assert run("editions", *files, "-o", "both.pdf").stderr == said
    said = "error: none: there is no such folder; make it, or give another with -o\n"
    assert run("editions", *files, "-o", "none").stderr == said
    assert run("editions", *files, "--joined", "-o", "none/both.pdf").stderr == said


def test_warnings_name_their_file(files):
    """What is warned of is told with the file that it is about."""
    text = files[1].read_text(encoding="utf-8").replace("**The", "**T\u200bhe")
    files[1].write_text(text, encoding="utf-8")
    result = run("editions", *files)
    assert result.exit_code == 0
    assert result.stderr.startswith("warning: en.md: lead: removed U+200B")
