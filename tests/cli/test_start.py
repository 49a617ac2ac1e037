"""The command as a process of its own: what it prints arrives, and its exit code, however it ends."""

from __future__ import annotations

import subprocess
import sys

import pytest

START = "from pressprint.__main__ import main; main()"


def started(*arguments: str, code: str = START) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("arguments", "status"),
    [(["--version"], 0), (["check", "missing.md"], 1), (["render", "--no-such-option"], 2)],
)
def test_exit_codes(arguments, status):
    """The process ends with the command's own exit code."""
    assert started(*arguments).returncode == status


def test_all_that_is_printed_arrives():
    """A pipe gets the whole of a long output, though the process ends at once."""
    printed = started("schema").stdout
    assert printed.rstrip().endswith("}")
    assert len(printed) > 10_000


def test_exit_functions_are_called():
    """What others registered to be done at the end is done, be it before the command starts or while it runs."""
    before = "import atexit; atexit.register(print, 'before'); "
    assert started("--version", code=before + START).stdout.endswith("before\n")
    meanwhile = (
        "import atexit, pressprint.__main__ as start, pressprint.cli as cli\n"
        "run = cli.main\n"
        "def noted(**options):\n"
        "    atexit.register(print, 'meanwhile')\n"
        "    run(**options)\n"
        "cli.main = noted\n"
        "start.main()"
    )
    assert started("--version", code=meanwhile).stdout.endswith("meanwhile\n")


def test_closed_output():
    """A reader that has gone is no reason for a traceback."""
    command = [sys.executable, "-c", START, "schema"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        process.stdout.close()
        assert "Traceback" not in process.stderr.read()
