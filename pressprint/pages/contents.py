"""The contents pages of a volume of releases: its title, then an entry for each release.

An entry stands on one row: at the left date and reference, then the title on as many lines as it needs, at the
right the number of the page where the release begins. The whole entry is one link to that page. It is tagged as
PDF 1.7 tags a table of contents (ISO 32000-1, 14.8.4.2): TOC, TOCI, Reference, Link.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from pressprint.errors import Problem
from pressprint.fonts import Book
from pressprint.languages import Language
from pressprint.layouts import Layout
from pressprint.pages.blocks import located
from pressprint.pages.blocks.heading import label_rows
from pressprint.pages.column import baseline
from pressprint.pages.desk import ARTIFACT, Desk
from pressprint.pages.finalize import place_pages
from pressprint.pages.furniture import first_head, running_head
from pressprint.pages.opening import set_headline
from pressprint.pages.pagebreak import Room, break_pages
from pressprint.pages.values import A4, FORBIDDEN, Document, Row, TextItem
from pressprint.paragraphs import Line, Shape, Span
from pressprint.release import Release
from pressprint.text import write_date

_DATED, _TITLE, _REFERENCE = "dateline", "body", "reference"  # the layout's roles that the parts of an entry take
_GUTTER = 16.0  # between two columns
_WIDEST = 0.3  # the share of the measure that dates and references may take


class Entry(Struct, frozen=True):
    """A release as the contents list it.

    `language` is that of its title, `page` the label of its first page, `target` the name of the destination there.
    """

    title: str
    language: str
    day: date | None
    reference: str | None
    page: str
    target: str


class _Columns(Struct, frozen=True):
    """Where the title begins, how wide it may be, and how wide what stands before it may be."""

    dated: float
    title: float
    measure: float


def compose_contents(
    volume: Release, entries: Sequence[Entry], layout: Layout, book: Book
) -> tuple[Document, tuple[Problem, ...]]:
    """The contents pages, and what whoever binds the volume should know of.

    `volume` gives the title, the language and the organisation, and has no text of its own. The pages are numbered
    in small Roman numerals, so that those of the releases begin with 1.

    Raises:
        SettingError: a title holds a character that no face has.
    """
    book.borrowed.clear()
    desk = Desk(volume, layout, book)
    heads = first_head(desk, ""), running_head(desk)
    headline = set_headline(desk)
    label = desk.label("contents")
    heading = label_rows(label, desk, "heading") if label != volume.full_title else []
    rows = [*headline, *heading, *_entries(entries, desk)]
    bottom = A4[1] - layout.keys.page.margin_bottom
    room = Room(bottom - heads[0].bottom, bottom - heads[1].bottom, 0.0, layout.keys.page.flex)
    breaks = break_pages(rows, room)
    folios = [roman(number) for number in range(1, len(breaks) + 1)] if len(breaks) > 1 else [""]
    pages = place_pages(rows, breaks, heads, len(headline), (), folios, desk)
    return Document(pages, tuple(desk.elements), ()), desk.noted()


def roman(number: int) -> str:
    """A number in small Roman numerals, as page labels have it (ISO 32000-1, 12.4.2)."""
    text = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        text += count * letters
    return text


_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd")),
    *((100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


def _entries(entries: Sequence[Entry], desk: Desk) -> list[Row]:
    """The rows of all entries; the first one stays with the heading."""
    toc = desk.element("TOC")
    columns = _columns(entries, desk)
    result = []
    for number, entry in enumerate(entries, start=1):
        with located(f"entry {number}", desk):
            result.append(_row(entry, desk, toc, columns))
    return [replace(result[0], penalty=FORBIDDEN), *result[1:]]


def _columns(entries: Sequence[Entry], desk: Desk) -> _Columns:
    """The columns as wide as their widest entry; those of dates and references have a limit."""
    dated = [_width(text, role, desk) for entry in entries for text, role in _dated(entry, desk.language)]
    first = min(max(dated, default=0.0), _WIDEST * desk.measure)
    last = max(_width(entry.page, _TITLE, desk) for entry in entries)
    start = first + _GUTTER if dated else 0.0
    return _Columns(first, start, desk.measure - start - _GUTTER - last)


def _dated(entry: Entry, language: Language) -> list[tuple[str, str]]:
    """Date and reference, as far as the release has them, each with its role."""
    day = write_date(entry.day, language) if entry.day else None
    return [(text, role) for text, role in ((day, _DATED), (entry.reference, _REFERENCE)) if text]


def _width(text: str, role: str, desk: Desk) -> float:
    line = desk.line(text, role, ARTIFACT)
    return line.width if line else 0.0


def _row(entry: Entry, desk: Desk, toc: int, columns: _Columns) -> Row:
    """An entry, which no page break divides. Its parts are read in this order: date, title, reference, page."""
    style = desk.layout.style(_TITLE)
    node = desk.link(desk.element("Reference", desk.element("TOCI", toc)), f"#{entry.target}", entry.title)
    lines = _title_lines(entry, desk, node, columns.measure)
    drop = baseline(style, lines)
    before: list[TextItem] = []
    for text, role in _dated(entry, desk.language):
        for line in desk.lines([Span(text, desk.style(role), node)], Shape(columns.dated)):
            before.append(TextItem(line, 0.0, drop + len(before) * style.leading))
    title = [TextItem(line, columns.title, drop + n * style.leading) for n, line in enumerate(lines)]
    page = desk.line(entry.page, _TITLE, node)
    number = [TextItem(page, desk.measure - page.width, drop)] if page else []
    dates = 1 if entry.day else 0
    height = style.leading * max(len(before), len(title))
    items = (*before[:dates], *title, *before[dates:], *number)
    return Row(height, items, above=style.above, below=style.below, ends=True)


def _title_lines(entry: Entry, desk: Desk, node: int, measure: float) -> tuple[Line, ...]:
    """The title, marked as in another language where it is not the volume's."""
    foreign = entry.language if entry.language != desk.release.language else None
    place = desk.foreign_element(node, foreign) if foreign else node
    return desk.lines([Span(entry.title, desk.style(_TITLE), place, foreign)], Shape(measure))
