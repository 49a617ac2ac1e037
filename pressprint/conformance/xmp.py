"""The XMP packet, and that it says what the information dictionary says (ISO 19005-3, 6.6; ISO 14289-1, 5)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pikepdf

from pressprint.conformance.opened import Opened
from pressprint.conformance.parts import get, name, text
from pressprint.conformance.report import Finding
from pressprint.readers.pdf import unpacked

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_SPACES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/pdf/1.3/": "pdf",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/xap/1.0/rights/": "xmpRights",
    "http://ns.adobe.com/xap/1.0/mm/": "xmpMM",
    "http://ns.adobe.com/photoshop/1.0/": "photoshop",
    "http://www.aiim.org/pdfa/ns/id/": "pdfaid",
    "http://www.aiim.org/pdfua/ns/id/": "pdfuaid",
    "http://www.aiim.org/pdfa/ns/extension/": "pdfaExtension",
    "http://www.aiim.org/pdfa/ns/schema#": "pdfaSchema",
    "http://www.aiim.org/pdfa/ns/property#": "pdfaProperty",
}
# For each property its container (XMP part 1, 8); "" is a plain text.
_PROPERTIES = {
    **dict.fromkeys(("dc:title", "dc:description", "dc:rights", "xmpRights:UsageTerms"), "Alt"),
    **dict.fromkeys(("dc:creator", "dc:date"), "Seq"),
    **dict.fromkeys(("dc:subject", "dc:language", "dc:publisher", "dc:contributor", "dc:relation", "dc:type"), "Bag"),
    **dict.fromkeys(("dc:format", "dc:identifier", "dc:source", "dc:coverage", "pdf:Keywords", "pdf:Producer"), ""),
    **dict.fromkeys(("pdf:PDFVersion", "xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate", "xmp:CreatorTool"), ""),
    **dict.fromkeys(("xmpMM:DocumentID", "xmpMM:InstanceID", "photoshop:Headline", "photoshop:City"), ""),
    **dict.fromkeys(("photoshop:DateCreated", "pdfaid:part", "pdfaid:conformance", "pdfaid:amd"), ""),
    **dict.fromkeys(("pdfuaid:part", "xmpRights:Marked", "xmpRights:WebStatement"), ""),
    **dict.fromkeys(("xmp:Identifier", "xmpRights:Owner", "pdfaExtension:schemas"), "Bag"),
}
_DATES = ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate", "photoshop:DateCreated")
_INFO = {
    "/Title": "dc:title",
    "/Author": "dc:creator",
    "/Subject": "dc:description",
    "/Keywords": "pdf:Keywords",
    "/Creator": "xmp:CreatorTool",
    "/Producer": "pdf:Producer",
    "/CreationDate": "xmp:CreateDate",
    "/ModDate": "xmp:ModifyDate",
}
_PDF_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z|([+-])(\d\d)'(\d\d)'?)?")
_XMP_DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?)?")
_PLACE = "XMP"

Values = dict[str, list[str]]


def check(file: Opened) -> Iterator[Finding]:
    """The faults of the packet, and where the information dictionary says something else."""
    stream = get(file.root, "/Metadata")
    if not isinstance(stream, pikepdf.Stream) or name(get(stream, "/Type")) != "Metadata":
        what = "there is no metadata stream"
        yield Finding("UA 7.1-8, A 6.6.2.1-1", "catalog", what, "write /Metadata with /Type and /Subtype")
    if name(get(stream, "/Subtype")) != "XML":
        yield Finding("UA 7.1-8, A 6.6.2.1-1", _PLACE, "its Subtype is not XML", "write /Subtype/XML")
    if not isinstance(stream, pikepdf.Stream):
        yield Finding("UA 5-1, UA 7.1-9, A 6.6.4-1", _PLACE, "there is no packet", "write one")
        return
    try:
        packet = unpacked(stream).decode("utf-8")
        root = _parsed(packet)
    except Exception as error:  # ValueError, zlib.error, ParseError: each a packet that cannot be read
        what = f"cannot be read: {str(error)[:80]}"
        yield Finding("A 6.6.2.1-4, A 6.6.2.1-5", _PLACE, what, "write well-formed XML in UTF-8, without a DTD")
        return
    yield from _header(packet)
    properties = [p for described in root.iter(f"{_RDF}Description") for p in _of(described)]
    yield from _known(properties)
    values = {_name(p): _values(p) for p in properties if _name(p)}
    yield from _identity(values, packet, root)
    yield from _same_as_info(file, values)


def _parsed(packet: str) -> ElementTree.Element:
    if "<!DOCTYPE" in packet or "<!ENTITY" in packet:
        raise ValueError("it declares a DTD or an entity")
    return ElementTree.fromstring(packet.lstrip("\ufeff"))


def _header(packet: str) -> Iterator[Finding]:
    header = re.search(r"<\?xpacket\s+begin=[^?]*\?>", packet)
    for attribute, rule in (("bytes", "A 6.6.2.1-2"), ("encoding", "A 6.6.2.1-3")):
        if header and f"{attribute}=" in header[0]:
            yield Finding(rule, _PLACE, f"its header has the attribute {attribute}", "leave it out")


def _of(described: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """The properties of a description, also those that are written as attributes."""
    for attribute, value in described.attrib.items():
        if not attribute.startswith((_RDF, "{http://www.w3.org/XML/")):
            element = ElementTree.Element(attribute)
            element.text = value
            yield element
    yield from described


def _name(element: ElementTree.Element) -> str:
    """A property's name with the usual prefix; empty for one of a namespace that is not known."""
    space, _, local = element.tag.removeprefix("{").rpartition("}")
    return f"{_SPACES[space]}:{local}" if space in _SPACES else ""


def _values(element: ElementTree.Element) -> list[str]:
    found = [item.text or "" for container in element for item in container.findall(f"{_RDF}li")]
    return found if len(element) else [element.text or ""]


def _known(properties: list[ElementTree.Element]) -> Iterator[Finding]:
    """Each property is known, has the container it should have, and stands there once."""
    counted = Counter(element.tag for element in properties)
    for tag, count in counted.items():
        if count > 1:
            yield Finding("A 6.6.2.1-4", _PLACE, f"{tag.rpartition('}')[2]} is written twice", "write it once")
    for element in properties:
        known = _name(element)
        if known.startswith(("pdfaSchema:", "pdfaProperty:")):
            continue
        if known not in _PROPERTIES:
            what = f"{known or element.tag[:60]} is a property that is not known here"
            yield Finding("A 6.6.2.3.1-1", _PLACE, what, "leave it out, or describe its schema")
            continue
        kind = "".join(child.tag.removeprefix(_RDF) for child in element)
        value = _values(element)
        wrong_date = known in _DATES and not _XMP_DATE.fullmatch(value[0])
        if kind != _PROPERTIES[known] or wrong_date:
            wanted = "a date" if wrong_date else _PROPERTIES[known] or "plain text"
            yield Finding("A 6.6.2.3.1-2", _PLACE, f"{known} is not what it should be", f"write it as {wanted}")


def _identity(values: Values, packet: str, root: ElementTree.Element) -> Iterator[Finding]:
    """What the file says it is."""
    for key, wanted, rule in (
        ("pdfaid:part", "3", "A 6.6.4-2"),
        ("pdfaid:conformance", "A", "A 6.6.4-3"),
        ("pdfuaid:part", "1", "UA 5-2"),
    ):
        value = values.get(key)
        if value is None:
            missing = "UA 5-1" if key.startswith("pdfuaid") else "A 6.6.4-1"
            yield Finding(missing, _PLACE, f"{key} is not there", f"write {wanted}")
        elif value != [wanted]:
            yield Finding(rule, _PLACE, f"{key} is “{'; '.join(value)[:20]}”", f"write {wanted}")
    for space, prefix in _SPACES.items():
        rules = {"pdfaid": "A 6.6.4-4", "pdfuaid": "UA 5-3", "pdfaExtension": "A 6.6.2.3.3-1"}
        written = re.findall(rf"xmlns:([\w.-]+)\s*=\s*[\"']{re.escape(space)}[\"']", packet)
        if prefix in rules and any(used != prefix for used in written):
            yield Finding(rules[prefix], _PLACE, f"the prefix of {space} is {written[0]}", f"write {prefix}")
    if not "".join(values.get("dc:title", [])).strip():
        yield Finding("UA 7.1-9", _PLACE, "there is no title", "write dc:title")
    if "pdfuaid:part" in values and not _describes(root):
        yield Finding("A 6.6.2.3.1-1", _PLACE, "pdfuaid is not described", "describe it in pdfaExtension:schemas")


def _describes(root: ElementTree.Element) -> bool:
    """Whether the packet describes the schema of PDF/UA, with its one property."""
    space = {prefix: f"{{{address}}}" for address, prefix in _SPACES.items()}
    schema, entry = space["pdfaSchema"], space["pdfaProperty"]
    for item in root.iter(f"{_RDF}li"):
        address = (item.findtext(f".//{schema}namespaceURI") or "").strip()
        if address == "http://www.aiim.org/pdfua/ns/id/" and item.findtext(f".//{schema}prefix") == "pdfuaid":
            wanted = {"name": "part", "valueType": "Integer", "category": "internal"}
            if item.findtext(f".//{schema}schema") and item.findtext(f".//{entry}description"):
                return all(item.findtext(f".//{entry}{key}") == value for key, value in wanted.items())
    return False


def _same_as_info(file: Opened, values: Values) -> Iterator[Finding]:
    info = get(file.pdf.trailer, "/Info")
    for key, known in _INFO.items():
        said = text(get(info, key))
        told = ", ".join(values[known]) if known in values else None
        if said is None and told is None:
            continue
        if said is None or told is None or not _equal(key, said, told):
            what = f"{key[1:]} is “{(said or '')[:40]}”, and {known} is “{(told or '')[:40]}”"
            yield Finding("A 6.6.3", "Info", what, "write the same in both")


def _equal(key: str, said: str, told: str) -> bool:
    if not key.endswith("Date"):
        return said == told
    return (moment := _moment(said)) is not None and moment == _iso(told)


def _moment(written: str) -> datetime | None:
    """A date of the information dictionary (ISO 32000-1, 7.9.4), in UTC."""
    found = _PDF_DATE.fullmatch(written)
    if not found:
        return None
    try:
        local = datetime(*(int(found[n]) for n in range(1, 7)), tzinfo=UTC)  # type: ignore[arg-type,misc]
    except ValueError:
        return None
    offset = timedelta(hours=int(found[8] or 0), minutes=int(found[9] or 0))
    return local + offset if found[7] == "-" else local - offset


def _iso(written: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return None
    return moment if moment.tzinfo else None
