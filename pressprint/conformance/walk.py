"""Walks what is painted: marks, text by font and by mark, colours of text and of what lies behind it.

The operators are those of ISO 32000-1, annex A. Forms are walked where they are drawn.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from typing import Any

import pikepdf
from msgspec import Struct, field
from msgspec.structs import replace

from pressprint.conformance.cmap import texts_of
from pressprint.conformance.parts import TROUBLE, Key, get, is_dictionary, items, key_of, name, number, text, whole
from pressprint.conformance.report import Finding


def _words(line: str) -> frozenset[str]:
    return frozenset(line.split())


PAINTING = _words("Tj TJ ' \" f F f* B B* b b* S s sh Do EI") | {"INLINE IMAGE"}
_KNOWN = PAINTING | _words(
    "w J j M d ri i gs q Q cm m l c v y h re n W W* BT ET Tc Tw Tz TL Tf Tr Ts Td TD Tm T* d0 d1 CS cs SC SCN sc scn "
    "G g RG rg K k BI ID MP DP BMC BDC EMC BX EX"
)
_ENDS_PATH = _words("f F f* B B* b b* S s n")
_FILLS = _words("f F f* B B* b b*")
_DEEPEST_Q = 28
_DEEPEST_FORM = 12

Matrix = tuple[float, float, float, float, float, float]
Colour = tuple[float, float, float]
_Box = tuple[float, float, float, float]
_IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


class Mark(Struct):
    """A marked-content sequence: an artifact, a piece of an element (with `mcid`), or neither."""

    artifact: bool
    mcid: int | None
    subtype: str
    actual: str | None
    shown: list[str] = field(default_factory=list)


class Shown(Struct, frozen=True):
    """Text that was shown: where, how large, in which colour and on which; None where that is not known."""

    place: str
    words: str
    size: float
    bold: bool
    colour: Colour | None
    ground: Colour | None


class Font(Struct):
    """A font that was used, with the codes shown in it, and those shown without a text in their place."""

    obj: Any
    place: str
    texts: dict[int, str] | None
    wide: bool
    codes: set[int] = field(default_factory=set)
    spoken: set[int] = field(default_factory=set)


class Content(Struct):
    """What all pages show, and what is wrong with how they show it."""

    texts: dict[tuple[Key, int], str] = field(default_factory=dict)
    fonts: dict[Any, Font] = field(default_factory=dict)
    shown: list[Shown] = field(default_factory=list)
    languages: list[tuple[str, str]] = field(default_factory=list)
    faults: list[Finding] = field(default_factory=list)


class _State(Struct, frozen=True):
    """The part of the graphics state that is followed."""

    matrix: Matrix = _IDENTITY
    fill: Colour | None = (0.0, 0.0, 0.0)
    font: Font | None = None
    size: float = 0.0
    leading: float = 0.0
    mode: int = 0


def content_of(pdf: pikepdf.Pdf) -> Content:
    """What the pages of a file show. A page that cannot be walked is a fault, and the others are walked."""
    result = Content()
    for count, page in enumerate(pdf.pages, start=1):
        walker = _Walker(result, f"page {count}", key_of(page.obj))
        if not is_dictionary(get(page.obj, "/Resources")):
            walker.fault("A 6.2.2-2", "has no resources of its own", "write /Resources in the page itself")
        try:
            walker.run(page.obj, page.get("/Resources"), 0)
        except TROUBLE as error:
            walker.fault("A 6.2.2-1", f"cannot be read: {str(error)[:80]}", "write the content again")
        walker.end()
    return result


class _Walker:
    """One page."""

    def __init__(self, result: Content, place: str, page: Key) -> None:
        self.result, self.place, self.page = result, place, page
        self.marks: list[Mark] = []
        self.states: list[_State] = []
        self.state = _State()
        self.line: Matrix = _IDENTITY
        self.boxes: list[tuple[_Box, Colour | None]] = []
        self.path: list[_Box] = []
        self.complex = False
        self.resources: Any = None
        self.seen: set[int] = set()
        self.told: set[str] = set()
        self.depth = 0

    def fault(self, rule: str, message: str, hint: str) -> None:
        """Notes a fault once a page: a thousand unmarked glyphs are one fault."""
        if message not in self.told:
            self.told.add(message)
            self.result.faults.append(Finding(rule, self.place, message, hint))

    def run(self, holder: Any, resources: Any, depth: int) -> None:
        """Walks a page, or a form that it draws."""
        before, self.resources, self.depth = (self.resources, self.depth), resources, depth
        states, marks = len(self.states), len(self.marks)
        for instruction in pikepdf.parse_content_stream(holder if depth else pikepdf.Page(holder)):
            if isinstance(instruction, pikepdf.ContentStreamInlineImage):
                self.step("INLINE IMAGE", [])
            else:
                self.step(str(instruction.operator), list(instruction.operands))
        if depth and (len(self.states) != states or len(self.marks) != marks):
            self.fault("UA 7.1-3", "a form leaves marks or saved graphics open", "close in a form what it opens")
        self.resources, self.depth = before

    def end(self) -> None:
        """Tells what was left open."""
        if self.marks:
            self.fault("UA 7.1-3", "a mark does not end", "write one EMC for each BDC or BMC")
        if self.states:
            self.fault("A 6.1.13-8", "a saved graphics state is not restored", "write one Q for each q")

    def step(self, operator: str, operands: Sequence[Any]) -> None:
        """One operator."""
        if operator not in _KNOWN:
            self.fault("A 6.2.2-1", f"has the unknown operator {operator[:20]!r}", "use the operators of PDF 1.7")
            return
        if operator in PAINTING and not any(mark.artifact or mark.mcid is not None for mark in self.marks):
            self.fault("UA 7.1-3", f"paints with {operator} outside of any mark", "mark it as content or artifact")
        if operator in ("K", "k"):
            self.fault("A 6.2.4.3-3", "colours are given as CMYK", "give them as RGB or grey")
        if any(operand is None for operand in operands):
            self.fault("A 6.2.2-1", f"what stands before the operator {operator} cannot be read", "write it again")
        handler = _HANDLERS.get(operator)
        if handler:
            try:
                handler(self, operands)
            except TROUBLE as error:
                what = f"the operator {operator} has other operands than it takes: {str(error)[:60]}"
                self.fault("A 6.2.2-1", what, "write the content again")
        if operator in _ENDS_PATH:
            if operator in _FILLS and not self.complex:
                self.boxes += [(box, self.state.fill) for box in self.path]
            self.path, self.complex = [], False

    # marks

    def begin_mark(self, operands: Sequence[Any]) -> None:
        """BMC and BDC."""
        properties = operands[1] if len(operands) > 1 else None
        if isinstance(properties, pikepdf.Name):
            properties = get(self.resources, "/Properties", str(properties))
        mark = Mark(
            name(operands[0]) == "Artifact",
            whole(get(properties, "/MCID")),
            name(get(properties, "/Subtype")),
            text(get(properties, "/ActualText")),
        )
        language = get(properties, "/Lang")
        if language is not None:
            self.result.languages.append((self.place, text(language) or ""))
        self._nesting(mark)
        self.marks.append(mark)

    def _nesting(self, mark: Mark) -> None:
        """What encloses a new mark, and whether its identifier is new."""
        outer = [m for m in self.marks if m.artifact or m.mcid is not None]
        tagged = mark.mcid is not None
        if mark.artifact and any(not m.artifact for m in outer):
            self.fault("UA 7.1-1", "an artifact stands inside content", "end the content's mark first")
        elif tagged and any(m.artifact for m in outer):
            self.fault("UA 7.1-2", "content stands inside an artifact", "end the artifact first")
        elif outer and (tagged or mark.artifact):
            self.fault("UA 7.1-3", "a mark stands inside another", "end the outer mark first")
        if tagged and self.depth:
            self.fault("UA 7.20-2", "a form holds an MCID", "mark the form where it is drawn")
        if mark.mcid is not None and mark.mcid in self.seen:
            self.fault("UA 7.1-3", f"MCID {mark.mcid} is used twice", "number the marks of a page")
        elif mark.mcid is not None:
            self.seen.add(mark.mcid)
            self.result.texts[self.page, mark.mcid] = ""

    def end_mark(self, _: Sequence[Any]) -> None:
        """EMC."""
        if not self.marks:
            self.fault("UA 7.1-3", "a mark ends that did not begin", "write one BDC or BMC for each EMC")
            return
        mark = self.marks.pop()
        words = "".join(mark.shown) if mark.actual is None else mark.actual
        if mark.mcid is not None:
            self.result.texts[self.page, mark.mcid] = words
        elif self.marks:
            self.marks[-1].shown.append(words)

    # the graphics state

    def save(self, _: Sequence[Any]) -> None:
        """The operator q."""
        self.states.append(self.state)
        if len(self.states) > _DEEPEST_Q:
            self.fault("A 6.1.13-8", f"saves graphics more than {_DEEPEST_Q} deep", "restore before saving again")

    def restore(self, _: Sequence[Any]) -> None:
        """The operator Q."""
        if self.states:
            self.state = self.states.pop()
        else:
            self.fault("A 6.1.13-8", "restores graphics that were not saved", "write one q for each Q")

    def concatenate(self, operands: Sequence[Any]) -> None:
        """The operator cm."""
        self.state = replace(self.state, matrix=_times(_matrix(operands), self.state.matrix))

    def colour(self, operands: Sequence[Any]) -> None:
        """The operators g and rg."""
        values = [float(operand) for operand in operands]
        red, green, blue = values * 3 if len(values) == 1 else values
        self.state = replace(self.state, fill=(red, green, blue))

    def other_colour(self, _: Sequence[Any]) -> None:
        """A colour in a space that is not followed."""
        self.state = replace(self.state, fill=None)

    def extended(self, operands: Sequence[Any]) -> None:
        """The operator gs: with alpha, a colour is no more known."""
        given = get(self.resources, "/ExtGState", str(operands[0]))
        if given is None:
            self.fault("A 6.2.2-2", f"uses {operands[0]}, which its resources lack", "name it in /Resources")
        alpha = number(get(given, "/ca"))
        if alpha is not None and alpha < 1:
            self.state = replace(self.state, fill=None)

    def rectangle(self, operands: Sequence[Any]) -> None:
        """The operator re."""
        x, y, width, height = (float(operand) for operand in operands)
        self.path.append(_box(self.state.matrix, x, y, x + width, y + height))

    def other_path(self, _: Sequence[Any]) -> None:
        """A path that is no rectangle."""
        self.complex = True

    # text

    def begin_text(self, _: Sequence[Any]) -> None:
        """The operator BT."""
        self.line = _IDENTITY

    def font(self, operands: Sequence[Any]) -> None:
        """The operator Tf."""
        obj = get(self.resources, "/Font", str(operands[0]))
        if not is_dictionary(obj):
            self.fault("A 6.2.2-2", f"uses the font {operands[0]}, which its resources lack", "name it in /Resources")
            self.state = replace(self.state, font=None)
            return
        key = key_of(obj) if key_of(obj) != (0, 0) else (self.page, str(operands[0]))
        if key not in self.result.fonts:
            try:
                texts = texts_of(get(obj, "/ToUnicode"))
            except (*TROUBLE, zlib.error):
                texts = None
            place = f"font {name(get(obj, '/BaseFont')) or operands[0]}"
            self.result.fonts[key] = Font(obj, place, texts, name(get(obj, "/Subtype")) == "Type0")
        self.state = replace(self.state, font=self.result.fonts[key], size=float(operands[1]))

    def mode(self, operands: Sequence[Any]) -> None:
        """The operator Tr."""
        self.state = replace(self.state, mode=int(operands[0]))

    def leading(self, operands: Sequence[Any]) -> None:
        """The operator TL."""
        self.state = replace(self.state, leading=float(operands[0]))

    def move(self, operands: Sequence[Any]) -> None:
        """The operator Td."""
        x, y = (float(operand) for operand in operands)
        self.line = _times((1, 0, 0, 1, x, y), self.line)

    def move_leading(self, operands: Sequence[Any]) -> None:
        """The operator TD."""
        self.leading([-float(operands[1])])
        self.move(operands)

    def place_text(self, operands: Sequence[Any]) -> None:
        """The operator Tm."""
        self.line = _matrix(operands)

    def next_line(self, _: Sequence[Any]) -> None:
        """The operator T*."""
        self.line = _times((1, 0, 0, 1, 0, -self.state.leading), self.line)

    def show(self, operands: Sequence[Any]) -> None:
        """The operators Tj and TJ, and what ' and " show."""
        operand = operands[-1]
        strings = [operand] if isinstance(operand, pikepdf.String) else items(operand)
        font = self.state.font
        if font is None:
            self.fault("A 6.2.2-2", "shows text without a font", "choose one with Tf first")
            return
        words = "".join(self._codes(font, bytes(s)) for s in strings if isinstance(s, pikepdf.String))
        if self.marks:
            self.marks[-1].shown.append(words)
        watermark = any(mark.subtype == "Watermark" for mark in self.marks)
        if words.strip() and self.state.mode != 3 and not watermark:
            self._note(font, words)

    def show_on_next_line(self, operands: Sequence[Any]) -> None:
        """The operators ' and "."""
        self.next_line([])
        self.show(operands)

    def _codes(self, font: Font, data: bytes) -> str:
        """Notes the codes of a string; gives its text."""
        width = 2 if font.wide else 1
        codes = [int.from_bytes(data[at : at + width], "big") for at in range(0, len(data), width)]
        font.codes.update(codes)
        if all(mark.actual is None for mark in self.marks):
            font.spoken.update(codes)
        return "".join((font.texts or {}).get(code, "") for code in codes)

    def _note(self, font: Font, words: str) -> None:
        """Notes what was shown, at the point a little above and after its beginning."""
        matrix = _times(self.line, self.state.matrix)
        size = abs(self.state.size) * abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) ** 0.5
        x, y = matrix[4] + size / 10, matrix[5] + size / 4
        ground: Colour | None = (1.0, 1.0, 1.0)
        for (left, bottom, right, top), colour in self.boxes:
            if left <= x <= right and bottom <= y <= top:
                ground = colour
        bold = any(word in font.place.lower() for word in ("bold", "black", "heavy"))
        self.result.shown.append(Shown(self.place, words, size, bold, self.state.fill, ground))

    def draw(self, operands: Sequence[Any]) -> None:
        """The operator Do."""
        obj = get(self.resources, "/XObject", str(operands[0]))
        if not isinstance(obj, pikepdf.Stream):
            self.fault("A 6.2.2-2", f"draws {operands[0]}, which its resources lack", "name it in /Resources")
        elif name(get(obj, "/Subtype")) != "Form":
            self.boxes.append((_box(self.state.matrix, 0, 0, 1, 1), None))
        elif self.depth >= _DEEPEST_FORM:
            self.fault("A 6.2.9", "forms draw each other without end", "draw no form inside itself")
        else:
            state, line = self.state, self.line
            if get(obj, "/Matrix") is not None:
                self.concatenate(items(get(obj, "/Matrix")))
            self.run(obj, get(obj, "/Resources") or self.resources, self.depth + 1)
            self.state, self.line = state, line


def _matrix(operands: Sequence[Any]) -> Matrix:
    a, b, c, d, e, f = (float(operand) for operand in operands)
    return a, b, c, d, e, f


def _times(one: Matrix, two: Matrix) -> Matrix:
    """The matrix that applies `one`, then `two`."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = two
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _box(matrix: Matrix, left: float, bottom: float, right: float, top: float) -> _Box:
    """A rectangle where a matrix puts it, its sides upright."""
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x, y in ((left, bottom), (right, top))]
    ys = [b * x + d * y + f for x, y in ((left, bottom), (right, top))]
    return min(xs), min(ys), max(xs), max(ys)


_HANDLERS: dict[str, Callable[[_Walker, Sequence[Any]], None]] = {
    "BMC": _Walker.begin_mark,
    "BDC": _Walker.begin_mark,
    "EMC": _Walker.end_mark,
    "q": _Walker.save,
    "Q": _Walker.restore,
    "cm": _Walker.concatenate,
    "g": _Walker.colour,
    "rg": _Walker.colour,
    "re": _Walker.rectangle,
    "gs": _Walker.extended,
    "BT": _Walker.begin_text,
    "Tf": _Walker.font,
    "Tr": _Walker.mode,
    "TL": _Walker.leading,
    "Td": _Walker.move,
    "TD": _Walker.move_leading,
    "Tm": _Walker.place_text,
    "T*": _Walker.next_line,
    "Tj": _Walker.show,
    "TJ": _Walker.show,
    "'": _Walker.show_on_next_line,
    '"': _Walker.show_on_next_line,
    "Do": _Walker.draw,
    **dict.fromkeys(("k", "cs", "sc", "scn"), _Walker.other_colour),
    **dict.fromkeys(("m", "l", "c", "v", "y"), _Walker.other_path),
}
