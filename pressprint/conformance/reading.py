"""The text of elements as it is read: piece by piece in the order of the tree, and line by line as it stands."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from msgspec import Struct

from pressprint.conformance.opened import Opened
from pressprint.conformance.parts import Key, get, text
from pressprint.conformance.structure import Node
from pressprint.conformance.walk import Run

_INLINE = {"Span", "Link", "Quote", "Reference", "Code", "Note", "Annot", "BibEntry"}
# Bases further apart than this share of the size belong to two lines; a raised figure belongs to its line.
_SAME_LINE = 0.5

_Mark = tuple[Key, int]
_NO_MARK: _Mark = ((0, 0), -1)


def folded(words: str) -> str:
    """Letters, their marks and digits alone, without case, and without the forms that only typography knows."""
    return "".join(c for c in unicodedata.normalize("NFKC", words).casefold() if is_kept(c))


def is_kept(character: str) -> bool:
    """Whether a character says something: no space, no punctuation, no control, nothing that selects a form."""
    return character.isalnum() or (unicodedata.category(character) == "Mn" and not "\ufe00" <= character <= "\ufe0f")


def page_text(node: Node, file: Opened) -> str:
    """The text of an element in reading order, with what stands in its place where that is given."""
    actual = text(get(node.obj, "/ActualText"))
    if actual is not None:
        return actual
    texts = file.content.texts
    return "".join(page_text(kid, file) if isinstance(kid, Node) else texts.get(kid, "") for kid in node.kids)


class ShownLine(Struct):
    """What stands on one line of a block, in the order of the tree: each run with its page and its mark."""

    runs: list[tuple[_Mark, Run]]

    @property
    def text(self) -> str:
        """The text as the tree orders it."""
        return "".join("".join(run.texts) for _, run in self.runs)

    @property
    def visual(self) -> list[tuple[str, int]]:
        """The texts of the codes from left to right, each with the number of its mark in the order of the tree."""
        marks = list(dict.fromkeys(mark for mark, _ in self.runs))
        runs = sorted(self.runs, key=lambda one: one[1].x)
        return [(piece, marks.index(mark)) for mark, run in runs for piece in run.texts]

    def holds(self, mark: _Mark, run: Run) -> bool:
        """Whether what comes next stands on this line too."""
        (page, _), last = self.runs[-1]
        return mark[0] == page and abs(run.y - last.y) < _SAME_LINE * max(run.size, last.size)


def lines_of(nodes: Iterable[Node], file: Opened) -> Iterator[ShownLine]:
    """The lines of elements, block by block in the order of the tree."""
    line: ShownLine | None = None
    for mark, run in _runs(nodes, file):
        if run is not None and line is not None and line.holds(mark, run):
            line.runs.append((mark, run))
            continue
        if line is not None:
            yield line
        line = ShownLine([(mark, run)]) if run is not None else None
    if line is not None:
        yield line


def _runs(nodes: Iterable[Node], file: Opened) -> Iterator[tuple[_Mark, Run | None]]:
    """What is shown in elements; None stands where a block begins or ends."""
    for node in nodes:
        if node.kind not in _INLINE:
            yield _NO_MARK, None
        actual = text(get(node.obj, "/ActualText"))
        if actual is not None:
            yield _NO_MARK, None
            yield _NO_MARK, Run(0, 0, 0, (actual,))
            yield _NO_MARK, None
            continue
        for kid in node.kids:
            if isinstance(kid, Node):
                yield from _runs([kid], file)
            else:
                for run in file.content.runs.get(kid, []):
                    yield kid, run
        if node.kind not in _INLINE:
            yield _NO_MARK, None
