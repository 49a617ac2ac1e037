"""Where the sections at the end of a text belong: notes to editors, About …, legal small print."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Any, Literal

from pressprint import languages
from pressprint.release import Block, Boilerplate, Heading, plain

Kind = Literal["notes", "boilerplate", "legal"]


def place_sections(blocks: Sequence[Block], tag: str, taken: Container[str] = ()) -> dict[str, Any]:
    """The fields `body`, `notes`, `boilerplate` and `legal` that a text's blocks make up.

    A section belongs to one of the last three if its heading says so in the release's language and nothing
    but such sections follows it, so that no text changes its place. `taken` names fields that are already
    given; sections of that kind stay in the body. An unknown language gives a body only.
    """
    if languages.code_of(tag) is None:
        return {"body": tuple(blocks)}
    body = list(blocks)
    sections: list[tuple[Kind, list[Block]]] = []
    while (start := _last_heading(body)) is not None:
        kind = kind_of(body[start], languages.language(tag))
        if kind is None or kind in taken or start + 1 == len(body):
            break
        sections.insert(0, (kind, body[start:]))
        del body[start:]
    sections, stray = _in_order(sections)
    fields: dict[str, Any] = {"body": (*body, *stray)}
    for kind, (heading, *rest) in sections:
        if kind == "boilerplate":
            assert isinstance(heading, Heading)
            part = Boilerplate(heading=plain(heading.content), body=tuple(rest))
            fields[kind] = (*fields.get(kind, ()), part)
        else:
            fields[kind] = (*fields.get(kind, ()), *rest)
    return fields


def kind_of(block: Block, language: languages.Language) -> Kind | None:
    """What a heading announces, by the words of its language."""
    words = fold(plain(block.content)) if isinstance(block, Heading) else ""
    if words in language.recognise["notes"]:
        return "notes"
    if words in language.recognise["legal"]:
        return "legal"
    starts = tuple(f"{start} " for start in language.recognise["boilerplate"])
    return "boilerplate" if f"{words} ".startswith(starts) else None


def fold(text: str) -> str:
    """A text as the lists of `recognise` hold it: lower case, straight apostrophes, no mark at the end."""
    return " ".join(text.replace("’", "'").lower().split()).rstrip(" :.")


def _last_heading(blocks: Sequence[Block]) -> int | None:
    """The index of the last heading, or None."""
    headings = [index for index, block in enumerate(blocks) if isinstance(block, Heading)]
    return headings[-1] if headings else None


def _in_order(
    sections: list[tuple[Kind, list[Block]]],
) -> tuple[list[tuple[Kind, list[Block]]], list[Block]]:
    """The sections from the first one after which they stand as they are printed, and the blocks before."""
    order: tuple[Kind, ...] = ("notes", "boilerplate", "legal")
    start = len(sections)
    while start > 0:
        kinds = [order.index(kind) for kind, _ in sections[start - 1 :]]
        if kinds != sorted(kinds):
            break
        start -= 1
    return sections[start:], [block for _, blocks in sections[:start] for block in blocks]
