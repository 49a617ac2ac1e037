"""The little of PDF's syntax that is written by hand (ISO 32000-1, 7.3)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import deflate
from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject

_SPECIAL = re.compile(r"[\\()\r]")
_ESCAPES = {"\\": "\\\\", "(": "\\(", ")": "\\)", "\r": "\\r"}
_LONGEST = 8_000  # in characters: as many may each be four bytes
_LEVEL = 6  # beyond it libdeflate takes half as long again for a third of one per cent


@lru_cache(maxsize=4_000)
def number(value: float) -> str:
    """A number with at most three decimals and no needless ones."""
    return _trimmed(f"{value:.3f}")


def short(value: float) -> str:
    """A number with at most two decimals: a hundredth of a point is nothing that can be seen."""
    return _trimmed(f"{value:.2f}")


def fine(value: float) -> str:
    """A number with at most six decimals, for what others are multiplied by."""
    return _trimmed(f"{value:.6f}")


def _trimmed(decimals: str) -> str:
    """A decimal number without the signs that say nothing."""
    text = decimals.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def literal(text: str) -> str:
    """Characters up to U+00FF as a literal string (7.3.4.2), one byte each."""
    if _SPECIAL.search(text):
        text = _SPECIAL.sub(lambda match: _ESCAPES[match[0]], text)
    return f"({text})"


def string(text: str) -> str:
    """A text string (7.9.2.2): ASCII as it is, all else in UTF-16 with a byte order mark.

    A string of PDF/A has at most 32,767 bytes (ISO 19005-3, 6.1.13); a longer text is cut.
    """
    text = text[:_LONGEST]
    if text.isascii() and text.isprintable():
        return literal(text)
    return f"<feff{text.encode('utf-16-be', 'ignore').hex()}>"


class Raw(PDFObject):  # type: ignore[misc]
    """An object whose bytes are ready, or are made when the file is written."""

    def __init__(self, content: str | bytes = b"") -> None:
        self.content = content.encode("latin-1") if isinstance(content, str) else content

    def format(self, document: PDFDocument) -> bytes:
        """The object's bytes."""
        return self.content


def stream(data: bytes, entries: str = "") -> Raw:
    """A stream object (7.3.8), deflated.

    libdeflate is built into the package that brings it, so that a file has the same bytes on every machine,
    whatever that one's zlib is.
    """
    packed = deflate.zlib_compress(data, _LEVEL)
    head = f"<<{entries}/Filter/FlateDecode/Length {len(packed)}>>\nstream\n"
    return Raw(head.encode("latin-1") + packed + b"\nendstream")


class Objects:
    """The objects of a reportlab document, by the numbers that refer to them."""

    def __init__(self, document: PDFDocument) -> None:
        self.document = document
        self._shared: dict[bytes, str] = {}

    def add(self, content: Raw | str | bytes) -> str:
        """A reference to a new object: `12 0 R`."""
        return self.reference(content if isinstance(content, Raw) else Raw(content))

    def share(self, content: Raw) -> str:
        """A reference to an object with this content, which is in the file once."""
        known = self._shared.get(content.content)
        if known is None:
            known = self._shared[content.content] = self.add(content)
        return known

    def reserve(self) -> tuple[Raw, str]:
        """An object that gets its content later, and the reference to it."""
        raw = Raw()
        return raw, self.reference(raw)

    def reference(self, item: Any, name: str | None = None) -> str:
        """A reference to an object of reportlab's or ours, registered with the document."""
        found = self.document.Reference(item, name)
        identifier, generation = self.document.idToObjectNumberAndVersion[found.name]
        return f"{identifier} {generation} R"
