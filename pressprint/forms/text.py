"""A release as plain text: paragraphs without hard returns, with an empty line between two of them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import datetime

from pressprint.forms.pieces import Foot, Heading, Lines, Note, Piece, Terms, Title
from pressprint.forms.walk import desk_for, walk
from pressprint.languages import typography
from pressprint.layouts import Layout
from pressprint.pages.desk import Desk
from pressprint.pages.punctuation import colon, comma, in_brackets
from pressprint.pages.tables.cells import shape_of
from pressprint.release import Block, Content, Figure, Link, List, Paragraph, Quote, Release, Table, Text
from pressprint.text import printed_address

_SEMICOLONS = {"Arab": "؛ ", "Jpan": "；", "Hans": "；"}
_DIVIDER = "* * *"
_SIGNATURE = "—"
_QUOTES = "\"'“”„«»‹›‘’「『"
_NESTED = "  "  # before an item of a list in a list


def to_text(
    release: Release, *, layout: str | os.PathLike[str] | Layout | None = None, now: datetime | None = None
) -> str:
    """A release as plain text, in its printed order and with its text as it is set; it ends with a line feed.

    A paragraph is one line, however long; lines that belong together, such as a contact's, follow one another. A
    table is a line for each row that tells what each cell is, a figure is its description in brackets and its
    caption, a link has its address behind it. Bold and italic are lost. A draft or an embargo is told first.

    `layout` gives wording and national form; without it the release's own counts, and then `agency`. `now` is the time
    by which a release may be called released: see `render`.

    Raises:
        LayoutError: the layout is not there or not right.
        SettingError: the release says that it is released, and its embargo has not ended, or nothing tells the time.
    """
    desk = desk_for(release, layout, now)
    paragraphs = [_tidy(text) for piece in walk(desk) for text in _piece(piece, desk)]
    return "\n\n".join(text for text in paragraphs if text) + "\n"


def inline_text(content: Content, desk: Desk) -> str:
    """Inline text without its styles, each link with its address unless that is what is shown.

    A telephone number in a text from right to left is isolated (UAX #9, 2.4): its groups of digits would be reversed.
    """
    result = ""
    for node in content:
        if isinstance(node, Text):
            result += node.text
        elif isinstance(node, Link):
            text = _link(node.href, inline_text(node.content, desk), desk)
            result += f"\u2066{text}\u2069" if desk.right_to_left and node.href.startswith("tel:") else text
        else:
            result += inline_text(node.content, desk)
    return result


def _link(href: str, text: str, desk: Desk) -> str:
    """A link's text with its address, or the address alone, whole, so that a mail program makes a link of it."""
    if not _is_told(href, text):
        return in_brackets(text, _address(href), desk)
    return href if href.startswith("http") and text.strip() and "://" not in text else text


def _is_told(href: str, text: str) -> bool:
    """Whether a link's text is its address, but for the scheme and a stroke at the end."""
    kind, _, rest = href.partition(":")
    told = text.strip()
    if kind == "tel":
        return re.sub(r"\D", "", told)[-6:] == re.sub(r"\D", "", rest.partition(";")[0])[-6:]
    bare = told.partition("://")[2] or told
    return not told or bare.rstrip("/").casefold() in (_bare(href).casefold(), rest.casefold())


def _bare(href: str) -> str:
    return printed_address(href) if href.startswith("http") else href.partition(":")[2]


def _address(href: str) -> str:
    return href if href.startswith("http") else href.partition(":")[2]


def _tidy(text: str) -> str:
    """A text whose lines have no blanks at their ends."""
    return "\n".join(line.rstrip(" \t") for line in text.strip(" \t\n").split("\n"))


def _piece(piece: Piece, desk: Desk) -> Iterator[str]:
    """The paragraphs of a piece."""
    match piece:
        case Title():
            yield "\n".join(piece.lines)
        case Lines():
            yield "\n".join(inline_text(line, desk) for line in piece.lines)
        case Heading():
            yield inline_text(piece.content, desk)
        case Terms():
            yield "\n".join(f"{label}{colon(desk)}{inline_text(content, desk)}" for label, content in piece.terms)
        case Note():
            yield from _block(piece.block, desk)
        case Foot():
            pass


def _block(block: Block, desk: Desk) -> Iterator[str]:
    """The paragraphs of a block."""
    match block:
        case Quote():
            yield from _quote(block, desk)
        case List():
            yield "\n".join(_list(block, desk, ""))
        case Figure():
            yield _figure(block, desk)
        case Table():
            yield _table(block, desk)
        case Paragraph():
            yield inline_text(block.content, desk)
        case _:
            yield _DIVIDER


def _quote(block: Quote, desk: Desk) -> Iterator[str]:
    """The paragraphs of a quotation in quotes, unless its author put them; and who said it."""
    texts = [inline_text(content, desk).strip() for content in block.text]
    if texts[0][:1] not in _QUOTES:
        opening, closing = _marks(desk)
        texts = [opening + text for text in texts]
        texts[-1] += closing
    yield from texts
    if block.speaker:
        yield f"{_SIGNATURE}\u00a0{comma(desk).join(filter(None, (block.speaker, block.role)))}"


def _marks(desk: Desk) -> tuple[str, str]:
    """What opens and closes a quotation, with the spaces of the language."""
    rules = typography(desk.release.language)
    return rules.outer[0] + rules.inside, rules.inside + rules.outer[1]


def _list(block: List, desk: Desk, before: str) -> Iterator[str]:
    """A line for each paragraph of each item, those of lists in lists moved to the right."""
    for number, item in enumerate(block.items, start=block.start):
        mark = f"{number}. " if block.ordered else "• "
        for inner in item.blocks:
            if isinstance(inner, Paragraph):
                yield before + mark + inline_text(inner.content, desk)
                mark = _NESTED
            else:
                yield from _list(inner, desk, before + _NESTED)


def _figure(block: Figure, desk: Desk) -> str:
    """What a figure shows, in brackets; its caption; its credit and terms."""
    caption = inline_text(block.caption, desk).strip()
    alt = "" if block.decorative or not block.alt or block.alt == caption else f"[{block.alt}]"
    return "\n".join(filter(None, (alt, caption, " · ".join(filter(None, (block.credit, block.rights))))))


def _table(block: Table, desk: Desk) -> str:
    """The caption, a line for each row, the notes. A row says what each of its cells is: no column needs to line up."""
    heads = [inline_text(cell, desk).strip() for cell in block.header]
    names_rows = shape_of(block, desk.release.language)[1] or (len(heads) == 2 and not heads[0])
    caption = inline_text(block.caption, desk)
    rows = [
        _row([inline_text(cell, desk).strip() for cell in row], heads, desk, named=names_rows) for row in block.rows
    ]
    if not block.rows:
        rows = [_semicolon(desk).join(filter(None, heads))]
    return "\n".join(filter(None, (caption, *rows, *(inline_text(note, desk) for note in block.notes))))


def _row(cells: list[str], heads: list[str], desk: Desk, *, named: bool) -> str:
    """`Passengers – 2025: 1,204; 2024: 1,150`, where the first cell names the row; else each cell with its heading."""
    start = 1 if named and cells[0] else 0
    told = [
        head + colon(desk) + cell if head else cell
        for head, cell in zip(heads[start:], cells[start:], strict=True)
        if cell
    ]
    text = _semicolon(desk).join(told)
    return f"{cells[0]} – {text}" if start and text else text or cells[0]


def _semicolon(desk: Desk) -> str:
    """A semicolon with the spaces around it."""
    before = typography(desk.release.language).before.get(";", "")
    return _SEMICOLONS.get(desk.language.script) or f"{before}; "


__all__ = ["inline_text", "to_text"]
