"""Bare Markdown, as a text extractor makes it of a real release, becomes a release.

There is no front matter: dateline, reference, title, lead and contacts are recognised by the words of the
text's language. What could be meant in two ways is an error, not a guess.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct, field

from pressprint import languages
from pressprint.errors import Problem, ReadError, quoted
from pressprint.readers.build import build
from pressprint.readers.contacts import read_contacts
from pressprint.readers.dateline import read_dateline
from pressprint.readers.markdown import Located, Parsed, demoted, lead_of, title_lines
from pressprint.readers.sections import fold, place_sections
from pressprint.readers.source import Source
from pressprint.readers.tree import Path, Tree
from pressprint.release import Block, Divider, Heading, Paragraph, Release, plain

_REFERENCE = re.compile(r"(?=.*\d)(?=.*[^\W\d_])[\w./°-]+(\s?[-–/]\s?[\w./]+)*")
_REFERENCE_LIMIT = 40
_EMBARGO_LIMIT = 120


class _Head(Struct):
    """What stands above the text: the fields, their lines, and the faults in them."""

    fields: dict[str, Any] = field(default_factory=dict)
    lines: dict[Path, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def set(self, name: str, value: Any, line: int) -> None:
        self.fields[name] = value
        self.lines[name,] = line


def read_bare(source: Source, parsed: Parsed) -> Release:
    """The release of a Markdown text without front matter.

    Raises:
        ReadError: no title, a language that cannot be told, contacts that do not match, and all else that
            a release may not hold; every fault comes with its line.
    """
    language, title = _language_of(source), _title_of(parsed.blocks)
    problems = [*parsed.problems, *_unknowns(source, parsed.blocks, language, title)]
    if language is None or title is None:
        raise ReadError(sorted(problems, key=lambda problem: problem.line or 0))
    blocks, contact_blocks = _split_contacts(parsed.blocks, title, language)
    head, text = _read_head(blocks, title, language)
    head.set("language", language.code, 1)
    if text and (lead := lead_of(text[0].block)):
        head.set("lead", lead, text.pop(0).line)
    for name, value in place_sections(demoted(text), language.code).items():
        head.set(name, value, text[0].line if text else 1)
    contacts = read_contacts(contact_blocks, language)
    head.fields |= {"contacts": contacts.contacts, "links": contacts.links}
    problems += (problem.located(source.name) for problem in (*head.problems, *contacts.problems))
    return build(source, Tree(head.fields, head.lines | contacts.lines), problems, parsed.images)


def _unknowns(
    source: Source, blocks: Sequence[Located], language: languages.Language | None, title: int | None
) -> Iterator[Problem]:
    """What a release needs and the text does not tell."""
    line = blocks[0].line if blocks else 1
    if language is None:
        what = "the language cannot be told; put front matter with “language:” and “title:” before the text"
        yield Problem(what, source.name, line, "language")
    if title is None:
        what = "there is no title; begin the title's line with “# ”, or put front matter with “title:” before the text"
        yield Problem(what, source.name, line, "title")


def _title_of(blocks: Sequence[Located]) -> int | None:
    """The index of the title, which is the first heading of Markdown's level 1."""
    return next((index for index, located in enumerate(blocks) if located.top), None)


def _language_of(source: Source) -> languages.Language | None:
    """The language whose commonest words the text uses most; None where none or more than one does."""
    text = source.text.lower()
    counts = Counter(re.findall(r"[^\W\d_]+", text))
    scores: dict[str, int] = {}
    for code in languages.known():
        words, are_joined = languages.common_words(code)
        scores[code] = sum(text.count(word) if are_joined else counts[word] for word in words)
    best, second = sorted(scores, key=lambda code: -scores[code])[:2]
    return languages.language(best) if scores[best] > max(scores[second], 2) else None


def _split_contacts(
    blocks: Sequence[Located], title: int, language: languages.Language
) -> tuple[list[Located], list[Located]]:
    """The blocks before the heading of the contacts, which stands below the title, and those after it."""
    for index, located in enumerate(blocks[:-1]):
        if index > title and _announces_contacts(located.block, language):
            before = list(blocks[:index])
            while isinstance(before[-1].block, Divider):
                before.pop()
            return before, list(blocks[index + 1 :])
    return list(blocks), []


def _announces_contacts(block: Block, language: languages.Language) -> bool:
    return isinstance(block, Heading) and fold(plain(block.content)) in language.recognise["contacts"]


def _read_head(blocks: Sequence[Located], title: int, language: languages.Language) -> tuple[_Head, list[Located]]:
    """The title and what stands above it and directly below it; and the blocks of the text."""
    head = _Head()
    head.set("title", title_lines(blocks[title].block), blocks[title].line)
    for located in blocks[:title]:
        _read_above(head, located, language)
    rest = list(blocks[title + 1 :])
    below = 0
    while below < len(rest) and _read_below(head, rest[below], language):
        below += 1
    return head, rest[below:]


def _read_above(head: _Head, located: Located, language: languages.Language) -> None:
    """Notes each line above the title as what it is: dateline, reference, release line, or else a kicker."""
    block, number = located.block, located.line
    if isinstance(block, Divider):
        return
    if not isinstance(block, (Paragraph, Heading)) or _announces_contacts(block, language):
        what = "only dateline, reference and kickers may stand above the title; put this below it"
        head.problems.append(Problem(what, line=number))
        return
    for line_number, line in enumerate(plain(block.content).split("\n"), start=number):
        if line.strip() and not _note(head, line.strip(), line_number, language):
            head.fields.setdefault("kickers", []).append(line.strip())
            head.lines.setdefault(("kickers",), line_number)


def _read_below(head: _Head, located: Located, language: languages.Language) -> bool:
    """Notes a paragraph below the title if each line of it is a dateline, reference or release line."""
    if not isinstance(located.block, Paragraph):
        return False
    trial = _Head(dict(head.fields), dict(head.lines), list(head.problems))
    lines = enumerate(plain(located.block.content).split("\n"), start=located.line)
    if not all(_note(trial, line.strip(), number, language) for number, line in lines if line.strip()):
        return False
    head.fields, head.lines, head.problems = trial.fields, trial.lines, trial.problems
    return True


def _note(head: _Head, line: str, number: int, language: languages.Language) -> bool:
    """Whether a line is one that belongs to the head and no kicker; it is noted then."""
    if "date" not in head.fields and _note_dateline(head, line, number, language):
        return True
    folded = fold(line)
    if folded in language.recognise["immediate"]:
        head.set("status", "immediate", number)
    elif folded in language.recognise["press_release"]:
        pass  # the layout prints these words
    elif _announces_embargo(folded, language):
        what = f"{quoted(line)} cannot be read for certain; put front matter with “embargo:” before the text"
        head.problems.append(Problem(what, line=number, field="embargo"))
    elif "reference" not in head.fields and len(line) <= _REFERENCE_LIMIT and _REFERENCE.fullmatch(line):
        head.set("reference", line, number)
    else:
        return False
    return True


def _note_dateline(head: _Head, line: str, number: int, language: languages.Language) -> bool:
    try:
        dateline = read_dateline(line, language)
    except ValueError as error:
        head.problems.append(Problem(str(error), line=number, field="date"))
        head.set("date", None, number)
        return True
    if dateline is None:
        return False
    head.set("date", dateline.date, number)
    if dateline.place:
        head.set("place", dateline.place, number)
    return True


def _announces_embargo(folded: str, language: languages.Language) -> bool:
    """Whether a line is one of an embargo: its words, and a day or an hour behind them."""
    words = language.recognise["embargo"]
    if folded in words:
        return True
    starts = words if language.joins_words else tuple(f"{word}{mark}" for word in words for mark in " :,")
    return len(folded) <= _EMBARGO_LIMIT and folded.startswith(starts) and any(map(str.isdigit, folded))
