"""Further rules of both standards, each broken in a good file and told in a plain sentence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from breaking import added, catalog, descendant, element, elements, font, link, one, page, put, rules, write
from pikepdf import Array, Dictionary, Name, Object, String

from pressprint.conformance import verify


def bookmark(pdf: pikepdf.Pdf) -> Any:
    return pdf.Root.Outlines.First


def stream(pdf: pikepdf.Pdf) -> Any:
    return pdf.pages[0].Contents


def state(**keys: Any) -> Callable[[pikepdf.Pdf], None]:
    """Gives a page a graphics state."""

    def breaks(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Resources.ExtGState = Dictionary(G0=Dictionary(**keys))

    return breaks


def form(**keys: Any) -> Callable[[pikepdf.Pdf], None]:
    """Gives a page a drawing of its own."""

    def breaks(pdf: pikepdf.Pdf) -> None:
        made = pdf.make_stream(b"", Type=Name.XObject, BBox=Array([0, 0, 9, 9]), **keys)
        pdf.pages[0].Resources.XObject = Dictionary(X0=made)

    return breaks


def intent(**keys: Any) -> Callable[[pikepdf.Pdf], None]:
    """Adds an output intent of another standard."""
    return lambda pdf: pdf.Root.OutputIntents.append(Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFX, **keys))


def other_profile(pdf: pikepdf.Pdf) -> None:
    intent(DestOutputProfile=pdf.make_stream(b"profile", N=3))(pdf)


def field(pdf: pikepdf.Pdf, **keys: Any) -> Any:
    """Makes a link a form field."""
    made = link(pdf)
    made.Subtype, made.FT, made.TU = Name.Widget, Name.Sig, String("Signature")
    for key, value in keys.items():
        made["/" + key] = value
    pdf.Root.AcroForm = Dictionary(Fields=Array([made]))
    return made


def two_fields(pdf: pikepdf.Pdf) -> None:
    """A form element with two fields."""
    found = one(pdf, "Link")
    found.S = Name.Form
    reference = Dictionary(Type=Name.OBJR, Obj=link(pdf))
    found.K = Array([reference, reference])


def shared_key(pdf: pikepdf.Pdf) -> None:
    """Two links with one key of the parent tree."""
    first, second = [one for page in pdf.pages for one in page.get("/Annots", [])][:2]
    second.StructParent = first.StructParent


def unknown_header(pdf: pikepdf.Pdf) -> None:
    one(pdf, "TD").A = Dictionary(O=Name.Table, Headers=Array([String("nowhere")]))


def no_head(pdf: pikepdf.Pdf) -> None:
    """A table of data cells alone."""
    for cell in elements(pdf, "TH"):
        cell.S = Name.TD


def same_identifiers(pdf: pikepdf.Pdf) -> None:
    for found in elements(pdf, "P")[:2]:
        found.ID = String("same")


def silent_labels(pdf: pikepdf.Pdf) -> None:
    """A list with labels that does not say which they are."""
    found = next(o for o in elements(pdf, "L") if "/A" in o)
    del found.A


def block_in_line(pdf: pikepdf.Pdf) -> None:
    found = one(pdf, "BlockQuote")
    found.S = Name.Span


def empty_words(pdf: pikepdf.Pdf) -> None:
    """A figure whose text in its place is empty."""
    found = one(pdf, "P")
    found.S, found.ActualText = Name.Figure, String("")


def far_bookmark(pdf: pikepdf.Pdf) -> None:
    bookmark(pdf).Dest = Array([pdf.make_indirect(Dictionary(Type=Name.Page)), Name.Fit])


def utf8(data: str) -> String:
    return String(data.encode("utf-8"))


BROKEN: list[tuple[str, Callable[[pikepdf.Pdf], object], str]] = [
    # single values
    ("huge number", put(catalog, "/Extra", Object.parse(b"[1" + b"0" * 39 + b".5]")), "A 6.1.13-2"),
    ("tiny number", put(catalog, "/Extra", Object.parse(b"[0." + b"0" * 39 + b"1]")), "A 6.1.13-5"),
    ("huge number in content", added(b"/Artifact BMC 1" + b"0" * 39 + b".5 w EMC"), "A 6.1.13-2"),
    ("large number in content", added(b"/Artifact BMC 3000000000 w EMC"), "A 6.1.13-1"),
    ("UTF-8 in a text", put(link, "/Contents", utf8("Zürich")), "A 6.1 (texts)"),
    ("data in another file", put(stream, "/F", String("other.bin")), "A 6.1.7.1-3"),
    # devices
    ("transfer function", state(TR=Name.Identity), "A 6.2.5-1"),
    ("other transfer function", state(TR2=Name.Identity), "A 6.2.5-2"),
    ("halftone phase", state(HTP=Array([0, 0])), "A 6.2.5-3"),
    ("rendering intent", state(RI=Name.Vivid), "A 6.2.6-1"),
    ("rendering intent in content", added(b"/Vivid ri"), "A 6.2.6-1"),
    ("blend mode", state(BM=Name.Vivid), "A 6.2.10-1"),
    ("alternate images", form(Subtype=Name.Image, Alternates=Array([])), "A 6.2.8-1"),
    ("image of another file", form(Subtype=Name.Image, OPI=Dictionary()), "A 6.2.8-2"),
    ("form of another file", form(Subtype=Name.Form, OPI=Dictionary()), "A 6.2.9-1"),
    ("page of another file", form(Subtype=Name.Form, Ref=Dictionary()), "UA 7.20-1"),
    ("PostScript", form(Subtype=Name.PS), "A 6.2.9-3"),
    ("two profiles", other_profile, "A 6.2.3-2"),
    ("profile elsewhere", intent(DestOutputProfileRef=Dictionary()), "A 6.2.3-3"),
    # fonts
    ("font without Type", lambda pdf: font(pdf).__delitem__("/Type"), "A 6.2.11.2-1"),
    ("font of no kind", put(descendant, "/Subtype", Name.CIDFont), "A 6.2.11.2-2"),
    ("font without a name", lambda pdf: descendant(pdf).__delitem__("/BaseFont"), "A 6.2.11.2-3"),
    ("font of two names", put(descendant, "/BaseFont", Name("/AAAAAA+Other")), "A 6.2.11.2 (names)"),
    ("font with an accent", put(font, "/BaseFont", Name("/Café")), "A 6.1.8-1"),
    ("font file of no kind", lambda pdf: other_program(pdf), "A 6.2.11.2-7"),
    # actions and forms
    ("action of no kind", put(lambda pdf: link(pdf).A, "/S", Name.Go), "A 6.5.1-1"),
    ("named action", put(link, "/A", Dictionary(S=Name.Named, N=Name.Print)), "A 6.5.1-2"),
    ("field that acts", field, "A 6.4.1-1"),
    ("two appearances", lambda pdf: field(pdf, AP=Dictionary(N=stream(pdf), D=stream(pdf))), "A 6.3.3-2"),
    ("appearances by state", lambda pdf: field(pdf, AP=Dictionary(N=Dictionary(Off=stream(pdf)))), "A 6.3.3-4"),
    ("two fields of an element", two_fields, "UA 7.18.4-2"),
    ("XFA", put(catalog, "/AcroForm", Dictionary(XFA=Array([]))), "A 6.4.2-1"),
    ("form for readers to draw", put(catalog, "/AcroForm", Dictionary(NeedAppearances=True)), "A 6.4.1-3"),
    ("rendering by readers", put(catalog, "/NeedsRendering", True), "A 6.4.2-2"),
    ("permissions", put(catalog, "/Perms", Dictionary(Free=True)), "A 6.1.12-1"),
    ("steps inside a page", put(page, "/PresSteps", Dictionary()), "A 6.10-2"),
    ("other presentations", put(lambda pdf: pdf.Root.Names, "/AlternatePresentations", Dictionary()), "A 6.10-1"),
    # the tree
    ("element of another Type", put(element("P"), "/Type", Name.Paragraph), "UA 7.1-11"),
    ("one key for two links", shared_key, "UA 7.18.5-1"),
    ("unknown header cell", unknown_header, "UA 7.5-2"),
    ("data cells alone", no_head, "UA 7.5-1"),
    ("one ID for two", same_identifiers, "UA 7.9 (identifiers)"),
    ("ID that is not listed", put(element("P"), "/ID", String("alone")), "UA 7.9 (identifiers)"),
    ("labels of no kind", silent_labels, "UA 7.6"),
    ("block in a line", block_in_line, "UA 7.1 (nesting)"),
    ("empty text for a figure", empty_words, "UA 7.3-1"),
    # bookmarks
    ("bookmark without a name", put(bookmark, "/Title", String(" ")), "UA 7.17"),
    ("bookmark that leads nowhere", put(bookmark, "/Dest", String("nowhere")), "UA 7.17"),
    ("bookmark to no page", far_bookmark, "UA 7.17"),
]


def other_program(pdf: pikepdf.Pdf) -> None:
    descendant(pdf).FontDescriptor.FontFile3 = pdf.make_stream(b"font")


@pytest.mark.parametrize(("breaks", "rule"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN])
def test_faults_are_found(breaks: Callable[[pikepdf.Pdf], object], rule: str, good: bytes, tmp_path: Path) -> None:
    """What is broken is named by its clause."""
    assert rule in rules(write(good, tmp_path, breaks))


def test_what_had_to_be_mended_is_told(good: bytes, tmp_path: Path) -> None:
    """A page without a size and a key that stands twice are told, though the library that reads mends them."""
    write(good, tmp_path, put(page, "/MediaBox", Array([])))
    assert "A 6.1 (syntax)" in rules(tmp_path / "broken.pdf")
    with pikepdf.open(tmp_path / "broken.pdf") as pdf:
        pdf.pages[0].MediaBox = Array([0, 0, 595, 842])
        pdf.Root.MarkInfo = Dictionary(Marked=True, Markes=True)
        pdf.save(
            tmp_path / "plain.pdf", object_stream_mode=pikepdf.ObjectStreamMode.disable, fix_metadata_version=False
        )
    data = (tmp_path / "plain.pdf").read_bytes()
    (tmp_path / "twice.pdf").write_bytes(data.replace(b"/Markes", b"/Marked", 1))
    (finding,) = verify(tmp_path / "twice.pdf").findings
    assert (
        finding.message
        == "had to be mended: dictionary has duplicated key /Marked; last occurrence overrides earlier ones"
    )


def test_bookmarks_may_go_in_circles(good: bytes, tmp_path: Path) -> None:
    """A bookmark that follows itself is no trap."""
    write(good, tmp_path, lambda pdf: put(bookmark, "/Next", bookmark(pdf))(pdf))
    assert "UA 7.17" not in rules(tmp_path / "broken.pdf")


def test_findings_are_sentences(good: bytes, tmp_path: Path) -> None:
    """A finding says where, what is wrong and what to do."""
    write(good, tmp_path, put(bookmark, "/Title", String("")))
    (finding,) = verify(tmp_path / "broken.pdf").findings
    assert str(finding) == "UA 7.17: bookmark “”: says nothing; write in /Title what it leads to"
