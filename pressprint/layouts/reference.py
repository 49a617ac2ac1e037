"""The reference page of all keys, made from their declaration."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from pressprint.layouts.declaration import Family, LayoutFile, Roles, TypeStyle

_HEAD = """# Keys of a `layout.toml`

Every key may be left out, but a layout that extends no other has to name its fonts. Lengths are in points
(1/72 inch). This page is made from the declaration of the keys by `pressprint layouts --keys`.
"""


def reference_page() -> str:
    """All keys with type, default and meaning, as Markdown."""
    return "\n".join([_HEAD, *_tables()]) + "\n"


def _tables() -> Iterator[str]:
    yield from _table("The file itself", LayoutFile, skip=_sections())
    for name, model in _sections().items():
        if model is Roles:
            yield from _table("`[type.ROLE]`", TypeStyle)
            yield from _roles()
        elif model is Family:
            yield from _table("`[fonts.FAMILY]`", Family)
        else:
            yield from _table(f"`[{name}]`", model)


def _sections() -> dict[str, type[BaseModel]]:
    sections: dict[str, type[BaseModel]] = {}
    for name, field in LayoutFile.model_fields.items():
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            sections[name] = field.annotation
    sections["fonts"] = Family
    return sections


def _table(title: str, model: type[BaseModel], skip: dict[str, Any] | None = None) -> Iterator[str]:
    yield f"\n## {title}\n"
    if model.__doc__:
        yield f"{model.__doc__.strip().splitlines()[0]}\n"
    yield "| key | type | default | meaning |"
    yield "| --- | --- | --- | --- |"
    for name, field in model.model_fields.items():
        if name not in (skip or {}):
            example = f" For example `{field.examples[0]}`." if field.examples else ""
            yield f"| `{name}` | {_type(field.annotation)} | {_default(field)} | {field.description}.{example} |"


def _roles() -> Iterator[str]:
    yield "\nThe roles and their defaults:\n"
    yield "| role | family | face | size | leading | colour | above | below |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- |"
    for role, field in Roles.model_fields.items():
        values = field.default.model_dump().values()
        yield f"| `{role}` | " + " | ".join(f"{v:g}" if isinstance(v, float) else str(v) for v in values) + " |"


def _type(annotation: Any) -> str:
    if annotation in (str, float, int, bool):
        return {str: "text", float: "number", int: "whole number", bool: "true or false"}[annotation]
    if get_origin(annotation) is dict:
        return "table"
    options = [a for a in get_args(annotation) if a is not type(None)]
    if options and all(isinstance(option, str) for option in options):
        return ", ".join(f"`{option}`" for option in options)
    return _type(options[0]) if options else "text"


def _default(field: FieldInfo) -> str:
    value = field.default
    if value is PydanticUndefined:
        return "required"
    if value in (None, "", {}):
        return "none"
    if isinstance(value, bool):
        return str(value).lower()
    return f"`{value:g}`" if isinstance(value, (int, float)) else f"`{value}`"
