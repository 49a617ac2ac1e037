"""The page of errors has every message: they are read off the code, and what is told is among them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent

import pytest

from scripts.documentation import errors
from scripts.documentation import messages as collector
from scripts.documentation.messages import messages

FAULTS = Path(__file__).parent.parent / "readers" / "fixtures" / "faults.md"


@pytest.fixture
def texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., list[str]]]:
    """What is found in modules of our own, which are given by their names."""

    def of(**modules: str) -> list[str]:
        for name, code in modules.items():
            (tmp_path / f"{name}.py").write_text(dedent(code), encoding="utf-8")
        messages.cache_clear()
        return [message.text for message in messages()]

    monkeypatch.setattr(collector, "PACKAGE", tmp_path)
    yield of
    messages.cache_clear()


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ('raise ReadError("the lamp is out")', ["the lamp is out"]),
        ('Problem(f"the lamp {name} is out; {hint}", file)', ["the lamp … is out; …"]),
        ('raise FieldError("lamp", "the lamp is out")', ["the lamp is out"]),
        ('what = "a" if lit else "b"\nProblem(f"lamp {what}")', ["lamp a", "lamp b"]),
        ('what = "lamp a"\nif out:\n    what = "lamp b"\nProblem(what)', ["lamp a", "lamp b"]),
        ('what = "lamp a"\nwhat += " is out"\nProblem(what)', ["lamp a is out"]),
        ('if a:\n    what = "lamp a"\n    raise ReadError(what)\nwhat = "lamp b"\nProblem(what)', ["lamp a", "lamp b"]),
        ('_LAMP = "the {colour} lamp is out"\nProblem(_LAMP.format(colour=colour))', ["the … lamp is out"]),
        ('_LAMPS = {1: "lamp a", 2: "lamp b"}\nProblem(_LAMPS.get(kind))', ["lamp a", "lamp b"]),
        ('def lamp() -> str:\n    return "is out"\n\nProblem(f"the lamp {lamp()}")', ["the lamp is out"]),
        ('def lamp() -> str | None:\n    return "is out"\n\nif what := lamp():\n    Problem(what)', ["is out"]),
        ('def lamp():\n    return "lamp a", 3\n\nwhat, line = lamp()\nProblem(what, line)', ["lamp a"]),
        ('def lamps():\n    yield "lamp a", 3\n\n[Problem(what, at) for what, at in lamps()]', ["lamp a"]),
        ('def no(what, line):\n    Problem(f"the lamp {what}")\n\nno("is out", 3)', ["the lamp is out"]),
        ('class LampError(ValueError):\n    pass\n\nraise LampError("the lamp is out")', ["the lamp is out"]),
        ('a = "Europe/London"\nProblem(f"until {a if zone else b}")', ["until …"]),
        ("Problem(str(error))\nprint('the lamp is out')", []),
    ],
)
def test_messages_are_found(code, expected, texts):
    """Each way in which a message is put together is followed; nothing else is a message."""
    assert texts(lamp=code) == expected


def test_names_lead_to_other_modules(texts):
    """A function that is imported is the one of that module, not another one of its name."""
    found = texts(
        lamp='from pressprint.bell import why\nProblem(f"the lamp {why()}")\n',
        bell='def why() -> str:\n    return "is silent"\n',
        gate='def why() -> str:\n    return "is shut"\n',
    )
    assert found == ["the lamp is silent"]


def test_what_is_told_is_found():
    """Each line that the page provokes, and each that the readers' tests expect, is one of the messages."""
    lines = [line for group in errors.groups() for case in group.get("case", ()) for line in errors.provoked(case)]
    lines += re.findall(r"^[\w-]+\.(?:md|json|yaml): \S.*|^[\w-]+\.(?:md|json|yaml):\d+: .*", FAULTS.read_text(), re.M)
    assert len(lines) > 200
    assert not [line for line in lines if not any(message.ends(line) for message in messages())]


def test_each_message_says_what_helps():
    """What a message does not say itself, the page says; and it says nothing of messages that there are not."""
    rest = errors.unprovoked()
    helps = {group["title"]: errors.said(group) for group in errors.groups()}
    missing = [m for title, found in rest.items() for m in found if not m.helps and m.text not in helps[title]]
    assert not missing, "say what to do in scripts/documentation/errors.toml, as a group.message"
    known = {message.text for message in messages()}
    gone = [text for texts in helps.values() for text in texts if text not in known]
    assert not gone, "nothing in the code says this now: take it out of errors.toml"


def test_what_is_passed_over_is_there():
    """Each message that the page passes over is still in the code."""
    entries = [entry["says"] for entry in errors.written()["passed_over"]]
    known = {name for m in messages() for name in (f"{m.module}: {m.text}", f"{m.module}: *")}
    assert [entry for entry in entries if entry not in known] == []
