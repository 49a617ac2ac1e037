"""The structure tree as it stands in a file: elements, their kids and their real types (ISO 32000-1, 14.7)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf
from msgspec import Struct, field

from pressprint.conformance.parts import Key, get, is_dictionary, items, key_of, name, pairs, whole
from pressprint.conformance.report import Finding

STANDARD = frozenset(
    [
        "Document",
        "Part",
        "Art",
        "Sect",
        "Div",
        "BlockQuote",
        "Caption",
        "TOC",
        "TOCI",
        "Index",
        "NonStruct",
        "Private",
        "P",
        "H",
        "H1",
        "H2",
        "H3",
        "H4",
        "H5",
        "H6",
        "L",
        "LI",
        "Lbl",
        "LBody",
        "Table",
        "TR",
        "TH",
        "TD",
        "THead",
        "TBody",
        "TFoot",
        "Span",
        "Quote",
        "Note",
        "Reference",
        "BibEntry",
        "Code",
        "Link",
        "Annot",
        "Ruby",
        "RB",
        "RT",
        "RP",
        "Warichu",
        "WT",
        "WP",
        "Figure",
        "Formula",
        "Form",
    ]
)
"""The types of ISO 32000-1, 14.8.4."""

_DEEPEST = 200


class Node(Struct, eq=False):
    """An element. `kind` is its standard type, `tag` the type it names itself."""

    obj: Any
    tag: str
    kind: str
    parent: Node | None
    page: Key | None
    kids: list[Node | tuple[Key, int]] = field(default_factory=list)
    annotations: list[Any] = field(default_factory=list)

    @property
    def nodes(self) -> list[Node]:
        """The elements among the kids."""
        return [kid for kid in self.kids if isinstance(kid, Node)]

    @property
    def marks(self) -> list[tuple[Key, int]]:
        """The pieces of content among the kids: a page and an identifier."""
        return [kid for kid in self.kids if not isinstance(kid, Node)]

    @property
    def place(self) -> str:
        """How messages name the element."""
        number = key_of(self.obj)[0]
        return f"element {self.tag or '?'}" + (f" (object {number})" if number else "")

    def walk(self) -> Iterator[Node]:
        """The element and all below it, in reading order."""
        yield self
        for kid in self.nodes:
            yield from kid.walk()


class Structure(Struct):
    """The tree: its top elements, its role map, and what is wrong with how the elements hang together."""

    roots: list[Node] = field(default_factory=list)
    roles: dict[str, str] = field(default_factory=dict)
    faults: list[Finding] = field(default_factory=list)
    by_key: dict[Key, Node] = field(default_factory=dict)

    @property
    def nodes(self) -> list[Node]:
        """All elements in reading order."""
        return [node for root in self.roots for node in root.walk()]

    def fault(self, rule: str, place: str, message: str, hint: str) -> None:
        """Notes something that is wrong."""
        self.faults.append(Finding(rule, place, message, hint))


def structure_of(pdf: pikepdf.Pdf) -> Structure:
    """The structure tree of a file; empty where there is none."""
    result = Structure()
    root = get(pdf.Root, "/StructTreeRoot")
    result.roles = {key[1:]: name(value) for key, value in pairs(get(root, "/RoleMap"))}
    for kid in _kids(get(root, "/K")):
        _element(result, kid, None, root, 0)
    return result


def _kids(value: Any) -> list[Any]:
    if isinstance(value, pikepdf.Array):
        return items(value)
    return [] if value is None else [value]


def _element(tree: Structure, obj: Any, parent: Node | None, holder: Any, depth: int) -> None:
    """Takes an element into the tree, below `parent`."""
    place = parent.place if parent else "structure tree"
    if not is_dictionary(obj) or depth > _DEEPEST:
        tree.fault("UA 7.1-12", place, "a kid is not an element, or lies too deep", "write elements as dictionaries")
        return
    key = key_of(obj)
    if key != (0, 0) and key in tree.by_key:
        tree.fault("UA 7.1-12", place, "an element hangs in the tree twice", "give each element one parent")
        return
    tag = name(get(obj, "/S"))
    if get(obj, "/Type") is not None and name(get(obj, "/Type")) != "StructElem":
        tree.fault(
            "UA 7.1-11", f"element {tag or '?'}", "its /Type is not that of an element", "write /Type/StructElem"
        )
    page = key_of(get(obj, "/Pg")) if get(obj, "/Pg") is not None else (parent.page if parent else None)
    node = Node(obj, tag, _role(tree, tag), parent, page)
    if key != (0, 0):
        tree.by_key[key] = node
    (parent.kids if parent else tree.roots).append(node)
    if get(obj, "/P") is None or key_of(get(obj, "/P")) != key_of(holder):
        tree.fault("UA 7.1-12", node.place, "/P does not name the parent", "let each element name its parent")
    for kid in _kids(get(obj, "/K")):
        _kid(tree, node, kid, depth)


def _kid(tree: Structure, node: Node, kid: Any, depth: int) -> None:
    """Takes a kid of an element: an identifier, a reference to content or to an annotation, an element."""
    identifier = whole(kid)
    if identifier is not None:
        node.kids.append((node.page or (0, 0), identifier))
        return
    kind = name(get(kid, "/Type"))
    if kind == "MCR":
        page = get(kid, "/Pg")
        identifier = whole(get(kid, "/MCID"))
        if identifier is None:
            tree.fault("UA 7.1-3", node.place, "a content reference has no MCID", "write /MCID in it")
        else:
            node.kids.append((key_of(page) if page is not None else node.page or (0, 0), identifier))
    elif kind == "OBJR":
        node.annotations.append(get(kid, "/Obj"))
    elif kind == "" and (get(kid, "/Obj") is not None or get(kid, "/MCID") is not None):
        tree.fault("UA 7.1-5", node.place, "a reference has no /Type", "write /Type/MCR or /Type/OBJR")
    else:
        _element(tree, kid, node, node.obj, depth + 1)


def _role(tree: Structure, tag: str) -> str:
    """The standard type that a type stands for; empty where it leads to none (ISO 32000-1, 14.7.3)."""
    seen: set[str] = set()
    while tag not in STANDARD and tag not in seen:
        seen.add(tag)
        tag = tree.roles.get(tag, "")
    return tag if tag in STANDARD else ""
