"""What a later revision of a file says otherwise than the one that was signed."""

from __future__ import annotations

import hashlib
import io
from typing import Any

import pikepdf

from pressprint.conformance.parts import TROUBLE, get, name_tree


def changes(signed: bytes, now: bytes) -> list[str]:
    """The differences in words: pages with another text, other attachments."""
    try:
        return [*_pages(_texts(signed), _texts(now)), *_attachments(_attached(signed), _attached(now))]
    except Exception as error:  # a revision that cannot be read on its own
        return [f"what was added cannot be compared ({type(error).__name__})"]


def _pages(before: list[str], after: list[str]) -> list[str]:
    told = []
    if len(before) != len(after):
        told.append(f"it had {len(before)} pages and has {len(after)}")
    for number, (old, new) in enumerate(zip(before, after, strict=False), start=1):
        if old != new:
            told.append(f"page {number} says something else than what was signed")
    return told


def _attachments(before: dict[str, str], after: dict[str, str]) -> list[str]:
    told = [f"the attachment {name} was taken out" for name in before.keys() - after.keys()]
    told += [f"the attachment {name} was put in" for name in after.keys() - before.keys()]
    told += [
        f"the attachment {name} is another" for name in before.keys() & after.keys() if before[name] != after[name]
    ]
    return sorted(told)


def _texts(data: bytes) -> list[str]:
    """The text of each page, with what is drawn as annotations."""
    import pypdfium2

    with pypdfium2.PdfDocument(data) as document:
        return [page.get_textpage().get_text_bounded() + _drawn(page) for page in document]


def _drawn(page: Any) -> str:
    """What a page looks like, small: text may be covered, or be a picture."""
    return hashlib.sha256(page.render(scale=0.5).to_pil().tobytes()).hexdigest()


def _attached(data: bytes) -> dict[str, str]:
    """The digests of the attached files, by their names."""
    result = {}
    with pikepdf.Pdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
        for name, file in name_tree(get(pdf.Root, "/Names", "/EmbeddedFiles")):
            stream = get(file, "/EF", "/F")
            try:
                result[name] = hashlib.sha256(stream.read_raw_bytes()).hexdigest()
            except TROUBLE:
                result[name] = ""
    return result
