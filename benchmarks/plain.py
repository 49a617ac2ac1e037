"""A release as a flat row of blocks, from which each peer's own markup is easily made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from pressprint import Contact, Divider, Emphasis, Heading, Link, List, Paragraph, Quote, Release, Strong, Text
from pressprint.release import Block as ReleaseBlock
from pressprint.release import Content

Role = Literal[
    *("dateline", "status", "kicker", "title", "subtitle", "lead", "body", "heading"),
    *("quote", "attribution", "notes", "legal", "contact"),
]
"""What a block is. The layout has a style of the same name, from which the peers take sizes and spaces."""


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one style. A line feed in it is a line break."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or heading. In a list `depth` counts from 1; an item's first paragraph has its `mark`."""

    role: Role
    runs: tuple[Run, ...]
    depth: int = 0
    mark: str = ""


def flatten(release: Release) -> tuple[Block, ...]:
    """All that a release says, in the order in which pressprint prints it.

    Raises:
        NotImplementedError: the release holds a figure or a table.
    """
    return tuple(_blocks(release))


def _blocks(release: Release) -> Iterator[Block]:
    date = release.date.isoformat() if release.date else None
    yield from _lines("dateline", [_joined(release.place, date, release.reference)])
    yield from _lines("status", [f"Embargo: {release.embargo}" if release.embargo else None])
    yield from _lines("kicker", release.kickers)
    yield from _lines("title", ["\n".join(release.title)])
    yield from _lines("subtitle", [release.subtitle])
    if release.lead:
        yield Block("lead", tuple(_runs(release.lead, Run(""))))
    yield from _part(None, release.body, "body")
    yield from _part("Notes", release.notes, "notes")
    for part in release.boilerplate:
        yield from _part(part.heading, part.body, "notes")
    yield from _part("Legal", release.legal, "legal")
    yield from (_contact(contact) for contact in release.contacts)
    yield from _lines("contact", (_joined(site.label, site.url) for site in release.links))


def _lines(role: Role, texts: Iterable[str | None]) -> Iterator[Block]:
    return (Block(role, (Run(text),)) for text in texts if text)


def _part(heading: str | None, blocks: Iterable[ReleaseBlock], role: Role) -> Iterator[Block]:
    made = [flat for block in blocks for flat in _flat(block, role)]
    if heading and made:
        yield from _lines("heading", [heading])
    yield from made


def _flat(block: ReleaseBlock, role: Role, depth: int = 0) -> Iterator[Block]:
    match block:
        case Paragraph(content=content):
            yield Block(role, tuple(_runs(content, Run(""))), depth)
        case Heading(content=content):
            yield Block("heading", tuple(_runs(content, Run(""))))
        case Quote(text=paragraphs, speaker=speaker, role=function):
            yield from (Block("quote", tuple(_runs(content, Run("")))) for content in paragraphs)
            yield from _lines("attribution", [_joined(speaker, function)])
        case List(items=items, ordered=ordered, start=start):
            for number, item in enumerate(items, start):
                first, *others = (flat for part in item.blocks for flat in _flat(part, role, depth + 1))
                yield replace(first, mark=f"{number}." if ordered else "•")
                yield from others
        case Divider():
            pass
        case _:
            raise NotImplementedError(f"the peers' pages have no {block.type}")


def _runs(content: Content, style: Run) -> Iterator[Run]:
    for node in content:
        match node:
            case Text(text=text):
                yield replace(style, text=text)
            case Strong(content=inner):
                yield from _runs(inner, replace(style, bold=True))
            case Emphasis(content=inner):
                yield from _runs(inner, replace(style, italic=True))
            case Link(content=inner, href=href):
                yield from _runs(inner, replace(style, href=href))


def _contact(contact: Contact) -> Block:
    runs = [Run(contact.name, bold=True)] if contact.name else []
    runs += [Run(f"  {text}") for text in (contact.role, contact.organisation, *contact.phones) if text]
    if contact.email:
        runs += [Run("  "), Run(contact.email, href=f"mailto:{contact.email}")]
    return Block("contact", tuple(runs))


def _joined(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)
