"""The opening of a release: what law demands, kickers, title, subtitle; then the lead, and the dateline in the text."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from pressprint.layouts import TypeStyle
from pressprint.pages.blocks import located
from pressprint.pages.blocks.paragraph import set_text
from pressprint.pages.column import rows
from pressprint.pages.desk import Desk
from pressprint.pages.market import set_regulated
from pressprint.pages.values import FORBIDDEN, Bookmark, Row
from pressprint.paragraphs import Line, Shape, Span, TextStyle
from pressprint.release import Block, Paragraph, Text

_TITLE_FACTORS = (1.0, 0.95, 0.9, 0.85, 0.8)
_TITLE_LINES = 3  # what a title of one line may take before it is set smaller
# Letters that reach far below the line and marks far above it would touch in the narrow leading of titles.
_TALL_SCRIPTS, _TALL_LEADING = {"Arab"}, 1.25


def set_headline(desk: Desk) -> list[Row]:
    """The rows above the lead, none of them parted from the next by a page break."""
    release = desk.release
    result = set_regulated(desk)
    with located("kickers", desk):
        lines: list[Line] = []
        for kicker in release.kickers:
            lines += _balanced(desk, kicker, desk.style("kicker"), desk.element("P"))
        result += rows(lines, desk.layout.style("kicker"))
    with located("title", desk):
        result += _title(desk)
    if release.subtitle:
        with located("subtitle", desk):
            lines = _balanced(desk, release.subtitle, desk.style("subtitle"), desk.element("P"))
            result += rows(lines, _airy(desk.layout.style("subtitle"), desk))
    return _kept_together(result)


def set_lead(desk: Desk) -> list[Row]:
    """The rows of the lead, which stays with the title."""
    if not desk.release.lead:
        return []
    with located("lead", desk):
        made = set_text(desk.release.lead, desk, "lead", 0, justify=True, opening=desk.opening)
        first, *others = made or [Row(0, ())]
    return [replace(first, penalty=FORBIDDEN), *others]


def opened(desk: Desk) -> tuple[Block, ...]:
    """The body, whose first paragraph begins with the dateline where there is no lead that would."""
    body = desk.release.body
    if desk.release.lead or not desk.opening:
        return body
    first = body[0]
    assert isinstance(first, Paragraph)
    return (first.model_copy(update={"content": (Text(text=desk.opening), *first.content)}), *body[1:])


def _title(desk: Desk) -> list[Row]:
    """The title, set somewhat smaller where it would else take many lines, or break lines its author made."""
    texts = desk.release.title
    heading = desk.element("H1")
    desk.bookmarks.append(Bookmark(heading, desk.release.full_title, 1))
    style = desk.layout.style("title")
    for factor in _TITLE_FACTORS:
        lines: list[Line] = []
        for text in texts:
            lines += _balanced(desk, text, desk.style("title", factor=factor), heading)
        if len(lines) <= max(len(texts), _TITLE_LINES if len(texts) == 1 else 0):
            break
    scaled = style.model_copy(update={"size": style.size * factor, "leading": style.leading * factor})
    return rows(lines, _airy(scaled, desk))


def _airy(style: TypeStyle, desk: Desk) -> TypeStyle:
    """The style, with more leading where the script needs it."""
    if desk.language.script not in _TALL_SCRIPTS:
        return style
    return style.model_copy(update={"leading": style.leading * _TALL_LEADING})


def _balanced(desk: Desk, text: str, style: TextStyle, node: int) -> list[Line]:
    return list(desk.lines([Span(text, style, node)], Shape(desk.measure, balance=True)))


def _kept_together(made: Iterable[Row]) -> list[Row]:
    return [replace(row, penalty=FORBIDDEN if number else 0.0) for number, row in enumerate(made)]
