"""Painting: the items of a page, each between the marks that say what it is. Nothing is decided here."""

from __future__ import annotations

from pressprint.pages import CodeItem, LogoItem, Page, PictureItem, RuleItem, TextItem, WatermarkItem
from pressprint.pdf.surface import Mark, Surface


def paint(page: Page, surface: Surface) -> None:
    """Paints a page. Neighbouring pieces of one element stand in one mark, but for divided words."""
    marks = _Marks(surface)
    surface.begin_page(page.width, page.height)
    for item in page.items:
        match item:
            case TextItem():
                _paint_line(item, surface, marks)
            case RuleItem():
                marks.change(Mark(artifact=item.artifact))
                surface.rule(item.x, item.y, item.width, item.height, item.colour)
            case WatermarkItem():
                marks.change(Mark(artifact="watermark"))
                surface.turned(item.line, item.x, item.y, item.height, item.angle)
            case CodeItem():
                marks.change(Mark(item.node))
                surface.code(item.squares, item.count, item.x, item.y, item.width, item.colour)
            case LogoItem():
                marks.change(Mark(artifact="header") if item.node is None else Mark(item.node))
                surface.logo(item.logo, item.x, item.y, item.width, item.height)
            case PictureItem():
                marks.change(Mark(artifact="layout") if item.node is None else Mark(item.node))
                surface.picture(item.picture, item.name, item.x, item.y, item.width, item.height)
    marks.end()
    surface.end_page()


def _paint_line(item: TextItem, surface: Surface, marks: _Marks) -> None:
    for segment in item.line.segments:
        if item.artifact:
            marks.change(Mark(artifact=item.artifact))
        else:
            marks.change(Mark(segment.node, actual=segment.actual))
        surface.text(segment, item.line, item.x + segment.x, item.y)


class _Marks:
    """The mark that is open."""

    def __init__(self, surface: Surface) -> None:
        self.surface = surface
        self.open: Mark | None = None

    def change(self, mark: Mark) -> None:
        """Opens a mark, unless it is open; one with a text of its own always begins anew."""
        if mark == self.open and mark.actual is None:
            return
        self.end()
        self.surface.begin_mark(mark)
        self.open = mark

    def end(self) -> None:
        """Closes the open mark."""
        if self.open is not None:
            self.surface.end_mark()
            self.open = None
