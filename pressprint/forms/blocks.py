"""The blocks of a release as HTML for mail programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from unicodedata import bidirectional

from pressprint.forms.looks import Looks, attribute
from pressprint.languages import code_of, language
from pressprint.pages.desk import Desk
from pressprint.pages.punctuation import comma
from pressprint.pages.tables.cells import alignment, shape_of
from pressprint.release import (
    Block,
    Content,
    Divider,
    Emphasis,
    Figure,
    Foreign,
    Inline,
    Link,
    List,
    Paragraph,
    Quote,
    Strong,
    Table,
    Text,
    plain,
)
from pressprint.text import sent_address


def _has_letters(text: str) -> bool:
    """Whether a text has letters of a script that is written from right to left."""
    return any(bidirectional(character) in ("R", "AL") for character in text)


class Writer:
    """Writes blocks and inline text in the looks of a layout. `pictures` are content identifiers by their names."""

    def __init__(self, desk: Desk, looks: Looks, pictures: Mapping[str, str]) -> None:
        self.desk, self.looks, self.pictures = desk, looks, pictures

    def inline(self, content: Content, role: str, ground: str = "#ffffff") -> str:
        """Inline text. Emphasis is upright in a role that is italic itself, as it is on paper."""
        return "".join(self._node(node, role, ground) for node in content)

    def _node(self, node: Inline, role: str, ground: str) -> str:
        if isinstance(node, Text):
            return escape(node.text, quote=False).replace("\n", "<br>")
        inner = self.inline(node.content, role, ground)
        match node:
            case Strong():
                return f"<strong>{inner}</strong>"
            case Emphasis():
                upright = not self.looks.italics or "font-style:italic" in self.looks.type(role)
                return f'<em style="font-style:normal">{inner}</em>' if upright else f"<em>{inner}</em>"
            case Foreign():
                code = code_of(node.language)
                direction = language(code).direction if code else None
                own = self.desk.language.direction
                turned = attribute("dir", direction) if direction and direction != own else ""
                return f"<span{attribute('lang', node.language)}{turned}>{inner}</span>"
            case Link():
                style = self.looks.css(color=self.looks.colour("brand", ground), text_decoration="underline")
                if not inner.strip():
                    return inner
                # Numbers and addresses run from left to right in every script.
                turned = ' dir="ltr"' if self.desk.right_to_left and not _has_letters(plain(node.content)) else ""
                return f'<a{attribute("href", sent_address(node.href))}{turned} style="{style}">{inner}</a>'

    def block(self, block: Block, role: str) -> str:
        """A block; `role` is that of its running text."""
        match block:
            case Paragraph():
                return f'<p style="{self.looks.text(role)}">{self.inline(block.content, role)}</p>'
            case Quote():
                return "\n".join(self._quote(block))
            case List():
                return "\n".join(self._list(block, "item" if role == "body" else role))
            case Figure():
                return "\n".join(self._figure(block))
            case Table():
                return "\n".join(self._table(block))
            case Divider():
                rule = f"1px solid {self.looks.layout.keys.tables.row_colour}"
                return f'<hr style="{self.looks.css(border="0", border_top=rule, width="33%", margin="20px auto")}">'
            case _:
                raise AssertionError(block)  # headings are pieces of their own

    def _quote(self, block: Quote) -> Iterator[str]:
        """The paragraphs behind a bar, and who said it."""
        brand = self.looks.layout.keys.colours.brand
        yield f'<blockquote style="margin:20px 0;{self.looks.bar(brand)}">'
        style = self.looks.text("quote", margin="0 0 8px 0")
        for content in block.text:
            yield f'<p style="{style}">{self.inline(content, "quote")}</p>'
        if block.speaker:
            role = escape(f"{comma(self.desk)}{block.role}", quote=False) if block.role else ""
            style = self.looks.text("attribution", margin="0")
            yield f'<p style="{style}"><strong>{escape(block.speaker, quote=False)}</strong>{role}</p>'
        yield "</blockquote>"

    def _list(self, block: List, role: str) -> Iterator[str]:
        """A list; its first paragraph stands in the item itself, where programs set the bullet beside it."""
        name = "ol" if block.ordered else "ul"
        start = attribute("start", str(block.start)) if block.ordered and block.start != 1 else ""
        style = f"margin:0 0 12px 0;padding:0;padding-{self.looks.start}:24px"
        yield f'<{name}{start} style="{style}">'
        for item in block.items:
            yield f'<li style="{self.looks.text(role, margin="0 0 4px 0")}">'
            for number, inner in enumerate(item.blocks):
                if isinstance(inner, List):
                    yield from self._list(inner, role)
                elif number:
                    yield f'<p style="margin:4px 0 0 0">{self.inline(inner.content, role)}</p>'
                else:
                    yield self.inline(inner.content, role)
            yield "</li>"
        yield f"</{name}>"

    def _figure(self, block: Figure) -> Iterator[str]:
        """The picture, where the mail carries it, or what it shows; its caption; its credit and terms."""
        identifier = self.pictures.get(block.src)
        credit = " · ".join(filter(None, (block.credit, block.rights)))
        alt = "" if block.decorative else block.alt or ""
        if identifier is None and not (alt or plain(block.caption).strip() or credit):
            return
        yield f'<div style="margin:16px 0;padding:12px 14px;background-color:{self.ground}">'
        if identifier is not None:
            style = self.looks.css(display="block", width="100%", max_width="100%", height="auto", border="0")
            yield f'<img{attribute("src", f"cid:{identifier}")}{attribute("alt", alt)} width="612" style="{style}">'
        elif alt and alt != plain(block.caption).strip():
            look = self.looks.text("caption", margin="0 0 4px 0", ground=self.ground)
            style = f"{look};font-style:italic" if self.looks.italics else look
            yield f'<p style="{style}">[{escape(alt, quote=False)}]</p>'
        if plain(block.caption).strip():
            style = self.looks.text("caption", margin="4px 0 0 0", ground=self.ground)
            yield f'<p style="{style}">{self.inline(block.caption, "caption", self.ground)}</p>'
        if credit:
            style = self.looks.text("credit", margin="4px 0 0 0", ground=self.ground)
            yield f'<p style="{style}">{escape(credit, quote=False)}</p>'
        yield "</div>"

    @property
    def ground(self) -> str:
        """The ground of boxes."""
        return self.looks.layout.keys.colours.tint

    def _table(self, block: Table) -> Iterator[str]:
        """A table of data: a header row, cells that name their rows, figures at the end of their columns; its notes."""
        figures, names_rows = shape_of(block, self.desk.release.language)
        colours, look = self.looks.layout.keys.colours, self.looks.layout.keys.tables
        sides = [self._side(block, number, figures) for number in range(len(block.header))]
        rule = f"2px solid {getattr(colours, look.colour)}"
        yield f'<table style="border-collapse:collapse;width:100%;margin:16px 0;border-bottom:{rule}">'
        if plain(block.caption).strip():
            style = self.looks.text("table_caption", margin="0")
            yield f'<caption style="{style};padding:0 0 6px 0">{self.inline(block.caption, "table_caption")}</caption>'
        head = f"border-top:{rule};border-bottom:{rule};vertical-align:bottom"
        first = 0 if plain(block.header[0]).strip() else 1
        yield f"<thead>{self._row(block.header, 'table_head', head, sides, range(first, len(sides)), 'col')}</thead>"
        cell = f"border-bottom:1px solid {look.row_colour};vertical-align:top"
        yield "<tbody>"
        for row in block.rows:
            heads = range(1 if names_rows and plain(row[0]).strip() else 0)
            yield self._row(row, "table_cell", cell, sides, heads, "row")
        yield "</tbody></table>"
        for number, note in enumerate(block.notes, start=1):
            style = self.looks.text("table_note", margin=f"0 0 {4 if number < len(block.notes) else 16}px 0")
            yield f'<p style="{style}">{self.inline(note, "table_note")}</p>'

    def _row(
        self, cells: tuple[Content, ...], role: str, style: str, sides: list[str], heads: range, scope: str
    ) -> str:
        """A row, of which the cells with the numbers in `heads` are heads. Its type stands once for all cells."""
        made = []
        for number, content in enumerate(cells):
            name, scoped = ("th", attribute("scope", scope)) if number in heads else ("td", "")
            weight = ";font-weight:inherit" if name == "th" else ""
            full = f"text-align:{sides[number]};padding:5px 8px;{style}{weight}"
            made.append(f'<{name}{scoped} style="{full}">{self.inline(content, role)}</{name}>')
        return f'<tr style="{self.looks.type(role)}">' + "".join(made) + "</tr>"

    def _side(self, block: Table, number: int, figures: list[bool]) -> str:
        chosen = alignment(block, number)
        if chosen != "auto":
            return chosen
        return self.looks.end if figures[number] else self.looks.start
