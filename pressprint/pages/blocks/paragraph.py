"""A paragraph of running text."""

from __future__ import annotations

from itertools import chain

from pressprint.pages.blocks.roles import Roles
from pressprint.pages.column import rows
from pressprint.pages.desk import Desk
from pressprint.pages.values import Row
from pressprint.paragraphs import Shape, Span
from pressprint.release import Content, Paragraph


def set_paragraph_block(block: Paragraph, desk: Desk, roles: Roles, parent: int) -> list[Row]:
    """The lines of a paragraph."""
    return set_text(block.content, desk, roles.text, parent, justify=roles.justify)


def set_text(content: Content, desk: Desk, role: str, parent: int, *, justify: bool, opening: str = "") -> list[Row]:
    """The lines of running text in a role, over the whole measure. A paragraph that is bold throughout says so.

    `opening` is what stands before the text in the regular face, such as the dateline.
    """
    style = desk.layout.style(role)
    node = desk.element("P", parent)
    spans = desk.spans(content, role, desk.element("Strong", node) if "bold" in style.face else node)
    if opening:
        spans = chain([Span(opening, desk.style(role, "regular"), node)], spans)
    lines = desk.lines(spans, running_shape(desk, desk.measure, justify=justify))
    return rows(lines, style)


def running_shape(desk: Desk, measure: float, *, justify: bool) -> Shape:
    """How running text is broken: justified where both the layout and its place ask for it."""
    keys = desk.layout.keys.paragraphs
    return Shape(
        measure,
        justify=justify and keys.justify,
        elasticity=keys.elasticity,
        loosest=keys.loosest,
        hyphenate=keys.hyphenate,
    )
