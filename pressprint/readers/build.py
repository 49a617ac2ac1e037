"""From a tree of plain data to a `Release`, each fault with its file and line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pydantic import ValidationError

from pressprint.errors import Problem, ReadError
from pressprint.readers.source import Source
from pressprint.readers.tree import Path, Tree
from pressprint.release import Release, field_path, problems_of


def build(source: Source, tree: Tree, problems: Iterable[Problem] = ()) -> Release:
    """The release that a tree describes. `problems` are faults found on the way, told with the tree's own.

    Raises:
        ReadError: the tree is not that of a release; it holds every fault, in the order of their lines.
    """
    found = list(problems)
    if not isinstance(tree.data, dict):
        raise source.error("holds no fields; expected keys such as “title:” and “language:”", 1)
    try:
        release = Release.model_validate(tree.data)
    except ValidationError as error:
        found += _located(source, tree, error)
    if found:
        raise ReadError(sorted(found, key=lambda problem: problem.line or 0))
    return release


def _located(source: Source, tree: Tree, error: ValidationError) -> Iterator[Problem]:
    paths: dict[str, Path] = {field_path(path): path for path in tree.lines}
    for problem in problems_of(error, Release):
        path = _nearest_path(problem.field or "", paths)
        yield problem.located(source.name, tree.line(path))


def _nearest_path(field: str, paths: dict[str, Path]) -> Path:
    while field and field not in paths:
        field = field[: max(field.rfind("."), field.rfind("["), 0)]
    return paths.get(field, ())
