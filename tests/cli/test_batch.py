"""`pressprint batch`: what is printed, what is reported, and how it ends."""

import csv
import json
import re

import pytest
from click.testing import CliRunner

from pressprint.cli import main

RELEASE = """---
title: {title}
language: en
---
**The lamp is lit.**

It is seen far out.
"""


@pytest.fixture
def batch():
    """A function that runs the command and gives its result."""

    def run(*arguments, stdin=None):
        return CliRunner().invoke(main, ["batch", *map(str, arguments)], input=stdin)

    return run


@pytest.fixture
def lamps(tmp_path):
    """A folder with three good releases and two that have the same fault."""
    folder = tmp_path / "lamps"
    folder.mkdir()
    for name in ("one", "two", "three"):
        (folder / f"{name}.md").write_text(RELEASE.format(title=f"Lamp {name}"), encoding="utf-8")
    for name in ("bad", "worse"):
        (folder / f"{name}.md").write_text(f"---\ntitle: {name}\nlanguage: x{name[0]}\n---\n", encoding="utf-8")
    return folder


def test_what_is_set_is_printed_and_summed_up(batch, lamps, tmp_path):
    """Each PDF on a line, each error on stderr, and at the end what failed by reason."""
    result = batch(lamps, tmp_path / "out", "--jobs", 1)
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert sorted(line.split(" ")[0] for line in lines[:3]) == ["one.pdf", "three.pdf", "two.pdf"]
    assert lines[3].startswith("failed, 2: “xb” is not a language pressprint knows")
    assert lines[4:6] == ["    bad.md", "    worse.md"]
    assert re.fullmatch(r"set 3, unchanged 0, failed 2 · 3 pages, \d+ kB · [\d.]+ s, \d+ set a second", lines[6]), (
        lines[6]
    )
    assert len(result.stderr.splitlines()) == 2
    assert result.stderr.splitlines()[0].startswith(f"error: {lamps}/bad.md:3: language: ")


def test_a_second_run_says_what_is_unchanged(batch, lamps, tmp_path):
    """Nothing of it is printed line by line."""
    batch(lamps, tmp_path / "out")
    result = batch(lamps, tmp_path / "out")
    assert "set 0, unchanged 3, failed 2" in result.stdout
    assert "one.pdf" not in result.stdout


def test_quiet_prints_errors_alone(batch, lamps, tmp_path):
    """For whoever runs it every night."""
    result = batch(lamps, tmp_path / "out", "--quiet")
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 2
    assert result.exit_code == 1


def test_a_list_on_stdin(batch, lamps, tmp_path):
    """A path in each line."""
    result = batch("-", tmp_path / "out", stdin=f"{lamps}/one.md\n\n{lamps}/two.md\n")
    assert result.exit_code == 0
    assert "set 2," in result.stdout


def test_prune_lists_and_removes(batch, lamps, tmp_path):
    """Without it, what could go is listed."""
    out = tmp_path / "out"
    batch(lamps, out)
    (lamps / "one.md").unlink()
    assert "without a source: one.pdf\n1 PDFs have no source any more: left" in batch(lamps, out).stdout
    assert "without a source: one.pdf\n1 PDFs have no source any more: removed" in batch(lamps, out, "--prune").stdout
    assert not (out / "one.pdf").exists()


def test_names_that_were_numbered_and_files_that_were_passed_over_are_told(batch, lamps, tmp_path):
    """Nothing is dropped in silence."""
    (lamps / "photo.jpg").touch()
    result = batch(lamps, tmp_path / "out", "--name", "{language}")
    assert "2 had a name that another release has, and got a number: en-2.pdf, en-3.pdf" in result.stdout
    assert "1 files of other kinds were passed over" in result.stdout


def test_a_report_as_csv_and_json(batch, lamps, tmp_path):
    """Each release with what it was made from, and what was wrong."""
    batch(lamps, tmp_path / "out", "--report", tmp_path / "report.csv")
    with (tmp_path / "report.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["source"]: row for row in csv.DictReader(file)}
    assert (rows["one.md"]["status"], rows["one.md"]["pages"], len(rows["one.md"]["sha256"])) == ("set", "1", 64)
    assert "is not a language" in rows["bad.md"]["problems"]
    result = batch(tmp_path / "out", "--report", tmp_path / "report.json")
    assert (result.exit_code, result.output) == (0, "")
    told = {row["source"]: row for row in json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))}
    assert told.keys() == rows.keys()
    assert told["worse.md"]["problems"][0].endswith(rows["worse.md"]["problems"].rpartition(": ")[2])


def test_a_report_as_a_page(batch, lamps, tmp_path):
    """With a picture of each first page, and links that work from where the page is."""
    (lamps / "one.md").write_text(RELEASE.format(title="Lamp <one> & more"), encoding="utf-8")
    (lamps / "<b>.md").write_text(RELEASE.format(title="Brackets"), encoding="utf-8")
    batch(lamps, tmp_path / "out", "--report", tmp_path / "report.html")
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "4 set, 2 failed" in page
    assert page.count("<img ") == 4
    for source in re.findall('<img src="([^"]+)"', page):
        assert (tmp_path / source).read_bytes()[8:12] == b"WEBP"
    for link in re.findall('href="([^"]+)"', page):
        assert (tmp_path / link.replace("%3C", "<").replace("%3E", ">")).is_file()
    assert "<b>" not in page
    assert "Not set: " in page
    pictures = {path: path.stat().st_mtime_ns for path in (tmp_path / "report-pictures").iterdir()}
    (lamps / "two.md").unlink()
    batch(lamps, tmp_path / "out", "--prune", "--report", tmp_path / "report.html")
    kept = {path: path.stat().st_mtime_ns for path in (tmp_path / "report-pictures").iterdir()}
    assert len(kept) == 3
    assert kept.items() <= pictures.items()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["{lamps}", "{out}", "--report", "x.txt"], "x.txt: is not the name of a report; expected one that ends in"),
        (["{lamps}", "{out}", "--report", "no/x.csv"], "no: there is no such folder for the report"),
        (["{out}", "--report", "x.csv"], "nothing was set there yet; give SOURCE and OUT"),
        (["nowhere", "{out}"], "nowhere: there is no such file or folder; check its name"),
        (["{lamps}", "{lamps}/one.md"], "one.md: is a file; give a folder, a zip file or a URL"),
        (["{lamps}", "{out}", "--layout", "nowhere"], "there is no layout “nowhere”"),
        (["{lamps}", "{out}", "--name", "{{refrence}}"], "did you mean {reference}?"),
        (["{lamps}", "{out}", "--dask", "tcp://127.0.0.1:9"], "tcp://127.0.0.1:9: no Dask scheduler answers there"),
    ],
)
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_what_cannot_be_done_is_told_before_anything_is_set(batch, lamps, tmp_path, monkeypatch, arguments, message):
    """On one line; nothing is written."""
    pytest.importorskip("distributed")
    monkeypatch.setattr("pressprint.batch.cluster._PATIENCE", "1s")
    out = tmp_path / "out"
    result = batch(*(argument.format(lamps=lamps, out=out) for argument in arguments))
    assert result.exit_code == 1
    assert result.stderr.startswith("error: ")
    assert message in result.stderr.splitlines()[0]
    assert not list(out.rglob("*.pdf"))


@pytest.mark.parametrize(
    "arguments",
    [["one"], ["a", "b", "c"], ["a", "b", "--dask", "tcp://127.0.0.1:9", "--jobs", "2"], ["a", "b", "--jobs", "0"]],
)
def test_wrong_usage(batch, arguments):
    """Exit code 2, as for every command."""
    assert batch(*arguments).exit_code == 2
