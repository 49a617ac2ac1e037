"""The surface that makes a PDF, on reportlab's canvas. The only place where that canvas is used."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from math import cos, radians, sin
from typing import Any

from reportlab.pdfbase import pdfdoc

from pressprint.errors import LayoutError, Problem
from pressprint.fonts import Face
from pressprint.layouts import Logo, components
from pressprint.pages import INLINE, Bookmark, Document, Element, Squares
from pressprint.paragraphs import Line, Segment
from pressprint.pdf import underline
from pressprint.pdf.archival import attached_source, output_intent
from pressprint.pdf.fontfile import embed
from pressprint.pdf.glyphs import FontUse
from pressprint.pdf.pictures import BareCanvas, PictureUse, operators, placed
from pressprint.pdf.surface import Mark
from pressprint.pdf.syntax import Objects, Raw, number, short, stream, string
from pressprint.pdf.tags import Tagger
from pressprint.pictures import Picture
from pressprint.readers.pdf import RELEASE_NAME
from pressprint.text import sent_address

_ARTIFACTS = {
    "header": "/Artifact<</Type/Pagination/Subtype/Header/Attached[/Top]>>BDC",
    "footer": "/Artifact<</Type/Pagination/Subtype/Footer/Attached[/Bottom]>>BDC",
    "layout": "/Artifact<</Type/Layout>>BDC",
    "watermark": "/Artifact<</Type/Pagination/Subtype/Watermark>>BDC",
}


class PdfSurface:
    """Paints pages into a reportlab document. Fonts, links and tags are gathered for the end."""

    def __init__(self, document: Document, language: str) -> None:
        size = (document.pages[0].width, document.pages[0].height)
        self.canvas = BareCanvas(io.BytesIO(), pagesize=size, pdfVersion=(1, 7), lang=language, invariant=1)
        self.objects = Objects(self.canvas._doc)
        self.elements = document.elements
        self._link_around = _links_around(document.elements)
        self.tagger = Tagger(document.elements, self.objects)
        self.page_count = len(document.pages)
        self.fonts: dict[Face, FontUse] = {}
        self._images: dict[str, str] = {}
        self.pictures = PictureUse(self.objects)
        worth = len(document.pages) > 1 and len(document.bookmarks) > 2
        self._bookmarks = {mark.node: mark for mark in document.bookmarks} if worth else {}
        self._pen: tuple[float, float] | None = None  # where the open text object has its origin

    def begin_page(self, width: float, height: float) -> None:
        """Begins a page of this size."""
        self.height = height
        self.canvas.setPageSize((width, height))
        self._code: list[str] = []
        self._page_pictures: dict[str, str] = {}
        self._state: dict[str, str] = {}
        self._links: dict[tuple[int, float], list[float]] = {}
        self._key = self.tagger.begin_page()
        page = pdfdoc.PDFPage()
        page.pagewidth, page.pageheight = width, height
        page.Trans = None
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        self.page = page
        self.page_reference = self.objects.reference(page, self.canvas._doc.thisPageName())

    def end_page(self) -> None:
        """Ends the page: its content, its links and its place in the structure."""
        page = self.page
        page.Contents = stream("\n".join(self._code).encode("latin-1"))
        page.StructParents, page.Tabs = self._key, "/S"
        page.Annots = Raw(f"[{' '.join(self._annotations())}]") if self._links else None
        images = "".join(f"/{name} {reference}" for name, reference in {**self._images, **self._page_pictures}.items())
        resources = f"/XObject<<{images}>>" if images else ""
        page.Resources = f"<</Font {self.objects.reference(self._font_names())}{resources}>>"
        self.canvas._doc.addPage(page)

    def _font_names(self) -> Any:
        """Reportlab's dictionary of fonts, shared by all pages; it is filled in the end."""
        return self.canvas._doc.idToObject["BasicFonts"]

    def finish(self) -> None:
        """Adds the fonts and the structure tree to the document."""
        names = self._font_names().dict
        for use in self.fonts.values():
            names[use.resource] = embed(use, self.objects)
        outlines, catalog = self.canvas._doc.Outlines, self.canvas._doc.Catalog
        outlines.prepare(self.canvas._doc, self.canvas)
        if outlines.ready < 0:
            catalog.Outlines = None
        catalog.__NoDefault__ = [*catalog.__NoDefault__, "AF", "Metadata", "Names", "OutputIntents"]
        catalog.StructTreeRoot = self.tagger.write()
        catalog.MarkInfo = "<</Marked true>>"
        catalog.ViewerPreferences = "<</DisplayDocTitle true>>"

    def describe(self, xmp: bytes, source: bytes | None, moment: datetime | None) -> None:
        """Adds what archives ask for: metadata, output intent, and the source that the file was made from."""
        catalog = self.canvas._doc.Catalog
        catalog.Metadata = self.objects.add(stream(xmp, "/Type/Metadata/Subtype/XML"))
        catalog.OutputIntents = f"[{output_intent(self.objects)}]"
        if source is not None:
            file = attached_source(source, moment, self.objects, self.pictures.listed())
            catalog.AF = f"[{file}]"
            catalog.Names = f"<</EmbeddedFiles<</Names[({RELEASE_NAME}) {file}]>>>>"

    def begin_mark(self, mark: Mark) -> None:
        """Opens a marked-content sequence (14.6), tagged with its element or as an artifact."""
        self._node = mark.node
        if mark.node is None:
            self._code.append(_ARTIFACTS[mark.artifact or "layout"])
            return
        identifier = self.tagger.mark(mark.node, self.page_reference)
        if mark.actual is None:
            self._code.append(f"/{self.elements[mark.node].kind}<</MCID {identifier}>>BDC")
        else:
            actual = string(mark.actual)
            self._code.append(f"/Span<</MCID {identifier}/ActualText{actual}>>BDC")

    def end_mark(self) -> None:
        """Closes the sequence."""
        self._end_text()
        self._code.append("EMC")

    def _end_text(self) -> None:
        """Ends the text object, if one is open: only text may be shown in it (9.4.1)."""
        if self._pen is not None:
            self._code.append("ET")
            self._pen = None

    def text(self, segment: Segment, line: Line, x: float, y: float) -> None:
        """Shows a segment as one TJ array: words as they were shaped, between them spaces as the line asks."""
        style, baseline = segment.style, self.height - y
        face = segment.words[0].face
        use = self.fonts.get(face)
        if use is None:
            use = self.fonts[face] = FontUse(face, f"F{len(self.fonts) + 1}")
        code = self._code
        if self._pen is None:
            code.append("BT")
            self._pen = 0.0, 0.0
        self._colour(style.colour)
        self._set("Tf", f"/{use.resource} {number(style.size)}")
        self._set("Tz", short(line.scale * 100))
        self._set("Tc", number(line.spacing))
        right, up = round(x - self._pen[0], 2), round(baseline - self._pen[1], 2)
        self._pen = self._pen[0] + right, self._pen[1] + up
        code.append(f"{short(right)} {short(up)} Td[{self._shown(segment, line, use)}]TJ")
        if style.underline:
            self._end_text()
            drop, thickness = underline.DROP * style.size, underline.WIDTH * style.size
            for start, width in underline.strokes(segment, line):
                code.append(f"{short(x + start)} {short(baseline - drop)} {short(width)} {number(thickness)} re f")
        if self._bookmarks:
            self._mark_heading(segment.node, baseline + style.size)
        if segment.node > 0 and (link := self._link_around[segment.node]):
            self._link(link, segment, x, baseline)

    def _shown(self, segment: Segment, line: Line, use: FontUse) -> str:
        """The elements of the array that shows a segment."""
        style, face = segment.style, use.face
        space = use.space
        # Spacing follows each letter, a word's last and the space included: there it is taken back.
        spacing = 2 * line.spacing / style.size
        # A face that helps out keeps to the space of the style's own.
        gap = line.ratio * style.face.space.width
        stretch = round((face.space.width - gap + spacing) * 1000, 1)
        between = f"{space}{number(stretch)} " if abs(stretch) >= 0.1 else space
        shown = between.join(use.show(segment.words))
        # Strings side by side are one: within a string each bracket has a backslash before it.
        return (shown + space if segment.space_after else shown).replace(")(", "")

    def turned(self, line: Line, x: float, y: float, height: float, angle: float) -> None:
        """Shows a line in a coordinate system that is turned for it alone."""
        self._end_text()
        before = dict(self._state)
        sine, cosine = number(sin(radians(angle))), number(cos(radians(angle)))
        self._code.append(f"q {cosine} {sine} -{sine} {cosine} {number(x)} {number(self.height - y)} cm")
        for segment in line.segments:  # heights are told from the page's upper edge
            self.text(segment, line, segment.x - line.width / 2, self.height + height / 2)
        self._end_text()
        self._code.append("Q")
        self._state = before

    def rule(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Fills a rectangle."""
        self._end_text()
        self._colour(colour)
        self._code.append(f"{short(x)} {short(self.height - y - height)} {short(width)} {number(height)} re f")

    def logo(self, logo: Logo, x: float, y: float, width: float, height: float) -> None:
        """Draws vectors into the page itself, pixels as an image."""
        self._end_text()
        left, bottom = number(x), number(self.height - y - height)
        if logo.kind == "svg":
            scale_x, scale_y = number(width / logo.width), number(height / logo.height)
            self._code += [f"q {scale_x} 0 0 {scale_y} {left} {bottom} cm", *_vectors(logo), "Q"]
        else:
            self._code.append(f"q {number(width)} 0 0 {number(height)} {left} {bottom} cm /{self._image(logo)} Do Q")

    def picture(self, picture: Picture, name: str, x: float, y: float, width: float, height: float) -> None:
        """Draws a picture, which the file holds once."""
        self._end_text()
        bottom = self.height - y - height
        if self._node is not None:
            self.tagger.boxes[self._node] = " ".join(map(short, (x, bottom, x + width, bottom + height)))
        resource, reference = self.pictures.note(picture, name)
        self._page_pictures[resource] = reference
        self._code.append(f"q {placed(picture, x, bottom, width, height)} cm /{resource} Do Q")

    def code(self, squares: Squares, count: int, x: float, y: float, side: float, colour: str) -> None:
        """Fills all squares as one path, so that no hair of white parts those that touch."""
        self._end_text()
        self._colour(colour)
        module, bottom = side / count, self.height - y - side
        if self._node is not None:
            self.tagger.boxes[self._node] = " ".join(map(short, (x, bottom, x + side, bottom + side)))
        self._code.append(f"q {module:.5f} 0 0 {module:.5f} {number(x)} {number(bottom)} cm")
        self._code.append(
            " ".join(f"{left} {count - top - high} {wide} {high} re" for left, top, wide, high in squares)
        )
        self._code.append("f Q")

    def _mark_heading(self, node: int, top: float) -> None:
        """Adds the bookmark of a heading whose first text stands here, be it in bold or in a link."""
        while self.elements[node].kind in INLINE and node > 0:
            node = self.elements[node].parent or 0
        if node in self._bookmarks:
            self._bookmark(self._bookmarks.pop(node), top)

    def _bookmark(self, mark: Bookmark, top: float) -> None:
        """Adds an entry of the outline that leads to a height of this page."""
        key = f"b{mark.node}"
        self.canvas.bookmarkPage(key, fit="XYZ", left=0, top=round(top, 2), zoom=0)
        self.canvas.addOutlineEntry(mark.text, key, mark.level - 1)

    def _set(self, operator: str, value: str) -> None:
        """Sets a parameter of the text state where it is not set so already."""
        if self._state.get(operator, _INITIAL.get(operator)) != value:
            self._code.append(f"{value} {operator}")
            self._state[operator] = value

    def _colour(self, colour: str) -> None:
        self._set("rg", _fill(colour))

    def _link(self, node: int, segment: Segment, x: float, baseline: float) -> None:
        """Notes the box of a link's text; pieces on one line make one box."""
        face, size = segment.style.face, segment.style.size
        box = [x, baseline + face.descender * size * 0.8, x + segment.width, baseline + face.ascender * size * 0.9]
        known = self._links.setdefault((node, baseline), box)
        known[0], known[2] = min(known[0], box[0]), max(known[2], box[2])

    def _annotations(self) -> Iterator[str]:
        for (node, _), box in self._links.items():
            element = self.elements[node]
            raw, reference = self.objects.reserve()
            key = self.tagger.annotation(node, reference, self.page_reference, self.page_count)
            rectangle = " ".join(number(round(value, 2)) for value in box)
            raw.content = (
                f"<</Type/Annot/Subtype/Link/Rect[{rectangle}]/Border[0 0 0]/F 4"
                f"/Contents{string(element.contents or '')}/StructParent {key}"
                f"/A{_action(element.href or '')}>>"
            ).encode("latin-1")
            yield reference

    def _image(self, logo: Logo) -> str:
        name = f"I{len(self._images) + 1}"
        picture = logo.artwork
        size = f"/Type/XObject/Subtype/Image/Width {picture.width}/Height {picture.height}/BitsPerComponent 8"
        alpha = picture.getchannel("A")
        mask = ""
        if alpha.getextrema() != (255, 255):
            mask = f"/SMask {self.objects.add(stream(alpha.tobytes(), f'{size}/ColorSpace/DeviceGray'))}"
        pixels = picture.convert("RGB").tobytes()
        self._images[name] = self.objects.add(stream(pixels, f"{size}/ColorSpace/DeviceRGB{mask}"))
        return name


_INITIAL = {"Tz": "100", "Tc": "0", "rg": "0 0 0"}


def _vectors(logo: Logo) -> list[str]:
    """The operators that draw a logo."""
    try:
        return operators(logo.artwork)
    except ValueError:
        what = "the logo uses transparency, gradients or CMYK colours; save it with plain RGB colours"
        raise LayoutError(Problem(what, str(logo.path), field="organisation.logo")) from None


@cache
def _fill(colour: str) -> str:
    """The operands that a colour has; layouts have few."""
    return " ".join(map(number, components(colour)))


def _links_around(elements: Sequence[Element]) -> list[int]:
    """For each element the link that it is or stands in, such as that of bold words in a link; 0 for none."""
    around: list[int] = []
    for node, element in enumerate(elements):
        outer = around[element.parent] if element.parent is not None and element.kind in INLINE else 0
        around.append(node if element.href else outer)
    return around


def _action(href: str) -> str:
    """The action of a link (12.6.4): a destination in this file, by its name, a file beside it, or an address."""
    if href.startswith("#"):
        return f"<</S/GoTo/D{string(href[1:])}>>"
    if ":" not in href:
        name = string(href)
        return f"<</S/GoToR/F<</Type/Filespec/F{name}/UF{name}>>/D[0/Fit]>>"
    return f"<</S/URI/URI{string(sent_address(href))}>>"
