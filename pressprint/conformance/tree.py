"""The structure tree: types, nesting, tables, headings, what speaks in place of images (ISO 14289-1, 7.1 to 7.9)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pressprint.conformance.nesting import nesting
from pressprint.conformance.opened import Opened
from pressprint.conformance.parts import get, key_of, name, name_tree, text
from pressprint.conformance.report import Finding
from pressprint.conformance.structure import STANDARD, Node
from pressprint.conformance.table import tables

LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")

_MAY_BE_EMPTY = {"TD", "TH"}


def check(file: Opened) -> Iterator[Finding]:
    """The faults of the tree."""
    yield from _root(file)
    yield from file.structure.faults
    for node in file.structure.nodes:
        yield from _type(file, node)
        yield from nesting(node)
        yield from _alternatives(file, node)
    yield from _headings(file)
    yield from _notes(file)
    yield from _identifiers(file)
    yield from _languages(file)
    yield from tables(file)


def _root(file: Opened) -> Iterator[Finding]:
    root = get(file.root, "/StructTreeRoot")
    if name(get(root, "/Type")) != "StructTreeRoot" or not file.structure.roots:
        yield Finding("UA 7.1-11, A 6.7.3.3-1", "catalog", "there is no structure tree", "write /StructTreeRoot")
    for tag, stands_for in file.structure.roles.items():
        if tag in STANDARD:
            what = f"the standard type {tag} is mapped to {stands_for}"
            yield Finding("UA 7.1-7, A 6.7.3.4-3", "role map", what, "leave standard types alone")
        if _circular(file.structure.roles, tag):
            what = f"the role of {tag} leads back to itself"
            yield Finding("UA 7.1-6, A 6.7.3.4-2", "role map", what, "let it end at a standard type")


def _circular(roles: dict[str, str], tag: str) -> bool:
    seen: set[str] = set()
    while tag in roles:
        if tag in seen:
            return True
        seen.add(tag)
        tag = roles[tag]
    return False


def _type(file: Opened, node: Node) -> Iterator[Finding]:
    if not node.kind:
        what = "its type is none of PDF 1.7's and leads to none"
        yield Finding("UA 7.1-5, A 6.7.3.4-1", node.place, what, "use a standard type or write it in /RoleMap")
    empty = not node.kids and not node.annotations
    if empty and node.kind not in _MAY_BE_EMPTY:
        yield Finding("UA 7.1", node.place, "has no content", "leave out elements that nothing is painted for")
    elif node.marks and not node.nodes and node.kind in ("P", "H1", "H2", "H3", "H4", "H5", "H6", "Lbl"):
        words = "".join(file.content.texts.get(mark, "") for mark in node.marks)
        if not words.strip() and get(node.obj, "/ActualText") is None:
            yield Finding("UA 7.1", node.place, "holds no more than blanks", "leave it out")


def _alternatives(file: Opened, node: Node) -> Iterator[Finding]:
    rules = {"Figure": "UA 7.3-1", "Formula": "UA 7.7-1"}
    if node.kind in rules:
        spoken = text(get(node.obj, "/Alt")) or text(get(node.obj, "/ActualText")) or ""
        if not spoken.strip():
            yield Finding(rules[node.kind], node.place, "has no alternative text", "write in /Alt what it shows")
    if node.kind == "Link" and not node.annotations:
        yield Finding("UA 7.18.5", node.place, "a link element leads to no annotation", "write its OBJR")


def _headings(file: Opened) -> Iterator[Finding]:
    levels = [node for node in file.structure.nodes if re.fullmatch("H[1-6]", node.kind)]
    plain = [node for node in file.structure.nodes if node.kind == "H"]
    before = 0
    for node in levels:
        level = int(node.kind[1])
        if level > before + 1:
            what = f"stands after {'H' + str(before) if before else 'no other heading'}"
            yield Finding("UA 7.4.2-1", node.place, what, "leave out no level; begin with H1")
        before = level
    if levels and plain:
        yield Finding("UA 7.4.4-2, UA 7.4.4-3", plain[0].place, "H and H1 to H6 are mixed", "use H1 to H6 alone")
    for node in file.structure.nodes:
        if sum(kid.kind == "H" for kid in node.nodes) > 1:
            yield Finding("UA 7.4.4-1", node.place, "holds several H", "use H1 to H6")


def _notes(file: Opened) -> Iterator[Finding]:
    notes = [node for node in file.structure.nodes if node.kind == "Note"]
    ids = Counter(text(get(node.obj, "/ID")) or "" for node in notes)
    for node in notes:
        identifier = text(get(node.obj, "/ID")) or ""
        if not identifier:
            yield Finding("UA 7.9-1", node.place, "a note has no ID", "write a /ID of its own")
        elif ids[identifier] > 1:
            yield Finding("UA 7.9-2", node.place, f"the ID {identifier} is another note's too", "write one of its own")


def _identifiers(file: Opened) -> Iterator[Finding]:
    """Elements of one identifier each, all listed (ISO 32000-1, 14.7.2)."""
    listed = {name: key_of(obj) for name, obj in name_tree(get(file.root, "/StructTreeRoot", "/IDTree"))}
    seen: set[str] = set()
    for node in file.structure.nodes:
        identifier = text(get(node.obj, "/ID"))
        if not identifier:
            continue
        if identifier in seen and node.kind != "Note":
            what = f"the ID {identifier[:40]} is another element's too"
            yield Finding("UA 7.9 (identifiers)", node.place, what, "write one of its own")
        seen.add(identifier)
        if listed.get(identifier) != key_of(node.obj):
            what = f"the ID {identifier[:40]} is not listed with it"
            yield Finding("UA 7.9 (identifiers)", node.place, what, "list it in /IDTree of the structure tree")


def _languages(file: Opened) -> Iterator[Finding]:
    found = [(node.place, get(node.obj, "/Lang")) for node in file.structure.nodes]
    places = [(place, text(value) or "") for place, value in found if value is not None]
    if get(file.root, "/Lang") is not None:
        places.append(("catalog", text(get(file.root, "/Lang")) or ""))
    for place, tag in [*places, *file.content.languages]:
        if not LANGUAGE.fullmatch(tag):
            what = f"“{tag[:30]}” is not the tag of a language"
            yield Finding("UA 7.2-29, A 6.7.4-1", place, what, "write one such as en or pt-BR")
