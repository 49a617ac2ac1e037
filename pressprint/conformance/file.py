"""The file itself: its beginning, its end, its streams (ISO 19005-3, 6.1; ISO 14289-1, 6.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pikepdf

from pressprint.conformance.opened import Opened
from pressprint.conformance.parts import TROUBLE, get, items, whole
from pressprint.conformance.report import Finding

_HEADER = re.compile(rb"%PDF-1\.[0-7](\r\n|\r|\n)")
_BINARY = re.compile(rb"%[\x80-\xff]{4}")
_END = re.compile(rb"%%EOF(\r\n|\r|\n)?\Z")
_OBJECT = re.compile(rb"(?<![0-9])(\d+)\s+(\d+)\s+obj\b")
_STREAM = re.compile(rb"\bendobj\b|\bstream(\r\n|\n|\r|)")
_LENGTH = re.compile(rb"/Length\s+(\d+)(\s+\d+\s+R)?")
_MOST_TOLD = 5
_AFTER = re.compile(rb"(\r\n|\n|\r)endstream\b")


def check(file: Opened) -> Iterator[Finding]:
    """The faults that are seen in the bytes, and in the trailer."""
    yield from _beginning(file.data)
    if not _END.search(file.data[-16:]):
        what = "does not end with %%EOF and at most one line end"
        yield Finding("A 6.1.3-3", "end of the file", what, "write nothing after it")
    identifier = [item for item in items(get(file.pdf.trailer, "/ID")) if isinstance(item, pikepdf.String)]
    if len(identifier) != 2 or not all(bytes(item) for item in identifier):
        yield Finding("A 6.1.3-1", "trailer", "has no ID of two strings", "write /ID")
    if get(file.pdf.trailer, "/Encrypt") is not None:
        yield Finding("A 6.1.3-2, UA 7.16-1", "trailer", "the file is encrypted", "write it without a password")
    yield from _streams(file)
    yield from _mended(file)


def _mended(file: Opened) -> Iterator[Finding]:
    """What the library that read the file had to mend: keys that stand twice, pages that are none."""
    list(file.pdf.objects)  # the last of them is read only when it is asked for
    told = sorted({str(warning).rpartition(": ")[2] for warning in file.pdf.get_warnings()})
    for what in told[:_MOST_TOLD]:
        yield Finding("A 6.1 (syntax)", "the file", f"had to be mended: {what[:100]}", "write the file again")


def _beginning(data: bytes) -> Iterator[Finding]:
    header = _HEADER.match(data)
    if not header:
        what = "does not begin with %PDF-1.0 to 1.7 on a line of its own"
        yield Finding("A 6.1.2-1, UA 6.1-1", "beginning of the file", what, "write %PDF-1.7 and a line end first")
    after = header.end() if header else data.find(b"\n") + 1
    if not _BINARY.match(data, after):
        what = "the second line does not say that the file is binary"
        yield Finding("A 6.1.2-2", "beginning of the file", what, "write % and four bytes above 127")


def _streams(file: Opened) -> Iterator[Finding]:
    """Each stream in turn: as long as it says, and a line end before what ends it."""
    at = 0
    while found := _OBJECT.search(file.data, at):
        begin = _STREAM.search(file.data, found.end())
        if not begin:
            return
        at = begin.end()
        if begin[0] == b"endobj":
            continue
        place = f"object {int(found[1][-10:])}"
        if begin[1] not in (b"\n", b"\r\n"):
            yield Finding("A 6.1.7.1-2", place, "no line end follows the word stream", "write a line feed after it")
        length = _length(file, found, file.data[found.end() : begin.start()])
        if length is not None and _AFTER.match(file.data, at + length):
            at += length
            continue
        end = file.data.find(b"endstream", at)
        if length is not None and end == at + length:
            yield Finding("A 6.1.7.1-2", place, "no line end stands before endstream", "write a line feed before it")
        else:
            yield Finding("A 6.1.7.1-1", place, "its Length is not that of its data", "count the bytes")
        at = end if end > 0 else len(file.data)


def _length(file: Opened, found: re.Match[bytes], head: bytes) -> int | None:
    written = _LENGTH.search(head)
    if not written:
        return None
    if not written[2]:
        return int(written[1][:12])
    try:
        return whole(file.pdf.get_object(int(written[1][:9]), 0))
    except TROUBLE:
        return None
