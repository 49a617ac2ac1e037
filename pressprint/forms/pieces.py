"""What a release is read as, from its first line to its last: pieces that each form writes in its own way."""

from __future__ import annotations

from msgspec import Struct

from pressprint.release import Block, Content, Text


class Lines(Struct, frozen=True, eq=False):
    """Lines that stand under one another in a role of the layout: a paragraph, an address, a contact."""

    role: str
    lines: tuple[Content, ...]


class Title(Struct, frozen=True, eq=False):
    """The lines of the title."""

    lines: tuple[str, ...]


class Heading(Struct, frozen=True, eq=False):
    """A heading in a role, of a level from 2 to 6."""

    role: str
    level: int
    content: Content


class Terms(Struct, frozen=True, eq=False):
    """Labels, each with what it tells, in a role: quick facts, key figures."""

    role: str
    terms: tuple[tuple[str, Content], ...]


class Note(Struct, frozen=True, eq=False):
    """A block of the release, whose paragraphs are in a role."""

    role: str
    block: Block


class Foot(Struct, frozen=True, eq=False):
    """The end of the text and the beginning of what follows it: contacts, addresses, other editions."""


Piece = Lines | Title | Heading | Terms | Note | Foot


def words(text: str) -> Content:
    """Plain text as inline text."""
    return (Text.model_construct(text=text),)


def line(role: str, text: str) -> Lines:
    """One line of plain text in a role."""
    return Lines(role, (words(text),))
