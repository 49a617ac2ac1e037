"""Text strings: in one of the two encodings that readers of PDF 1.7 know (ISO 32000-1, 7.9.2.2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from pressprint.conformance.parts import pairs
from pressprint.conformance.report import Finding

_TEXTS = {"/Title", "/Author", "/Subject", "/Keywords", "/Creator", "/Producer", "/Alt", "/ActualText", "/E"}
_TEXTS |= {"/Contents", "/TU", "/UF", "/Desc", "/Info", "/OutputCondition", "/Reason", "/Location"}


def check(value: Any, place: str) -> Iterator[Finding]:
    """Texts of a dictionary that are written in UTF-8, which readers show as pairs of odd letters."""
    for key, item in pairs(value):
        if key in _TEXTS and isinstance(item, pikepdf.String) and _is_raw_utf8(bytes(item)):
            yield Finding("A 6.1 (texts)", place, f"{key} is written in UTF-8", "write it in UTF-16 with its mark")


def _is_raw_utf8(data: bytes) -> bool:
    if data.isascii() or data.startswith((b"\xfe\xff", b"\xff\xfe")):
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
