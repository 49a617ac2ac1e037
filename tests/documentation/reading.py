"""Pages as the tests read them: fenced blocks in their order, links, and what stands between backquotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_FENCE = re.compile(r"^(?P<indent> *)```(?P<info>[^\n`]*)\n(?P<text>.*?)^(?P=indent)```$", re.MULTILINE | re.DOTALL)
_TITLE = re.compile(r'title="([^"]+)"')
_LINK = re.compile(r"!?\[[^\]]*\]\((?P<to>[^)\s]+)\)")
_CODE = re.compile(r"`([^`\n]+)`")
_HEADING = re.compile(r"^##* (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, its title, its text, its line (from 1), and the heading above it."""

    language: str
    title: str | None
    text: str
    line: int
    heading: str


def blocks(page: Path) -> list[Block]:
    """The fenced blocks of a page."""
    text = page.read_text(encoding="utf-8")
    found = []
    for match in _FENCE.finditer(text):
        words = match["info"].split(maxsplit=1)
        title = _TITLE.search(match["info"])
        line = text.count("\n", 0, match.start()) + 1
        above = _HEADING.findall(text, 0, match.start())
        language = words[0] if words else ""
        found.append(Block(language, title[1] if title else None, match["text"], line, above[-1] if above else ""))
    return found


def prose(page: Path) -> str:
    """A page without its fenced blocks."""
    return _FENCE.sub("", page.read_text(encoding="utf-8"))


def links(page: Path) -> Iterator[str]:
    """Where the links and pictures of a page lead."""
    for match in _LINK.finditer(_CODE.sub("", prose(page))):
        yield match["to"]


def code(page: Path) -> Iterator[str]:
    """What stands between backquotes in the text of a page."""
    for match in _CODE.finditer(prose(page)):
        yield match[1]


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings."""
    words = (re.sub(r"[^\w\s-]", "", heading.lower()) for heading in _HEADING.findall(prose(page)))
    return {re.sub(r"[-\s]+", "-", heading.strip()) for heading in words}
