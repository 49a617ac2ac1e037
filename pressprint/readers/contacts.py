"""Contacts in plain text: names, numbers and addresses, in one block each or in separate blocks.

A text extractor gives the columns of a contact footer one after the other: three names, three numbers,
three addresses. They are matched by their order, and only if their counts agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pressprint import languages
from pressprint.errors import Problem, listed
from pressprint.readers.markdown import Located
from pressprint.release import Content, Inline, Link, List, Paragraph, Text, plain

Kind = Literal["name", "phone", "email", "web"]

_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_WEB = re.compile(r"(https?://|www\.)\S+", re.IGNORECASE)
_NUMBER = re.compile(r"(?=(?:\D*\d){5})\+?[\d\s().\-/–\u00a0\u202f]+(\s*\(.*\))?")
_PLURAL = {"name": "names", "phone": "numbers", "email": "e-mail addresses"}


@dataclass(frozen=True, slots=True)
class _Line:
    kind: Kind
    text: str
    number: int


def read_contacts(
    blocks: Sequence[Located], language: languages.Language
) -> tuple[list[dict[str, Any]], list[str], list[Problem]]:
    """The contacts, the websites and the faults in what follows a contacts' heading.

    Returns:
        Fields of contacts, addresses of websites, and problems with their lines. Counts of names, numbers
        and addresses that do not match are a problem: who has which number would be a guess.
    """
    groups: list[list[_Line]] = []
    problems: list[Problem] = []
    for located in blocks:
        if isinstance(located.block, (Paragraph, List)):
            groups.append(list(_lines(located, language)))
        elif located.block.type != "divider":
            what = f"a {located.block.type} stands among the contacts; only names, numbers and addresses may"
            problems.append(Problem(what, line=located.line, field="contacts"))
    webs = [line.text for group in groups for line in group if line.kind == "web"]
    groups = [kept for group in groups if (kept := [line for line in group if line.kind != "web"])]
    columns = all(len({line.kind for line in group}) == 1 for group in groups)
    if columns:
        contacts, faults = _from_columns(groups)
        return contacts, webs, problems + faults
    for group in groups:
        if sum(line.kind == "email" for line in group) > 1:
            what = "several e-mail addresses stand in one block; give each contact a block of its own"
            problems.append(Problem(what, line=group[0].number, field="contacts"))
    return [_from_block(group) for group in groups], webs, problems


def _from_columns(groups: list[list[_Line]]) -> tuple[list[dict[str, Any]], list[Problem]]:
    """Contacts whose names, numbers and addresses stand in separate blocks, matched by their order."""
    columns: dict[Kind, list[_Line]] = {}
    for group in groups:
        columns.setdefault(group[0].kind, []).extend(group)
    counts = {kind: len(lines) for kind, lines in columns.items()}
    if len(set(counts.values())) > 1:
        found = listed(f"{count} {_PLURAL[kind]}" for kind, count in counts.items())
        what = f"found {found}, so it is not clear whose is which; give each contact a block of its own"
        return [], [Problem(what, line=groups[0][0].number, field="contacts")]
    rows = zip(*columns.values(), strict=True)
    return [{line.kind: line.text for line in row} for row in rows], []


def _from_block(group: list[_Line]) -> dict[str, Any]:
    """A contact whose lines stand together: the first line is the name, a second one the role."""
    contact: dict[str, Any] = {"phones": [line.text for line in group if line.kind == "phone"]}
    names = [line.text for line in group if line.kind == "name"]
    for field, text in zip(("name", "role"), (names[:1], [", ".join(names[1:])]), strict=True):
        if text and text[0]:
            contact[field] = text[0]
    emails = [line.text for line in group if line.kind == "email"]
    if emails:
        contact["email"] = emails[0]
    return contact


def _lines(located: Located, language: languages.Language) -> Iterator[_Line]:
    """The lines of a block, each with what it is."""
    block = located.block
    contents: list[Content] = []
    if isinstance(block, Paragraph):
        contents = [block.content]
    elif isinstance(block, List):
        contents = [part.content for item in block.items for part in item.blocks if isinstance(part, Paragraph)]
    number = located.line
    for content in contents:
        for line in _split(content):
            if text := plain(line).strip():
                yield _told(line, text, number, language)
            number += 1


def _split(content: Content) -> Iterator[tuple[Inline, ...]]:
    """Content at its line breaks."""
    line: list[Inline] = []
    for node in content:
        if not isinstance(node, Text):
            line.append(node)
            continue
        first, *others = node.text.split("\n")
        line.append(Text(text=first))
        for other in others:
            yield tuple(line)
            line = [Text(text=other)]
    yield tuple(line)


def _told(content: tuple[Inline, ...], text: str, number: int, language: languages.Language) -> _Line:
    links = [node.href for node in content if isinstance(node, Link)]
    bare = text
    for word in sorted((*language.recognise["phone"], *language.recognise["email"]), key=len, reverse=True):
        if bare.lower().startswith(word.lower()):
            bare = bare[len(word) :].lstrip(" .:\u00a0")
            break
    if _EMAIL.fullmatch(bare):
        return _Line("email", bare, number)
    if links and links[0].startswith("http"):
        return _Line("web", links[0], number)
    if _WEB.fullmatch(bare):
        return _Line("web", bare, number)
    if _NUMBER.fullmatch(bare):
        return _Line("phone", bare.strip(), number)
    return _Line("name", text, number)
