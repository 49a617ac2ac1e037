"""How a good file is broken on purpose, one fault at a time: ways to reach what is broken, and to break it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from pressprint.conformance import verify


def rules(path: Path) -> set[str]:
    return {rule for finding in verify(path).findings for rule in finding.rule.split(", ")}


def write(good: bytes, folder: Path, breaks: Callable[[pikepdf.Pdf], object]) -> Path:
    with pikepdf.open(io.BytesIO(good)) as pdf:
        add_table(pdf)
        breaks(pdf)
        pdf.save(folder / "broken.pdf", fix_metadata_version=False)
    return folder / "broken.pdf"


def add_table(pdf: pikepdf.Pdf) -> None:
    """Puts a table of empty cells at the end of the tree."""

    def put_under(parent: Any, kind: str, **keys: Any) -> Any:
        made = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name("/" + kind), P=parent, K=Array([]), **keys))
        parent.K.append(made)
        return made

    table = put_under(one(pdf, "Document"), "Table")
    head, body = put_under(table, "THead"), put_under(table, "TBody")
    for group, kind in ((head, "TH"), (body, "TD"), (body, "TD")):
        row = put_under(group, "TR")
        for _ in range(2):
            put_under(row, kind, **({"A": Dictionary(O=Name.Table, Scope=Name.Column)} if kind == "TH" else {}))


def elements(pdf: pikepdf.Pdf, kind: str) -> list[Any]:
    return [o for o in pdf.objects if isinstance(o, Dictionary) and "/P" in o and o.get("/S") == "/" + kind]


def one(pdf: pikepdf.Pdf, kind: str) -> Any:
    return elements(pdf, kind)[0]


def link(pdf: pikepdf.Pdf) -> Any:
    return next(a for page in pdf.pages for a in page.get("/Annots", []))


def font(pdf: pikepdf.Pdf) -> Any:
    return next(iter(pdf.pages[0].Resources.Font.values()))


def descendant(pdf: pikepdf.Pdf) -> Any:
    return font(pdf).DescendantFonts[0]


def spec(pdf: pikepdf.Pdf) -> Any:
    return pdf.Root.AF[0]


def content(old: bytes, new: bytes) -> Callable[[pikepdf.Pdf], None]:
    def breaks(pdf: pikepdf.Pdf) -> None:
        data = pdf.pages[0].Contents.read_bytes()
        assert old in data
        pdf.pages[0].Contents = pdf.make_stream(data.replace(old, new, 1))

    return breaks


def added(operators: bytes) -> Callable[[pikepdf.Pdf], None]:
    def breaks(pdf: pikepdf.Pdf) -> None:
        data = pdf.pages[0].Contents.read_bytes()
        pdf.pages[0].Contents = pdf.make_stream(data + b"\n" + operators)

    return breaks


def packet(old: str, new: str) -> Callable[[pikepdf.Pdf], None]:
    def breaks(pdf: pikepdf.Pdf) -> None:
        data = pdf.Root.Metadata.read_bytes().decode()
        assert re.search(old, data)
        pdf.Root.Metadata = pdf.make_stream(
            re.sub(old, new, data, count=1).encode(), Type=Name.Metadata, Subtype=Name.XML
        )

    return breaks


def unicode(old: bytes, new: bytes) -> Callable[[pikepdf.Pdf], None]:
    def breaks(pdf: pikepdf.Pdf) -> None:
        data = font(pdf).ToUnicode.read_bytes()
        assert re.search(old, data)
        font(pdf).ToUnicode = pdf.make_stream(re.sub(old, new, data))

    return breaks


def profile(at: slice, value: bytes) -> Callable[[pikepdf.Pdf], None]:
    def breaks(pdf: pikepdf.Pdf) -> None:
        data = bytearray(pdf.Root.OutputIntents[0].DestOutputProfile.read_bytes())
        data[at] = value
        pdf.Root.OutputIntents[0].DestOutputProfile = pdf.make_stream(bytes(data), N=3)

    return breaks


def put(where: Callable[[pikepdf.Pdf], Any], key: str, value: Any) -> Callable[[pikepdf.Pdf], None]:
    def breaks(pdf: pikepdf.Pdf) -> None:
        where(pdf)[key] = value

    return breaks


def take(where: Callable[[pikepdf.Pdf], Any], key: str) -> Callable[[pikepdf.Pdf], None]:
    def breaks(pdf: pikepdf.Pdf) -> None:
        del where(pdf)[key]

    return breaks


def element(kind: str) -> Callable[[pikepdf.Pdf], Any]:
    return lambda pdf: one(pdf, kind)


def catalog(pdf: pikepdf.Pdf) -> Any:
    return pdf.Root


def page(pdf: pikepdf.Pdf) -> Any:
    return pdf.pages[0].obj


def info(pdf: pikepdf.Pdf) -> Any:
    return pdf.trailer.Info


def tree(pdf: pikepdf.Pdf) -> Any:
    return pdf.Root.StructTreeRoot


def cells(pdf: pikepdf.Pdf) -> None:
    """Takes the last cell of a row out."""
    row = elements(pdf, "TR")[-1]
    row.K = Array(list(row.K)[:-1])


def widen(pdf: pikepdf.Pdf) -> None:
    widths = descendant(pdf).W
    descendant(pdf).W = Array([widths[0], Array([float(w) + 5 for w in widths[1]]), *list(widths)[2:]])


def no_glyph(pdf: pikepdf.Pdf) -> None:
    data = descendant(pdf).CIDToGIDMap.read_bytes()
    descendant(pdf).CIDToGIDMap = pdf.make_stream(bytes(len(data)))


def damaged(pdf: pikepdf.Pdf) -> None:
    descendant(pdf).FontDescriptor.FontFile2 = pdf.make_stream(b"words")


def far_glyph(pdf: pikepdf.Pdf) -> None:
    data = descendant(pdf).CIDToGIDMap.read_bytes()
    descendant(pdf).CIDToGIDMap = pdf.make_stream(b"\x7f" * len(data))


def untied(pdf: pikepdf.Pdf) -> None:
    """Takes the references to annotations out of all links."""
    for found in elements(pdf, "Link"):
        found.K = next(kid for kid in found.K if isinstance(kid, int))


def note(pdf: pikepdf.Pdf, **keys: Any) -> None:
    first = one(pdf, "P")
    for _ in range(2):
        added_ = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Note, P=first, K=Array([]), **keys))
        first.K = Array([*(first.K if isinstance(first.K, Array) else [first.K]), added_])


def source(old: bytes, new: bytes) -> Callable[[pikepdf.Pdf], None]:
    def breaks(pdf: pikepdf.Pdf) -> None:
        stream = spec(pdf).EF.F
        data = stream.read_bytes()
        assert old in data
        stream.write(data.replace(old, new, 1))

    return breaks


def moved_caption(pdf: pikepdf.Pdf) -> None:
    """Puts a caption into the middle of a table."""
    table = one(pdf, "Table")
    caption = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Caption, P=table, K=Array([])))
    kids = [kid for kid in table.K if kid.get("/S") != "/Caption"]
    table.K = Array([kids[0], caption, *kids[1:]])


def blank_figure(pdf: pikepdf.Pdf) -> None:
    figure = one(pdf, "P")
    figure.S, figure.Alt = Name.Figure, String(" ")


def headless(pdf: pikepdf.Pdf) -> None:
    """Leaves of a table its head alone."""
    table = one(pdf, "Table")
    table.K = Array([kid for kid in table.K if kid.get("/S") != "/TBody"])


def two_parents(pdf: pikepdf.Pdf) -> None:
    """A circle in the tree: an element that holds its own parent."""
    first = one(pdf, "P")
    first.K = Array([first.P])


def extra(kind: str) -> Callable[[pikepdf.Pdf], None]:
    return lambda pdf: pdf.pages[0].Annots.append(
        pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name("/" + kind), F=4, Contents=String("x")))
    )


def saved(content: bytes, folder: Path, breaks: Callable[[pikepdf.Pdf], object]) -> Path:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        breaks(pdf)
        pdf.save(folder / "broken.pdf", fix_metadata_version=False)
    return folder / "broken.pdf"
