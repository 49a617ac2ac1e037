"""All objects: sizes that readers cope with, and nothing that is forbidden (ISO 19005-3, 6.1.13)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from pressprint.conformance import forbidden, strings
from pressprint.conformance.opened import Opened
from pressprint.conformance.parts import items, number, pairs
from pressprint.conformance.report import Finding
from pressprint.conformance.sizes import breach_of, breach_of_name

_OBJECTS = 8_388_607
_LEAST, _MOST = 3, 14_400
_DEEPEST = 100


def check(file: Opened) -> Iterator[Finding]:
    """The faults of single objects, whatever they are for."""
    if len(file.pdf.objects) > _OBJECTS:
        yield Finding("A 6.1.13-7", "the file", f"has more than {_OBJECTS} objects", "part it into several files")
    for obj in file.pdf.objects:
        place = f"object {obj.objgen[0]}" if isinstance(obj, pikepdf.Object) else "an object"
        yield from _value(obj, place, 0)
    for count, page in enumerate(file.pdf.pages, start=1):
        yield from _box(page, f"page {count}")


def _box(page: pikepdf.Page, place: str) -> Iterator[Finding]:
    sides = [number(side) for side in items(page.get("/MediaBox"))]
    if len(sides) != 4 or any(side is None for side in sides):
        yield Finding("A 6.1.13-11", place, "has no MediaBox of four numbers", "write it")
        return
    left, bottom, right, top = (side or 0.0 for side in sides)
    if not all(_LEAST <= abs(side) <= _MOST for side in (right - left, top - bottom)):
        yield Finding("A 6.1.13-11", place, "is shorter than 3 or longer than 14400 units", "choose another size")


def _value(value: Any, place: str, depth: int) -> Iterator[Finding]:
    """A value and what stands directly inside it."""
    if depth and isinstance(value, pikepdf.Object) and value.is_indirect:
        return
    if depth > _DEEPEST:
        yield Finding("A 6.1.13", place, "arrays and dictionaries stand too deep in each other", "flatten them")
    elif isinstance(value, pikepdf.Array):
        for item in items(value):
            yield from _value(item, place, depth + 1)
    elif isinstance(value, (pikepdf.Dictionary, pikepdf.Stream)):
        yield from forbidden.check(value, place)
        yield from strings.check(value, place)
        for key, item in pairs(value):
            if breach := breach_of_name(key):
                yield Finding(breach[0], place, *breach[1:])
            yield from _value(item, place, depth + 1)
    elif breach := breach_of(value):
        yield Finding(breach[0], place, *breach[1:])
