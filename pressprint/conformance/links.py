"""Annotations: links only, seen, spoken of and tied to their elements (ISO 14289-1, 7.18; ISO 19005-3, 6.3)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pressprint.conformance.opened import Opened, parents_of
from pressprint.conformance.parts import get, items, key_of, name, name_tree, text, whole
from pressprint.conformance.report import Finding
from pressprint.release.inline import SCHEMES

_PRINT = 4


def check(file: Opened) -> Iterator[Finding]:
    """The faults of the annotations of all pages."""
    parents = parents_of(file.pdf)
    used: dict[int, str] = {}
    places = {name for name, _ in name_tree(get(file.root, "/Names", "/Dests"))}
    for number, page in enumerate(file.pdf.pages, start=1):
        if name(get(page.obj, "/Tabs")) != "S":
            what = "the order of its links is not that of the structure"
            yield Finding("UA 7.18.3-1", f"page {number}", what, "write /Tabs/S in the page")
        key = whole(get(page.obj, "/StructParents"))
        if key is not None and key in used:
            yield Finding("UA 7.1-3", f"page {number}", f"its key {key} is that of {used[key]} too", "number anew")
        elif key is not None:
            used[key] = f"page {number}"
    for number, page in enumerate(file.pdf.pages, start=1):
        for count, annotation in enumerate(items(get(page.obj, "/Annots")), start=1):
            place = f"page {number}, annotation {count}"
            yield from _annotation(annotation, place, places)
            yield from _tie(file, annotation, place, parents, used)


def _annotation(annotation: Any, place: str, places: set[str]) -> Iterator[Finding]:
    kind = name(get(annotation, "/Subtype"))
    if kind != "Link":
        what = f"is of the kind {kind or '?'}; a release holds links alone"
        yield Finding("UA 7.18.1-1, A 6.3.1-1, A 6.3.3-1", place, what, "take it out")
        if kind == "TrapNet":
            yield Finding("UA 7.18.2-1", place, "is for trapping", "take it out")
    flags = whole(get(annotation, "/F"))
    if flags is None:
        yield Finding("A 6.3.2-1", place, "has no flags", "write /F 4")
    elif flags != _PRINT:
        yield Finding("A 6.3.2-2", place, f"its flags are {flags}; it must be seen and printed", "write /F 4")
    if not (text(get(annotation, "/Contents")) or "").strip():
        yield Finding("UA 7.18.5-2, UA 7.18.1-2", place, "says nothing of where it leads", "write it in /Contents")
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


def _tie(file: Opened, annotation: Any, place: str, parents: dict[int, Any], used: dict[int, str]) -> Iterator[Finding]:
    """From an annotation to its element and back."""
    if name(get(annotation, "/Subtype")) != "Link":
        return
    key = whole(get(annotation, "/StructParent"))
    if key is not None and key in used:
        yield Finding("UA 7.18.5-1", place, f"its key {key} is that of {used[key]} too", "number anew")
    if key is not None:
        used[key] = place
    element = parents.get(key) if key is not None else None
    node = file.structure.by_key.get(key_of(element)) if element is not None and key_of(element) != (0, 0) else None
    if node is None or node.kind != "Link":
        yield Finding("UA 7.18.5-1", place, "does not lead to a Link element", "tag it; write /StructParent")
    elif key_of(annotation) == (0, 0) or not any(key_of(obj) == key_of(annotation) for obj in node.annotations):
        yield Finding("UA 7.18.5", place, "its element does not list it", "write its OBJR in the Link element")
