"""The national forms, from their files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pressprint import presets
from pressprint.presets import NAMES, PARTS, Preset, preset
from scripts.documentation.tables import table

_FOLDER = Path(presets.__file__).parent
_CALLED = {"end_mark": "end mark", "counts": "count", "highlights": "key points", "assets": "downloads"}


def page() -> str:
    """A table of what each sets, then the order of the parts and the sources."""
    return "\n".join((*_choices(), "", *_orders(), "", *_sources()))


def _choices() -> Iterator[str]:
    head = ("preset", "for", "place and date", "end mark", "counted", "release line")
    yield from table(head, (_row(name, preset(name)) for name in NAMES))


def _row(name: str, form: Preset) -> tuple[str, ...]:
    place = "above the title"
    if form.dateline == "opening":
        place = f"open the text, then `{form.joint}`" + (", the city in capitals" if form.capitals else "")
    mark = " or ".join(f"`{text}`" for text in form.end_mark.values()) if form.ends else ""
    return f"`{name}`", _of(name), place, mark, form.counts or "", "on all that are free" if form.immediate else ""


def _of(name: str) -> str:
    """The first line of a preset's file."""
    return _text(name).split("\n", 1)[0].removeprefix("# ").rstrip(".")


def _text(name: str) -> str:
    return (_FOLDER / f"{name}.toml").read_text(encoding="utf-8")


def _orders() -> Iterator[str]:
    yield "## The order of the parts\n"
    yield f"Without a preset: {_listed(PARTS)}. Others have:\n"
    for name in NAMES:
        if preset(name).order != PARTS:
            yield f"- `{name}`: {_listed(preset(name).order)}"


def _listed(parts: tuple[str, ...]) -> str:
    return ", ".join(_CALLED.get(part, part) for part in parts)


def _sources() -> Iterator[str]:
    yield "## Where it comes from\n"
    for name in NAMES:
        comments = re.findall(r"(?:^# .*\n)+", _text(name), re.MULTILINE)
        said = [" ".join(line.removeprefix("# ") for line in comment.splitlines()) for comment in comments[1:]]
        own = [text for text in dict.fromkeys(said) if text != "By convention."]
        yield f"- `{name}`: {' '.join(own)}"
