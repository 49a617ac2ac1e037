"""What a release is read as, from its first line to its last: pieces that each form writes in its own way."""

from __future__ import annotations

from pressprint.release import Block, Content, Text
from pressprint.values import value


@value
class Lines:
    """Lines that stand under one another in a role of the layout: a paragraph, an address, a contact."""

    role: str
    lines: tuple[Content, ...]


@value
class Title:
    """The lines of the title."""

    lines: tuple[str, ...]


@value
class Heading:
    """A heading in a role, of a level from 2 to 6."""

    role: str
    level: int
    content: Content


@value
class Terms:
    """Labels, each with what it tells, in a role: quick facts, key figures."""

    role: str
    terms: tuple[tuple[str, Content], ...]


@value
class Note:
    """A block of the release, whose paragraphs are in a role."""

    role: str
    block: Block


@value
class Foot:
    """The end of the text and the beginning of what follows it: contacts, addresses, other editions."""


Piece = Lines | Title | Heading | Terms | Note | Foot


def words(text: str) -> Content:
    """Plain text as inline text."""
    return (Text.model_construct(text=text),)


def line(role: str, text: str) -> Lines:
    """One line of plain text in a role."""
    return Lines(role, (words(text),))
