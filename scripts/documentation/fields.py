"""The fields of a release and of its parts, from the model that checks them."""

from __future__ import annotations

import datetime
import types
from collections.abc import Iterator
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from pressprint.release import Release
from pressprint.release.base import Tagged
from pressprint.release.inline import Text
from scripts.documentation.tables import sentence, table

_PLAIN = {
    str: "text",
    float: "number",
    int: "whole number",
    bool: "true or false",
    datetime.date: "date",
    datetime.datetime: "moment with its time zone",
}


def page() -> str:
    """A table for the release, and one for each part that a field of it may hold."""
    models = list(_models())
    groups = {
        "The release": [Release],
        "Its parts": [model for model in models if not issubclass(model, Tagged) and model is not Release],
        "Blocks and words, as JSON and YAML hold them": [model for model in models if issubclass(model, Tagged)],
    }
    return "\n".join(line for title, group in groups.items() for line in _group(title, group))


def _models() -> Iterator[type[BaseModel]]:
    """The release and all parts that it may hold, each once, in the order of the fields."""
    found: list[type[BaseModel]] = [Release]
    for model in found:
        yield model
        for field in model.model_fields.values():
            found += [part for part in _parts(field.annotation) if part not in found]


def _parts(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
        return
    for inner in get_args(annotation):
        yield from _parts(inner)


def _group(title: str, models: list[type[BaseModel]]) -> Iterator[str]:
    yield f"## {title}\n"
    for model in models:
        if model is not Release:
            yield f"### {model.__name__}\n"
            yield f"{(model.__doc__ or '').strip().splitlines()[0]}\n"
        yield from table(("field", "type", "meaning", "example"), (_row(*item) for item in model.model_fields.items()))
        yield ""


def _row(name: str, field: FieldInfo) -> tuple[str, ...]:
    if name == "type":
        return f"`{name}`", f"`{field.default}`", "Says what this is.", f"`{field.default}`"
    required = " **Required.**" if field.is_required() else ""
    meaning = sentence(field.description or "") + required
    example = f"`{_example(field.examples[0])}`" if field.examples else ""
    return f"`{name}`", _type(field.annotation), meaning, example


def _example(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_example(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return ", ".join(map(_example, value)) if len(value) == 1 else f"[{', '.join(map(_example, value))}]"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _type(annotation: Any) -> str:
    """What a field may hold, in words."""
    if annotation in _PLAIN:
        return _PLAIN[annotation]
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return f"[{annotation.__name__}](#{annotation.__name__.lower()})"
    origin, inner = get_origin(annotation), [a for a in get_args(annotation) if a is not type(None)]
    if origin is Annotated:
        return _type(inner[0])
    if origin is Literal:
        return ", ".join(f"`{option}`" for option in inner)
    if origin in (Union, types.UnionType):
        return " or ".join(dict.fromkeys(map(_type, inner)))
    if origin is tuple:
        return _list_of(inner[0])
    return "keys and values" if origin is dict else "text"


def _list_of(item: Any) -> str:
    parts = list(_parts(item))
    if Text in parts and len(parts) > 1:  # inline text; a tuple of it is a list, and one of that is a list of rows
        depth = 0
        while get_origin(item) is Annotated or get_origin(item) is tuple:
            depth += get_origin(item) is tuple
            item = get_args(item)[0]
        return ("text", "list of text", "list of rows")[min(depth, 2)]
    if len(parts) > 1 and all(issubclass(part, Tagged) for part in parts):
        return "text, or [blocks](#blocks-and-words-as-json-and-yaml-hold-them)"
    return f"list of {_type(item)}"
