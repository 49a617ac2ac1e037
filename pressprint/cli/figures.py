"""The figures of a setting: how even its lines are, and what stands lonely."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from statistics import mean, pstdev

from msgspec import Struct

from pressprint.pages import INLINE, Document, TextItem
from pressprint.paragraphs import Line

_LOOSE = 1.5
_RUNT_EM = 2.0


class _Placed(Struct, frozen=True):
    """A line of the text with its page and the paragraph it belongs to."""

    line: Line
    page: int
    paragraph: int


class Figures(Struct, frozen=True):
    """What was counted. Word spaces are given as ratios to the natural space of their face."""

    lines: int
    spread: float
    loosest: float
    loose_share: float
    hyphenated_share: float
    ladders: int
    runts: int
    widows: int
    orphans: int

    def __str__(self) -> str:
        return (
            f"{self.lines} justified lines: word spaces vary by {self.spread:.3f}, the loosest is {self.loosest:.2f}, "
            f"{self.loose_share:.1%} over {_LOOSE}; {self.hyphenated_share:.1%} end in a hyphen; "
            f"ladders {self.ladders}, runts {self.runts}, widows {self.widows}, orphans {self.orphans}"
        )


def figures(document: Document) -> Figures:
    """The figures of a document that is set."""
    placed = list(_placed(document))
    justified = [p.line for p in placed if p.line.scale != 1 or p.line.ratio != 1]
    ratios = [line.ratio for line in justified] or [1.0]
    hyphenated = [line for line in justified if _ends_in_hyphen(line)]
    paragraphs = [list(group) for _, group in groupby(placed, key=lambda p: p.paragraph)]
    return Figures(
        lines=len(justified),
        spread=pstdev(ratios) / mean(ratios),
        loosest=max(ratios),
        loose_share=sum(ratio > _LOOSE for ratio in ratios) / len(ratios),
        hyphenated_share=len(hyphenated) / max(len(justified), 1),
        ladders=sum(_ladders(paragraph) for paragraph in paragraphs),
        runts=sum(_is_runt(paragraph) for paragraph in paragraphs),
        widows=sum(_parts(paragraph)[-1] == 1 for paragraph in paragraphs if len(_parts(paragraph)) > 1),
        orphans=sum(_parts(paragraph)[0] == 1 for paragraph in paragraphs if len(_parts(paragraph)) > 1),
    )


def _placed(document: Document) -> Iterator[_Placed]:
    """The lines of the text in their order; artifacts are none of it."""
    for number, page in enumerate(document.pages):
        for item in page.items:
            if isinstance(item, TextItem) and item.artifact is None and item.line.segments:
                yield _Placed(item.line, number, _paragraph(document, item.line.segments[0].node))


def _paragraph(document: Document, node: int) -> int:
    """The element of the paragraph or heading that an element is, or is in."""
    while document.elements[node].kind in INLINE:
        node = document.elements[node].parent or 0
    return node


def _ends_in_hyphen(line: Line) -> bool:
    return line.segments[-1].words[-1].text.endswith(("-", "‐"))


def _ladders(paragraph: Iterable[_Placed]) -> int:
    runs = [len(list(group)) for ends, group in groupby(_ends_in_hyphen(p.line) for p in paragraph) if ends]
    return sum(run >= 3 for run in runs)


def _is_runt(paragraph: list[_Placed]) -> bool:
    last = paragraph[-1].line
    return len(paragraph) > 1 and last.width < _RUNT_EM * last.segments[0].style.size


def _parts(paragraph: list[_Placed]) -> list[int]:
    """How many lines of a paragraph stand on each of its pages."""
    return [len(list(group)) for _, group in groupby(p.page for p in paragraph)]
