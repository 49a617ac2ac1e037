"""From a tree of plain data to a `Release`, each fault with its file and line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from pressprint.assets import inside
from pressprint.errors import Problem, ReadError, quoted
from pressprint.readers.source import Source
from pressprint.readers.tree import Path, Tree
from pressprint.release import Block, Figure, Organisation, Origin, Release, field_path, problems_of


def build(
    source: Source, tree: Tree, problems: Iterable[Problem] = (), images: Mapping[str, int] | None = None
) -> Release:
    """The release that a tree describes. `problems` are faults found on the way, told with the tree's own.

    `images` are the lines of pictures that stand outside the tree, by their names.

    Raises:
        ReadError: the tree is not that of a release; it holds every fault, in the order of their lines.
    """
    if not isinstance(tree.data, dict):
        raise source.error(f"{source.noun} holds no fields; expected keys such as “title:” and “language:”", 1)
    found = [*problems, *tree.problems]
    told = {problem.field for problem in tree.problems}
    try:
        release = Release.model_validate(_filled(tree.data))
        faults = _image_faults(source, release)
    except ValidationError as error:
        faults = problems_of(error, Release)
    found += (problem for problem in _located(source, tree, faults) if problem.field not in told)
    if found:
        raise ReadError(sorted(found, key=lambda problem: problem.line or 0))
    lines = {block.src: line for path, block in reversed(_figures(release)) if (line := tree.line((*path, "src")))}
    lines |= {logo: line for path, logo in reversed(_logos(release)) if (line := tree.line(path))}
    return release.coming_from(Origin(source.name, source.images, {**lines, **(images or {})}))


def _filled(data: dict[str, Any]) -> dict[str, Any]:
    """Fields without those that are left empty, as in a form; keys that no release has stay, to be told."""
    return {key: value for key, value in data.items() if value is not None or key not in Release.model_fields}


def _logos(release: Release) -> list[tuple[Path, str]]:
    """The logos of a release's issuers with their paths."""
    issuers: list[tuple[Path, Organisation | None]] = [(("organisation",), release.organisation)]
    issuers += [(("issuers", number), issuer) for number, issuer in enumerate(release.issuers)]
    return [((*path, "logo"), issuer.logo) for path, issuer in issuers if issuer and issuer.logo]


def _figures(release: Release) -> list[tuple[Path, Figure]]:
    """The figures of a release with their paths."""
    parts: dict[Path, Sequence[Block]] = {("body",): release.body, ("notes",): release.notes, ("legal",): release.legal}
    for number, boilerplate in enumerate(release.boilerplate):
        parts["boilerplate", number, "body"] = boilerplate.body
    return [
        ((*path, number), block)
        for path, blocks in parts.items()
        for number, block in enumerate(blocks)
        if isinstance(block, Figure)
    ]


def _image_faults(source: Source, release: Release) -> Iterator[Problem]:
    """The images whose path leads out of the source's folder through a link; the model sees the other ways out."""
    for path, block in _figures(release):
        if inside(source.folder, block.src) is None:
            what = f"the image {quoted(block.src)} leads out of the release's folder; put it beside the release"
            yield Problem(what, field=field_path((*path, "src")))


def _located(source: Source, tree: Tree, problems: Iterable[Problem]) -> Iterator[Problem]:
    paths: dict[str, Path] = {}
    for problem in problems:
        paths = paths or {field_path(path): path for path in tree.lines}
        path = _nearest_path(problem.field or "", paths)
        yield problem.located(source.name, tree.line(path))


def _nearest_path(field: str, paths: dict[str, Path]) -> Path:
    while field and field not in paths:
        field = field[: max(field.rfind("."), field.rfind("["), 0)]
    return paths.get(field, ())
