"""The ground the model stands on: frozen, strict about names, and with errors of our own family."""

from collections.abc import Iterator, Mapping
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from msgspec import Struct
from pydantic import BaseModel, ConfigDict, SerializerFunctionWrapHandler, ValidationError, model_serializer

from pressprint.errors import Problem, ReadError, listed, nearest, quoted

# The modules of the model keep their annotations as they are: pydantic would have to compile each that is a string.


class Part(BaseModel):
    """A value of the model. Parts are immutable and refuse fields they do not know.

    Raises:
        ReadError: a field is missing, unknown or not right; it holds all such problems together.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    def __init__(self, **fields: Any) -> None:
        # Pydantic takes a set for a list, in an order that is another one in the next process.
        if unordered := [name for name, value in fields.items() if isinstance(value, (set, frozenset))]:
            raise ReadError(Problem("expected a list; a set has no order", field=name) for name in unordered)
        try:
            super().__init__(**fields)
        except ValidationError as error:
            raise ReadError(problems_of(error, type(self))) from None

    # Pydantic goes past an `__init__` that is marked so when it makes nested parts, and tells their faults
    # together with those of the whole.
    __init__.__pydantic_base_init__ = True  # type: ignore[attr-defined]


class Tagged(Part):
    """A part that may be one of several, and says by its `type` which of them it is."""

    @model_serializer(mode="wrap")
    def _with_type(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        # Where defaults are left out the type is one, and without it nothing could be read back.
        return {"type": type(self).model_fields["type"].default, **write(self)}


class FieldError(ValueError):
    """What a check of a whole part finds wrong with one of its fields."""

    def __init__(self, field: str, what: str) -> None:
        super().__init__(what)
        self.field = field


def problems_of(error: ValidationError, model: type[BaseModel]) -> Iterator[Problem]:
    """What a validation found, each fault as a sentence with the path of its field."""
    faults = error.errors(include_url=False)
    holders = {fault["loc"][:end] for fault in faults for end in range(len(fault["loc"]))}
    for fault in faults:
        if fault["type"] == "too_short" and fault["loc"] in holders:
            continue  # a list is empty for pydantic when none of its items is right, and those are told
        place = _place_of(fault["loc"], model)
        cause = fault.get("ctx", {}).get("error")
        path = (*place.path, cause.field) if isinstance(cause, FieldError) else place.path
        yield Problem(_sentence(fault, place), field=field_path(path) or None)


def field_path(location: tuple[int | str, ...]) -> str:
    """A pydantic location as people write it, counting from 1: `contacts[2].email`."""
    path = ""
    for part in location:
        path += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if path else part
    return path


class _Place(Struct, frozen=True):
    """A place in the model: its path, the part and the name of the field it is in, and what it may hold."""

    path: tuple[int | str, ...]
    owner: type[BaseModel] | None
    name: str
    annotation: Any


def _place_of(location: tuple[int | str, ...], model: type[BaseModel]) -> _Place:
    """The place of a pydantic location, which also names the branches of unions that it went through."""
    path: list[int | str] = []
    owner, name = None, ""
    annotation: Any = None
    models: tuple[type[BaseModel], ...] = (model,)
    for part in location:
        if len(models) > 1:
            models = tuple(found for found in models if found.model_fields["type"].default == part)
            continue
        path.append(part)
        if isinstance(part, int):
            annotation = _item_of(annotation)
        else:
            owner, name = (models[0] if models else None), part
            annotation = owner.model_fields[part].annotation if owner and part in owner.model_fields else None
        models = _models_in(annotation)
    return _Place(tuple(path), owner, name, annotation)


def _models_in(annotation: Any) -> tuple[type[BaseModel], ...]:
    """The parts of which a value may be one: several where the annotation is a union of them."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return (annotation,)
    if get_origin(annotation) is Annotated:
        return _models_in(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        return tuple(model for branch in get_args(annotation) for model in _models_in(branch))
    return ()


def _item_of(annotation: Any) -> Any:
    """What an item of an annotated tuple may be."""
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    return get_args(annotation)[0] if get_origin(annotation) is tuple else None


_OTHER_WORDS = {
    "about": "boilerplate",
    "city": "place",
    "company": "organisation",
    "deck": "subtitle",
    "function": "role",
    "headline": "title",
    "id": "reference",
    "issuer": "organisation",
    "lang": "language",
    "location": "place",
    "mail": "email",
    "mobile": "phones",
    "number": "reference",
    "position": "role",
    "standfirst": "lead",
    "subhead": "subtitle",
    "tags": "keywords",
    "tel": "phones",
    "telephone": "phones",
    "until": "embargo",
}
"""What newsrooms and other programs call our fields, where the names are not alike."""

_FAULTS = {
    "too_short": "is empty",
    "string_too_short": "is empty",
    "string_type": "is not text",
    "string_unicode": "is not Unicode text",
    "tuple_type": "is not a list (in YAML: “- ” before each item)",
    "int_type": "is not a whole number",
    "int_parsing": "is not a whole number",
    "int_from_float": "is not a whole number",
    "bool_type": "is neither true nor false",
    "bool_parsing": "is neither true nor false",
    "string_pattern_mismatch": "holds characters that it may not hold",
    "recursion_loop": "is nested too deeply",
    "recursion_depth_exceeded": "is nested too deeply",
}
"""What pydantic's kinds of faults are called here; the others keep its own words."""


def _sentence(fault: Mapping[str, Any], place: _Place) -> str:
    match fault["type"]:
        case "value_error":
            return str(fault["ctx"]["error"])
        case "missing":
            return f"is missing; expected {_expectation(place) or 'a value'}"
        case "extra_forbidden":
            return _unknown_key(place)
        case "too_long":
            limits = fault["ctx"]
            return f"has {limits['actual_length']} items; it may have {limits['max_length']}, so leave some out"
        case "literal_error":
            return f"{quoted(fault['input'])} is not known here; expected {fault['ctx']['expected']}".replace("'", "")
        case "model_type" | "model_attributes_type":
            return f"is not a group of keys; found {_shown(fault['input'])}, expected keys such as {_keys(place)}"
        case "union_tag_invalid" | "union_tag_not_found":
            known = ", ".join(model.model_fields["type"].default for model in _models_in(place.annotation))
            return f"{_tag(fault)}; expected one of {known}"
    kind = _FAULTS.get(fault["type"], fault["msg"][0].lower() + fault["msg"][1:])
    if fault["input"] in (None, ""):
        kind = "is empty"
    found = "" if kind == "is empty" else f"found {_shown(fault['input'])}"
    expected = _expectation(place)
    details = ", ".join(filter(None, (found, expected and f"expected {expected}")))
    return f"{kind}; {details}" if details else kind


def _tag(fault: Mapping[str, Any]) -> str:
    """What is wrong with the `type` by which a block or a piece of inline text says what it is."""
    if fault["type"] == "union_tag_invalid":
        return f"has an unknown “type”, {quoted(fault['ctx']['tag'])}"
    return "has no “type”"


def _shown(found: object) -> str:
    match found:
        case dict():
            return "keys and values"
        case list() | tuple():
            return "a list"
    return quoted(found)


def _keys(place: _Place) -> str:
    models = _models_in(place.annotation)
    return listed(list(models[0].model_fields)[:3]) if models else "those of the model"


def _unknown_key(place: _Place) -> str:
    known = list(place.owner.model_fields) if place.owner else []
    other = _OTHER_WORDS.get(place.name.lower())
    near = other if other in known else nearest(place.name, known)
    if near:
        return f"unknown key; did you mean “{near}”?"
    return f"unknown key; known are: {', '.join(known)}" if known else "unknown key"


def _expectation(place: _Place) -> str | None:
    """The description of the field at a place, with its example."""
    field = place.owner.model_fields.get(place.name) if place.owner else None
    if field is None or not field.description:
        return None
    example = ""
    if field.examples:
        first = field.examples[0]
        example = f" (for example {', '.join(map(str, first)) if isinstance(first, list) else first})"
    text = field.description.split(". ")[0].rstrip(".")
    return text[0].lower() + text[1:] + example
