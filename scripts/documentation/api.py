"""The public names, from their docstrings."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct
from pydantic import BaseModel

import pressprint

_RAISES = re.compile(r"\n*Raises:\n(?P<lines>(?:[ \t]+.*\n?)+)")


def page() -> str:
    """Functions first, then what they take and give, then errors."""
    named = {name: getattr(pressprint, name) for name in pressprint.__all__}
    errors = {name: one for name, one in named.items() if _is_a(one, BaseException)}
    parts = {name: one for name, one in named.items() if _is_a(one, BaseModel)}
    functions = {name: one for name, one in named.items() if inspect.isfunction(one)}
    others = {name: one for name, one in named.items() if name not in {*errors, *parts, *functions}}
    groups = {
        "Functions": functions,
        "What they give": others,
        "A release and its parts": parts,
        "Errors": errors,
    }
    return "\n".join(line for title, group in groups.items() for line in _group(title, group))


def _is_a(one: Any, kind: type) -> bool:
    return isinstance(one, type) and issubclass(one, kind)


def _group(title: str, group: dict[str, Any]) -> Iterator[str]:
    yield f"## {title}\n"
    for name, one in group.items():
        yield f"### {name}\n"
        if _is_a(one, BaseModel):
            yield f"{_prose(one)}\n\nIts fields: {_fields(name, one)}.\n"
        elif _is_a(one, BaseException):
            base = one.__bases__[0]
            kind = f" It is a [{base.__name__}](#{base.__name__.lower()})." if base.__module__ == one.__module__ else ""
            yield f"{_prose(one)}{kind}\n"
        else:
            yield f"```text\n{_called(name, one)}\n```\n\n{_prose(one)}\n"
            yield from _members(one) if isinstance(one, type) else ()


def _fields(name: str, model: type[BaseModel]) -> str:
    place = "the-release" if name == "Release" else name.lower()
    names = ", ".join(f"`{field}`" for field in model.model_fields)
    return f"{names}; see [the fields](fields.md#{place})"


def _members(one: type) -> Iterator[str]:
    """The methods and properties of a class that are its own and public."""
    for name, member in vars(one).items():
        if name.startswith("_") or not inspect.getdoc(member):
            continue
        if inspect.isfunction(member):
            yield f"#### {one.__name__}.{name}\n\n```text\n{_called(name, member)}\n```\n\n{_prose(member)}\n"
        elif isinstance(member, property):
            yield f"#### {one.__name__}.{name}\n\n{_prose(member)}\n"


def _called(name: str, one: Any) -> str:
    """A signature as it is written, a parameter to a line where it is long."""
    signature = inspect.signature(one)
    # A struct resolves what its fields are; as they are written they stand in the class itself.
    written = one.__annotations__ if isinstance(one, type) and issubclass(one, Struct) else {}
    parameters = [
        p.replace(annotation=written.get(p.name) or _plain(p.annotation))
        for p in signature.parameters.values()
        if p.name != "self"
    ]
    result = "" if isinstance(one, type) else f" -> {_plain(signature.return_annotation)}"
    words = [_parameter(p) for p in parameters]
    keyword_only = next((i for i, p in enumerate(parameters) if p.kind is p.KEYWORD_ONLY), None)
    if keyword_only is not None:
        words.insert(keyword_only, "*")
    short = f"{name}({', '.join(words)}){result}"
    if len(short) <= 88:
        return short
    return f"{name}(\n" + "".join(f"    {word},\n" for word in words) + f"){result}"


def _parameter(parameter: inspect.Parameter) -> str:
    kind = "" if parameter.annotation is parameter.empty else f": {parameter.annotation}"
    default = ""
    if parameter.default is not parameter.empty:
        value = "…" if "factory" in repr(parameter.default) else repr(parameter.default)
        default = f" = {value}" if kind else f"={value}"
    return f"{parameter.name}{kind}{default}"


def _plain(annotation: Any) -> Any:
    """An annotation as it is written in the code."""
    if isinstance(annotation, str) or annotation is inspect.Parameter.empty:
        return annotation
    return getattr(annotation, "__name__", str(annotation))


def _prose(one: Any) -> str:
    """A docstring as Markdown: what is raised becomes a list."""
    text = inspect.getdoc(one) or ""
    match = _RAISES.search(text)
    if not match:
        return text
    return f"{text[: match.start()]}\n\nRaises:\n\n{chr(10).join(_raised(match['lines']))}{text[match.end() :]}"


def _raised(lines: str) -> Iterator[str]:
    """`Name: when` for each error, whose words may go on in the next lines."""
    entry = ""
    indent = len(lines) - len(lines.lstrip())
    for line in lines.rstrip().splitlines():
        if len(line) - len(line.lstrip()) == indent:
            if entry:
                yield entry
            name, _, when = line.strip().partition(": ")
            entry = f"- `{name}`: {when}"
        else:
            entry += f" {line.strip()}"
    yield entry
