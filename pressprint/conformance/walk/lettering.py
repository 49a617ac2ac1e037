"""Text: in which font, where, and what its codes say (ISO 32000-1, 9.4)."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import Any

import pikepdf

from pressprint.conformance.cmap import texts_of
from pressprint.conformance.parts import TROUBLE, get, is_dictionary, items, key_of, name
from pressprint.conformance.walk.geometry import IDENTITY, Matrix, matrix_of, times
from pressprint.conformance.walk.graphics import Graphics
from pressprint.conformance.walk.marks import Marks
from pressprint.conformance.walk.values import Font, Page, Run, Shown

_INVISIBLE = 3
_BOLD = ("bold", "black", "heavy")


class Lettering:
    """Where text stands; shown text goes to its font, its mark and the list of all that is seen."""

    def __init__(self, page: Page, graphics: Graphics, marks: Marks) -> None:
        self.page, self.graphics, self.marks = page, graphics, marks
        self.line: Matrix = IDENTITY

    def begin(self, _: Sequence[Any]) -> None:
        """The operator BT."""
        self.line = IDENTITY

    def font(self, operands: Sequence[Any]) -> None:
        """The operator Tf."""
        result, obj = self.page.result, get(self.page.resources, "/Font", str(operands[0]))
        if not is_dictionary(obj):
            what = f"uses the font {operands[0]}, which its resources lack"
            self.page.fault("A 6.2.2-2", what, "name it in /Resources")
            self.graphics.change(font=None)
            return
        key = key_of(obj) if key_of(obj) != (0, 0) else (self.page.key, str(operands[0]))
        if key not in result.fonts:
            try:
                texts = texts_of(get(obj, "/ToUnicode"))
            except (*TROUBLE, zlib.error):
                texts = None
            place = f"font {name(get(obj, '/BaseFont')) or operands[0]}"
            result.fonts[key] = Font(obj, place, texts, name(get(obj, "/Subtype")) == "Type0")
        self.graphics.change(font=result.fonts[key], size=float(operands[1]))

    def mode(self, operands: Sequence[Any]) -> None:
        """The operator Tr."""
        self.graphics.change(mode=int(operands[0]))

    def leading(self, operands: Sequence[Any]) -> None:
        """The operator TL."""
        self.graphics.change(leading=float(operands[0]))

    def move(self, operands: Sequence[Any]) -> None:
        """The operator Td."""
        x, y = (float(operand) for operand in operands)
        self.line = times((1, 0, 0, 1, x, y), self.line)

    def move_leading(self, operands: Sequence[Any]) -> None:
        """The operator TD."""
        self.leading([-float(operands[1])])
        self.move(operands)

    def place(self, operands: Sequence[Any]) -> None:
        """The operator Tm."""
        self.line = matrix_of(operands)

    def next_line(self, _: Sequence[Any]) -> None:
        """The operator T*."""
        self.line = times((1, 0, 0, 1, 0, -self.graphics.now.leading), self.line)

    def show(self, operands: Sequence[Any]) -> None:
        """The operators Tj and TJ, and what ' and " show."""
        operand, font = operands[-1], self.graphics.now.font
        strings = [operand] if isinstance(operand, pikepdf.String) else items(operand)
        if font is None:
            self.page.fault("A 6.2.2-2", "shows text without a font", "choose one with Tf first")
            return
        texts = [text for s in strings if isinstance(s, pikepdf.String) for text in self._codes(font, bytes(s))]
        matrix = times(self.line, self.graphics.now.matrix)
        size = abs(self.graphics.now.size) * abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) ** 0.5
        run = Run(matrix[4], matrix[5], size, tuple(texts))
        words = "".join(texts)
        self.marks.show(words, run)
        if words.strip() and self.graphics.now.mode != _INVISIBLE and not self.marks.watermark:
            self._note(font, words, run)

    def show_on_next_line(self, operands: Sequence[Any]) -> None:
        """The operators ' and "."""
        self.next_line([])
        self.show(operands)

    def _codes(self, font: Font, data: bytes) -> list[str]:
        """Notes the codes of a string; gives the text of each."""
        width = 2 if font.wide else 1
        codes = [int.from_bytes(data[at : at + width], "big") for at in range(0, len(data), width)]
        font.codes.update(codes)
        if self.marks.spoken:
            font.spoken.update(codes)
        return [(font.texts or {}).get(code, "") for code in codes]

    def _note(self, font: Font, words: str, run: Run) -> None:
        """Notes what was shown, at the point a little above and after its beginning."""
        ground = self.graphics.ground(run.x + run.size / 10, run.y + run.size / 4)
        bold = any(word in font.place.lower() for word in _BOLD)
        self.page.result.shown.append(Shown(self.page.place, words, run.size, bold, self.graphics.now.fill, ground))
