"""Errors as they are really told: each case of errors.toml is provoked, and what is said goes into the page."""

from __future__ import annotations

import os
import shlex
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from click.testing import CliRunner

from pressprint import assets
from pressprint.cli import main
from pressprint.fonts import find
from scripts.documentation.tables import table

_GOOD = {"title": "The lock opens again", "language": "en"}
_TEXT = "The lock opens on Saturday."
_ROOT = Path(__file__).resolve().parent.parent.parent


def page() -> str:
    """A table for each group: what is said, and what to do."""
    return "\n".join(line for group in groups() for line in _section(group))


def groups() -> list[dict[str, Any]]:
    """The groups of cases as they are written."""
    found: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))[
        "group"
    ]
    return found


def _section(group: dict[str, Any]) -> Iterator[str]:
    yield f"## {group['title']}\n"
    if "about" in group:
        yield f"{group['about']}\n"
    rows = (("<br>".join(f"`{line}`" for line in provoked(case)), case["do"]) for case in group["case"])
    yield from table(("it says", "what to do"), rows)
    yield ""


def provoked(case: dict[str, Any]) -> list[str]:
    """What pressprint says in a case, a line for each problem.

    Raises:
        ValueError: nothing, so that the page would tell of what does not happen.
    """
    with tempfile.TemporaryDirectory() as folder, chdir(folder), _nothing_of_the_machine():
        for name, text in _files(case).items():
            path = Path(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(_content(text))
        result = CliRunner().invoke(main, shlex.split(_command(case))[1:])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        text = result.stderr.replace(f"{folder}{os.sep}", "").replace(f"{_ROOT}{os.sep}", "")
    lines = text.splitlines()
    told = [line.partition(": ")[2] for line in lines if line.startswith(("error: ", "warning: ", "Error: "))]
    if not told:
        raise ValueError(f"nothing is wrong with {case}")
    return told


def _content(text: str) -> bytes:
    """The bytes of a file: of a sample or of the half of one, or a text in UTF-8 or Latin-1."""
    kind, _, rest = text.partition(":")
    match kind:
        case "SAMPLE" | "HALF":
            content = (_ROOT / "samples" / rest).read_bytes()
            return content if kind == "SAMPLE" else content[: len(content) // 2]
        case "LATIN-1":
            return rest.encode("latin-1")
    return text.encode()


@contextmanager
def _nothing_of_the_machine() -> Iterator[None]:
    """What is told does not hang on the fonts and the brands of whoever builds the page."""
    with (
        patch.object(find, "system_folders", list),
        patch.object(find, "ENTRY_POINTS", ()),
        patch.object(assets, "LAYOUTS", _ROOT / "layouts"),
        patch.dict(os.environ, {"PRESSPRINT_LAYOUTS": ""}),
    ):
        find.forget()
        yield
    find.forget()


def _command(case: dict[str, Any]) -> str:
    brand = " --layout layouts/brand" if "layout" in case else ""
    return str(case.get("command", f"pressprint check release.md{brand}"))


def _files(case: dict[str, Any]) -> dict[str, str]:
    head = str(case.get("head", ""))
    good = "".join(f"{key}: {value}\n" for key, value in _GOOD.items() if f"{key}:" not in head)
    release = f"---\n{good}{head}\n---\n{case.get('text', _TEXT)}\n"
    files = {"release.md": str(case.get("release", release)), **case.get("files", {})}
    if "layout" in case:
        files["layouts/brand/layout.toml"] = f'extends = "agency"\n{case["layout"]}\n'
    return files
