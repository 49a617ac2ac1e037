"""Where the sections at the end of a text belong: notes to editors, About …, legal small print."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Any, Literal

from pressprint import languages
from pressprint.release import Block, Boilerplate, Heading, plain

Kind = Literal["notes", "boilerplate", "legal"]

_ORDER: tuple[Kind, ...] = ("notes", "boilerplate", "legal")
"""The kinds as they are printed, one after the other."""


def place_sections(blocks: Sequence[Block], tag: str, taken: Container[str] = ()) -> dict[str, Any]:
    """The fields `body`, `notes`, `boilerplate` and `legal` that a text's blocks make up.

    A section belongs to one of the last three if its heading says so in the release's language and nothing
    but such sections follows it, so that no text changes its place. `taken` names fields that are already
    given; sections of that kind stay in the body. An unknown language gives a body only.
    """
    if languages.code_of(tag) is None:
        return {"body": tuple(blocks)}
    sections = _closing_sections(blocks, languages.language(tag), taken)
    fields: dict[str, list[Any]] = {"body": list(blocks[: sections[0][1] if sections else None])}
    ends = [*(start for _, start in sections), len(blocks)][1:]
    for (kind, start), end in zip(sections, ends, strict=bool(sections)):
        heading, *rest = blocks[start:end]
        if kind == "boilerplate":
            assert isinstance(heading, Heading)
            fields.setdefault(kind, []).append(Boilerplate(heading=plain(heading.content), body=tuple(rest)))
        else:
            fields.setdefault(kind, []).extend(rest)
    return {name: tuple(found) for name, found in fields.items()}


def _closing_sections(
    blocks: Sequence[Block], language: languages.Language, taken: Container[str]
) -> list[tuple[Kind, int]]:
    """The sections that close a text in the order in which they are printed: what each is and where it begins."""
    sections: list[tuple[Kind, int]] = []
    end = len(blocks)
    for start in reversed(range(len(blocks))):
        if not isinstance(blocks[start], Heading):
            continue
        kind = kind_of(blocks[start], language)
        if kind is None or kind in taken or start + 1 == end:
            break
        if sections and _ORDER.index(kind) > _ORDER.index(sections[-1][0]):
            break
        sections.append((kind, start))
        end = start
    return sections[::-1]


def kind_of(block: Block, language: languages.Language) -> Kind | None:
    """What a heading announces, by the words of its language."""
    words = fold(plain(block.content)) if isinstance(block, Heading) else ""
    if words in language.recognise["notes"]:
        return "notes"
    if words in language.recognise["legal"]:
        return "legal"
    # Where words are written apart, those that announce end at a space: “about”, not “aboutness”.
    space = "" if language.joins_words else " "
    first = tuple(word + space for word in language.recognise["boilerplate"])
    last = tuple(space + word for word in language.recognise["boilerplate_last"])
    is_boilerplate = (words + space).startswith(first) or (space + words).endswith(last)
    return "boilerplate" if words and is_boilerplate else None


def fold(text: str) -> str:
    """A text as the lists of `recognise` hold it: lower case, straight apostrophes, no mark at the end."""
    return " ".join(text.replace("’", "'").lower().split()).rstrip(" :.：。")
