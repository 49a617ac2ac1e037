"""The command that checks files."""

from __future__ import annotations

import json
from pathlib import Path

from breaking import catalog, take, write
from click.testing import CliRunner

from pressprint.cli.verify import verify as command


def test_the_command_tells_findings(good: bytes, tmp_path: Path) -> None:
    (tmp_path / "good.pdf").write_bytes(good)
    run = CliRunner().invoke(command, ["good.pdf"])
    assert run.exit_code == 0
    assert "good.pdf: conforms to all that was checked" in run.output
    assert "not checked" in run.output.splitlines()[-1]
    write(good, tmp_path, take(catalog, "/Lang"))
    run = CliRunner().invoke(command, ["broken.pdf", "missing.pdf", "--not-checked"])
    assert run.exit_code == 1
    assert "broken.pdf: UA 7.2-34" in run.output
    assert "error: missing.pdf: there is no such file" in run.output
    assert "not checked: UA 7.2-25" in run.output


def test_the_command_gives_json(good: bytes, tmp_path: Path) -> None:
    write(good, tmp_path, take(catalog, "/Lang"))
    run = CliRunner().invoke(command, ["broken.pdf", "--json"])
    told = json.loads(run.output)
    assert told[0]["passed"] is False
    assert set(told[0]["findings"][0]) == {"rule", "place", "message", "hint"}
