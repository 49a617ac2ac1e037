"""Styled text and a measure become lines: collect, break, finalize."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pressprint.fonts import Book
from pressprint.paragraphs.collect import collect
from pressprint.paragraphs.finalize import finalize
from pressprint.paragraphs.linebreak import break_lines
from pressprint.paragraphs.values import Line, Segment, Shape, Span, TextStyle

__all__ = ["Line", "Segment", "SetParagraph", "Shape", "Span", "TextStyle", "set_paragraph"]


@dataclass(frozen=True, slots=True)
class SetParagraph:
    """The lines of a paragraph, and the words that had to be cut because they are wider than the measure."""

    lines: tuple[Line, ...]
    wide: tuple[str, ...] = ()


def set_paragraph(spans: Iterable[Span], shape: Shape, book: Book, language: str) -> SetParagraph:
    """Text broken into lines that are as even as they can be.

    A line feed in the text ends a line. No line is wider than `shape.measure`.

    Raises:
        SettingError: a character that no face has.
    """
    lines: list[Line] = []
    wide: list[str] = []
    for material in collect(spans, book, language, shape.measure):
        broken = break_lines(material, shape)
        lines += finalize(material, broken)
        wide += material.wide
    return SetParagraph(tuple(lines), tuple(wide))
