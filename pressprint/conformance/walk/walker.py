"""The walk over the operators of each page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pikepdf

from pressprint.conformance.forbidden import INTENTS
from pressprint.conformance.parts import TROUBLE, get, is_dictionary, items, key_of, name
from pressprint.conformance.sizes import breach_of
from pressprint.conformance.walk.graphics import Graphics
from pressprint.conformance.walk.lettering import Lettering
from pressprint.conformance.walk.marks import Marks
from pressprint.conformance.walk.values import Content, Page


def _words(line: str) -> frozenset[str]:
    return frozenset(line.split())


_PAINTING = _words("Tj TJ ' \" f F f* B B* b b* S s sh Do EI") | {"INLINE IMAGE"}
_KNOWN = _PAINTING | _words(
    "w J j M d ri i gs q Q cm m l c v y h re n W W* BT ET Tc Tw Tz TL Tf Tr Ts Td TD Tm T* d0 d1 CS cs SC SCN sc scn "
    "G g RG rg K k BI ID MP DP BMC BDC EMC BX EX"
)
_ENDS_PATH = _words("f F f* B B* b b* S s n")
_FILLS = _words("f F f* B B* b b*")
_DEEPEST_FORM = 12


def content_of(pdf: pikepdf.Pdf) -> Content:
    """What the pages of a file show. A page that cannot be walked is a fault, and the others are walked."""
    result = Content()
    for count, page in enumerate(pdf.pages, start=1):
        walker = _Walker(Page(result, f"page {count}", key_of(page.obj)))
        if not is_dictionary(get(page.obj, "/Resources")):
            walker.page.fault("A 6.2.2-2", "has no resources of its own", "write /Resources in the page itself")
        try:
            walker.run(page.obj, page.get("/Resources"), 0)
        except TROUBLE as error:
            walker.page.fault("A 6.2.2-1", f"cannot be read: {str(error)[:80]}", "write the content again")
        walker.end()
    return result


class _Walker:
    """One page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.marks = Marks(page)
        self.graphics = Graphics(page)
        self.lettering = Lettering(page, self.graphics, self.marks)
        self._handlers = self._of_pages() | self._of_text()

    def _of_pages(self) -> dict[str, Callable[[Sequence[Any]], None]]:
        marks, graphics = self.marks, self.graphics
        return {
            **dict.fromkeys(("BMC", "BDC"), marks.begin),
            "EMC": marks.end,
            "q": graphics.save,
            "Q": graphics.restore,
            "cm": graphics.concatenate,
            **dict.fromkeys(("g", "rg"), graphics.colour),
            **dict.fromkeys(("k", "cs", "sc", "scn"), graphics.other_colour),
            "gs": graphics.extended,
            "re": graphics.rectangle,
            **dict.fromkeys(("m", "l", "c", "v", "y"), graphics.other_path),
            "Do": self._draw,
            "ri": self._intent,
        }

    def _of_text(self) -> dict[str, Callable[[Sequence[Any]], None]]:
        lettering = self.lettering
        return {
            "BT": lettering.begin,
            "Tf": lettering.font,
            "Tr": lettering.mode,
            "TL": lettering.leading,
            "Td": lettering.move,
            "TD": lettering.move_leading,
            "Tm": lettering.place,
            "T*": lettering.next_line,
            **dict.fromkeys(("Tj", "TJ"), lettering.show),
            **dict.fromkeys(("'", '"'), lettering.show_on_next_line),
        }

    def run(self, holder: Any, resources: Any, depth: int) -> None:
        """Walks a page, or a form that it draws."""
        page = self.page
        before, page.resources, page.depth = (page.resources, page.depth), resources, depth
        saved, marks = len(self.graphics.saved), len(self.marks.open)
        for instruction in pikepdf.parse_content_stream(holder if depth else pikepdf.Page(holder)):
            if isinstance(instruction, pikepdf.ContentStreamInlineImage):
                self._step("INLINE IMAGE", [])
            else:
                self._step(str(instruction.operator), list(instruction.operands))
        if depth and (len(self.graphics.saved) != saved or len(self.marks.open) != marks):
            page.fault("UA 7.1-3", "a form leaves marks or saved graphics open", "close in a form what it opens")
        page.resources, page.depth = before

    def end(self) -> None:
        """Tells what was left open."""
        if self.marks.open:
            self.page.fault("UA 7.1-3", "a mark does not end", "write one EMC for each BDC or BMC")
        if self.graphics.saved:
            self.page.fault("A 6.1.13-8", "a saved graphics state is not restored", "write one Q for each q")

    def _step(self, operator: str, operands: Sequence[Any]) -> None:
        """One operator."""
        fault = self.page.fault
        if operator not in _KNOWN:
            fault("A 6.2.2-1", f"has the unknown operator {operator[:20]!r}", "use the operators of PDF 1.7")
            return
        if operator in _PAINTING and not self.marks.cover:
            fault("UA 7.1-3", f"paints with {operator} outside of any mark", "mark it as content or artifact")
        if operator in ("K", "k"):
            fault("A 6.2.4.3-3", "colours are given as CMYK", "give them as RGB or grey")
        if any(operand is None for operand in operands):
            fault("A 6.2.2-1", f"what stands before the operator {operator} cannot be read", "write it again")
        for operand in operands:
            if breach := breach_of(operand):
                fault(*breach)
        handler = self._handlers.get(operator)
        if handler:
            try:
                handler(operands)
            except TROUBLE as error:
                what = f"the operator {operator} has other operands than it takes: {str(error)[:60]}"
                fault("A 6.2.2-1", what, "write the content again")
        if operator in _ENDS_PATH:
            self.graphics.end_path(fills=operator in _FILLS)

    def _intent(self, operands: Sequence[Any]) -> None:
        """The operator ri."""
        if name(operands[0]) not in INTENTS:
            self.page.fault("A 6.2.6-1", f"names the rendering intent {str(operands[0])[:30]}", "leave ri out")

    def _draw(self, operands: Sequence[Any]) -> None:
        """The operator Do."""
        obj = get(self.page.resources, "/XObject", str(operands[0]))
        if not isinstance(obj, pikepdf.Stream):
            self.page.fault("A 6.2.2-2", f"draws {operands[0]}, which its resources lack", "name it in /Resources")
        elif name(get(obj, "/Subtype")) != "Form":
            self.graphics.cover()
        elif self.page.depth >= _DEEPEST_FORM:
            self.page.fault("A 6.2.9", "forms draw each other without end", "draw no form inside itself")
        else:
            state, line = self.graphics.now, self.lettering.line
            if get(obj, "/Matrix") is not None:
                self.graphics.concatenate(items(get(obj, "/Matrix")))
            self.run(obj, get(obj, "/Resources") or self.page.resources, self.page.depth + 1)
            self.graphics.now, self.lettering.line = state, line
