"""The file: reportlab's objects, formatted in their order, in an object stream and a cross-reference stream.

Reportlab's own writer knows neither (ISO 32000-1, 7.5.7 and 7.5.8); they halve what structure costs. The
file's identifier is a digest of its objects, so that the same objects are the same bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.pdfdoc import format as formatted

from pressprint.pdf.syntax import stream

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


def write(document: PDFDocument, root: int, info: int) -> bytes:
    """The bytes of a document whose catalog and information dictionary have the given object numbers."""
    bodies = dict(_bodies(document))
    streams = {n: body for n, body in bodies.items() if body.rstrip().endswith(b"endstream")}
    plain = {n: body for n, body in bodies.items() if n not in streams}
    container, table = len(bodies) + 1, len(bodies) + 2
    digest = hashlib.md5(b"\n".join(bodies.values()), usedforsecurity=False).hexdigest()

    out = bytearray(_HEADER)
    entries: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}
    for number, body in [*streams.items(), (container, _object_stream(plain))]:
        entries[number] = (1, len(out), 0)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    for index, number in enumerate(plain):
        entries[number] = (2, container, index)
    start = len(out)
    entries[table] = (1, start, 0)
    rows = b"".join(
        kind.to_bytes(1, "big") + place.to_bytes(4, "big") + rest.to_bytes(2, "big")
        for _, (kind, place, rest) in sorted(entries.items())
    )
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
        body = formatted(document.idToObject[document.numberToId[number]], document, toplevel=1)
        yield number, (body if isinstance(body, bytes) else body.encode("latin-1")).strip(b"\n")
        number += 1


def _object_stream(bodies: dict[int, bytes]) -> bytes:
    places, content = [], bytearray()
    for number, body in bodies.items():
        places.append(b"%d %d" % (number, len(content)))
        content += body + b"\n"
    index = b" ".join(places) + b"\n"
    return stream(index + bytes(content), f"/Type/ObjStm/N {len(bodies)}/First {len(index)}").content
