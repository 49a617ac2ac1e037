"""The graphics state that is followed, and the boxes that are filled: which colour lies at a point."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from pressprint.conformance.parts import get, number
from pressprint.conformance.walk.geometry import IDENTITY, Box, Matrix, box_of, matrix_of, times
from pressprint.conformance.walk.values import Colour, Font, Page

_DEEPEST = 28
_WHITE: Colour = (1.0, 1.0, 1.0)


class State(Struct, frozen=True):
    """The part of the graphics state that is followed (ISO 32000-1, 8.4 and 9.3)."""

    matrix: Matrix = IDENTITY
    fill: Colour | None = (0.0, 0.0, 0.0)
    font: Font | None = None
    size: float = 0.0
    leading: float = 0.0
    mode: int = 0


class Graphics:
    """The graphics state of a page, the states that are saved, and what was filled so far."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.now = State()
        self.saved: list[State] = []
        self._filled: list[tuple[Box, Colour | None]] = []
        self._path: list[Box] = []
        self._is_complex = False

    def change(self, **values: Any) -> None:
        """Sets parts of the state."""
        self.now = replace(self.now, **values)

    def save(self, _: Sequence[Any]) -> None:
        """The operator q."""
        self.saved.append(self.now)
        if len(self.saved) > _DEEPEST:
            self.page.fault("A 6.1.13-8", f"saves graphics more than {_DEEPEST} deep", "restore before saving again")

    def restore(self, _: Sequence[Any]) -> None:
        """The operator Q."""
        if self.saved:
            self.now = self.saved.pop()
        else:
            self.page.fault("A 6.1.13-8", "restores graphics that were not saved", "write one q for each Q")

    def concatenate(self, operands: Sequence[Any]) -> None:
        """The operator cm."""
        self.change(matrix=times(matrix_of(operands), self.now.matrix))

    def colour(self, operands: Sequence[Any]) -> None:
        """The operators g and rg."""
        values = [float(operand) for operand in operands]
        red, green, blue = values * 3 if len(values) == 1 else values
        self.change(fill=(red, green, blue))

    def other_colour(self, _: Sequence[Any]) -> None:
        """A colour in a space that is not followed."""
        self.change(fill=None)

    def extended(self, operands: Sequence[Any]) -> None:
        """The operator gs: with alpha, a colour is no more known."""
        given = get(self.page.resources, "/ExtGState", str(operands[0]))
        if given is None:
            self.page.fault("A 6.2.2-2", f"uses {operands[0]}, which its resources lack", "name it in /Resources")
        alpha = number(get(given, "/ca"))
        if alpha is not None and alpha < 1:
            self.change(fill=None)

    def rectangle(self, operands: Sequence[Any]) -> None:
        """The operator re."""
        x, y, width, height = (float(operand) for operand in operands)
        self._path.append(box_of(self.now.matrix, x, y, x + width, y + height))

    def other_path(self, _: Sequence[Any]) -> None:
        """A path that is no rectangle."""
        self._is_complex = True

    def end_path(self, *, fills: bool) -> None:
        """An operator that ends a path."""
        if fills and not self._is_complex:
            self._filled += [(box, self.now.fill) for box in self._path]
        self._path, self._is_complex = [], False

    def cover(self) -> None:
        """An image, which is drawn into the unit square."""
        self._filled.append((box_of(self.now.matrix, 0, 0, 1, 1), None))

    def ground(self, x: float, y: float) -> Colour | None:
        """The colour that lies at a point; None where it is not known, white where nothing was painted."""
        result: Colour | None = _WHITE
        for (left, bottom, right, top), colour in self._filled:
            if left <= x <= right and bottom <= y <= top:
                result = colour
        return result
