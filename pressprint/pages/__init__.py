"""A release becomes pages of placed items: its text set in the layout's roles, broken into pages, finished."""

from __future__ import annotations

from pressprint.errors import Problem, SettingError
from pressprint.fonts import Book
from pressprint.layouts import Layout
from pressprint.pages.blocks import set_blocks
from pressprint.pages.closing import set_closing
from pressprint.pages.contacts import set_contacts
from pressprint.pages.desk import Desk
from pressprint.pages.finalize import height_of, place_pages
from pressprint.pages.furniture import first_head, running_head
from pressprint.pages.opening import set_opening
from pressprint.pages.pagebreak import Room, break_pages
from pressprint.pages.values import (
    A4,
    Artifact,
    Bookmark,
    Document,
    Element,
    Item,
    LogoItem,
    Page,
    RuleItem,
    TextItem,
)
from pressprint.release import Release

__all__ = [
    "A4",
    "Artifact",
    "Bookmark",
    "Document",
    "Element",
    "Item",
    "LogoItem",
    "Page",
    "RuleItem",
    "TextItem",
    "compose",
]

# A contact footer higher than this share of a page runs on over pages as the text does.
_LARGE_FOOTER = 0.5


def compose(release: Release, layout: Layout, book: Book) -> tuple[Document, tuple[Problem, ...]]:
    """The finished pages of a prepared release, and what its author should know of.

    Raises:
        SettingError: a block cannot be set, such as one with a character that no face has.
    """
    if not release.full_title.strip():
        raise SettingError(Problem("holds no character that can be printed", field="title"))
    desk = Desk(release, layout, book)
    book.borrowed.clear()
    heads = first_head(desk), running_head(desk)
    rows = [*set_opening(desk), *set_blocks(release.body, desk, "body"), *set_closing(desk)]
    contacts = set_contacts(desk)
    bottom = A4[1] - layout.keys.page.margin_bottom
    footer = height_of(contacts)
    if footer > (bottom - heads[1].bottom) * _LARGE_FOOTER:
        rows, contacts, footer = [*rows, *contacts], [], 0.0
    above = contacts[0].above if contacts else 0.0
    room = Room(bottom - heads[0].bottom, bottom - heads[1].bottom, footer + above, layout.keys.page.flex)
    breaks = break_pages(rows, room)
    pages = place_pages(rows, breaks, heads, contacts, desk)
    return Document(pages, tuple(desk.elements), tuple(desk.bookmarks)), tuple(dict.fromkeys(desk.warnings))
