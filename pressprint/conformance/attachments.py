"""Files inside the file: named, described, bound to it (ISO 19005-3, 6.8; ISO 14289-1, 7.11)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Any

import pikepdf

from pressprint.conformance.opened import Opened
from pressprint.conformance.parts import get, items, key_of, name, name_tree, text, whole
from pressprint.conformance.report import Finding
from pressprint.readers.pdf import unpacked

_MIME = re.compile(r"[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]*/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]*")
_RELATIONS = {"Source", "Data", "Alternative", "Supplement", "Unspecified"}


def check(file: Opened) -> Iterator[Finding]:
    """The faults of all attached files."""
    bound = {key_of(one) for one in items(get(file.root, "/AF"))}
    listed = [one for _, one in name_tree(get(file.root, "/Names", "/EmbeddedFiles"))]
    found = {key_of(one): one for one in [*items(get(file.root, "/AF")), *listed]}
    named = {key_of(one) for one in listed}
    for key, one in found.items():
        place = f"attached file {text(get(one, '/UF')) or text(get(one, '/F')) or '?'}"
        yield from _file(one, place)
        if key not in bound or key == (0, 0):
            yield Finding("A 6.8-4", place, "is bound to nothing", "list it in /AF of the catalog")
        if key not in named:
            yield Finding("A 6.8", place, "is not among the embedded files", "list it in /Names/EmbeddedFiles")


def _file(one: Any, place: str) -> Iterator[Finding]:
    if not text(get(one, "/F")) or not text(get(one, "/UF")):
        yield Finding("UA 7.11-1, A 6.8-2", place, "has no name in F or in UF", "write both")
    if name(get(one, "/AFRelationship")) not in _RELATIONS:
        yield Finding("A 6.8-3", place, "does not say what it is to this file", "write /AFRelationship/Source")
    stream = get(one, "/EF", "/F")
    if not isinstance(stream, pikepdf.Stream):
        yield Finding("A 6.8", place, "has no content", "write /EF with /F")
        return
    if not _MIME.fullmatch(name(get(stream, "/Subtype"))):
        yield Finding("A 6.8-1", place, "its kind is not a MIME type", "write /Subtype/application#2Fjson")
    yield from _parameters(stream, place)


def _parameters(stream: Any, place: str) -> Iterator[Finding]:
    try:
        data = unpacked(stream)
    except Exception as error:  # ValueError and zlib.error
        yield Finding("A 6.8", place, f"cannot be unpacked: {str(error)[:60]}", "embed it again")
        return
    if whole(get(stream, "/Params", "/Size")) != len(data):
        yield Finding("A 6.8", place, "has another size than it says", "write /Size in /Params")
    if text(get(stream, "/Params", "/ModDate")) is None:
        yield Finding("A 6.8", place, "has no date", "write /ModDate in /Params")
    digest = get(stream, "/Params", "/CheckSum")
    right = hashlib.md5(data, usedforsecurity=False).digest()
    if isinstance(digest, pikepdf.String) and bytes(digest) != right:
        yield Finding("A 6.8", place, "has another checksum than it says", "write the MD5 of its bytes in /CheckSum")
