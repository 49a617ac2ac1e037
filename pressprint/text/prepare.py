"""A release as it was written becomes the release as it is set: clean, its addresses live."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pressprint import languages
from pressprint.errors import Problem
from pressprint.release import Link, Part, Release, Text, field_path
from pressprint.text.clean import clean, describe
from pressprint.text.tokens import with_links

_Path = tuple[int | str, ...]


@dataclass(slots=True)
class _Desk:
    """What one pass over a release needs and what it finds."""

    script: str
    in_link: bool = False
    warnings: list[Problem] = field(default_factory=list)


def prepare(release: Release) -> tuple[Release, tuple[Problem, ...]]:
    """The release as it is set, and a warning for each field that characters were taken out of.

    Nothing but what `clean` removes is lost, and a prepared release comes out as it went in.
    """
    desk = _Desk(languages.language(release.language).script)
    prepared: Release = _part(release, (), desk)
    return prepared, tuple(desk.warnings)


def _part(part: Any, path: _Path, desk: _Desk) -> Any:
    changes = {}
    for name, value in part.__dict__.items():
        if value and name != "type" and (new := _value(value, (*path, name), desk)) is not value:
            changes[name] = new
    return part.model_copy(update=changes) if changes else part


def _value(value: Any, path: _Path, desk: _Desk) -> Any:
    if isinstance(value, str):
        return _string(value, path, desk)
    if isinstance(value, tuple):
        return _items(value, path, desk)
    if isinstance(value, Link):
        desk.in_link = True
        value = _part(value, path, desk)
        desk.in_link = False
        return value
    return _part(value, path, desk) if isinstance(value, Part) else value


def _items(items: tuple[Any, ...], path: _Path, desk: _Desk) -> tuple[Any, ...]:
    """The items of a field, the runs of text among them with their addresses as links."""
    changed = False
    result: list[Any] = []
    for number, item in enumerate(items):
        new = _value(item, (*path, number), desk)
        if isinstance(new, Text) and not desk.in_link:
            nodes = with_links(new)
            changed = changed or nodes[0] is not item or len(nodes) > 1
            result.extend(nodes)
        else:
            changed = changed or new is not item
            result.append(new)
    return tuple(result) if changed else items


def _string(text: str, path: _Path, desk: _Desk) -> str:
    cleaned, removed = clean(text, desk.script)
    if removed:
        place = field_path(tuple(part for part in path if part not in ("content", "text")))
        desk.warnings.append(Problem(f"removed {describe(removed)}", field=place))
    return cleaned if cleaned != text else text
