"""Every message: the cases of errors.toml are provoked, to show what is said; the rest is read off the code."""

from __future__ import annotations

import os
import shlex
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

from click.testing import CliRunner

from pressprint import assets
from pressprint.cli import main
from pressprint.fonts import find
from scripts.documentation.messages import Message, messages
from scripts.documentation.tables import table

_GOOD = {"title": "The lock opens again", "language": "en"}
_TEXT = "The lock opens on Saturday."
_ROOT = Path(__file__).resolve().parent.parent.parent


def page() -> str:
    """For each group what is said, and what to do; then what says itself what to do."""
    rest = unprovoked()
    return "\n".join(line for group in groups() for line in _section(group, rest[group["title"]]))


def groups() -> list[dict[str, Any]]:
    """The groups of cases as they are written."""
    found: list[dict[str, Any]] = written()["group"]
    return found


@cache
def written() -> dict[str, Any]:
    """All of errors.toml."""
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def said_by(case: dict[str, Any]) -> list[Message]:
    """The messages of the code that a case provokes: for each line the fullest of those that it ends in."""
    fits = ([message for message in messages() if message.ends(line)] for line in provoked(case))
    return [max(found, key=lambda message: len(message.text)) for found in fits if found]


def passed_over(message: Message) -> bool:
    """Whether it is a message that nobody meets, as errors.toml says with the reason."""
    names = (entry["says"] for entry in written()["passed_over"])
    return any(name in (f"{message.module}: {message.text}", f"{message.module}: *") for name in names)


def unprovoked() -> dict[str, list[Message]]:
    """The messages of the code that no case provokes, by the title of their group, each text once in it."""
    told = {message.text for group in groups() for case in group.get("case", ()) for message in said_by(case)}
    found: dict[str, dict[str, Message]] = {group["title"]: {} for group in groups()}
    for message in messages():
        if not passed_over(message) and message.text not in told:
            found[_title(message)].setdefault(message.text, message)
    return {title: list(texts.values()) for title, texts in found.items()}


def _title(message: Message) -> str:
    """The group of a message: one that says it, or else the one with the longest name that its module begins with.

    Raises:
        ValueError: there is none.
    """
    for group in groups():
        if not group["from"] and message.text in said(group):
            return str(group["title"])
    fits = [
        (len(name), group["title"])
        for group in groups()
        for name in group["from"]
        if f"{message.module}/".startswith(f"{name}/")
    ]
    if not fits:
        raise ValueError(f"no group of errors.toml has the messages of {message.module}")
    return str(max(fits)[1])


def said(group: dict[str, Any]) -> dict[str, str]:
    """What helps with the messages of a group that do not say it themselves, by their texts."""
    return {entry["says"]: entry["do"] for entry in group.get("message", ())}


def _section(group: dict[str, Any], rest: list[Message]) -> Iterator[str]:
    yield f"## {group['title']}\n"
    if "about" in group:
        yield f"{group['about']}\n"
    helps = said(group)
    rows = [("<br>".join(_shown(line) for line in provoked(case)), case["do"]) for case in group.get("case", ())]
    rows += [(_shown(message.text), helps[message.text]) for message in rest if message.text in helps]
    yield from table(("it says", "what to do"), rows)
    yield ""
    plain = [message.text for message in rest if message.text not in helps]
    if plain:
        yield "Also told, with what to do:\n"
        yield from (f"- {_shown(text)}" for text in plain)
        yield ""


def _shown(text: str) -> str:
    return f"`{text}`"


def provoked(case: dict[str, Any]) -> list[str]:
    """What pressprint says in a case, a line for each problem.

    Raises:
        ValueError: nothing, so that the page would tell of what does not happen.
    """
    key = repr(case)
    if key not in _TOLD:
        _TOLD[key] = _provoked(case)
    return _TOLD[key]


_TOLD: dict[str, list[str]] = {}


def _provoked(case: dict[str, Any]) -> list[str]:
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
    text = case.get("text", _TEXT) * case.get("times", 1)
    release = f"---\n{good}{head}\n---\n{text}\n"
    files = {"release.md": str(case.get("release", release)), **case.get("files", {})}
    if "layout" in case:
        files["layouts/brand/layout.toml"] = f'extends = "agency"\n{case["layout"]}\n'
    return files
