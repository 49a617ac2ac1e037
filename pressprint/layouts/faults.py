"""What a validation found wrong in a `layout.toml`, as sentences for whoever wrote the file."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from typing import Any, get_args, get_origin

from pydantic import BaseModel, ValidationError

from pressprint.errors import listed, nearest, quoted
from pressprint.layouts.declaration import LayoutFile

Keys = tuple[str, ...]

# By pydantic's name of the fault. A place may be named by `found`, `table` or by what the fault tells itself.
_SENTENCES = {
    "float_type": "{found} is not a number",
    "float_parsing": "{found} is not a number",
    "int_type": "{found} is not a whole number",
    "int_parsing": "{found} is not a whole number",
    "int_from_float": "{found} is not a whole number",
    "bool_type": "{found} is neither true nor false",
    "bool_parsing": "{found} is neither true nor false",
    "string_type": "{found} is not a text; put it in quotes",
    "string_too_short": "is empty; leave the line out, or put something between the quotes",
    "string_too_long": "{found} is too long; expected at most {max_length} characters",
    "literal_error": "{found} is not known here; expected one of {options}",
    "model_type": "{found} is not a table; write [{table}], and its keys on the lines below it",
    "dict_type": "{found} is not a table; write [{table}], and its keys on the lines below it",
    "greater_than_equal": "{found} is too small; expected at least {ge:g}",
    "less_than_equal": "{found} is too large; expected at most {le:g}",
    "missing": "is missing; a family needs at least this face",
}


def faults(error: ValidationError) -> Iterator[tuple[str, Keys]]:
    """Each fault as a sentence, with the path of its key."""
    for fault in error.errors(include_url=False):
        keys = tuple(str(part) for part in fault["loc"])
        yield _sentence(fault, keys), keys


def _sentence(fault: Mapping[str, Any], keys: Keys) -> str:
    kind, context = fault["type"], fault.get("ctx", {})
    if kind == "extra_forbidden":
        return _unknown_key(keys)
    if kind == "value_error":
        return str(context["error"])
    options = listed(quoted(option) for option in get_args(_annotation(keys)))
    places = {**context, "found": _shown(fault.get("input")), "table": ".".join(keys), "options": options}
    sentence = _SENTENCES.get(kind)
    return sentence.format_map(places) if sentence else str(fault["msg"])


def _unknown_key(keys: Keys) -> str:
    owner = _annotation(keys[:-1])
    known = list(owner.model_fields) if isinstance(owner, type) and issubclass(owner, BaseModel) else []
    near = nearest(keys[-1], known)
    return f"unknown key; did you mean “{near}”?" if near else f"unknown key; known are {listed(known)}"


def _annotation(keys: Keys) -> Any:
    """The declared type of what stands at a path of keys."""
    annotation: Any = LayoutFile
    for key in keys:
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            field = annotation.model_fields.get(key)
            annotation = field.annotation if field else None
        elif get_origin(annotation) is dict:
            annotation = get_args(annotation)[1]
        if get_origin(annotation) is types.UnionType:
            annotation = get_args(annotation)[0]
    return annotation


def _shown(value: Any) -> str:
    """A value as it stands in the file, or nearly so."""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, (int, float)) else quoted(value)
