"""A release as HTML for mail programs: one document with inline styles, and nothing that is fetched from anywhere."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from datetime import datetime
from html import escape

from pressprint.forms.blocks import Writer
from pressprint.forms.looks import Looks
from pressprint.forms.pieces import Foot, Heading, Lines, Note, Piece, Terms, Title
from pressprint.forms.walk import desk_for, walk
from pressprint.layouts import Layout
from pressprint.pages.desk import Desk
from pressprint.pages.standing import standing
from pressprint.release import Release

_WIDTH = 640  # of the column, in pixels

# Outlook for Windows knows no max-width: it gets a table around the column, which other programs take as a comment.
_BEFORE = (
    f'<!--[if mso]><table role="presentation" width="{_WIDTH}" align="center" cellpadding="0" cellspacing="0" '
    'border="0"><tr><td><![endif]-->'
)
_AFTER = "<!--[if mso]></td></tr></table><![endif]-->"


def to_html(
    release: Release,
    layout: str | os.PathLike[str] | Layout | None = None,
    *,
    now: datetime | None = None,
    pictures: Mapping[str, str] | None = None,
) -> str:
    """A release as an HTML document for mail programs, in its printed order and with its text as it is set.

    It has the layout's colours, sizes and fonts as inline styles, with fonts behind them that every machine has; each
    text has a contrast of 4.5 : 1. Nothing is fetched: there is no logo, and a figure is its description, caption and
    credit. `pictures` are the content identifiers of the figures whose pictures the mail carries (RFC 2392), by the
    name that the release gives them; such a one is an image with the address `cid:…`. A draft or an embargo is told
    first.

    `layout` is a layout's name, the path of its folder, or a loaded layout; without one the release's own counts, and
    then `agency`. `now` is the time by which a release may be called released: see `render`.

    Raises:
        LayoutError: the layout is not there or not right.
        SettingError: the release says that it is released, and its embargo has not ended, or nothing tells the time.
    """
    desk = desk_for(release, layout, now)
    looks = Looks(desk.layout, right_to_left=desk.right_to_left, italics=desk.has_italics)
    writer = Writer(desk, looks, pictures or {})
    body = "\n".join(_piece(piece, writer, looks) for piece in walk(desk))
    return _document(desk, looks, body)


def _document(desk: Desk, looks: Looks, body: str) -> str:
    """The whole document around the pieces. Some programs drop `html` and `body`: the column says all of it again."""
    told = " · ".join((*standing(desk), desk.release.full_title))
    language = f'lang="{escape(desk.release.language)}" dir="{"rtl" if desk.right_to_left else "ltr"}"'
    ground = looks.css(margin="0", padding="0", background_color="#ffffff")
    column = looks.css(max_width=f"{_WIDTH}px", margin="0 auto", padding="24px 20px", background_color="#ffffff")
    return (
        f"<!DOCTYPE html>\n<html {language}>\n<head>\n"
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light">\n'
        f"<title>{escape(told)}</title>\n</head>\n"
        f'<body style="{ground}">\n{_BEFORE}\n<div {language} style="{column}">\n{body}\n</div>\n{_AFTER}\n'
        "</body>\n</html>\n"
    )


def _piece(piece: Piece, writer: Writer, looks: Looks) -> str:
    """A piece as an element, or several."""
    match piece:
        case Title():
            lines = "<br>".join(escape(line) for line in piece.lines)
            return f'<h1 style="{looks.text("title")}">{lines}</h1>'
        case Lines():
            return _lines(piece, writer, looks)
        case Heading():
            text = writer.inline(piece.content, piece.role)
            return f'<h{piece.level} style="{looks.text(piece.role)}">{text}</h{piece.level}>'
        case Terms():
            return _terms(piece, writer, looks)
        case Note():
            return writer.block(piece.block, piece.role)
        case Foot():
            style = looks.css(border="0", border_top=f"1px solid {looks.colour('muted')}", margin="24px 0 16px 0")
            return f'<hr style="{style}">'


def _lines(piece: Lines, writer: Writer, looks: Looks) -> str:
    """Lines of a paragraph; those that must not be missed in a box of their own."""
    ground = looks.tint("alert") if piece.role == "band" else "#ffffff"
    text = "<br>".join(writer.inline(line, piece.role, ground) for line in piece.lines)
    style = looks.text(piece.role, ground=ground, margin=_MARGINS.get(piece.role))
    match piece.role:
        case "wordmark" if looks.layout.keys.header.style == "band":
            colours = looks.layout.keys.colours
            band = colours.band or colours.brand
            style = looks.text("wordmark", ground=band, margin="0 0 12px 0", colour="on_band")
            style = f"{style};background-color:{band};padding:16px 20px"
        case "wordmark":
            style = f"{style};border-bottom:2px solid {looks.layout.keys.colours.brand};padding-bottom:8px"
        case "status":
            alert = looks.layout.keys.colours.alert
            style = f"{style};border:1px solid {alert};padding:10px 14px"
        case "band":
            first, *others = (writer.inline(line, "status", ground) for line in piece.lines)
            strong = f'<strong style="color:{looks.colour("alert", ground)}">{first}</strong>'
            text = "<br>".join((strong, *others))
            style = f"{style};background-color:{ground};{looks.bar(looks.layout.keys.colours.alert)};padding:10px 14px"
    return f'<p style="{style}">{text}</p>'


# Margins of what the layout places by other means.
_MARGINS = {
    "status": "0 0 12px 0",
    "free": "0 0 12px 0",
    "band": "12px 0 16px 0",
    "wordmark": "0 0 12px 0",
    "label": "0 0 4px 0",
    "dateline": "0 0 20px 0",
    "contact": "0 0 12px 0",
}


def _terms(piece: Terms, writer: Writer, looks: Looks) -> str:
    """A list of terms; figures that stand out before what they are the figures of."""
    label, text = ("key_figure", "key_text") if piece.role == "key_figure" else ("fact_label", "fact")
    return "\n".join(_entries(piece, writer, looks, label, text))


def _entries(piece: Terms, writer: Writer, looks: Looks, label: str, text: str) -> Iterator[str]:
    yield f'<dl style="{looks.css(margin="0 0 16px 0")}">'
    for term, content in piece.terms:
        yield f'<dt style="{looks.text(label, margin="8px 0 0 0")}">{escape(term)}</dt>'
        yield f'<dd style="{looks.text(text, margin="0")}">{writer.inline(content, text)}</dd>'
    yield "</dl>"
