"""The head of a page as a value."""

from __future__ import annotations

from msgspec import Struct

from pressprint.pages.values import Item


class Head(Struct, frozen=True):
    """What stands at the head of a page, at its place, and where the column begins below it.

    `later` is read after the title, although it stands above or beside it: place, date and reference.
    """

    items: tuple[Item, ...]
    bottom: float
    later: tuple[Item, ...] = ()
