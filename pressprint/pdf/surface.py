"""The drawing contract: everything that may be asked of what pages are painted on, and a recorder of it.

The order of calls is fixed. Between `begin_page` and `end_page` each drawing stands between one `begin_mark`
and one `end_mark`, and marks never nest (PDF/UA-1, 7.1). Coordinates are in points; `y` grows downwards from
the top edge of the page.
"""

from __future__ import annotations

from typing import Protocol

from msgspec import Struct

from pressprint.layouts import Logo
from pressprint.pages import Artifact, Squares
from pressprint.paragraphs import Line, Segment
from pressprint.pictures import Picture


class Mark(Struct, frozen=True):
    """What a piece of content is: a part of element `node`, or an artifact.

    `actual` replaces the text of the piece for whoever reads it (ISO 32000-1, 14.9.4).
    """

    node: int | None = None
    artifact: Artifact | None = None
    actual: str | None = None


class Surface(Protocol):
    """What pages are painted on."""

    def begin_page(self, width: float, height: float) -> None:
        """Begins a page of this size."""

    def end_page(self) -> None:
        """Ends the page."""

    def begin_mark(self, mark: Mark) -> None:
        """Says what the drawings that follow are."""

    def end_mark(self) -> None:
        """Ends what `begin_mark` began."""

    def text(self, segment: Segment, line: Line, x: float, y: float) -> None:
        """Shows a segment of a line, its start at `x` and its baseline at `y`."""

    def turned(self, line: Line, x: float, y: float, height: float, angle: float) -> None:
        """Shows a line turned about its middle, which is at `x`, `y`; `height` is that of its capitals."""

    def rule(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Fills a rectangle whose upper left corner is at `x`, `y`."""

    def code(self, squares: Squares, count: int, x: float, y: float, side: float, colour: str) -> None:
        """Fills the squares of a code of `count` by `count`, in a box whose upper left corner is at `x`, `y`."""

    def logo(self, logo: Logo, x: float, y: float, width: float, height: float) -> None:
        """Draws a logo into a box whose upper left corner is at `x`, `y`."""

    def picture(self, picture: Picture, name: str, x: float, y: float, width: float, height: float) -> None:
        """Draws what a release calls `name` into a box whose upper left corner is at `x`, `y`."""


class Recorder:
    """A surface that writes each call as a line of text, for tests and for finding out what was drawn."""

    def __init__(self) -> None:
        self.calls: list[str] = []

    def __str__(self) -> str:
        return "\n".join(self.calls)

    def begin_page(self, width: float, height: float) -> None:
        """Notes the page's size."""
        self.calls.append(f"page {width:g} × {height:g}")

    def end_page(self) -> None:
        """Notes the page's end."""
        self.calls.append("end of page")

    def begin_mark(self, mark: Mark) -> None:
        """Notes the mark."""
        what = f"artifact {mark.artifact}" if mark.node is None else f"element {mark.node}"
        self.calls.append(f"  {what}" + (f" in place of {mark.actual!r}" if mark.actual is not None else ""))

    def end_mark(self) -> None:
        """Nothing is noted: the next mark or the page's end tells it."""

    def text(self, segment: Segment, line: Line, x: float, y: float) -> None:
        """Notes the text, its place and its style."""
        words = " ".join(word.text for word in segment.words) + ("␣" if segment.space_after else "")
        style = segment.style
        self.calls.append(f"    {x:.1f},{y:.1f} {style.face.name} {style.size:g} {style.colour} {words}")

    def turned(self, line: Line, x: float, y: float, height: float, angle: float) -> None:
        """Notes the turn, then the text from the line's own middle."""
        self.calls.append(f"    {x:.1f},{y:.1f} turned by {angle:.1f}")
        for segment in line.segments:
            self.text(segment, line, segment.x - line.width / 2, height / 2)

    def rule(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Notes the rectangle."""
        self.calls.append(f"    {x:.1f},{y:.1f} rule {width:.1f} × {height:.2f} {colour}")

    def code(self, squares: Squares, count: int, x: float, y: float, side: float, colour: str) -> None:
        """Notes the code's box, and how many dark squares it has."""
        dark = sum(wide * high for _, _, wide, high in squares)
        self.calls.append(f"    {x:.1f},{y:.1f} code {side:.1f}, {count} × {count}, {dark} of them {colour}")

    def logo(self, logo: Logo, x: float, y: float, width: float, height: float) -> None:
        """Notes the logo's box."""
        self.calls.append(f"    {x:.1f},{y:.1f} logo {logo.path.name} {width:.1f} × {height:.1f}")

    def picture(self, picture: Picture, name: str, x: float, y: float, width: float, height: float) -> None:
        """Notes the picture's box."""
        self.calls.append(f"    {x:.1f},{y:.1f} picture {name} {width:.1f} × {height:.1f}")
