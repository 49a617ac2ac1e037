"""The XMP packet (ISO 16684-1) of a file that is PDF/A-3a and PDF/UA-1 (ISO 19005-3, 6.6; ISO 14289-1, 5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from pressprint.pdf.metadata import PRODUCER, Metadata

_NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
}
# A schema that PDF/A knows itself (ISO 19005-3, 6.6.2.3.1), declared where it is used.
_RIGHTS = {"xmpRights": "http://ns.adobe.com/xap/1.0/rights/"}

# PDF/A wants each schema that it does not know itself described in the packet (ISO 19005-3, 6.6.2.3.3).
_SCHEMA_OF_PDFUAID = (
    '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    "<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>"
    f"<pdfaSchema:namespaceURI>{_NAMESPACES['pdfuaid']}</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    "<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>"
    "</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>"
)


def packet(metadata: Metadata) -> bytes:
    """The packet that says what the information dictionary says, and which standards the file keeps."""
    used = _NAMESPACES | (_RIGHTS if metadata.usage_terms else {})
    spaces = "".join(f' xmlns:{prefix}="{address}"' for prefix, address in used.items())
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about=""{spaces}>{"".join(_properties(metadata))}</rdf:Description>'
        '</rdf:RDF></x:xmpmeta>\n<?xpacket end="r"?>'
    ).encode()


def _properties(metadata: Metadata) -> Iterator[str]:
    yield _text("pdfaid:part", "3") + _text("pdfaid:conformance", "A") + _text("pdfuaid:part", "1")
    yield _text("dc:format", "application/pdf")
    yield _alternatives("dc:title", metadata.title)
    yield _list("dc:creator", "Seq", filter(None, [metadata.author]))
    yield _alternatives("dc:description", metadata.subject)
    yield _list("dc:subject", "Bag", metadata.keywords)
    yield _list("dc:language", "Bag", [metadata.language, *metadata.also])
    yield _list("dc:relation", "Bag", metadata.relations)
    yield _text("dc:identifier", metadata.identifier)
    yield _alternatives("dc:rights", metadata.rights) + _alternatives("xmpRights:UsageTerms", metadata.usage_terms)
    yield _text("pdf:Keywords", ", ".join(metadata.keywords))
    yield _text("pdf:Producer", PRODUCER) + _text("xmp:CreatorTool", PRODUCER)
    if metadata.moment:
        moment = metadata.moment.isoformat(timespec="seconds")
        yield "".join(_text(f"xmp:{which}", moment) for which in ("CreateDate", "ModifyDate", "MetadataDate"))
    yield _SCHEMA_OF_PDFUAID


def _text(name: str, value: str) -> str:
    return f"<{name}>{escape(value, quote=False)}</{name}>" if value else ""


def _alternatives(name: str, value: str) -> str:
    """A text that could be told in several languages, and is told in one."""
    if not value:
        return ""
    return f'<{name}><rdf:Alt><rdf:li xml:lang="x-default">{escape(value, quote=False)}</rdf:li></rdf:Alt></{name}>'


def _list(name: str, kind: str, values: Iterable[str]) -> str:
    items = "".join(f"<rdf:li>{escape(value, quote=False)}</rdf:li>" for value in values)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>" if items else ""
