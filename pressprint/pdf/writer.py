"""The file: reportlab's objects, formatted in their order, in an object stream and a cross-reference stream.

Reportlab's own writer knows neither (ISO 32000-1, 7.5.7 and 7.5.8); they halve what structure costs. The
file's identifier is a digest of its objects, so that the same objects are the same bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from struct import Struct

from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.pdfdoc import format as formatted

from pressprint.pdf.syntax import Raw, stream

_ENTRY = Struct(">BIH")  # of a cross-reference stream whose W is [1 4 2]
_MOST_TOGETHER = 65_536  # as many as the two bytes for a place within an object stream can tell
_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


def write(document: PDFDocument, root: int, info: int) -> bytes:
    """The bytes of a document whose catalog and information dictionary have the given object numbers."""
    return write_objects(dict(_bodies(document)), root, info)


def write_objects(bodies: Mapping[int, bytes], root: int, info: int, *, most: int = _MOST_TOGETHER) -> bytes:
    """The bytes of a file made of objects that are numbered from 1 without a gap.

    `most` is the number of objects in one object stream, 65,536 or fewer: to read one of them, simple readers go
    through all that stand before it.
    """
    streams = {n: body for n, body in bodies.items() if body.rstrip().endswith(b"endstream")}
    plain = {n: body for n, body in bodies.items() if n not in streams}
    packs = _packs(list(plain), most)
    containers = range(len(bodies) + 1, len(bodies) + 1 + len(packs))
    table = containers.stop
    digest = hashlib.md5(b"\n".join(bodies.values()), usedforsecurity=False).hexdigest()

    out = bytearray(_HEADER)
    entries: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}
    packed = [_object_stream({number: plain[number] for number in pack}) for pack in packs]
    for number, body in [*streams.items(), *zip(containers, packed, strict=True)]:
        entries[number] = (1, len(out), 0)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    for container, pack in zip(containers, packs, strict=True):
        entries |= {number: (2, container, index) for index, number in enumerate(pack)}
    start = len(out)
    entries[table] = (1, start, 0)
    rows = b"".join([_ENTRY.pack(*entry) for _, entry in sorted(entries.items())])
    entries_of_trailer = (
        f"/Type/XRef/Size {table + 1}/W[1 4 2]/Root {root} 0 R/Info {info} 0 R/ID[<{digest}><{digest}>]"
    )
    out += b"%d 0 obj\n%b\nendobj\n" % (table, stream(rows, entries_of_trailer).content)
    out += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(out)


def _bodies(document: PDFDocument) -> Iterator[tuple[int, bytes]]:
    """Each object's number and its bytes; formatting one may add others at the end."""
    number = 1
    while number in document.numberToId:
        item = document.idToObject[document.numberToId[number]]
        body = item.content if isinstance(item, Raw) else formatted(item, document, toplevel=1)
        yield number, (body if isinstance(body, bytes) else body.encode("latin-1")).strip(b"\n")
        number += 1


def _packs(numbers: list[int], most: int) -> list[list[int]]:
    """The numbers of the objects of each object stream."""
    return [numbers[start : start + most] for start in range(0, len(numbers), most)]


def _object_stream(bodies: dict[int, bytes]) -> bytes:
    places, content = [], bytearray()
    for number, body in bodies.items():
        places.append(b"%d %d" % (number, len(content)))
        content += body + b"\n"
    index = b" ".join(places) + b"\n"
    return stream(index + bytes(content), f"/Type/ObjStm/N {len(bodies)}/First {len(index)}").content
