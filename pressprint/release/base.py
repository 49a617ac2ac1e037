"""The ground the model stands on: frozen, strict about names, and with errors of our own family."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from pressprint.errors import Problem, ReadError, nearest, quoted


class Part(BaseModel):
    """A value of the model. Parts are immutable and refuse fields they do not know.

    Raises:
        ReadError: a field is missing, unknown or not right; it holds all such problems together.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    def __init__(self, **fields: Any) -> None:
        try:
            super().__init__(**fields)
        except ValidationError as error:
            raise ReadError(problems_of(error, type(self))) from None

    # Pydantic goes past an `__init__` that is marked so when it makes nested parts, and tells their faults
    # together with those of the whole.
    __init__.__pydantic_base_init__ = True  # type: ignore[attr-defined]


def problems_of(error: ValidationError, model: type[BaseModel]) -> Iterator[Problem]:
    """What a validation found, each fault as a sentence with the path of its field."""
    for fault in error.errors(include_url=False):
        location = _without_branches(fault["loc"])
        yield Problem(_sentence(fault, location, model), field=field_path(location) or None)


def field_path(location: tuple[int | str, ...]) -> str:
    """A pydantic location as people write it, counting from 1: `contacts[2].email`."""
    path = ""
    for part in location:
        path += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if path else part
    return path


def _without_branches(location: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """A location without the parts that name the branch of a union instead of a field."""
    kept: list[int | str] = []
    before: int | str | None = None
    for part in location:
        branch = isinstance(part, str) and ("[" in part or (isinstance(before, int) and part in _BRANCHES))
        if not branch:
            kept.append(part)
        before = part
    return tuple(kept)


_BRANCHES = {
    *("text", "strong", "emphasis", "link"),
    *("paragraph", "heading", "quote", "list", "figure", "table", "divider"),
}


def _sentence(fault: Mapping[str, Any], location: tuple[int | str, ...], model: type[BaseModel]) -> str:
    kind, found = fault["type"], fault.get("input")
    if kind == "missing":
        return f"is missing; expected {_expectation(location, model) or 'a value'}"
    if kind == "extra_forbidden":
        return _unknown_key(location, model)
    if kind == "value_error":
        return str(fault["ctx"]["error"])
    message = fault["msg"][0].lower() + fault["msg"][1:]
    expected = _expectation(location, model)
    shown = "an empty value" if found in (None, "") else quoted(found)
    return f"{message}; found {shown}" + (f", expected {expected}" if expected else "")


def _unknown_key(location: tuple[int | str, ...], model: type[BaseModel]) -> str:
    name = str(location[-1])
    owner = _model_at(location[:-1], model)
    known = list(owner.model_fields) if owner else []
    near = nearest(name, known)
    if near:
        return f"unknown key; did you mean “{near}”?"
    return f"unknown key; known are: {', '.join(known)}" if known else "unknown key"


def _expectation(location: tuple[int | str, ...], model: type[BaseModel]) -> str | None:
    """The description of the field at a location, with its example."""
    owner = _model_at(location[:-1], model)
    field = owner.model_fields.get(str(location[-1])) if owner and location else None
    if field is None or not field.description:
        return None
    example = f" (for example {field.examples[0]})" if field.examples else ""
    text = field.description.split(". ")[0].rstrip(".")
    return text[0].lower() + text[1:] + example


def _model_at(location: tuple[int | str, ...], model: type[BaseModel]) -> type[BaseModel] | None:
    """The model whose field stands at a location; None where a union leaves it open."""
    current: type[BaseModel] | None = model
    for part in location:
        if isinstance(part, int):
            continue
        field = current.model_fields.get(part) if current else None
        current = _model_in(field.annotation) if field else None
    return current


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The one model that an annotation such as `tuple[Contact, ...]` or `Contact | None` holds."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = {model for inner in getattr(annotation, "__args__", ()) if (model := _model_in(inner))}
    return found.pop() if len(found) == 1 else None
