"""Bare Markdown, as a text extractor makes it of a real release, becomes a release.

There is no front matter: dateline, reference, title, lead and contacts are recognised by the words of the
text's language. What could be meant in two ways is an error, not a guess.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from pressprint import languages
from pressprint.readers.build import build
from pressprint.readers.contacts import read_contacts
from pressprint.readers.dateline import Dateline, read_dateline
from pressprint.readers.markdown import Located, Parsed, demoted, lead_of, title_lines
from pressprint.readers.sections import fold, place_sections
from pressprint.readers.source import Source
from pressprint.readers.tree import Tree
from pressprint.release import Divider, Heading, Paragraph, Release, plain

_REFERENCE = re.compile(r"(?=.*\d)(?=.*[^\W\d_])[\w./°-]+(\s?[-–/]\s?[\w./]+)*")
_REFERENCE_LIMIT = 40


@dataclass(slots=True)
class _Head:
    """What stands above the text: the fields, their lines, and the blocks that are left."""

    fields: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)

    def set(self, name: str, value: Any, line: int) -> None:
        self.fields[name] = value
        self.lines[name] = line


def read_bare(source: Source, parsed: Parsed) -> Release:
    """The release of a Markdown text without front matter.

    Raises:
        ReadError: no title, a language that cannot be told, contacts that do not match, and all else that
            a release may not hold; every fault comes with its line.
    """
    language = _language_of(source, parsed.blocks)
    blocks, contact_blocks = _split_contacts(parsed.blocks, language)
    head, text = _read_head(source, blocks, language)
    head.set("language", language.code, 1)
    if text and (lead := lead_of(text[0].block)):
        head.set("lead", lead, text.pop(0).line)
    for name, value in place_sections(demoted(text), language.code).items():
        head.set(name, value, text[0].line if text else 1)
    problems = list(parsed.problems)
    if contact_blocks:
        contacts, links, faults = read_contacts(contact_blocks, language)
        head.set("contacts", contacts, contact_blocks[0].line)
        head.set("links", links, contact_blocks[0].line)
        problems += (fault.located(source.name) for fault in faults)
    tree = Tree(head.fields, {(name,): line for name, line in head.lines.items()})
    return build(source, tree, problems)


def _language_of(source: Source, blocks: Sequence[Located]) -> languages.Language:
    """The language whose commonest words the text uses most."""
    words = re.findall(r"[^\W\d_]+", source.text.replace("’", "'").lower())
    text = f" {' '.join(words)} "
    scores = {
        code: sum(
            text.count(word if language.script in ("Jpan", "Hans", "Kore") else f" {word} ")
            for word in language.recognise["common"]
        )
        for code in languages.known()
        if (language := languages.language(code))
    }
    best, second = sorted(scores, key=lambda code: (-scores[code], code))[:2]
    if scores[best] < 3 or scores[best] == scores[second]:
        what = "the language cannot be told; put front matter with “language:” and “title:” before the text"
        raise source.error(what, blocks[0].line if blocks else 1, "language")
    return languages.language(best)


def _split_contacts(blocks: Sequence[Located], language: languages.Language) -> tuple[list[Located], list[Located]]:
    """The blocks before the contacts' heading, and those after it."""
    for index, located in enumerate(blocks):
        block = located.block
        if isinstance(block, Heading) and fold(plain(block.content)) in language.recognise["contacts"]:
            before = list(blocks[:index])
            while before and isinstance(before[-1].block, Divider):
                before.pop()
            return before, list(blocks[index + 1 :])
    return list(blocks), []


def _read_head(source: Source, blocks: Sequence[Located], language: languages.Language) -> tuple[_Head, list[Located]]:
    """The title and what stands above it and directly below it; and the blocks of the text."""
    title = next((index for index, located in enumerate(blocks) if located.top), None)
    if title is None:
        what = "there is no title; begin the title's line with “# ”, or add front matter with “title:”"
        raise source.error(what, blocks[0].line if blocks else 1, "title")
    head = _Head()
    head.set("title", title_lines(blocks[title].block), blocks[title].line)
    for located in blocks[:title]:
        _read_above(head, located, language)
    rest = list(blocks[title + 1 :])
    while rest and isinstance(rest[0].block, Paragraph) and _read_line(head, rest[0], language):
        rest.pop(0)
    return head, rest


def _read_above(head: _Head, located: Located, language: languages.Language) -> None:
    """Notes each line above the title as what it is: dateline, reference, release line, or else a kicker."""
    if isinstance(located.block, Divider):
        return
    content = getattr(located.block, "content", ())
    for line in filter(None, (line.strip() for line in plain(content).split("\n"))):
        if not _note(head, line, located.line, language):
            head.set("kickers", (*head.fields.get("kickers", ()), line), located.line)


def _read_line(head: _Head, located: Located, language: languages.Language) -> bool:
    """Notes a paragraph below the title if each line of it is a dateline, reference or release line."""
    assert isinstance(located.block, Paragraph)
    trial = _Head(dict(head.fields), dict(head.lines))
    lines = [line.strip() for line in plain(located.block.content).split("\n")]
    if not all(_note(trial, line, located.line, language) for line in lines if line):
        return False
    head.fields, head.lines = trial.fields, trial.lines
    return True


def _note(head: _Head, line: str, number: int, language: languages.Language) -> bool:
    dateline: Dateline | None = None if "date" in head.fields else read_dateline(line, language)
    if dateline:
        head.set("date", dateline.date, number)
        if dateline.place:
            head.set("place", dateline.place, number)
        return True
    folded = fold(line)
    if folded in language.recognise["immediate"]:
        head.set("status", "immediate", number)
        return True
    if folded in language.recognise["press_release"]:
        return True  # the layout prints these words
    if "reference" not in head.fields and len(line) <= _REFERENCE_LIMIT and _REFERENCE.fullmatch(line):
        head.set("reference", line, number)
        return True
    return False
