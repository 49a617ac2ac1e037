"""Which roles of the layout the blocks of a part of the release take."""

from __future__ import annotations

from msgspec import Struct


class Roles(Struct, frozen=True):
    """The roles of one part: its running text, its headings, the items of its lists; whether it is justified."""

    text: str
    item: str
    heading: str
    subheading: str
    justify: bool


BODY = Roles("body", "item", "heading", "subheading", justify=True)
NOTES = Roles("notes", "notes", "notes_heading", "notes_heading", justify=False)
LEGAL = Roles("legal", "legal", "notes_heading", "notes_heading", justify=False)
