"""Data trees with the line of each value, so that errors can say where; and JSON as one (YAML: `yaml_tree`)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct, field

from pressprint.errors import Problem
from pressprint.readers.source import Source
from pressprint.release import field_path

Path = tuple[int | str, ...]

_DEPTH_LIMIT = 50  # what a release holds is 20 deep at most, with lists in lists

_HALF = re.compile("[\ud800-\udfff]")  # an escape can leave half of what UTF-16 writes a rare character with
_JSON_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{}]|[^\s\[\]{}:,"]+')


class Tree(Struct):
    """Plain data, the line (from 1) of each value by its path, and what was found while it was read."""

    data: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def line(self, path: Path) -> int | None:
        """The line of a value, or of the nearest one that holds it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path)


def read_json(source: Source) -> Tree:
    """The tree of a JSON source.

    Raises:
        ReadError: not JSON, or nested without end.
    """
    try:
        json.loads(source.text)
    except json.JSONDecodeError as error:
        what = f"{source.noun} is not valid JSON: {error.msg[0].lower() + error.msg[1:]} (column {error.colno})"
        raise source.error(what, error.lineno) from None
    except RecursionError:
        raise source.error(TOO_DEEP) from None
    except ValueError:  # Python's limit for whole numbers
        raise source.error(f"{source.noun} is not a release: a number in it has thousands of digits") from None
    grower = Grower(source)
    for token, line in _json_tokens(source.text):
        match token[0]:
            case "{" | "[":
                grower.open({} if token == "{" else [], line)
            case "}" | "]":
                grower.close()
            case _:
                value = json.loads(token)
                grower.scalar(value, line, str(value))
    return grower.tree


TOO_DEEP = "lists or keys are nested too deeply; a release has few levels"


class _Collection(Struct):
    """A mapping or sequence that is being read; `key` is the key whose value comes next."""

    data: dict[str, Any] | list[Any]
    path: Path
    key: str | None = None


class Grower:
    """Builds a tree out of what a parser meets, one step after the other, so that no depth overflows a stack."""

    def __init__(self, source: Source) -> None:
        self.tree = Tree()
        self._source = source
        self._open: list[_Collection] = []

    @property
    def name(self) -> str | None:
        """The name of the source that is read."""
        return self._source.name

    def open(self, data: dict[str, Any] | list[Any], line: int) -> None:
        """A mapping or a sequence begins."""
        if len(self._open) == _DEPTH_LIMIT:
            raise self._source.error(TOO_DEEP, line)
        if self._expects_key():
            raise self._source.error("a list or group stands where a key should; write one word before “:”", line)
        self._open.append(_Collection(data, self._place(data, line)))

    def close(self) -> None:
        """The innermost mapping or sequence ends."""
        self._open.pop()

    def scalar(self, value: Any, line: int, key: str) -> None:
        """A key or a value; `key` is how it is written."""
        if self._expects_key():
            self._take_key(_HALF.sub("\ufffd", key), line)
        elif isinstance(value, str) and (half := _HALF.search(value)):
            path = self._place(_HALF.sub("\ufffd", value), line)
            self._refuse(f"half a character (\\u{ord(half[0]):04x}) stands here; write the whole one", line, path)
        else:
            self._place(value, line)

    def alias(self, line: int) -> None:
        """A YAML alias, which could make a small file expand without end."""
        if self._expects_key():
            raise self._source.error("an alias (*name) stands where a key should; write the key out", line)
        path = self._place(None, line)
        self._refuse("an alias (*name) stands here; write the value out", line, path)

    def _expects_key(self) -> bool:
        return bool(self._open) and isinstance(self._open[-1].data, dict) and self._open[-1].key is None

    def _take_key(self, key: str, line: int) -> None:
        holder = self._open[-1]
        holder.key = key
        path = (*holder.path, key)
        if key in holder.data:
            self._refuse("the key is repeated; keep one of the two", line, path)
        self.tree.lines[path] = line

    def _place(self, value: Any, line: int) -> Path:
        """Puts a value where it belongs, notes its line and gives its path."""
        if not self._open:
            self.tree.data = value
            path: Path = ()
        else:
            holder = self._open[-1]
            step: int | str
            if isinstance(holder.data, list):
                step = len(holder.data)
                holder.data.append(value)
            else:
                step = holder.key or ""
                holder.data[step] = value
                holder.key = None
            path = (*holder.path, step)
        self.tree.lines.setdefault(path, line)
        return path

    def _refuse(self, what: str, line: int, path: Path) -> None:
        self.tree.problems.append(Problem(what, self._source.name, line, field_path(path) or None))


def _json_tokens(text: str) -> Iterator[tuple[str, int]]:
    """The brackets, keys and values of a valid JSON text, with their lines."""
    line, position = 1, 0
    for match in _JSON_TOKEN.finditer(text):
        line += text.count("\n", position, match.start())
        position = match.start()
        yield match[0], line
