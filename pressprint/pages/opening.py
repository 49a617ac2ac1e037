"""The opening of a release: kickers, title, subtitle, lead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pressprint.pages.blocks import located
from pressprint.pages.blocks.paragraph import set_text
from pressprint.pages.desk import Desk, rows
from pressprint.pages.values import FORBIDDEN, Bookmark, Row
from pressprint.paragraphs import Line, Shape, Span


def set_opening(desk: Desk) -> list[Row]:
    """The rows above the body, none of them parted from the next by a page break."""
    release = desk.release
    result: list[Row] = []
    with located("kickers", desk):
        for kicker in release.kickers:
            result += _lines(desk, (kicker,), "kicker", desk.element("P"))
    with located("title", desk):
        heading = desk.element("H1")
        desk.bookmarks.append(Bookmark(heading, release.full_title, 1))
        result += _lines(desk, release.title, "title", heading)
    if release.subtitle:
        with located("subtitle", desk):
            result += _lines(desk, (release.subtitle,), "subtitle", desk.element("P"))
    result = _kept_together(result)
    if release.lead:
        with located("lead", desk):
            first, *others = set_text(release.lead, desk, "lead", 0, justify=True) or [Row(0, ())]
            result += [replace(first, penalty=FORBIDDEN), *others]
    return result


def _lines(desk: Desk, texts: Sequence[str], role: str, node: int) -> list[Row]:
    """Texts one under the other, each broken into balanced lines."""
    lines: list[Line] = []
    for text in texts:
        lines += desk.lines([Span(text, desk.style(role), node)], Shape(desk.measure, balance=True))
    return rows(lines, desk.layout.style(role))


def _kept_together(made: Iterable[Row]) -> list[Row]:
    return [replace(row, penalty=FORBIDDEN if number else 0.0) for number, row in enumerate(made)]
