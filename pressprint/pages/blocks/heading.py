"""A heading inside the text: ragged, balanced, and never parted from what follows."""

from __future__ import annotations

from msgspec.structs import replace

from pressprint.pages.blocks.roles import Roles
from pressprint.pages.column import rows
from pressprint.pages.desk import Desk
from pressprint.pages.values import FORBIDDEN, Bookmark, Kind, Row
from pressprint.paragraphs import Shape
from pressprint.release import Content, Heading, Text, plain

_KINDS: tuple[Kind, ...] = ("H2", "H3", "H4", "H5", "H6")


def set_heading(block: Heading, desk: Desk, roles: Roles, parent: int) -> list[Row]:
    """The lines of a heading. Its level follows the last one's without a gap (PDF/UA-1, 7.4.2)."""
    level = min(block.level, max((b.level for b in desk.bookmarks[-1:]), default=1) + 1)
    role = roles.heading if level == 2 else roles.subheading
    return heading_rows(block.content, desk, role, level, parent)


def heading_rows(content: Content, desk: Desk, role: str, level: int, parent: int = 0) -> list[Row]:
    """The lines of a heading in a role, and its bookmark; nothing of a heading that holds nothing to print."""
    node = desk.element(_KINDS[level - 2], parent)
    style = desk.layout.style(role)
    lines = desk.lines(desk.spans(content, role, node), Shape(desk.measure, balance=True))
    if not lines:
        return []
    desk.bookmarks.append(Bookmark(node, " ".join(plain(content).split()), level))
    first, *others = rows(lines, style)
    return [first, *(replace(row, penalty=FORBIDDEN) for row in others)]


def label_rows(text: str, desk: Desk, role: str) -> list[Row]:
    """A heading of level 2 that the layout words, such as “Notes to editors”."""
    return heading_rows((Text(text=text),), desk, role, 2)
