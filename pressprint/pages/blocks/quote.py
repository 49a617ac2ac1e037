"""A quotation set off on its own: a bar at its side, its attribution on a line of its own."""

from __future__ import annotations

from msgspec.structs import replace

from pressprint.pages.blocks.paragraph import running_shape
from pressprint.pages.blocks.roles import Roles
from pressprint.pages.column import rows
from pressprint.pages.desk import Desk
from pressprint.pages.punctuation import comma
from pressprint.pages.values import FORBIDDEN, Bar, Row
from pressprint.paragraphs import Span
from pressprint.release import Quote


def set_quote(block: Quote, desk: Desk, roles: Roles, parent: int) -> list[Row]:
    """The paragraphs of a quotation and who said it."""
    look, style = desk.layout.keys.quote, desk.layout.style("quote")
    bar = Bar(0, look.bar, desk.layout.keys.colours.brand) if look.bar else None
    quote = desk.element("BlockQuote", parent)
    shape = running_shape(desk, desk.measure - look.indent - look.indent_right, justify=True)
    result: list[Row] = []
    for content in block.text:
        lines = desk.lines(desk.spans(content, "quote", desk.element("P", quote)), shape)
        result += rows(lines, style, above=style.leading / 2 if result else None, x=look.indent, bar=bar)
    attribution = _attribution(block, desk, quote, look.indent, bar)
    if attribution and result:
        result[-1] = replace(result[-1], below=0.0)
    return result + attribution


def _attribution(block: Quote, desk: Desk, quote: int, indent: float, bar: Bar | None) -> list[Row]:
    if not (block.speaker or block.role):
        return []
    style, node = desk.layout.style("attribution"), desk.element("P", quote)
    spans = [Span(block.speaker, desk.style("attribution", "bold", "text"), node)] if block.speaker else []
    if block.role:
        before = comma(desk) if block.speaker else ""
        spans.append(Span(f"{before}{block.role}", desk.style("attribution"), node))
    shape = running_shape(desk, desk.measure - indent, justify=False)
    lines = desk.lines(spans, shape)
    made = rows(lines, style, below=desk.layout.style("quote").below, x=indent, bar=bar)
    return [replace(row, penalty=FORBIDDEN) for row in made]
