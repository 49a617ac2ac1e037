"""The outlines of all files of a volume as one (ISO 32000-1, 12.3.3)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from pressprint.binding.objects import Copy, Store, written
from pressprint.pdf.syntax import string


class Bookmark(Struct, frozen=True):
    """An entry of the outline: its text, the destination it leads to as it is written, and the entries below it."""

    text: str
    destination: str
    below: tuple[Bookmark, ...] = ()


def bookmarks_of(copy: Copy) -> tuple[Bookmark, ...]:
    """The outline of a file, with its destinations as they stand in the volume.

    Raises:
        ValueError: the outline runs in a circle.
    """
    return _level(copy, copy.catalog.get("/Outlines", {}), set())


def _level(copy: Copy, parent: Any, seen: set[int]) -> tuple[Bookmark, ...]:
    result = []
    item = parent.get("/First")
    while item is not None:
        if id(item) in seen:
            raise ValueError("the outline runs in a circle")
        seen.add(id(item))
        destination = written(copy.moved(item["/Dest"])).decode("latin-1")
        result.append(Bookmark(str(item["/Title"]), destination, _level(copy, item, seen)))
        item = item.get("/Next")
    return tuple(result)


def write_outline(bookmarks: Sequence[Bookmark], store: Store) -> int:
    """The number of the root of an outline whose first level is open and all else closed."""
    root = store.reserve()
    first, last = _write_level(bookmarks, root, store)
    store.put(root, f"<</Type/Outlines/First {first} 0 R/Last {last} 0 R/Count {len(bookmarks)}>>")
    return root


def _write_level(bookmarks: Sequence[Bookmark], parent: int, store: Store) -> tuple[int, int]:
    """The numbers of the first and the last of the entries below a parent."""
    numbers = [store.reserve() for _ in bookmarks]
    for at, (number, mark) in enumerate(zip(numbers, bookmarks, strict=True)):
        entries = f"/Title{string(mark.text)}/Parent {parent} 0 R/Dest{mark.destination}"
        if at:
            entries += f"/Prev {numbers[at - 1]} 0 R"
        if at + 1 < len(numbers):
            entries += f"/Next {numbers[at + 1]} 0 R"
        if mark.below:
            first, last = _write_level(mark.below, number, store)
            entries += f"/First {first} 0 R/Last {last} 0 R/Count -{len(mark.below)}"
        store.put(number, f"<<{entries}>>")
    return numbers[0], numbers[-1]
