"""What stands in what: lists, tables, tables of contents, labels, captions, lines (ISO 14289-1, 7.1, 7.2 and 7.6)."""

from __future__ import annotations

from collections.abc import Iterator

from pressprint.conformance.parts import name
from pressprint.conformance.report import Finding
from pressprint.conformance.structure import Node
from pressprint.conformance.table import attribute

# For a type: the parents it may have, and the clause.
_PARENTS = {
    "LI": ({"L"}, "UA 7.2-17"),
    "LBody": ({"LI"}, "UA 7.2-18"),
    "TR": ({"Table", "THead", "TBody", "TFoot"}, "UA 7.2-4"),
    "THead": ({"Table"}, "UA 7.2-5"),
    "TBody": ({"Table"}, "UA 7.2-6"),
    "TFoot": ({"Table"}, "UA 7.2-7"),
    "TH": ({"TR"}, "UA 7.2-8"),
    "TD": ({"TR"}, "UA 7.2-9"),
    "TOCI": ({"TOC"}, "UA 7.2-26"),
}
# For a type: the kids it may have, and the clause.
_KIDS = {
    "L": ({"L", "LI", "Caption"}, "UA 7.2-19"),
    "LI": ({"Lbl", "LBody"}, "UA 7.2-20"),
    "Table": ({"TR", "THead", "TBody", "TFoot", "Caption"}, "UA 7.2-3"),
    "TR": ({"TH", "TD"}, "UA 7.2-10"),
    "THead": ({"TR"}, "UA 7.2-36"),
    "TBody": ({"TR"}, "UA 7.2-37"),
    "TFoot": ({"TR"}, "UA 7.2-38"),
    "TOC": ({"TOC", "TOCI", "Caption"}, "UA 7.2-27"),
}
_LABELLED = {"LI", "Note", "Reference", "TOCI", "P", "BibEntry", "Form", "Caption", "Link"}
_INLINE = {"Span", "Quote", "Reference", "Code"}
_BLOCKS = {"P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "Table", "BlockQuote", "Caption", "Div", "Sect"}


def nesting(node: Node) -> Iterator[Finding]:
    """The faults of an element's place in the tree."""
    yield from _kin(node)
    yield from _lines(node)
    yield from _labels(node)
    yield from _captions(node)


def _kin(node: Node) -> Iterator[Finding]:
    """The parent and the kids that a type may have."""
    if node.kind in _PARENTS:
        parents, rule = _PARENTS[node.kind]
        above = node.parent.kind if node.parent else "the root"
        if above not in parents:
            what = f"stands in {above or 'an unknown type'}"
            yield Finding(rule, node.place, what, f"it may stand in {', '.join(sorted(parents))}")
    if node.kind in _KIDS:
        allowed, rule = _KIDS[node.kind]
        for kid in node.nodes:
            if kid.kind not in allowed:
                hint = f"{node.kind} may hold {', '.join(sorted(allowed))}"
                yield Finding(rule, node.place, f"holds {kid.tag}", hint)
        if node.marks and node.kind != "LI":
            yield Finding(rule, node.place, "holds content of its own", "put content into cells and labels")


def _lines(node: Node) -> Iterator[Finding]:
    """What stands in a line is no block."""
    if node.kind in _INLINE:
        for kid in node.nodes:
            if kid.kind in _BLOCKS:
                what = f"holds the block {kid.tag} inside a line"
                yield Finding("UA 7.1 (nesting)", node.place, what, "put blocks beside each other, not into lines")


def _labels(node: Node) -> Iterator[Finding]:
    """A list with labels says which they are, and a label labels something."""
    labelled = node.kind == "L" and any(kid.kind == "Lbl" for item in node.nodes for kid in item.nodes)
    if labelled and not name(attribute(node, "/ListNumbering", "List")):
        what = "does not say of which kind its labels are"
        yield Finding("UA 7.6", node.place, what, "write /ListNumbering in its attributes")
    if node.kind == "Lbl" and (node.parent is None or node.parent.kind not in _LABELLED):
        yield Finding("UA 7.2", node.place, "a label labels nothing", "put it into LI, Note or Reference")


def _captions(node: Node) -> Iterator[Finding]:
    kinds = [kid.kind for kid in node.nodes]
    captions = [at for at, kind in enumerate(kinds) if kind == "Caption"]
    if node.kind == "Table" and len(captions) > 1:
        yield Finding("UA 7.2-39", node.place, "has several captions", "keep one")
    elif node.kind == "Table" and captions and captions[0] not in (0, len(kinds) - 1):
        yield Finding("UA 7.2-16", node.place, "its caption stands in the middle", "put it first or last")
    elif node.kind == "L" and captions and captions != [0]:
        yield Finding("UA 7.2-40", node.place, "its caption does not stand first", "put it first")
    elif node.kind == "TOC" and captions and captions != [0]:
        yield Finding("UA 7.2-28", node.place, "its caption does not stand first", "put it first")
