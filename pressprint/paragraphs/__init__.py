"""Styled text and a measure become lines: collect, break, finalize."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import inf

from pressprint.fonts import Book
from pressprint.paragraphs.collect import Material, collect
from pressprint.paragraphs.divide import Divider, divided
from pressprint.paragraphs.finalize import finalize
from pressprint.paragraphs.justify import Justifier
from pressprint.paragraphs.ragged import break_ragged
from pressprint.paragraphs.values import Broken, Line, Segment, Shape, Span, TextStyle

__all__ = ["Divider", "Line", "Segment", "SetParagraph", "Shape", "Span", "TextStyle", "set_paragraph"]


@dataclass(frozen=True, slots=True)
class SetParagraph:
    """The lines of a paragraph, and the words that had to be cut because they are wider than the measure."""

    lines: tuple[Line, ...]
    wide: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Step:
    """A step of the ladder: by which share letters may be spaced, and whether words may be divided."""

    spacing: float
    divide: bool = False
    hyphenate: bool = False


# A justified paragraph goes up a step only if the one before left a line that is too loose.
_LADDER = (_Step(0.0), _Step(0.01), _Step(0.02, divide=True), _Step(0.02, divide=True, hyphenate=True))


# Text without spaces is evened by the space between its characters alone (JLREQ, 3.8.4).
_IDEOGRAPHIC_SPACING = 0.12


def set_paragraph(
    spans: Iterable[Span], shape: Shape, book: Book, divider: Divider, *, right_to_left: bool = False
) -> SetParagraph:
    """Text broken into lines that are as even as they can be.

    A line feed in the text ends a line. No line is wider than `shape.measure`, but for marks that hang into
    the margins of justified ones.

    Raises:
        SettingError: a character that no face has.
    """
    lines: list[Line] = []
    wide: list[str] = []
    for material in collect(spans, book, divider.tag, shape.measure, right_to_left=right_to_left):
        if not material.widths:
            continue  # two line feeds in a row
        if shape.justify:
            material, broken = _climbed(material, shape, divider)
        else:
            material, broken = _ragged(material, shape, divider)
        lines += finalize(material, broken)
        wide += material.wide
    return SetParagraph(tuple(lines), tuple(wide))


def _climbed(material: Material, shape: Shape, divider: Divider) -> tuple[Material, list[Broken]]:
    """The lines of the first step of the ladder that leaves none too loose, or else of the last step."""
    if 0.0 in material.glue:
        return material, Justifier(material).fit(shape, _IDEOGRAPHIC_SPACING).lines
    whole, loosest = material, inf
    justifier = Justifier(material)
    for step in _LADDER:
        if step.hyphenate and (not shape.hyphenate or loosest <= divider.loosest_undivided):
            break
        if step.divide:
            material = divided(whole, divider, shape.measure, hyphenate=step.hyphenate)
            justifier = Justifier(material)
        fit = justifier.fit(shape, step.spacing)
        loosest = fit.loosest
        if fit.loosest <= shape.loosest:
            break
    return material, fit.lines


def _ragged(material: Material, shape: Shape, divider: Divider) -> tuple[Material, list[Broken]]:
    """Ragged lines; words are divided only where an address would else leave a line half empty."""
    longest = max(material.widths)
    if longest > shape.measure / 2:
        material = divided(material, divider, shape.measure, hyphenate=False)
    return material, break_ragged(material, shape)
