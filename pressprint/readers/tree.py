"""Data trees (YAML, JSON) with the line of each value, so that errors can say where.

Scalars stay the strings that were written: the model knows which field is a date or a number, so that
`language: no` is Norwegian and `phone: 0199001234` keeps its zero.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from pressprint.errors import Problem, ReadError
from pressprint.readers.source import Source
from pressprint.release import field_path

Path = tuple[int | str, ...]

_LOADER: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS = {"", "~", "null", "Null", "NULL"}


@dataclass(slots=True)
class Tree:
    """Plain data, and the line (from 1) of each value by its path."""

    data: Any
    lines: dict[Path, int] = field(default_factory=dict)

    def line(self, path: Path) -> int | None:
        """The line of a value, or of the nearest one that holds it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path)


def read_yaml(source: Source, text: str | None = None, first_line: int = 1) -> Tree:
    """The tree of a YAML text that begins on `first_line` of its source (the whole source by default).

    Raises:
        ReadError: not YAML, a repeated key, or an alias; all repeated keys come together.
    """
    try:
        node = yaml.compose(source.text if text is None else text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + first_line if error.problem_mark else first_line
        what = f"is not valid YAML: {error.problem or error.context}; put quotes round text that holds “: ” or “#”"
        raise source.error(what, line) from None
    except (yaml.YAMLError, RecursionError) as error:
        reason = "is nested too deeply" if isinstance(error, RecursionError) else "is not valid YAML"
        raise source.error(reason, first_line) from None
    tree = Tree(None)
    grower = _Grower(source, first_line, tree)
    tree.data = grower.value(node, ()) if node is not None else None
    if grower.problems:
        raise ReadError(grower.problems)
    return tree


def read_json(source: Source) -> Tree:
    """The tree of a JSON text.

    Raises:
        ReadError: not JSON, or a repeated key.
    """
    repeated: list[str] = []

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        result = dict(items)
        repeated.extend(key for key in result if sum(key == other for other, _ in items) > 1)
        return result

    try:
        data = json.loads(source.text, object_pairs_hook=pairs)
    except json.JSONDecodeError as error:
        raise source.error(f"is not valid JSON: {error.msg.lower()}", error.lineno) from None
    except RecursionError:
        raise source.error("is nested too deeply") from None
    if repeated:
        raise ReadError(Problem(f"the key “{key}” is repeated", source.name) for key in repeated)
    return Tree(data, dict(_json_lines(source.text)))


class _Grower:
    """Turns YAML nodes into data and notes their lines."""

    def __init__(self, source: Source, first_line: int, tree: Tree) -> None:
        self.source, self.first_line, self.tree = source, first_line, tree
        self.problems: list[Problem] = []
        self._seen: set[int] = set()

    def value(self, node: yaml.Node, path: Path) -> Any:
        line = node.start_mark.line + self.first_line
        self.tree.lines.setdefault(path, line)
        if id(node) in self._seen:
            raise self.source.error("an alias (*name) stands here; write the value out", line, field_path(path))
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*path, number)) for number, item in enumerate(node.value)]
        text: str = node.value
        plain = isinstance(node, yaml.ScalarNode) and node.style is None
        return None if plain and text in _NULLS else text

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            line = key_node.start_mark.line + self.first_line
            if key in result:
                self.problems.append(
                    Problem(
                        "the key is repeated; keep one of the two", self.source.name, line, field_path((*path, key))
                    )
                )
            self.tree.lines[(*path, key)] = line
            result[key] = self.value(value_node, (*path, key))
        return result


def _json_lines(text: str) -> Iterator[tuple[Path, int]]:
    """The lines of a JSON text's values, found by reading it once more as the YAML that it nearly is."""
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except (yaml.YAMLError, RecursionError):
        return
    stack: list[tuple[yaml.Node, Path]] = [(node, ())] if node else []
    while stack:
        current, path = stack.pop()
        yield path, current.start_mark.line + 1
        if isinstance(current, yaml.MappingNode):
            stack.extend((value, (*path, str(key.value))) for key, value in current.value)
        elif isinstance(current, yaml.SequenceNode):
            stack.extend((item, (*path, number)) for number, item in enumerate(current.value))
