"""Annotations: links, seen, spoken of and tied to their elements (ISO 14289-1, 7.18; ISO 19005-3, 6.3).

Besides links a file may hold the fields of its signatures, which are there also where they show nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from pressprint.conformance.opened import Opened, parents_of
from pressprint.conformance.parts import get, items, key_of, name, name_tree, number, pairs, text, whole
from pressprint.conformance.report import Finding
from pressprint.release.inline import SCHEMES

_PRINT = 4
_LOCKED = 128
_ELEMENTS = {"Link": ("Link", "UA 7.18.5-1"), "Widget": ("Form", "UA 7.18.4-1")}


def check(file: Opened) -> Iterator[Finding]:
    """The faults of the annotations of all pages."""
    parents = parents_of(file.pdf)
    used: dict[int, str] = {}
    places = {name for name, _ in name_tree(get(file.root, "/Names", "/Dests"))}
    for count, page in enumerate(file.pdf.pages, start=1):
        if name(get(page.obj, "/Tabs")) != "S":
            what = "the order of its links is not that of the structure"
            yield Finding("UA 7.18.3-1", f"page {count}", what, "write /Tabs/S in the page")
        key = whole(get(page.obj, "/StructParents"))
        if key is not None and key in used:
            yield Finding("UA 7.1-3", f"page {count}", f"its key {key} is that of {used[key]} too", "number anew")
        elif key is not None:
            used[key] = f"page {count}"
    for node in file.structure.nodes:
        if node.kind == "Form" and (len(node.annotations) != 1 or node.kids):
            yield Finding("UA 7.18.4-2", node.place, "does not hold one form field alone", "give each field its Form")
    for sheet, page in enumerate(file.pdf.pages, start=1):
        for count, annotation in enumerate(items(get(page.obj, "/Annots")), start=1):
            place = f"page {sheet}, annotation {count}"
            yield from _annotation(annotation, place, places)
            yield from _tie(file, annotation, place, parents, used)


def _annotation(annotation: Any, place: str, places: set[str]) -> Iterator[Finding]:
    kind = name(get(annotation, "/Subtype"))
    signature = kind == "Widget" and name(get(annotation, "/FT")) == "Sig"
    if kind != "Link" and not signature:
        what = f"is of the kind {kind or '?'}; a release holds links alone, and signatures"
        yield Finding("UA 7.18.1-1, A 6.3.1-1, A 6.3.3-1", place, what, "take it out")
        if kind == "TrapNet":
            yield Finding("UA 7.18.2-1", place, "is for trapping", "take it out")
    flags = whole(get(annotation, "/F"))
    if flags is None:
        yield Finding("A 6.3.2-1", place, "has no flags", "write /F 4")
    elif flags != _PRINT and not (signature and flags == _PRINT | _LOCKED):
        yield Finding("A 6.3.2-2", place, f"its flags are {flags}; it must be seen and printed", "write /F 4")
    if not (text(get(annotation, "/Contents")) or "").strip():
        yield Finding("UA 7.18.5-2, UA 7.18.1-2", place, "says nothing of where it leads", "write it in /Contents")
    if signature:
        yield from _signature(annotation, place)
    if get(annotation, "/AP") is not None:
        yield from _appearance(get(annotation, "/AP"), place)
    yield from _target(annotation, place, places)


def _target(annotation: Any, place: str, places: set[str]) -> Iterator[Finding]:
    """Where a link leads."""
    action = get(annotation, "/A")
    address = text(get(action, "/URI")) or ""
    if name(get(action, "/S")) == "URI":
        scheme = address.partition(":")[0].lower()
        if scheme not in SCHEMES or not address.isascii():
            what = f"leads to “{address[:40]}”"
            yield Finding("A 6.5.1", place, what, f"lead to {', '.join(SCHEMES)}, written in ASCII")
    if name(get(action, "/S")) == "GoToR" and not (text(get(action, "/F", "/F")) and text(get(action, "/F", "/UF"))):
        yield Finding("A 6.8-2", place, "leads to a file that has no name in F or in UF", "write both")
    target = text(get(action, "/D"))
    if name(get(action, "/S")) == "GoTo" and target is not None and target not in places:
        what = f"leads to “{target[:40]}”, which is no place in the file"
        yield Finding("UA 7.18.5", place, what, "name the destination in /Names/Dests")


def _signature(field: Any, place: str) -> Iterator[Finding]:
    """The field of a signature."""
    if not (text(get(field, "/TU")) or "").strip():
        yield Finding("UA 7.18.1-3", place, "the field has no name that is spoken", "write it in /TU")
    if _is_seen(field) and get(field, "/AP", "/N") is None:
        yield Finding("A 6.3.3-1", place, "does not say what it looks like", "write /AP")


def _appearance(appearance: Any, place: str) -> Iterator[Finding]:
    if [key for key, _ in pairs(appearance)] != ["/N"]:
        yield Finding("A 6.3.3-2", place, "looks different when it is pointed at", "keep /N alone in /AP")
    if not isinstance(get(appearance, "/N"), pikepdf.Stream):
        yield Finding("A 6.3.3-4", place, "has other than one appearance", "write a stream in /N")


def _is_seen(annotation: Any) -> bool:
    """Whether an annotation takes room on the page."""
    corners = [number(value) or 0.0 for value in items(get(annotation, "/Rect"))]
    return len(corners) == 4 and corners[0] != corners[2] and corners[1] != corners[3]


def _tie(file: Opened, annotation: Any, place: str, parents: dict[int, Any], used: dict[int, str]) -> Iterator[Finding]:
    """From an annotation to its element and back."""
    kind = name(get(annotation, "/Subtype"))
    if kind not in _ELEMENTS:
        return
    wanted, rule = _ELEMENTS[kind]
    key = whole(get(annotation, "/StructParent"))
    if key is not None and key in used:
        yield Finding(rule, place, f"its key {key} is that of {used[key]} too", "number anew")
    if key is not None:
        used[key] = place
    element = parents.get(key) if key is not None else None
    node = file.structure.by_key.get(key_of(element)) if element is not None and key_of(element) != (0, 0) else None
    if node is None or node.kind != wanted:
        yield Finding(rule, place, f"does not lead to a {wanted} element", "tag it; write /StructParent")
    elif key_of(annotation) == (0, 0) or not any(key_of(obj) == key_of(annotation) for obj in node.annotations):
        rule = "UA 7.18.5" if kind == "Link" else rule
        yield Finding(rule, place, "its element does not list it", f"write its OBJR in the {wanted} element")
