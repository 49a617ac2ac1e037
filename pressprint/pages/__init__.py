"""A release becomes pages of placed items: its text set in the layout's roles, broken into pages, finished."""

from __future__ import annotations

from collections.abc import Sequence

from pressprint.errors import Problem, SettingError
from pressprint.fonts import Book
from pressprint.layouts import Layout
from pressprint.pages.contacts import set_contacts
from pressprint.pages.desk import Desk
from pressprint.pages.finalize import height_of, place_pages
from pressprint.pages.fit import Setting, on_one_page
from pressprint.pages.furniture import first_head, running_head
from pressprint.pages.key_figures import set_key_figures
from pressprint.pages.opening import set_headline
from pressprint.pages.pagebreak import Room, break_pages, without_high_rows
from pressprint.pages.parts import has_footer, set_parts
from pressprint.pages.standing import standing
from pressprint.pages.values import (
    A4,
    INLINE,
    Artifact,
    Bookmark,
    CodeItem,
    Document,
    Element,
    Item,
    LogoItem,
    Page,
    PictureItem,
    Row,
    RuleItem,
    Squares,
    TextItem,
    WatermarkItem,
)
from pressprint.paragraphs import SetParagraph
from pressprint.release import Release

__all__ = [
    "A4",
    "INLINE",
    "Artifact",
    "Bookmark",
    "CodeItem",
    "Document",
    "Element",
    "Item",
    "LogoItem",
    "Page",
    "PictureItem",
    "RuleItem",
    "Squares",
    "TextItem",
    "WatermarkItem",
    "compose",
]

# A contact footer higher than this share of a page runs on over pages as the text does.
_LARGE_FOOTER = 0.5
# If more lines than this end in a hyphen, the running text is tried a little smaller and larger.
_FAULTS = 0.05
_PLAYS = (-1.0, 1.0)  # in parts of what the layout allows


def compose(release: Release, layout: Layout, book: Book) -> tuple[Document, tuple[Problem, ...]]:
    """The finished pages of a prepared release, and what its author should know of.

    Raises:
        SettingError: a block cannot be set, such as one with a character that no face has.
    """
    if not release.full_title.strip():
        raise SettingError(Problem("holds no character that can be printed", field="title"))
    book.borrowed.clear()
    made = _set(release, layout, book)
    if release.fit and len(made.breaks) > 1:
        made = on_one_page(made, lambda smaller: _set(release, smaller, book))
    desk, breaks = made.desk, made.breaks
    pages = place_pages(made.rows, breaks, made.heads, made.headline, made.contacts, _folios(len(breaks)), desk)
    document = Document(pages, tuple(desk.elements), tuple(desk.bookmarks), " · ".join(standing(desk)), made.note)
    return document, desk.noted()


def _set(release: Release, layout: Layout, book: Book) -> Setting:
    """A release whose text is set and broken into pages."""
    desk, headline, rows = _best_text(release, layout, book)
    heads = first_head(desk, desk.kind), running_head(desk)
    contacts = set_contacts(desk) if has_footer(desk) else []
    bottom = A4[1] - layout.keys.page.margin_bottom
    footer = height_of(contacts)
    if footer > (bottom - heads[1].bottom) * _LARGE_FOOTER:
        rows, contacts, footer = [*rows, *contacts], [], 0.0
    above = contacts[0].above if contacts else 0.0
    room = Room(bottom - heads[0].bottom, bottom - heads[1].bottom, footer + above, layout.keys.page.flex)
    rows = without_high_rows(rows, room)
    return Setting(desk, headline, rows, heads, contacts, room, break_pages(rows, room))


def _best_text(release: Release, layout: Layout, book: Book) -> tuple[Desk, int, list[Row]]:
    """The text at the size at which the fewest lines end in a hyphen or are loose.

    Gives the desk it was set at, the number of rows that are the headline's, and all rows.
    """
    keys = layout.keys.paragraphs
    desk = Desk(release, layout, book)
    headline, rows = _text(desk)
    least = _faults([made for _, made in desk.justified], keys.loosest)
    if least <= _FAULTS or not keys.size_play:
        return desk, headline, rows
    best: tuple[float, list[SetParagraph]] | None = None
    for share in _PLAYS:
        play = 1 + share * keys.size_play
        made = [paragraph.set(play) for paragraph, _ in desk.justified]
        faults = _faults(made, keys.loosest)
        if faults < least:
            least, best = faults, (play, made)
        if faults <= _FAULTS:
            break
    if best is None:
        return desk, headline, rows
    desk = Desk(release, layout, book, best[0], iter(best[1]))
    return desk, *_text(desk)


def _text(desk: Desk) -> tuple[int, list[Row]]:
    """The rows of the text between the head of the first page and the contacts; how many are the headline's first."""
    headline = set_headline(desk)
    return len(headline), [*headline, *set_key_figures(desk), *set_parts(desk)]


def _faults(made: Sequence[SetParagraph], loosest: float) -> float:
    """The share of justified lines that end in a hyphen, are too loose or were left short."""
    counted = [paragraph.faults(loosest + 0.1) for paragraph in made]
    return sum([faults for faults, _ in counted]) / max(sum([count for _, count in counted]), 1)


def _folios(count: int) -> list[str]:
    """What is printed as the number of each page, which one that stands alone does not need."""
    return [f"{number}/{count}" for number in range(1, count + 1)] if count > 1 else [""]
