"""The mark of a signature on the page: a small box at the foot of the last one, as the layout designs its folio."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from msgspec import Struct

from pressprint.errors import PressprintError, Problem, SettingError
from pressprint.fonts import open_book
from pressprint.layouts import DEFAULT_LAYOUT, Layout, load_layout
from pressprint.pages import Document, Element, Page, RuleItem, TextItem
from pressprint.pages.column import baseline
from pressprint.pages.desk import Desk
from pressprint.paragraphs import Shape, Span
from pressprint.pdf import pdf_bytes
from pressprint.pdf.metadata import metadata_of
from pressprint.readers.build import build
from pressprint.readers.pdf import embedded_release
from pressprint.readers.tree import read_json
from pressprint.release import Release

_BAR = 1.5  # the width of the bar before the text
_INSET = 6.0  # from the bar to the text
_BESIDE = 24.0  # at least, from the mark to the number of the page
_FOOT = 10.0  # at least, from the edge of the page
_GAP = 12.0  # at least, from the column to the mark


class Mark(Struct, frozen=True):
    """A mark that is set: a PDF of one page of its size, where it stands (left, bottom, right, top), what it says."""

    content: bytes
    box: tuple[float, float, float, float]
    text: str


def mark_of(
    data: bytes, name: str, signer: str, now: datetime, *, release: Release | None = None, layout: str | None = None
) -> Mark:
    """The mark that tells who signed, in the language of the release that a PDF carries, and in its layout.

    `release` is that of a PDF that may not carry it; `layout` is another one, by its name or path. A file without a
    release is marked in English, in the layout `agency`.

    Raises:
        SettingError: the layout leaves no room at the foot of the page.
        LayoutError: the layout is not there or not right.
    """
    release = release or _release(data, name)
    look = load_layout(layout or release.layout or DEFAULT_LAYOUT)
    desk = Desk(release, look, open_book(look))
    who = signer.replace(" (", ", ").rstrip(")") if desk.right_to_left else signer  # brackets would turn round
    told = desk.label("signed_by").format(name=who), f"{now.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    style = look.style("folio")
    shape = Shape(desk.measure / (2 if look.keys.page.folio == "centre" else 1) - _INSET - 2 * _BESIDE)
    lines = [
        *desk.lines([Span(told[0], desk.style("folio", "bold", "brand"), 0)], shape),
        *desk.lines([Span(told[1], desk.style("folio", colour="muted"), 0)], shape),
    ]
    width = _BAR + _INSET + max(line.width for line in lines) + 1.0
    height = style.leading * len(lines)
    bottom = look.keys.page.margin_bottom - _GAP - height
    if bottom < _FOOT:
        what = (
            f"the layout has no room for the mark at the foot of the page; it needs {height + _FOOT + _GAP:.0f} points"
        )
        raise SettingError(Problem(f"{what} as page.margin_bottom, or sign without --visible", name))
    content = _drawn(desk, lines, width, height)
    left = _left(desk, look, width)
    return Mark(content, (left, bottom, left + width, bottom + height), ", ".join(told))


def _release(data: bytes, name: str) -> Release:
    """The release in a PDF, or one that stands for it."""
    try:
        source = embedded_release(Path(name), data)
        return build(source, read_json(source))
    except PressprintError:
        return Release(title="Release", language="en")


def _left(desk: Desk, layout: Layout, width: float) -> float:
    """Where the mark begins: at the side where the folio does not stand."""
    at_right = (layout.keys.page.folio == "left") is not desk.right_to_left
    return desk.right - width if at_right else desk.outer_left


def _drawn(desk: Desk, lines: list[Any], width: float, height: float) -> bytes:
    """The mark as a page of its own, mirrored where text runs from right to left."""
    style = desk.layout.style("folio")
    mirrored = desk.right_to_left
    items: list[Any] = [RuleItem(width - _BAR if mirrored else 0.0, 0.0, _BAR, height, desk.layout.keys.colours.brand)]
    for number, line in enumerate(lines):
        x = width - _BAR - _INSET - line.width if mirrored else _BAR + _INSET
        items.append(TextItem(line, x, number * style.leading + baseline(style, [line]), "layout"))
    document = Document((Page(width, height, tuple(items)),), (Element("Document", None),), ())
    return pdf_bytes(document, metadata_of(desk.release, None, ""))
