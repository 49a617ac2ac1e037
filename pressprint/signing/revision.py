"""An addition to the end of a PDF that leaves it PDF/A-3a and PDF/UA-1 (ISO 32000-1, 7.5.6).

Loaded only where pyHanko is.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    StreamObject,
    pdf_string,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigFieldSpec, append_signature_field, enumerate_sig_fields
from pyhanko.sign.signers import PdfSigner
from pyhanko.sign.signers.constants import ESIC_EXTENSION_1


class Revision(IncrementalPdfFileWriter):  # type: ignore[misc]
    """A revision that leaves the metadata alone.

    pyHanko would write itself into Info and XMP as producer, not the same in both (ISO 19005-3, 6.6.3), and drop the
    description of the PDF/UA identifier (6.6.2.3.1). When the file was signed, the signature tells.
    """

    def __init__(self, data: bytes) -> None:
        super().__init__(BytesIO(data), strict=False)

    def _update_meta(self) -> None:
        """Nothing: the metadata stay those of the release."""

    def add_field(self, name: str, spoken: str, box: tuple[float, float, float, float] | None = None) -> Any:
        """Puts an empty signature field on the last page, tagged as what it is; gives its reference.

        `spoken` is what a screen reader says. Without a box the field is not seen.
        """
        append_signature_field(self, SigFieldSpec(name, on_page=-1, box=box, readable_field_name=spoken))
        field = next(reference for found, _, reference in enumerate_sig_fields(self) if found == name)
        widget = field.get_object()
        widget["/Contents"] = pdf_string(spoken)
        self._tag(field, widget)
        return field

    def show(self, field: Any, appearance: bytes) -> None:
        """Gives a field the looks of the one page of a PDF, whose marks of content go: a field's looks have no tags."""
        drawn = self.import_page_as_xobject(PdfFileReader(BytesIO(appearance)), inherit_filters=False)
        form = drawn.get_object()
        lines = [line for line in form.data.split(b"\n") if line != b"EMC" and not line.endswith(b"BDC")]
        looks = StreamObject(dict(form), stream_data=b"\n".join(lines))
        self.objects[(drawn.generation, drawn.idnum)] = looks
        field.get_object()[NameObject("/AP")] = DictionaryObject({NameObject("/N"): drawn})

    def _tag(self, field: Any, widget: Any) -> None:
        """An element Form at the end of the structure (ISO 14289-1, 7.18.4), and the way to it from the widget."""
        tags = _at(self.root, "/StructTreeRoot")
        if tags is None or "/ParentTree" not in tags:
            return  # a file that is not tagged stays so
        holder = _first(tags.raw_get("/K"))
        document = holder.get_object()
        element = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/StructElem"),
                NameObject("/S"): NameObject("/Form"),
                NameObject("/P"): holder,
                NameObject("/Pg"): widget.raw_get("/P"),
                NameObject("/K"): DictionaryObject(
                    {
                        NameObject("/Type"): NameObject("/OBJR"),
                        NameObject("/Obj"): field,
                        NameObject("/Pg"): widget.raw_get("/P"),
                    }
                ),
            }
        )
        reference = self.add_object(element)
        kids = _at(document, "/K")
        if isinstance(kids, ArrayObject):
            kids.append(reference)
            self.update_container(kids)
        else:
            before = [] if kids is None else [document.raw_get("/K")]
            document[NameObject("/K")] = ArrayObject([*before, reference])
        self.update_container(document)
        widget[NameObject("/StructParent")] = NumberObject(self._enter(tags, reference))

    def _enter(self, tags: Any, element: Any) -> int:
        """Puts an element into the tree of parents behind all others; gives its key."""
        tree = tags["/ParentTree"]
        key = int(_at(tags, "/ParentTreeNextKey") or 0) or _highest(tree) + 1
        pair = [NumberObject(key), element]
        if "/Nums" in tree:
            numbers = tree["/Nums"]
            numbers.extend(pair)
            self.update_container(numbers)
        else:
            limits = ArrayObject([NumberObject(key), NumberObject(key)])
            leaf = {NameObject("/Nums"): ArrayObject(pair), NameObject("/Limits"): limits}
            leaves = tree["/Kids"]
            leaves.append(self.add_object(DictionaryObject(leaf)))
            self.update_container(leaves)
        tags[NameObject("/ParentTreeNextKey")] = NumberObject(key + 1)
        self.update_container(tree)
        self.update_container(tags)
        return key


class Pades(PdfSigner):  # type: ignore[misc]
    """pyHanko's signer, without what would make the file a PDF 2.0: PDF/A-3 is of PDF 1.7."""

    def register_extensions(self, pdf_out: Any, *, md_algorithm: str) -> None:
        """Names the extension of ETSI that PAdES is of."""
        pdf_out.register_extension(ESIC_EXTENSION_1)


def _first(kids: Any) -> IndirectObject:
    """The first element of the structure: in ours the only one, Document."""
    value = kids.get_object() if isinstance(kids, IndirectObject) else kids
    return value.raw_get(0) if isinstance(value, ArrayObject) else kids


def _highest(tree: Any) -> int:
    """The highest key of a number tree."""
    if "/Nums" in tree:
        return max((int(key) for key in tree["/Nums"][::2]), default=-1)
    return max((_highest(kid.get_object()) for kid in _at(tree, "/Kids") or []), default=-1)


def _at(holder: Any, key: str) -> Any:
    """What stands under a key, also where it is an object of its own; None where nothing does."""
    try:
        return holder[key]
    except KeyError:
        return None
