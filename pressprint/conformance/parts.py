"""Values of a PDF that may be anything: read without trust, None where they are not what they should be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

Key = tuple[int, int]
"""The number and the generation of an object."""

TROUBLE = (
    pikepdf.PdfError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What reading a malformed object may raise."""


def get(value: Any, *keys: str) -> Any:
    """What a path of keys leads to from a dictionary or a stream, else None."""
    for key in keys:
        if not isinstance(value, (pikepdf.Dictionary, pikepdf.Stream)):
            return None
        value = value.get(key)
    return value


def is_dictionary(value: Any) -> bool:
    """Whether a value is a dictionary, and not a stream."""
    return isinstance(value, pikepdf.Dictionary)


def items(value: Any) -> list[Any]:
    """The items of an array; none of anything else."""
    return list(value) if isinstance(value, pikepdf.Array) else []


def pairs(value: Any) -> list[tuple[str, Any]]:
    """The keys and values of a dictionary or a stream's dictionary; none of anything else."""
    return list(value.items()) if isinstance(value, (pikepdf.Dictionary, pikepdf.Stream)) else []


def name(value: Any) -> str:
    """A name without its slash; empty for anything else."""
    return str(value)[1:] if isinstance(value, pikepdf.Name) else ""


def text(value: Any) -> str | None:
    """A text string, or None."""
    if not isinstance(value, (str, pikepdf.String)):
        return None
    try:
        return str(value)
    except ValueError:
        return None


def whole(value: Any) -> int | None:
    """A whole number, or None."""
    return int(value) if isinstance(value, int) and not isinstance(value, bool) else None


def number(value: Any) -> float | None:
    """A number, or None."""
    try:
        return None if isinstance(value, (bool, pikepdf.Object)) else float(value)
    except (TypeError, ValueError):
        return None


def key_of(value: Any) -> Key:
    """What tells an object from others; (0, 0) for one that stands inside another."""
    if not isinstance(value, pikepdf.Object):
        return 0, 0
    first, second = value.objgen
    return first, second


def number_tree(root: Any) -> Iterator[tuple[int, Any]]:
    """The entries of a number tree (ISO 32000-1, 7.9.7). Ends on a tree that holds itself."""
    for key, value in _tree(root, "/Nums"):
        number = whole(key)
        if number is not None:
            yield number, value


def name_tree(root: Any) -> Iterator[tuple[str, Any]]:
    """The entries of a name tree (ISO 32000-1, 7.9.6). Ends on a tree that holds itself."""
    for key, value in _tree(root, "/Names"):
        yield text(key) or "", value


def _tree(root: Any, leaves: str) -> Iterator[tuple[Any, Any]]:
    """The keys and values of a tree whose leaves hold them in turn under a key."""
    waiting, seen = [root], set()
    while waiting:
        node = waiting.pop()
        if key_of(node) != (0, 0) and key_of(node) in seen:
            continue
        seen.add(key_of(node))
        entries = items(get(node, leaves))
        yield from zip(entries[::2], entries[1::2], strict=False)
        waiting += items(get(node, "/Kids"))
