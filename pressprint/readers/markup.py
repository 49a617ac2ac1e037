"""HTML in data formats becomes the rich parts of a release: what `forms.markup` writes, and what others write like it.

Elements that are not known are passed through to what they hold; scripts and styles are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from msgspec import Struct, field

_VOID = {"br", "hr", "img", "meta", "link", "input", "wbr", "source", "col"}
_LEFT_OUT = {"script", "style", "template", "title", "head"}
_INLINE = {"strong": "strong", "b": "strong", "em": "emphasis", "i": "emphasis"}
_PARAGRAPHS = {"p", "div", "section", "article", "header", "address", "pre"}
_BLOCKS = {*_PARAGRAPHS, "blockquote", "ul", "ol", "figure", "table", "hr", "img", *(f"h{n}" for n in range(1, 7))}
_WRAPPED = re.compile(r"[ \t]*[\r\n]\s*")
_DEEPEST = 60

Data = dict[str, Any]


class Node(Struct):
    """An element, with its attributes and what it holds."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)

    def elements(self, *names: str) -> list[Node]:
        """The elements with one of the names that stand in it, without those inside of such."""
        found: list[Node] = []
        for child in self.children:
            if isinstance(child, Node):
                found += [child] if child.name in names else child.elements(*names)
        return found

    @property
    def text(self) -> str:
        """All of its text."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)


class _Builder(HTMLParser):
    """Builds the tree; end tags that fit nothing are passed over, and what is nested without end is flattened."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Node("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins; a paragraph ends the one before it."""
        if self.open[-1].name == "p" and tag in _BLOCKS:
            self.open.pop()
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in _VOID and len(self.open) < _DEEPEST:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        """An element ends, and all that stand open in it."""
        names = [node.name for node in self.open]
        if tag in names[1:]:
            del self.open[len(names) - 1 - names[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        """Text. Lines that are broken in the source are one."""
        self.open[-1].children.append(_WRAPPED.sub(" ", data))


def parse(html: str) -> Node:
    """The tree of a piece of HTML."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.open[0]


def blocks(html: str) -> list[Data]:
    """The blocks of a piece of HTML, as the data of a release."""
    return list(_blocks(parse(html)))


def content(html: str) -> list[Data]:
    """Inline text, without the paragraph that it stands in; paragraphs after the first begin on a new line."""
    return _joined(parse(html))


def items(html: str) -> list[list[Data]]:
    """The items of a list as inline text."""
    return [_joined(node) for node in parse(html).elements("li")]


def terms(html: str) -> list[tuple[str, list[Data]]]:
    """The terms of a list, each with its text."""
    nodes = parse(html).elements("dt", "dd")
    return [(one.text, list(_inline(two))) for one, two in zip(nodes[::2], nodes[1::2], strict=False)]


def boilerplate(html: str) -> Data:
    """A boilerplate: its heading, where it begins with an h1, and its blocks."""
    root = parse(html)
    first = root.children[0] if root.children else None
    heading = first.text if isinstance(first, Node) and first.name == "h1" else None
    if heading is not None:
        root.children = root.children[1:]
    return {"heading": heading, "body": list(_blocks(root))}


def _joined(node: Node) -> list[Data]:
    paragraphs = [list(_inline(one)) for one in node.elements("p")] or [list(_inline(node))]
    result = paragraphs[0]
    for paragraph in paragraphs[1:]:
        result += [{"type": "text", "text": "\n"}, *paragraph]
    return _merged(result)


def _inline(node: Node) -> Iterator[Data]:
    """Inline text: runs next to each other are one."""
    yield from _merged(list(_runs(node)))


def _runs(node: Node) -> Iterator[Data]:
    for child in node.children:
        if isinstance(child, str):
            yield {"type": "text", "text": child}
        elif child.name == "br":
            yield {"type": "text", "text": "\n"}
        elif child.name in _LEFT_OUT:
            continue
        elif child.name in _INLINE:
            yield {"type": _INLINE[child.name], "content": list(_inline(child))}
        elif child.name == "a" and child.attributes.get("href"):
            yield {"type": "link", "href": child.attributes["href"], "content": list(_inline(child))}
        elif child.name == "span" and child.attributes.get("lang"):
            yield {"type": "foreign", "language": child.attributes["lang"], "content": list(_inline(child))}
        else:
            yield from _runs(child)


def _merged(runs: list[Data]) -> list[Data]:
    result: list[Data] = []
    for run in runs:
        if run["type"] == "text" and result and result[-1]["type"] == "text":
            result[-1] = {"type": "text", "text": result[-1]["text"] + run["text"]}
        elif run["type"] != "text" or run["text"]:
            result.append(run)
    return result


def _blocks(node: Node) -> Iterator[Data]:
    """The blocks in a node; inline text that stands among them is a paragraph."""
    loose: list[Node | str] = []
    for child in node.children:
        if isinstance(child, str) or child.name not in _BLOCKS:
            loose.append(child)
            continue
        yield from _paragraph(Node("p", {}, loose))
        loose = []
        yield from _block(child)
    yield from _paragraph(Node("p", {}, loose))


def _paragraph(node: Node) -> Iterator[Data]:
    found = list(_inline(node))
    if any(run["type"] != "text" or run["text"].strip() for run in found):
        yield {"type": "paragraph", "content": found}


def _block(node: Node) -> Iterator[Data]:
    match node.name:
        case "p":
            yield from _paragraph(node)
        case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
            found = list(_inline(node))
            if found:
                yield {"type": "heading", "level": max(int(node.name[1]), 2), "content": found}
        case "blockquote":
            yield from _quote(node)
        case "ul" | "ol":
            yield from _list(node)
        case "figure" | "img":
            yield from _figure(node)
        case "table":
            yield from _table(node)
        case "hr":
            yield {"type": "divider"}
        case _:
            yield from _blocks(node)


def _quote(node: Node) -> Iterator[Data]:
    footers = node.elements("footer")
    texts = [list(_inline(one)) for one in node.elements("p")]
    if not texts:
        texts = [list(_inline(Node("", {}, [c for c in node.children if c not in footers])))]
    result: Data = {"type": "quote", "text": [text for text in texts if text]}
    for footer in footers[:1]:
        speaker, role = footer.elements("cite"), footer.elements("span")
        result["speaker"] = speaker[0].text if speaker else None if role else footer.text.strip(" —–-") or None
        result["role"] = role[0].text if role else None
    if result["text"]:
        yield result


def _list(node: Node) -> Iterator[Data]:
    made = [{"blocks": list(_blocks(item))} for item in node.elements("li")]
    made = [item for item in made if item["blocks"]]
    start = node.attributes.get("start", "1")
    if made:
        yield {
            "type": "list",
            "ordered": node.name == "ol",
            "start": int(start) if start.isdecimal() and len(start) < 9 else 1,
            "items": made,
        }


def _figure(node: Node) -> Iterator[Data]:
    images = [node] if node.name == "img" else node.elements("img")
    if not images:
        yield from _blocks(node)
        return
    image = images[0].attributes
    result: Data = {"type": "figure", "src": image.get("src", ""), "alt": image.get("alt") or None}
    result["decorative"] = image.get("role") == "presentation" or image.get("alt") == ""
    for caption in node.elements("figcaption")[:1]:
        small = {one.attributes.get("data-name", ""): one.text for one in caption.elements("small")}
        result |= {name: small[name] for name in ("credit", "rights") if name in small}
        rest = [c for c in caption.children if not (isinstance(c, Node) and c.name == "small" and c.attributes)]
        result["caption"] = _joined(Node("", {}, rest))
    if node.attributes.get("data-width") == "half":
        result["width"] = "half"
    yield result


def _table(node: Node) -> Iterator[Data]:
    feet = node.elements("tfoot")
    for foot in feet:
        _without(node, foot)
    rows = [row.elements("th", "td") for row in node.elements("tr")]
    rows = [row for row in rows if row]
    if not rows:
        return
    result: Data = {"type": "table", "header": [list(_inline(cell)) for cell in rows[0]]}
    result["rows"] = [[list(_inline(cell)) for cell in row] for row in rows[1:]]
    result["align"] = [a for cell in rows[0] if (a := cell.attributes.get("data-align"))]
    if named := node.attributes.get("data-row-headers"):
        result["row_headers"] = named == "true"
    for caption in node.elements("caption")[:1]:
        result["caption"] = list(_inline(caption))
    result["notes"] = [list(_inline(note)) for foot in feet for note in foot.elements("p")]
    yield result


def _without(node: Node, taken: Node) -> None:
    """Takes an element out of the tree."""
    node.children = [child for child in node.children if child is not taken]
    for child in node.children:
        if isinstance(child, Node):
            _without(child, taken)
