"""The command `pressprint convert`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from pressprint import read
from pressprint.cli import main

SOURCE = """---
title: The lighthouse is lit again
language: en
keywords: [lighthouses]
preset: uk
---
The lamp burns. Write to lamp@lights.example.
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A release file."""
    file = tmp_path / "lamp.md"
    file.write_text(SOURCE, encoding="utf-8")
    return file


def test_each_form_is_printed(source: Path) -> None:
    """Without -o the form is printed, and what it does not hold is told beside it."""
    for form, sign in {
        "text": "The lamp burns.",
        "html": "<!DOCTYPE html>",
        "ninjs": '"name": "ninjs"',
        "jsonld": '"@context": "https://schema.org"',
        "json": '"preset": "uk"',
        "yaml": "preset: uk",
    }.items():
        result = CliRunner().invoke(main, ["convert", str(source), "--to", form])
        assert result.exit_code == 0, result.output
        assert sign in result.stdout
        lost = {"ninjs": "“preset”", "jsonld": "“preset”", "text": "“keywords”", "html": "“keywords”"}.get(form)
        assert (f"warning: {source}: {form} does not hold {lost}" in result.stderr) if lost else not result.stderr


@pytest.mark.parametrize("form", ["json", "yaml"])
def test_own_forms_hold_all(source: Path, tmp_path: Path, form: str) -> None:
    """JSON and YAML give the same release back."""
    target = tmp_path / f"copy.{form}"
    result = CliRunner().invoke(main, ["convert", str(source), "--to", form, "-o", str(target)])
    assert (result.exit_code, result.stdout) == (0, f"{target}\n")
    assert read(target) == read(source)


def test_what_is_written_is_read_and_set(source: Path, tmp_path: Path) -> None:
    """A ninjs file is a release file like any other."""
    folder = tmp_path / "out"
    folder.mkdir()
    assert CliRunner().invoke(main, ["convert", str(source), "--to", "ninjs", "-o", str(folder)]).exit_code == 0
    result = CliRunner().invoke(main, ["render", str(folder / "lamp.ninjs.json"), "-o", str(folder)])
    assert result.exit_code == 0, result.output


def test_the_name_tells_an_embargo(source: Path, tmp_path: Path) -> None:
    """A file that is written under embargo says so in its name; what says that it is released waits."""
    embargoed = SOURCE.replace("language: en", "language: en\nembargo: 2026-05-20 06:00 UTC")
    source.write_text(embargoed, encoding="utf-8")
    result = CliRunner().invoke(main, ["convert", str(source), "--to", "text", "-o", str(tmp_path)])
    assert result.exit_code == 0
    assert (tmp_path / "EMBARGO-2026-05-20-0600UTC-lamp.txt").read_text(encoding="utf-8").startswith("Embargoed until")
    source.write_text(embargoed.replace("preset: uk", "status: released"), encoding="utf-8")
    early = ["convert", str(source), "--to", "json", "--now", "2026-05-20 05:59 UTC"]
    result = CliRunner().invoke(main, early)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "the embargo ends" in result.stderr


def test_the_release_itself_is_not_overwritten(tmp_path: Path) -> None:
    """Nothing is written over the file that is read, nor into a folder that is not there."""
    file = tmp_path / "lamp.json"
    file.write_text(json.dumps({"title": "A", "language": "en"}), encoding="utf-8")
    for target in (file, tmp_path / "nowhere" / "x.json"):
        result = CliRunner().invoke(main, ["convert", str(file), "--to", "json", "-o", str(target)])
        assert result.exit_code == 1
        assert "Traceback" not in result.output
