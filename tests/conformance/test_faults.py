"""Files with one fault each: each fault is found, by its rule."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from breaking import (
    added,
    blank_figure,
    catalog,
    cells,
    content,
    damaged,
    descendant,
    element,
    extra,
    far_glyph,
    font,
    headless,
    info,
    link,
    moved_caption,
    no_glyph,
    note,
    packet,
    page,
    profile,
    put,
    rules,
    source,
    spec,
    take,
    tree,
    two_parents,
    unicode,
    untied,
    widen,
    write,
)
from pikepdf import Array, Dictionary, Name, String

BROKEN: list[tuple[str, Callable[[pikepdf.Pdf], object], str]] = [
    # content
    ("unmarked text", added(b"BT /F1 9 Tf <0041> Tj ET"), "UA 7.1-3"),
    ("unmarked line", added(b"0 0 m 9 9 l S"), "UA 7.1-3"),
    ("Span without MCID", added(b"/Span<</Lang(en)>>BDC BT /F1 9 Tf <0041> Tj ET EMC"), "UA 7.1-3"),
    ("artifact in content", content(b"BT", b"/Artifact BMC EMC BT"), "UA 7.1-1"),
    ("content in artifact", added(b"/Artifact BMC /P<</MCID 900>>BDC EMC EMC"), "UA 7.1-2"),
    ("content in content", added(b"/P<</MCID 900>>BDC /P<</MCID 901>>BDC EMC EMC"), "UA 7.1-3"),
    ("MCID twice", added(b"/P<</MCID 0>>BDC EMC"), "UA 7.1-3"),
    ("MCID that nobody lists", added(b"/P<</MCID 900>>BDC EMC"), "UA 7.1-3"),
    ("missing EMC", added(b"/Artifact BMC"), "UA 7.1-3"),
    ("stray EMC", added(b"EMC"), "UA 7.1-3"),
    ("missing Q", added(b"q"), "A 6.1.13-8"),
    ("stray Q", added(b"Q"), "A 6.1.13-8"),
    ("29 q", added(b"q " * 29 + b"Q " * 29), "A 6.1.13-8"),
    ("unknown operator", added(b"BX foo EX"), "A 6.2.2-1"),
    ("wrong operands", added(b"/Artifact BMC (a) (b) rg EMC"), "A 6.2.2-1"),
    ("garbage content", added(b"]] >> n"), "A 6.2.2-1"),
    ("CMYK", added(b"0 0 0 1 k"), "A 6.2.4.3-3"),
    ("font not in resources", added(b"/Artifact BMC BT /Nope 9 Tf <0041> Tj ET EMC"), "A 6.2.2-2"),
    ("pale text", content(b" rg\n/F1", b" rg 0.9 g\n/F1"), "UA 7.1 (contrast)"),
    ("bad language in content", added(b"/Span<</Lang(fr_FR)>>BDC EMC"), "UA 7.2-29"),
    ("no StructParents", take(page, "/StructParents"), "UA 7.1-3"),
    ("no ParentTree", take(tree, "/ParentTree"), "UA 7.1-3"),
    # fonts
    ("no ToUnicode", take(font, "/ToUnicode"), "UA 7.21.7-1"),
    ("no text", unicode(rb"<[0-9a-fA-F]{4}>(\s*)<[0-9a-fA-F]{4}>(?!\s*<)", rb"<0001>\1<>"), "UA 7.21.7-1"),
    ("text U+FEFF", unicode(rb"<00[0-9a-fA-F]{2}>\n", rb"<FEFF>\n"), "UA 7.21.7-2"),
    ("text private", unicode(rb"<00[0-9a-fA-F]{2}>\n", rb"<E001>\n"), "A 6.2.11.7.3-1"),
    ("text control", unicode(rb"<00[0-9a-fA-F]{2}>\n", rb"<0009>\n"), "UA 7.21.7"),
    ("glyph 0", no_glyph, "UA 7.21.8-1"),
    ("glyph outside", far_glyph, "UA 7.21.4.1-2"),
    ("no map to glyphs", take(descendant, "/CIDToGIDMap"), "UA 7.21.3.2-1"),
    ("wrong widths", widen, "UA 7.21.5-1"),
    ("not embedded", take(lambda pdf: descendant(pdf).FontDescriptor, "/FontFile2"), "UA 7.21.4.1-1"),
    ("damaged font", damaged, "UA 7.21.4.1-1"),
    ("CIDSet", put(lambda pdf: descendant(pdf).FontDescriptor, "/CIDSet", 1), "UA 7.21.4.2-2"),
    ("other encoding", put(font, "/Encoding", Name("/UniJIS-UTF16-H")), "UA 7.21.3.3-1"),
    # the tree
    ("own type", put(element("P"), "/S", Name.Dateline), "UA 7.1-5"),
    ("circular roles", put(tree, "/RoleMap", Dictionary(Strong=Name.Em, Em=Name.Strong)), "UA 7.1-6"),
    ("mapped standard type", put(tree, "/RoleMap", Dictionary(P=Name.Span)), "UA 7.1-7"),
    ("no tree", take(catalog, "/StructTreeRoot"), "UA 7.1-11"),
    ("no parent", take(element("P"), "/P"), "UA 7.1-12"),
    ("circular tree", two_parents, "UA 7.1-12"),
    ("tree of a number", put(tree, "/K", 7), "UA 7.1-12"),
    ("empty element", put(element("P"), "/K", Array([])), "UA 7.1"),
    ("LI outside of L", put(element("L"), "/S", Name.Div), "UA 7.2-17"),
    ("LBody outside of LI", put(element("LI"), "/S", Name.Div), "UA 7.2-18"),
    ("P in L", put(element("LI"), "/S", Name.P), "UA 7.2-19"),
    ("P in LI", put(element("LBody"), "/S", Name.P), "UA 7.2-20"),
    ("stray kid of a table", put(element("THead"), "/S", Name.Div), "UA 7.2-3"),
    ("TR outside", put(element("Table"), "/S", Name.Div), "UA 7.2-5"),
    ("cells outside of rows", put(element("TR"), "/S", Name.Div), "UA 7.2-8"),
    ("P in TR", put(element("TD"), "/S", Name.P), "UA 7.2-10"),
    ("two heads", put(element("TBody"), "/S", Name.THead), "UA 7.2-11"),
    ("head without body", headless, "UA 7.2-14"),
    ("caption in the middle", moved_caption, "UA 7.2-16"),
    ("short row", cells, "UA 7.2-43"),
    ("wide cell", put(element("TD"), "/A", Dictionary(O=Name.Table, ColSpan=9)), "UA 7.2-43"),
    ("no Scope", take(element("TH"), "/A"), "UA 7.5-1"),
    ("no Alt", put(element("P"), "/S", Name.Figure), "UA 7.3-1"),
    ("blank Alt", blank_figure, "UA 7.3-1"),
    ("formula", put(element("P"), "/S", Name.Formula), "UA 7.7-1"),
    ("first heading H2", put(element("H1"), "/S", Name.H2), "UA 7.4.2-1"),
    ("heading skipped", put(element("H2"), "/S", Name.H4), "UA 7.4.2-1"),
    ("H among H1", put(element("H2"), "/S", Name.H), "UA 7.4.4-2"),
    ("note without ID", note, "UA 7.9-1"),
    ("ID of two notes", lambda pdf: note(pdf, ID=String("same")), "UA 7.9-2"),
    ("bad language", put(element("P"), "/Lang", String("fr_FR")), "UA 7.2-29"),
    ("bad language of the file", put(catalog, "/Lang", String("français")), "A 6.7.4-1"),
    # links
    ("no flags", take(link, "/F"), "A 6.3.2-1"),
    ("hidden", put(link, "/F", 2), "A 6.3.2-2"),
    ("no Contents", take(link, "/Contents"), "UA 7.18.5-2"),
    ("blank Contents", put(link, "/Contents", String(" ")), "UA 7.18.5-2"),
    ("no StructParent", take(link, "/StructParent"), "UA 7.18.5-1"),
    ("key of a page", put(link, "/StructParent", 0), "UA 7.18.5-1"),
    ("no Link element", put(element("Link"), "/S", Name.Span), "UA 7.18.5-1"),
    ("no OBJR", untied, "UA 7.18.5"),
    ("script in a link", put(lambda pdf: link(pdf).A, "/URI", String("javascript:x")), "A 6.5.1"),
    ("JavaScript", put(link, "/A", Dictionary(S=Name.JavaScript, JS=String("x"))), "A 6.5.1-1"),
    ("other annotation", extra("Text"), "UA 7.18.1-1"),
    ("TrapNet", extra("TrapNet"), "UA 7.18.2-1"),
    ("no Tabs", take(page, "/Tabs"), "UA 7.18.3-1"),
    # the catalog
    ("not marked", take(catalog, "/MarkInfo"), "UA 6.2-1"),
    ("suspects", put(lambda pdf: pdf.Root.MarkInfo, "/Suspects", True), "UA 7.1-4"),
    ("no DisplayDocTitle", take(catalog, "/ViewerPreferences"), "UA 7.1-10"),
    ("no language", take(catalog, "/Lang"), "UA 7.2-34"),
    ("language as a name", put(catalog, "/Lang", Name.en), "UA 7.2-34"),
    ("no intent", take(catalog, "/OutputIntents"), "A 6.2.3-1"),
    ("no profile", take(lambda pdf: pdf.Root.OutputIntents[0], "/DestOutputProfile"), "A 6.2.3-1"),
    ("profile cut", profile(slice(-40, None), b""), "A 6.2.3-1"),
    ("profile of another kind", profile(slice(16, 20), b"CMYK"), "A 6.2.3-1"),
    ("requirements", put(catalog, "/Requirements", Array([])), "A 6.11-1"),
    ("layers", put(catalog, "/OCProperties", Dictionary()), "UA 7.10-1"),
    ("acts by itself", put(catalog, "/AA", Dictionary()), "A 6.5.2-1"),
    # XMP
    ("no metadata", take(catalog, "/Metadata"), "UA 7.1-8"),
    ("no Subtype", take(lambda pdf: pdf.Root.Metadata, "/Subtype"), "UA 7.1-8"),
    ("malformed", packet("</rdf:RDF>", ""), "A 6.6.2.1-4"),
    ("DTD", packet("<x:xmpmeta", '<!DOCTYPE a [<!ENTITY b "c">]><x:xmpmeta'), "A 6.6.2.1-4"),
    ("property twice", packet("<pdf:Producer>", "<pdf:Producer>x</pdf:Producer><pdf:Producer>"), "A 6.6.2.1-4"),
    ("unknown property", packet("<pdf:Producer>", "<pdf:Trapped>x</pdf:Trapped><pdf:Producer>"), "A 6.6.2.3.1-1"),
    ("wrong container", packet("rdf:Alt>(.*?)</rdf:Alt", r"rdf:Bag>\1</rdf:Bag"), "A 6.6.2.3.1-2"),
    ("wrong date", packet("<xmp:CreateDate>", "<xmp:CreateDate>x"), "A 6.6.2.3.1-2"),
    ("bytes", packet(r'\?xpacket begin="[^"]*"', '?xpacket begin="" bytes="9"'), "A 6.6.2.1-2"),
    ("encoding", packet(r'\?xpacket begin="[^"]*"', '?xpacket begin="" encoding="UTF-8"'), "A 6.6.2.1-3"),
    ("no PDF/UA", packet("<pdfuaid:part>1</pdfuaid:part>", ""), "UA 5-1"),
    ("PDF/UA-2", packet("<pdfuaid:part>1", "<pdfuaid:part>2"), "UA 5-2"),
    ("other prefix", packet("(?s)pdfuaid:part>1</pdfuaid|xmlns:pdfuaid", "xmlns:ua"), "A 6.6.2.1-4"),
    ("not described", packet("<pdfaExtension:schemas>.*</pdfaExtension:schemas>", ""), "A 6.6.2.3.1-1"),
    ("no PDF/A", packet("<pdfaid:part>3</pdfaid:part>", ""), "A 6.6.4-1"),
    ("PDF/A-2", packet("<pdfaid:part>3", "<pdfaid:part>2"), "A 6.6.4-2"),
    ("level a", packet("conformance>A", "conformance>a"), "A 6.6.4-3"),
    ("no title", packet("<dc:title>.*</dc:title>", ""), "UA 7.1-9"),
    ("other title in Info", put(info, "/Title", String("Other")), "A 6.6.3"),
    ("other date in Info", put(info, "/ModDate", String("D:20200101000000Z")), "A 6.6.3"),
    # the attached file
    ("no UF", take(spec, "/UF"), "A 6.8-2"),
    ("no AFRelationship", take(spec, "/AFRelationship"), "A 6.8-3"),
    ("not bound", take(catalog, "/AF"), "A 6.8-4"),
    ("no MIME type", put(lambda pdf: spec(pdf).EF.F, "/Subtype", Name.json), "A 6.8-1"),
    ("wrong size", put(lambda pdf: spec(pdf).EF.F.Params, "/Size", 3), "A 6.8"),
    ("wrong checksum", put(lambda pdf: spec(pdf).EF.F.Params, "/CheckSum", String("0" * 16)), "A 6.8"),
    ("attachment of a number", put(spec, "/EF", 7), "A 6.8"),
    ("other source", source(b'"title"', b'"titel"'), "A 6.8 (source)"),
    ("other reference", source(b"HTA/2026/017", b"HTA/2026/071"), "A 6.8 (source)"),
    ("other number of a contact", source(b"960142", b"960143"), "A 6.8 (source)"),
    ("other speaker", source(b'"speaker":"', b'"speaker":"Not '), "A 6.8 (source)"),
    ("other boilerplate", source(b'"boilerplate":[{"heading":"', b'"boilerplate":[{"heading":"Not '), "A 6.8 (source)"),
    # single objects
    ("long string", put(info, "/Title", String("x" * 32768)), "A 6.1.13-3"),
    ("long name", put(catalog, "/Extra", Name("/" + "x" * 128)), "A 6.1.13-4"),
    ("large number", put(catalog, "/Extra", 2**40), "A 6.1.13-1"),
    ("tiny page", put(page, "/MediaBox", Array([0, 0, 2, 2])), "A 6.1.13-11"),
]


@pytest.mark.parametrize(("breaks", "rule"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN])
def test_faults_are_found(breaks: Callable[[pikepdf.Pdf], object], rule: str, good: bytes, tmp_path: Path) -> None:
    assert rule in rules(write(good, tmp_path, breaks))


BYTES: list[tuple[str, Callable[[bytes], bytes], str]] = [
    ("a byte before the header", lambda data: b"\n" + data, "A 6.1.2-1"),
    ("PDF 2.0", lambda data: data.replace(b"%PDF-1.7", b"%PDF-2.0", 1), "UA 6.1-1"),
    ("no binary comment", lambda data: data[:9] + b"%abcd" + data[14:], "A 6.1.2-2"),
    ("two line ends at the end", lambda data: data.rstrip() + b"\n\n", "A 6.1.3-3"),
    ("data at the end", lambda data: data + b"% more", "A 6.1.3-3"),
]


@pytest.mark.parametrize(("breaks", "rule"), [case[1:] for case in BYTES], ids=[case[0] for case in BYTES])
def test_faults_of_the_bytes_are_found(
    breaks: Callable[[bytes], bytes], rule: str, good: bytes, tmp_path: Path
) -> None:
    (tmp_path / "broken.pdf").write_bytes(breaks(good))
    assert rule in rules(tmp_path / "broken.pdf")


def plain_file(stream: bytes, trailer: bytes = b"") -> bytes:
    """A small PDF with a classic table and one stream, which a test writes as it likes."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>", stream]
    data, places = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", []
    for number, content_ in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content_)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + (
        b"xref\n0 4\n0000000000 65535 f \n%strailer\n<</Size 4/Root 1 0 R/Keep 3 0 R%s>>\nstartxref\n%d\n%%%%EOF\n"
        % (table, trailer, len(data))
    )


@pytest.mark.parametrize(
    ("stream", "rule"),
    [
        (b"<</Length 4>>stream\nabcdendstream", "A 6.1.7.1-2"),
        (b"<</Length 3>>stream\nabcd\nendstream", "A 6.1.7.1-1"),
        (b"<</Length 4/Filter/LZWDecode>>stream\nabcd\nendstream", "A 6.1.7.2-1"),
        (b"<</Length 4>>stream\nabcd\nendstream", "A 6.1.3-1"),
    ],
)
def test_faults_of_streams_are_found(stream: bytes, rule: str, tmp_path: Path) -> None:
    (tmp_path / "plain.pdf").write_bytes(plain_file(stream))
    assert rule in rules(tmp_path / "plain.pdf")
