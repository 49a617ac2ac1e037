"""All objects: sizes that readers cope with, filters and actions that are allowed (ISO 19005-3, 6.1.13, 6.5)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from pressprint.conformance.opened import Opened
from pressprint.conformance.parts import get, items, name, number, pairs
from pressprint.conformance.report import Finding

_STRING, _NAME, _INTEGER = 32_767, 127, 2**31
_FILTERS = {"FlateDecode", "DCTDecode", "ASCII85Decode", "ASCIIHexDecode", "RunLengthDecode", "CCITTFaxDecode"}
_FILTERS |= {"JBIG2Decode", "JPXDecode"}
_ACTIONS = {"GoTo", "GoToR", "GoToE", "Thread", "URI", "Named", "SubmitForm"}
_FORBIDDEN = {"JavaScript", "Launch", "Movie", "Sound", "ResetForm", "ImportData", "Hide", "Rendition", "Trans"}
_LEAST, _MOST = 3, 14_400


def check(file: Opened) -> Iterator[Finding]:
    """The faults of single objects, whatever they are for."""
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
    if depth > 100:
        yield Finding("A 6.1.13", place, "arrays and dictionaries stand too deep in each other", "flatten them")
    elif isinstance(value, pikepdf.Array):
        for item in items(value):
            yield from _value(item, place, depth + 1)
    elif isinstance(value, (pikepdf.Dictionary, pikepdf.Stream)):
        yield from _dictionary(value, place, depth)
    else:
        yield from _single(value, place)


def _single(value: Any, place: str) -> Iterator[Finding]:
    if isinstance(value, pikepdf.String) and len(bytes(value)) > _STRING:
        yield Finding("A 6.1.13-3", place, f"holds a string of more than {_STRING} bytes", "shorten it")
    elif isinstance(value, pikepdf.Name) and len(str(value).encode()) - 1 > _NAME:
        yield Finding("A 6.1.13-4", place, f"holds a name of more than {_NAME} bytes", "shorten it")
    elif isinstance(value, int) and not -_INTEGER <= value < _INTEGER:
        yield Finding("A 6.1.13-1", place, "holds a whole number beyond 32 bits", "write a smaller one")


def _dictionary(value: Any, place: str, depth: int) -> Iterator[Finding]:
    if isinstance(value, pikepdf.Stream):
        given = get(value, "/Filter")
        for used in items(given) if isinstance(given, pikepdf.Array) else [given]:
            if used is not None and name(used) not in _FILTERS:
                yield Finding("A 6.1.7.2-1", place, f"is packed with {used}", "pack it with FlateDecode")
        if get(value, "/Interpolate") is True:
            yield Finding("A 6.2.8-3", place, "an image asks to be smoothed", "leave /Interpolate out")
    kind = name(get(value, "/S"))
    if get(value, "/AA") is not None:
        yield Finding("A 6.5.2-1", place, "acts by itself", "leave /AA out")
    if kind in _FORBIDDEN or (name(get(value, "/Type")) == "Action" and kind not in _ACTIONS):
        yield Finding("A 6.5.1-1", place, f"holds an action of the kind {kind or '?'}", "take it out")
    for key, item in pairs(value):
        if len(key.encode()) - 1 > _NAME:
            yield Finding("A 6.1.13-4", place, f"holds a name of more than {_NAME} bytes", "shorten it")
        yield from _value(item, place, depth + 1)
