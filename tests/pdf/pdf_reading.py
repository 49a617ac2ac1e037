"""What stands in a PDF, read with pikepdf: its marked content, its fonts, its structure tree as text."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf

PAINTING = {"Tj", "TJ", "'", '"', "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "Do", "sh", "EI", "INLINE IMAGE"}


@dataclass
class Mark:
    """A marked-content sequence: its tag, its properties, the text shown in it, how much is painted in it."""

    tag: str
    properties: dict[str, object]
    shown: str = ""
    painted: int = 0
    codes: list[tuple[str, int]] = field(default_factory=list)

    @property
    def mcid(self) -> int | None:
        """The identifier of the sequence on its page, None for an artifact."""
        found = self.properties.get("/MCID")
        return None if found is None else int(found)

    @property
    def text(self) -> str:
        """The text that a reader takes: the one given in its place, or what is shown."""
        actual = self.properties.get("/ActualText")
        return self.shown if actual is None else str(actual)


def open_pdf(content: bytes) -> pikepdf.Pdf:
    """A PDF, opened."""
    return pikepdf.open(io.BytesIO(content))


def unicode_map(font: pikepdf.Object) -> dict[int, str]:
    """The text of each code, by a font's ToUnicode CMap."""
    table = font.ToUnicode.read_bytes()
    found: dict[int, str] = {}
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, text in re.findall(rb"<([0-9a-f]{4})><([0-9a-f]{4})><([0-9a-f]{4})>", block):
            start, end = int(first, 16), int(last, 16)
            assert start >> 8 == end >> 8, "a range goes over a row's end (ISO 32000-1, 9.10.3)"
            found |= {code: chr(int(text, 16) + code - start) for code in range(start, end + 1)}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, text in re.findall(rb"<([0-9a-f]{4})><([0-9a-f]*)>", block):
            assert int(code, 16) not in found, "a code has two texts"
            found[int(code, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be")
    return found


def marks(page: pikepdf.Page) -> list[Mark]:
    """The marked-content sequences of a page. Fails where they nest, or where something is painted outside."""
    maps = {name: unicode_map(font) for name, font in page.Resources.get("/Font", {}).items()}
    found: list[Mark] = []
    current: Mark | None = None
    font = ""
    depth = 0
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BDC", "BMC"):
            assert current is None, f"{found[-1]} holds another"
            assert depth == 0, "a mark begins within saved graphics"
            current = Mark(str(operands[0]), dict(operands[1].items()) if name == "BDC" else {})
            found.append(current)
        elif name == "EMC":
            assert current is not None, "a mark ends that did not begin"
            current = None
        elif name in ("q", "Q"):
            depth += 1 if name == "q" else -1
        elif name == "Tf":
            font = str(operands[0])
        if name in PAINTING:
            assert current is not None, f"{name} outside of any mark"
            current.painted += 1
        if name == "TJ":
            assert current is not None
            for part in operands[0]:
                if isinstance(part, pikepdf.String):
                    data = bytes(part)
                    codes = [int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data), 2)]
                    current.codes += [(font, code) for code in codes]
                    current.shown += "".join(maps[font].get(code, "") for code in codes)
    assert current is None, f"{current} does not end"
    assert depth == 0
    return found


def tree(pdf: pikepdf.Pdf) -> str:
    """The structure tree as text: an element a line, what it shows in quotes, links with where they lead."""
    contents = {page.obj.objgen: {m.mcid: m for m in marks(page) if m.mcid is not None} for page in pdf.pages}
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
    return "\n".join(_element(pdf.Root.StructTreeRoot.K, 0, None, contents, numbers))


def _element(element, depth, page, contents, numbers) -> Iterator[str]:
    page = element.get("/Pg", page)
    parts = [str(element.S)[1:]]
    if "/Alt" in element:
        parts.append(f"alt “{element.Alt}”")
    attributes = element.get("/A")
    if attributes is not None and "/ListNumbering" in attributes:
        parts.append(str(attributes.ListNumbering)[1:])
    shown, inner = "", []
    for kid in kids(element):
        if isinstance(kid, int):
            shown += contents[page.objgen][kid].text
        elif kid.get("/Type") == "/MCR":
            shown += f" [page {numbers[kid.Pg.objgen]}] " + contents[kid.Pg.objgen][int(kid.MCID)].text
        elif kid.get("/Type") == "/OBJR":
            parts.append(f"→ {kid.Obj.A.URI} ({kid.Obj.Contents})")
        else:
            if shown:
                inner.append("  " * (depth + 1) + f"“{shown}”")
                shown = ""
            inner += _element(kid, depth + 1, page, contents, numbers)
    if shown and inner:
        inner.append("  " * (depth + 1) + f"“{shown}”")
    elif shown:
        parts.append(f"“{shown}”")
    yield "  " * depth + " ".join(parts)
    yield from inner


def kids(element: pikepdf.Object) -> list:
    """An element's kids: identifiers as numbers, all others as dictionaries."""
    found = element.get("/K")
    items = list(found) if isinstance(found, pikepdf.Array) else [found]
    return [int(item) if not isinstance(item, pikepdf.Dictionary) else item for item in items]


def parents(pdf: pikepdf.Pdf) -> dict[int, object]:
    """The parent tree: by each key an element, or a page's elements by their identifiers."""
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    return {int(key): value for key, value in zip(numbers[::2], numbers[1::2], strict=True)}


def elements(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """All elements of the structure, each before its kids."""
    waiting = [pdf.Root.StructTreeRoot.K]
    while waiting:
        element = waiting.pop()
        yield element
        waiting += [kid for kid in kids(element) if not isinstance(kid, int) and kid.get("/S")][::-1]
