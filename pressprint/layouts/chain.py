"""The files that make up a layout: its own `layout.toml`, and those it extends, one after the other."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

from pressprint.errors import LayoutError, Problem, quoted
from pressprint.layouts.faults import Keys
from pressprint.layouts.find import FILE, find


class Part(Struct, frozen=True):
    """One file of a chain of `extends`: its data, and the line of each of its keys."""

    file: Path
    data: dict[str, Any]
    lines: dict[Keys, int]

    def problem(self, what: str, keys: Keys) -> Problem:
        """A fault of a key, with the key's line or that of the table it should stand in."""
        known = keys
        while known and known not in self.lines:
            known = known[:-1]
        return Problem(what, str(self.file), self.lines.get(known), ".".join(keys))


class Chain(Struct, frozen=True):
    """The files that make up a layout, the layout's own first."""

    parts: tuple[Part, ...]

    @property
    def own(self) -> Part:
        """The layout's own file."""
        return self.parts[0]

    def giver(self, keys: Keys) -> Part:
        """The file that gives a key, or the layout's own where none does."""
        for part in self.parts:
            data: Any = part.data
            for key in keys:
                data = data.get(key) if isinstance(data, dict) else None
            if data is not None:
                return part
        return self.own

    def problem(self, what: str, keys: Keys) -> Problem:
        """A fault of a key, in the file that gives it."""
        return self.giver(keys).problem(what, keys)

    def merged(self) -> dict[str, Any]:
        """The keys of all files, each from the first that has it."""
        result: dict[str, Any] = {}
        for part in reversed(self.parts):
            result = _over(result, part.data)
        return result


def read_chain(folder: Path) -> Chain:
    """The files of the layout in a folder.

    Raises:
        LayoutError: a file is not TOML, or extends what is not there or itself.
    """
    chain = [_read(folder / FILE)]
    while (base := chain[-1].data.get("extends")) is not None:
        part = chain[-1]
        if not isinstance(base, str):
            what = f'{base} is not the name of a layout; expected one in quotes, such as "agency"'
            raise LayoutError(part.problem(what, ("extends",)))
        try:
            file = find(part.file.parent / base if "/" in base else base).resolve() / FILE
        except LayoutError as error:
            raise LayoutError(part.problem(str(error), ("extends",))) from None
        if file in (known.file for known in chain):
            what = f"{quoted(base)} comes back to this layout; a layout cannot extend itself"
            raise LayoutError(part.problem(what, ("extends",)))
        chain.append(_read(file))
    return Chain(tuple(chain))


def _read(file: Path) -> Part:
    try:
        raw = file.read_bytes()
        text = raw.decode("utf-8-sig")
        data = tomllib.loads(text)
    except OSError as error:
        raise LayoutError(Problem(f"cannot be read: {error.strerror}", str(file))) from None
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise LayoutError(Problem("is not in UTF-8; save it with that encoding", str(file), line)) from None
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        reason = re.sub(r" \(at .*\)", "", str(error)).lower()
        raise LayoutError(Problem(f"is not valid TOML: {reason}", str(file), line)) from None
    return Part(file, data, dict(_key_lines(text)))


def _key_lines(text: str) -> Iterator[tuple[Keys, int]]:
    """The line of each key of a TOML text, by its path; good enough to point at."""
    table: Keys = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if header := re.match(r"\s*\[{1,2}\s*([^\[\]]+?)\s*\]", line):
            table = tuple(part.strip().strip("\"'") for part in header[1].split("."))
            yield table, number
        elif key := re.match(r"\s*([\w.\"'-]+)\s*=", line):
            path = table + tuple(part.strip("\"'") for part in key[1].split("."))
            yield path, number
            for inner in re.finditer(r"[{,]\s*([\w-]+)\s*=", line):
                yield (*path, inner[1]), number


def _over(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    result = dict(base)
    for key, value in over.items():
        old = result.get(key)
        result[key] = _over(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return result
