"""The command line: what it writes, what it tells, and with which code it ends."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pypdf
import pytest
from click.testing import CliRunner, Result

from pressprint import Release, assets
from pressprint.cli import main

GOOD = """---
title: The lighthouse is lit again
language: en
reference: LO-12
contacts:
  - {name: Maud Kervella, phone: +44 20 7946 0018, email: maud@lights.example}
---
**The lamp at Grey Point is lit.**

It is seen far out.
"""
ODD = GOOD.replace("far out", "far\u200b out")
BAD = GOOD.replace("language: en", "langauge: en")


def run(*arguments: object) -> Result:
    """What a command gives."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """Release files in a folder of their own: a good one, one with a warning, one with a fault."""
    folder = tmp_path / "texts"
    folder.mkdir()
    written = {}
    for name, text in {"good": GOOD, "odd": ODD, "bad": BAD}.items():
        written[name] = folder / f"{name}.md"
        written[name].write_text(text, encoding="utf-8")
    return written


def names(folder: Path) -> set[str]:
    """The files of a folder, hidden ones too."""
    return {path.name for path in folder.iterdir() if path.is_file()}


def test_render(files, tmp_path):
    """A release is set into the current folder, under its file's name, and told with its pages and size."""
    result = run("render", files["good"])
    assert (result.exit_code, result.stderr) == (0, "")
    size = (tmp_path / "good.pdf").stat().st_size
    assert result.stdout == f"good.pdf  (1 page, {size / 1000:.0f} kB)\n"
    assert "The lamp at Grey Point is lit." in pypdf.PdfReader(tmp_path / "good.pdf").pages[0].extract_text()


def test_render_on_one_page(files, tmp_path):
    """With --fit a release that is a little too long is set on one page, and what was done is told."""
    text = GOOD.replace("It is seen far out.", "The light is seen far out. \n\n" * 26)
    files["good"].write_text(text, encoding="utf-8")
    assert "2 pages" in run("render", files["good"]).stdout
    (tmp_path / "good.pdf").unlink()
    for command in ("render", "check"):
        first, second = run(command, files["good"], "--fit", "one-page").stdout.splitlines()
        assert "1 page" in first
        assert second.startswith("    set on one page: the space between blocks at ")


def test_render_to_a_file(files, tmp_path):
    """After `-o` may stand the PDF's own name."""
    result = run("render", files["good"], "-o", "news.PDF")
    assert (result.exit_code, result.stdout.split()[0]) == (0, "news.PDF")
    assert names(tmp_path) == {"news.PDF"}


def test_render_to_a_folder(files, tmp_path):
    """After `-o` may stand a folder, whose name may have a dot in it."""
    (tmp_path / "out.2026").mkdir()
    result = run("render", files["good"], files["odd"], "-o", "out.2026")
    assert result.exit_code == 0
    assert names(tmp_path / "out.2026") == {"good.pdf", "odd.pdf"}


def test_render_replaces_an_older_pdf(files, tmp_path):
    """A PDF that is there already is replaced."""
    (tmp_path / "good.pdf").write_text("old")
    assert run("render", files["good"]).exit_code == 0
    assert (tmp_path / "good.pdf").read_bytes().startswith(b"%PDF-1.7")


def test_one_bad_release_among_good_ones(files, tmp_path):
    """A release with a fault is told and left out, the others are written, and the code is 1."""
    result = run("render", files["good"], files["bad"], files["odd"])
    assert result.exit_code == 1
    assert [line.split()[0] for line in result.stdout.splitlines()] == ["good.pdf", "odd.pdf"]
    errors = [line for line in result.stderr.splitlines() if line.startswith("error: ")]
    assert errors[0].startswith(f"error: {files['bad']}:")
    assert any("language" in line for line in errors)
    assert names(tmp_path) == {"good.pdf", "odd.pdf"}


def test_warnings_are_told(files):
    """A warning names the file and the field, on the error stream, and does not change the code."""
    result = run("render", files["odd"])
    assert result.exit_code == 0
    assert result.stderr.startswith(f"warning: {files['odd']}: body[1]")
    assert result.stderr.endswith("removed U+200B (zero width space)\n")


def test_a_release_that_cannot_be_set(files, tmp_path):
    """A fault found in setting is told with the release's file, and nothing is written."""
    files["good"].write_text(GOOD + "\n\U00013000\n", encoding="utf-8")
    result = run("render", files["good"])
    assert result.exit_code == 1
    assert result.stderr.startswith(f"error: {files['good']}: body[2]: the character “\U00013000” (U+13000, ")
    assert names(tmp_path) == set()


def test_a_file_that_is_not_there(tmp_path):
    """A file that does not exist is told, and the code is 1."""
    result = run("render", "nothing.md")
    assert result.exit_code == 1
    assert result.stderr.startswith("error: nothing.md: ")
    assert names(tmp_path) == set()


def test_an_output_folder_that_is_not_there(files, tmp_path):
    """An output folder that does not exist is told, not made, whether a file or a folder is meant."""
    message = "error: nowhere: there is no such folder; make it, or give another with -o\n"
    for output in ("nowhere", "nowhere/news.pdf"):
        result = run("render", files["good"], "-o", output)
        assert (result.exit_code, result.stderr) == (1, message)
    assert run("render", files["good"], files["odd"], "-o", "nowhere").stderr == message, "told once"
    assert names(tmp_path) == set()
    assert not (tmp_path / "nowhere").exists()


def test_two_releases_of_one_name(files, tmp_path):
    """Two files of one name from different folders do not overwrite each other's PDF."""
    (tmp_path / "more").mkdir()
    other = tmp_path / "more" / "good.md"
    other.write_text(GOOD.replace("LO-12", "LO-13"), encoding="utf-8")
    result = run("render", files["good"], other)
    assert result.exit_code == 1
    assert result.stderr == f"error: {other}: good.pdf was written for another release of this run\n"
    assert "LO-12" in pypdf.PdfReader(tmp_path / "good.pdf").pages[0].extract_text()


def test_a_layout_by_name_and_by_path(files, write_layout):
    """`--layout` takes a name or a path."""
    folder = write_layout('extends = "agency"\n[labels.en]\npress_release = "News"\n', "news")
    for name in ("news", folder, f"{folder}/layout.toml"):
        assert run("render", files["good"], "--layout", name).exit_code == 0
        assert "News" in pypdf.PdfReader("good.pdf").pages[0].extract_text()


@pytest.mark.parametrize("command", ["render", "check"])
def test_an_unknown_layout(command, files, tmp_path):
    """A layout that is not there is told once, with those that are, and nothing is set."""
    result = run(command, files["good"], files["odd"], "--layout", "agenzy")
    assert (result.exit_code, result.stdout) == (1, "")
    assert (
        result.stderr
        == "error: there is no layout “agenzy”; did you mean “agency”? Found are: agency, company, ministry, wire\n"
    )
    assert names(tmp_path) == set()


def test_an_unknown_layout_in_a_release(files):
    """A layout that a release names and that is not there is told with the release's file."""
    files["good"].write_text(GOOD.replace("language: en", "language: en\nlayout: brandt"), encoding="utf-8")
    result = run("render", files["good"])
    assert result.exit_code == 1
    assert (
        result.stderr
        == f"error: {files['good']}: there is no layout “brandt”. Found are: agency, company, ministry, wire\n"
    )


def test_check_writes_nothing(files, tmp_path):
    """`check` reads and sets, tells pages and warnings, and writes no file."""
    result = run("check", files["good"], files["odd"])
    assert result.exit_code == 0
    assert result.stdout == f"{files['good']}: 1 page, nothing to report\n{files['odd']}: 1 page, 1 warning\n"
    assert result.stderr.count("warning: ") == 1
    assert names(tmp_path) == set()
    assert names(tmp_path / "texts") == {"good.md", "odd.md", "bad.md"}


def test_check_tells_faults(files):
    """`check` ends with 1 where a release has a fault, and goes on with the others."""
    result = run("check", files["bad"], files["good"])
    assert result.exit_code == 1
    assert result.stdout == f"{files['good']}: 1 page, nothing to report\n"
    assert result.stderr.startswith(f"error: {files['bad']}:")


@pytest.mark.parametrize(
    "arguments",
    [
        ["render"],
        ["check"],
        ["paint", "x.md"],
        ["render", "x.md", "--colour", "red"],
        ["render", "x.md", "-o"],
        ["render", "a.md", "b.md", "-o", "one.pdf"],
        ["schema", "x.md"],
        ["layouts", "agency"],
    ],
)
def test_wrong_usage(arguments, tmp_path):
    """Wrong usage ends with 2 and tells what would be right, before anything is read."""
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Error: " in result.stderr
    assert names(tmp_path) == set()


def test_several_releases_into_one_pdf():
    """Several releases into one PDF are wrong usage, told with what to do."""
    result = run("render", "a.md", "b.md", "-o", "one.pdf")
    assert result.stderr.splitlines()[-1] == "Error: several releases cannot go into one PDF; give a folder with -o"


def test_schema():
    """`schema` prints a JSON Schema whose fields are those of a release, each with its meaning."""
    result = run("schema")
    schema = json.loads(result.stdout)
    assert result.exit_code == 0
    assert schema == Release.model_json_schema()
    assert (schema["type"], schema["additionalProperties"]) == ("object", False)
    assert schema["required"] == ["title", "language"]
    assert set(schema["properties"]) == set(Release.model_fields)
    for name, part in [("Release", schema), *schema["$defs"].items()]:
        for field, declared in part["properties"].items():
            assert declared.get("description") or field == "type", f"{name}.{field} has no meaning"
    assert _references(schema) <= {f"#/$defs/{name}" for name in schema["$defs"]}


def _references(part) -> set[str]:
    if isinstance(part, dict):
        own = {part["$ref"]} if isinstance(part.get("$ref"), str) else set()
        return own.union(*map(_references, part.values()))
    return set().union(*map(_references, part)) if isinstance(part, list) else set()


def test_layouts(write_layout, monkeypatch, tmp_path, agency):
    """`layouts` lists each layout with its folder and its description."""
    write_layout('extends = "agency"\ndescription = "Our own"\n', "house")
    result = run("layouts")
    assert (result.exit_code, result.stderr) == (0, "")
    house, shipped = Path("layouts/house"), assets.LAYOUTS / "agency"
    listed = f"house  {house}\n    Our own\nagency  {shipped}\n    {agency.keys.description}\n"
    assert result.stdout.startswith(listed)
    assert [line.split()[0] for line in result.stdout.splitlines()[4::2]] == ["company", "ministry", "wire"]


def test_layouts_with_a_fault(write_layout, agency):
    """A layout with a fault is told, the others are listed, and the code is 1."""
    write_layout("extends = 1\n", "house")
    result = run("layouts")
    assert result.exit_code == 1
    assert result.stdout.startswith(f"agency  {assets.LAYOUTS / 'agency'}\n")
    assert "house/layout.toml:1: extends: 1 is not the name of a layout" in result.stderr


def test_the_keys_of_layouts(root):
    """`layouts --keys` prints the page that is kept under docs/."""
    assert run("layouts", "--keys").stdout == (root / "docs" / "layout-keys.md").read_text(encoding="utf-8")


def test_version_and_help():
    """Version and help are told, for each command, with what it does."""
    assert run("--version").stdout == f"pressprint, version {metadata.version('pressprint')}\n"
    assert "branded A4 PDFs" in run("-h").stdout
    for command in ("render", "check", "schema", "layouts"):
        assert run(command, "--help").exit_code == 0


def test_the_command_itself(files, tmp_path):
    """The installed command sets a release from any folder and ends with its code."""
    command = Path(sys.executable).with_name("pressprint")
    if not command.exists():
        pytest.skip("the command is not installed beside this Python")
    run = subprocess.run([command, "render", files["bad"], files["good"]], capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert run.stdout.startswith("good.pdf  (1 page, ")
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize("name", ["lamp.md", "Lamp.JSON", "folder/lamp.pdf"])
def test_a_file_in_place_of_a_command(name):
    """Who names a release alone is told which word goes before it."""
    result = CliRunner().invoke(main, [name])
    assert result.exit_code == 2
    assert result.stderr.splitlines()[-1] == f"Error: “{name}” is no command; to set it, put “render” before it"


def test_the_list_of_commands_says_whole_sentences():
    """No command is cut off in the list, however narrow the terminal is."""
    result = CliRunner().invoke(main, ["--help"], terminal_width=70)
    listed = result.stdout.partition("Commands:\n")[2].splitlines()
    assert len(listed) > 12
    assert all(line.endswith(".") and not line.endswith("...") for line in listed)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_what_cannot_be_printed(files):
    """A disk without room for what is printed ends the command with one line."""
    command = Path(sys.executable).parent / "pressprint"
    with Path("/dev/full").open("w") as full:
        run = subprocess.run([command, "schema"], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (run.returncode, run.stderr) == (1, "Error: what is told cannot be printed: No space left on device\n")
