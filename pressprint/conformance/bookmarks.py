"""Bookmarks: each says something and leads to a page of the file (ISO 14289-1, 7.17)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from pressprint.conformance.opened import Opened, page_numbers
from pressprint.conformance.parts import get, items, key_of, name_tree, text
from pressprint.conformance.report import Finding


def check(file: Opened) -> Iterator[Finding]:
    """The faults of the bookmarks."""
    pages = page_numbers(file.pdf)
    places = dict(name_tree(get(file.root, "/Names", "/Dests")))
    for entry in _entries(file.root):
        title = (text(get(entry, "/Title")) or "").strip()
        place = f"bookmark “{title[:40]}”"
        if not title:
            yield Finding("UA 7.17", place, "says nothing", "write in /Title what it leads to")
        target = get(entry, "/Dest") if get(entry, "/Dest") is not None else get(entry, "/A", "/D")
        named = text(target)
        target = target if named is None else places.get(named)
        target = get(target, "/D") if isinstance(target, pikepdf.Dictionary) else target
        page = next(iter(items(target)), None)
        if page is None or key_of(page) not in pages:
            yield Finding("UA 7.17", place, "leads to no page of the file", "write in /Dest where it leads")


def _entries(root: Any) -> Iterator[Any]:
    """All bookmarks. Ends on some that lead back to each other."""
    waiting, seen = [get(root, "/Outlines", "/First")], set()
    while waiting:
        entry = waiting.pop()
        if not isinstance(entry, pikepdf.Dictionary) or key_of(entry) in seen:
            continue
        seen.add(key_of(entry))
        yield entry
        waiting += [get(entry, "/Next"), get(entry, "/First")]
