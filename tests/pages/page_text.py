"""Text that fills pages, and what stands on them, read off their items for the tests."""

from __future__ import annotations

from collections.abc import Iterator

from pressprint.pages import A4, INLINE, Document, Page, TextItem
from pressprint.paragraphs import Line

SENTENCE = "The lamp was built in 1907 and its lens weighs two tonnes, for which ships have asked since. "
BOTTOM = A4[1] - 52
LEFT, RIGHT = 88, A4[0] - 92


def sentences(counts: list[int]) -> list[str]:
    """Paragraphs of so many sentences, about as many lines."""
    return [SENTENCE * count for count in counts]


def words(line: Line) -> str:
    """A line's text, as it is printed."""
    text = "".join(
        " ".join(word.text for word in segment.words) + (" " if segment.space_after else "")
        for segment in line.segments
    )
    return text.rstrip(" ")


def lines(page: Page, *, artifacts: bool = False) -> list[str]:
    """The lines of a page in the order in which they are read; with `artifacts`, only those that are furniture."""
    return [words(item.line) for item in page.items if isinstance(item, TextItem) and bool(item.artifact) == artifacts]


def kind_and_lines(document: Document) -> Iterator[tuple[int, str, int, str]]:
    """Each line of the text: its page from 1, the kind of its block, the block's number, its words."""
    for number, page in enumerate(document.pages, start=1):
        for item in page.items:
            if isinstance(item, TextItem) and not item.artifact and item.line.segments:
                node = block_of(document, item.line.segments[0].node)
                yield number, document.elements[node].kind, node, words(item.line)


def block_of(document: Document, node: int) -> int:
    """The element of the block that an inline element stands in."""
    while document.elements[node].kind in INLINE:
        parent = document.elements[node].parent
        assert parent is not None
        node = parent
    return node
