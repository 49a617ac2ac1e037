"""The structure tree (ISO 32000-1, 14.7 and 14.8): elements, their marked content, and the way back.

Elements come from the pages, marks from the painting. An element stands in its parent's list of kids where
its first content was painted, so that the tree is read in the order of the release. Elements that nothing
was painted for are left out.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field

from pressprint.pages import Element
from pressprint.pdf.syntax import Objects, Raw, string

_PLAIN = frozenset(
    {"P", "Link", "Strong", "Em", "LI", "Lbl", "LBody", "BlockQuote"}
)  # most elements, with no attribute


class _Node(Struct):
    """What is known of an element: its kids in order, its own object and the reference to it."""

    raw: Raw
    reference: str
    kids: list[str] = field(default_factory=list)
    page: str | None = None


class Tagger:
    """Collects marks while pages are painted, then writes the tree."""

    def __init__(self, elements: Sequence[Element], objects: Objects) -> None:
        self.elements, self.objects = elements, objects
        self.nodes: dict[int, _Node] = {}
        self.parents: list[list[str]] = []  # for each page the element of each marked-content identifier
        self.links: list[str] = []  # the element of each annotation
        self.boxes: dict[int, str] = {}  # where the content of an element stands on its page

    def begin_page(self) -> int:
        """Begins a page; gives its key in the parent tree."""
        self.parents.append([])
        return len(self.parents) - 1

    def mark(self, node: int, page: str) -> int:
        """The identifier of a new piece of an element's content on the page that was begun last."""
        known = self._node(node)
        identifier = len(self.parents[-1])
        self.parents[-1].append(known.reference)
        if known.page is None:
            known.page = page
        known.kids.append(str(identifier) if known.page == page else f"<</Type/MCR/Pg {page}/MCID {identifier}>>")
        return identifier

    def annotation(self, node: int, annotation: str, page: str, pages: int) -> int:
        """Attaches an annotation to its link; gives its key in the parent tree, after those of all pages."""
        known = self._node(node)
        known.kids.append(f"<</Type/OBJR/Obj {annotation}/Pg {page}>>")
        self.links.append(known.reference)
        return pages + len(self.links) - 1

    def reference(self, node: int) -> str | None:
        """The reference to an element that has content."""
        return self.nodes[node].reference if node in self.nodes else None

    def _node(self, number: int) -> _Node:
        """An element, put among its parent's kids when it is first needed."""
        if number not in self.nodes:
            self.nodes[number] = _Node(*self.objects.reserve())
            parent = self.elements[number].parent
            if parent is not None:
                self._node(parent).kids.append(self.nodes[number].reference)
        return self.nodes[number]

    def write(self) -> str:
        """A reference to the root of the finished tree."""
        root, reference = self.objects.reserve()
        document = self._node(0).reference
        for number, node in self.nodes.items():
            node.raw.content = self._element(number, node, reference).encode("latin-1")
        entries = [f"{page}[{' '.join(kids)}]" for page, kids in enumerate(self.parents)]
        entries += [f"{key} {link}" for key, link in enumerate(self.links, start=len(self.parents))]
        tree = self.objects.add(f"<</Nums[{' '.join(entries)}]>>")
        root.content = (
            f"<</Type/StructTreeRoot/K {document}/ParentTree {tree}"
            f"/ParentTreeNextKey {len(self.parents) + len(self.links)}{self._role_map()}{self._identifiers()}>>"
        ).encode("ascii")
        return reference

    def _role_map(self) -> str:
        """What the types that PDF 1.7 does not know stand for (14.7.3)."""
        used = {self.elements[number].kind for number in self.nodes}
        roles = "".join(f"/{kind}/Span" for kind in ("Em", "Strong") if kind in used)
        return f"/RoleMap<<{roles}>>" if roles else ""

    def _identifiers(self) -> str:
        """The way from identifiers to their elements (14.7.2)."""
        named = sorted((e.identifier, n) for n in self.nodes if (e := self.elements[n]).identifier)
        entries = " ".join(f"{string(name or '')} {self.nodes[number].reference}" for name, number in named)
        return f"/IDTree<</Names[{entries}]>>" if named else ""

    def _element(self, number: int, node: _Node, root: str) -> str:
        element = self.elements[number]
        parent = root if element.parent is None else self.nodes[element.parent].reference
        page = f"/Pg {node.page}" if node.page else ""
        kids = node.kids[0] if len(node.kids) == 1 else f"[{' '.join(node.kids)}]"
        said = _attributes(element, self.boxes.get(number))
        return f"<</Type/StructElem/S/{element.kind}/P {parent}{page}{said}/K {kids}>>"


def _attributes(element: Element, box: str | None) -> str:
    """What an element says of itself besides its type: entries of its dictionary (14.7.2, 14.8.5, 14.9).

    `box` are the corners of what it shows, where that is known.
    """
    if element.kind in _PLAIN:
        return ""
    result = ""
    if element.identifier:
        result += f"/ID{string(element.identifier)}"
    if element.language:
        result += f"/Lang{string(element.language)}"
    if element.alt is not None:
        result += f"/Alt{string(element.alt)}/A<</O/Layout/Placement/Block{f'/BBox[{box}]' if box else ''}>>"
    if element.numbering:
        result += f"/A<</O/List/ListNumbering/{element.numbering}>>"
    cell = f"/Scope/{element.scope}" if element.scope else ""
    cell += f"/RowSpan {element.row_span}" if element.row_span > 1 else ""
    cell += f"/ColSpan {element.column_span}" if element.column_span > 1 else ""
    return result + (f"/A<</O/Table{cell}>>" if cell else "")
