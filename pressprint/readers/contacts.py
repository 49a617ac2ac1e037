"""Contacts in plain text: names, numbers and addresses, in one block each or in separate blocks.

A text extractor gives the columns of a contact footer one after the other: three names, three numbers,
three addresses. They are matched by their order, and only if their counts agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, Literal

from msgspec import Struct, field

from pressprint import languages
from pressprint.errors import Problem, listed, quoted
from pressprint.readers.markdown import Located
from pressprint.readers.tree import Path
from pressprint.release import Content, Inline, Link, List, Paragraph, Text, plain

Kind = Literal["name", "phone", "email", "web"]

_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_PLAIN_EMAIL = re.compile(r"[\w.+'-]+@[^\s@]+\.[^\s@]+", re.ASCII)
_WEB = re.compile(r"(https?://|www\.)\S+$", re.IGNORECASE)
_NUMBER = re.compile(r"(?=(?:\D*\d){5})\+?[\d\s().\-/–\u00a0\u202f]+(\s*\(.*\))?")
_LONG_NUMBER = re.compile(r"(\d[\s().\-/\u00a0\u202f]*){8}")
_SEPARATORS = " \t\u00a0\u202f.:：–—"
_NOUNS = {"name": ("name", "names"), "phone": ("number", "numbers"), "email": ("e-mail address", "e-mail addresses")}


class Contacts(Struct):
    """Fields of contacts and of websites, the lines of each, and the faults found in them."""

    contacts: list[dict[str, Any]] = field(default_factory=list)
    links: list[dict[str, Any]] = field(default_factory=list)
    lines: dict[Path, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, what: str, line: int) -> None:
        """Notes a fault."""
        self.problems.append(Problem(what, line=line, field="contacts"))


class _Line(Struct, frozen=True):
    """One line and what it is; `label` is what stands beside a web address."""

    kind: Kind
    text: str
    number: int
    label: str | None = None


def read_contacts(blocks: Sequence[Located], language: languages.Language) -> Contacts:
    """The contacts and websites in what follows a contacts' heading.

    Counts of names, numbers and addresses that do not match are a fault: who has which number would be a guess.
    """
    found = Contacts()
    groups: list[list[_Line]] = []
    for located in blocks:
        if isinstance(located.block, (Paragraph, List)):
            groups.append([_told(line, number, language) for line, number in _lines(located) if plain(line).strip()])
        elif located.block.type != "divider":
            what = f"a {located.block.type} stands among the contacts; put them last, with nothing below them"
            found.refuse(what, located.line)
    _note_links([line for group in groups for line in group if line.kind == "web"], found)
    groups = [kept for group in groups if (kept := [line for line in group if line.kind != "web"])]
    for line in (line for group in groups for line in group if line.kind == "name"):
        if _EMAIL.search(line.text) or _LONG_NUMBER.search(line.text):
            found.refuse(f"{quoted(line.text)} is more than a name; give each number and address a line", line.number)
    if all(len({line.kind for line in group}) == 1 for group in groups):
        _match_columns(groups, found)
    else:
        _take_blocks(groups, found)
    return found


def _note_links(lines: list[_Line], found: Contacts) -> None:
    for number, line in enumerate(lines):
        found.links.append({"label": line.label, "url": line.text})
        found.lines["links", number] = line.number


def _match_columns(groups: list[list[_Line]], found: Contacts) -> None:
    """Contacts whose names, numbers and addresses stand in separate blocks, matched by their order."""
    columns: dict[Kind, list[_Line]] = {}
    for group in groups:
        columns.setdefault(group[0].kind, []).extend(group)
    counts = {kind: len(lines) for kind, lines in columns.items()}
    if len(set(counts.values())) > 1:
        counted = listed(f"{count} {_NOUNS[kind][count > 1]}" for kind, count in counts.items())
        what = f"found {counted}, so it is not clear whose is which; give each contact a block of its own"
        found.refuse(what, groups[0][0].number)
        return
    for row in zip(*columns.values(), strict=True):
        _add(row, found)


def _take_blocks(groups: list[list[_Line]], found: Contacts) -> None:
    """Contacts each of whom has a block, with the name first."""
    for group in groups:
        if sum(line.kind == "email" for line in group) > 1:
            what = "several e-mail addresses stand in one block; give each contact a block of its own"
            found.refuse(what, group[0].number)
    nameless = any(all(line.kind != "name" for line in group) for group in groups)
    unreachable = [group for group in groups if all(line.kind == "name" for line in group)]
    if nameless and unreachable:
        what = "names stand apart from their numbers and addresses here; give each contact a block of its own"
        found.refuse(what, unreachable[0][0].number)
    for group in groups:
        _add(group, found)


def _add(group: Sequence[_Line], found: Contacts) -> None:
    """Adds the contact of some lines: the first that is no number or address is the name, others are the role."""
    number = len(found.contacts)
    contact: dict[str, Any] = {}
    for line in group:
        match line.kind:
            case "phone":
                contact.setdefault("phones", []).append(line.text)
            case "email":
                contact["email"] = line.text
                found.lines["contacts", number, "email"] = line.number
            case _ if "name" in contact:
                contact["role"] = ", ".join(filter(None, (contact.get("role"), line.text)))
            case _:
                contact["name"] = line.text
    found.contacts.append(contact)
    found.lines["contacts", number] = group[0].number


def _lines(located: Located) -> Iterator[tuple[Content, int]]:
    """The lines of a block with their numbers."""
    number = located.line
    for content in _contents(located.block):
        for line in _split(content):
            yield line, number
            number += 1


def _contents(block: object) -> Iterator[Content]:
    """The texts of a paragraph, or of a list with the lists in it."""
    if isinstance(block, Paragraph):
        yield block.content
    elif isinstance(block, List):
        for item in block.items:
            for part in item.blocks:
                yield from _contents(part)


def _split(content: Content) -> Iterator[Content]:
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


def _told(content: Content, number: int, language: languages.Language) -> _Line:
    """What a line is. Only a number or an address loses the label before it; all else stays as it is written."""
    text = plain(content).strip()
    if _PLAIN_EMAIL.fullmatch(text):
        return _Line("email", text, number)
    bare = _labels(language.code).sub("", text).lstrip(_SEPARATORS)
    if _EMAIL.fullmatch(bare):
        return _Line("email", bare, number)
    if web := _web_in(content, bare):
        address, label = web
        return _Line("web", address, number, label.strip(_SEPARATORS) or None)
    if _NUMBER.fullmatch(bare):
        return _Line("phone", bare.strip(), number)
    return _Line("name", text, number)


def _web_in(content: Content, text: str) -> tuple[str, str] | None:
    """The web address that a line gives, and its words beside the address."""
    links = [node.href for node in content if isinstance(node, Link) and node.href.startswith("http")]
    match = _WEB.search(text)
    if links:
        shown = re.sub(r"^https?://|/$", "", text)
        return links[0], "" if shown == re.sub(r"^https?://|/$", "", links[0]) else _WEB.sub("", text)
    return (match[0], text[: match.start()]) if match else None


@cache
def _labels(code: str) -> re.Pattern[str]:
    """The words before a number or an address, such as `Tél.`, at the beginning of a line.

    A letter or @ behind the word makes it the beginning of something else, such as `mail@office.example`;
    but where words are written without spaces, a label in that script may stand right before an address.
    """
    language = languages.language(code)
    words = sorted({*language.recognise["phone"], *language.recognise["email"]}, key=len, reverse=True)
    ends = ("" if language.joins_words and not word.isascii() else r"(?![^\W\d_]|@)" for word in words)
    labels = "|".join(re.escape(word) + end for word, end in zip(words, ends, strict=True))
    return re.compile(rf"^(?:{labels})", re.IGNORECASE)
