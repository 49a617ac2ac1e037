"""Styled text and a measure become lines: collect, break, finalize."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from math import inf

from msgspec import Struct
from msgspec.structs import replace

from pressprint.fonts import Book
from pressprint.paragraphs.collect import collect
from pressprint.paragraphs.divide import Divider, divided
from pressprint.paragraphs.finalize import at_size, finalize
from pressprint.paragraphs.justify import Justifier
from pressprint.paragraphs.material import Material
from pressprint.paragraphs.ragged import break_ragged
from pressprint.paragraphs.values import Broken, Line, Segment, Shape, Span, TextStyle

__all__ = ["Divider", "Line", "Paragraph", "Segment", "SetParagraph", "Shape", "Span", "TextStyle", "set_paragraph"]


class SetParagraph:
    """A paragraph whose breaks are found; its lines are made when they are asked for."""

    def __init__(self, parts: Sequence[tuple[Material, list[Broken]]], size: float) -> None:
        self._parts, self._size = parts, size

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines of words at their places."""
        lines = [line for material, broken in self._parts for line in finalize(material, broken)]
        return tuple(lines if self._size == 1 else at_size(lines, self._size))

    @property
    def wide(self) -> list[str]:
        """The words that had to be cut because they are wider than the measure."""
        return [word for material, _ in self._parts for word in material.wide]

    def faults(self, loosest: float) -> tuple[int, int]:
        """How many faults the justified lines have, and how many these are.

        A fault is a line that ends within a word, one whose spaces are over `loosest`, and one that was left short.
        """
        faults = count = 0
        for material, broken in self._parts:
            for line in broken:
                if line.scale != 1 or line.ratio != 1 or line.short:
                    count += 1
                    faults += material.divides(line.end) + (line.short or line.ratio > loosest)
        return faults, count


class _Step(Struct, frozen=True):
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
    """Text broken into lines that are as even as they can be. See `Paragraph`.

    Raises:
        SettingError: a character that no face has.
    """
    return Paragraph(spans, shape, book, divider, right_to_left=right_to_left).set()


class Paragraph:
    """Text and its shape, which can be set at several sizes: what is made of it for one is kept for the others."""

    def __init__(
        self, spans: Iterable[Span], shape: Shape, book: Book, divider: Divider, *, right_to_left: bool = False
    ) -> None:
        self._spans, self._shape, self._book, self._divider = tuple(spans), shape, book, divider
        self._right_to_left = right_to_left
        self._ladders: list[_Ladder] = []

    def set(self, size: float = 1.0, measure: float | None = None) -> SetParagraph:
        """The paragraph in lines that are as even as they can be, with all sizes multiplied by `size`.

        A line feed in the text ends a line. No line is wider than `measure`, by default the shape's, but for marks
        that hang into the margins of justified ones.

        Raises:
            SettingError: a character that no face has.
        """
        # Larger text in a measure has the breaks of the text as it is in a narrower one.
        shape = self._shape
        if size != 1 or measure is not None:
            shape = replace(shape, measure=(shape.measure if measure is None else measure) / size)
        parts = [
            ladder.climbed(shape) if shape.justify else _ragged(ladder.whole, shape, self._divider)
            for ladder in self._ready(shape.measure)
        ]
        return SetParagraph(parts, size)

    def narrowest(self, *, hyphenate: bool = False) -> float:
        """The width of the widest part that no line may break; with `hyphenate` words may be divided by hyphens.

        Raises:
            SettingError: a character that no face has.
        """
        widest = 0.0
        for ladder in self._ready(inf):
            parts = divided(ladder.whole, self._divider, inf, hyphenate=hyphenate)
            widest = max(widest, *parts.widths)
            for number, joint in parts.joints.items():
                widest = max(widest, parts.widths[number] + joint.width)
        return widest

    def _ready(self, measure: float) -> list[_Ladder]:
        """The material of each part between forced line breaks; a cell's words are never cut."""
        measure = inf if self._shape.narrow else measure
        if not self._ladders or not all(ladder.fits(measure) for ladder in self._ladders):
            self._ladders = [_Ladder(material, self._divider) for material in self._collected(measure)]
        return self._ladders

    def _collected(self, measure: float) -> Iterator[Material]:
        """The material of each part between forced line breaks; of two line feeds in a row comes nothing."""
        made = collect(
            self._spans,
            self._book,
            self._divider.tag,
            measure,
            right_to_left=self._right_to_left,
            phrases=self._shape.balance and not self._shape.narrow,
            names=self._divider.names,
        )
        return (material for material in made if material.widths)


class _Ladder:
    """The material of a justified paragraph, and what each step that was tried made of it."""

    def __init__(self, material: Material, divider: Divider) -> None:
        self.whole, self._divider = material, divider
        self._made: dict[tuple[bool, bool], tuple[Material, Justifier]] = {}

    def fits(self, measure: float) -> bool:
        """Whether the material is the same for a measure: no word is or was too wide for it."""
        return not self.whole.wide and max(self.whole.widths) <= measure

    def climbed(self, shape: Shape) -> tuple[Material, list[Broken]]:
        """The lines of the first step of the ladder that leaves none too loose, or else of the last step."""
        if self.whole.is_spaceless:
            return self.whole, Justifier(self.whole).lines(shape, _IDEOGRAPHIC_SPACING)
        undivided = max(shape.loosest, self._divider.loosest_undivided) if shape.hyphenate else inf
        for step, loosest in zip(_LADDER, (shape.loosest, shape.loosest, undivided, inf), strict=True):
            material, justifier = self._material(step, shape.measure)
            if lines := justifier.lines(shape, step.spacing, loosest):
                break
        return material, lines

    def _material(self, step: _Step, measure: float) -> tuple[Material, Justifier]:
        """The material of a step and the sums over it."""
        key = step.divide, step.hyphenate
        if key not in self._made:
            material = (
                divided(self.whole, self._divider, measure, hyphenate=step.hyphenate) if step.divide else self.whole
            )
            known = next((made for made in self._made.values() if made[0] is material), None)
            self._made[key] = known or (material, Justifier(material))
        return self._made[key]


def _ragged(material: Material, shape: Shape, divider: Divider) -> tuple[Material, list[Broken]]:
    """Ragged lines; words are divided only where an address would else leave a line half empty."""
    longest = max(material.widths)
    if longest > shape.measure / 2:
        # A cell's words were not cut when they were collected: hyphens are better.
        material = divided(material, divider, shape.measure, hyphenate=shape.narrow, only_wide=True)
    return material, break_ragged(material, shape, divider.leaning)
