"""Pages as finished values: a size and placed items, each knowing its place in the document's structure.

Lengths are in points; `x` grows to the right from the left edge, `y` downwards from the top edge.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from pressprint.layouts import Logo
from pressprint.paragraphs import Line
from pressprint.pictures import Picture

A4 = (595.276, 841.89)

Artifact = Literal["header", "footer", "layout", "watermark"]
"""What is drawn but is no part of the text (ISO 32000-1, 14.8.2.2)."""

Kind = (
    Literal["Document", "H1", "H2", "H3", "H4", "H5", "H6", "P", "BlockQuote", "L", "LI", "Lbl", "LBody"]
    | Literal["Figure", "Caption", "Table", "THead", "TBody", "TR", "TH", "TD", "Note", "Div"]
    | Literal["TOC", "TOCI", "Reference", "Link", "Span", "Strong", "Em"]
)
"""The types of elements: standard ones (ISO 32000-1, 14.8.4), and two of PDF 2.0's that stand for a Span."""

INLINE = frozenset({"Link", "Span", "Strong", "Em"})
"""The types of elements that stand within a paragraph or heading."""


class Element(Struct, frozen=True, eq=False):
    """A node of the document's structure.

    `parent` is the number of another element, None for the root. `href` and `contents` are for links: where
    they lead (an address, `#` and the name of a destination in the file, or the name of a PDF beside it), and what is
    said of them. `alt` is for
    figures, `numbering` for lists, `identifier` for notes.
    Header cells have a `scope`, cells a number of rows and columns that they span. `language` is a BCP 47 tag
    where it is not the document's.
    """

    kind: Kind
    parent: int | None
    href: str | None = None
    contents: str | None = None
    alt: str | None = None
    numbering: str | None = None
    identifier: str | None = None
    scope: Literal["Row", "Column"] | None = None
    row_span: int = 1
    column_span: int = 1
    language: str | None = None


class TextItem(Struct, frozen=True, eq=False):
    """A line of text with its baseline at `y`. Its segments name their elements, unless it is an artifact."""

    line: Line
    x: float
    y: float
    artifact: Artifact | None = None

    def moved(self, x: float, y: float) -> TextItem:
        """The same item further to the right and down."""
        return TextItem(self.line, self.x + x, self.y + y, self.artifact)


class RuleItem(Struct, frozen=True, eq=False):
    """A filled rectangle: a rule or a bar. Always an artifact. `y` is its upper edge."""

    x: float
    y: float
    width: float
    height: float
    colour: str
    artifact: Artifact = "layout"

    def moved(self, x: float, y: float) -> RuleItem:
        """The same item further to the right and down."""
        return replace(self, x=self.x + x, y=self.y + y)


class LogoItem(Struct, frozen=True, eq=False):
    """A logo in a box whose upper left corner is at `x`, `y`. `node` is its element, None for an artifact."""

    logo: Logo
    x: float
    y: float
    width: float
    height: float
    node: int | None = None

    def moved(self, x: float, y: float) -> LogoItem:
        """The same item further to the right and down."""
        return replace(self, x=self.x + x, y=self.y + y)


class WatermarkItem(Struct, frozen=True, eq=False):
    """A line of text turned about its middle, which is at `x`, `y`: `angle` in degrees, rising. Always an artifact.

    `height` is that of its capitals. It has no width of its own: what mirrors a page leaves it where it is.
    """

    line: Line
    x: float
    y: float
    height: float
    angle: float
    width: float = 0.0

    def moved(self, x: float, y: float) -> WatermarkItem:
        """The same item further to the right and down."""
        return replace(self, x=self.x + x, y=self.y + y)


class PictureItem(Struct, frozen=True, eq=False):
    """A picture in a box whose upper left corner is at `x`, `y`. `node` is its element, None for an artifact.

    `name` is what the release calls it.
    """

    picture: Picture
    name: str
    x: float
    y: float
    width: float
    height: float
    node: int | None = None

    def moved(self, x: float, y: float) -> PictureItem:
        """The same item further to the right and down."""
        return replace(self, x=self.x + x, y=self.y + y)


Squares: TypeAlias = tuple[tuple[int, int, int, int], ...]
"""Rectangles of modules: x and y from the upper left one, width, height."""


class CodeItem(Struct, frozen=True, eq=False):
    """A code of `count` by `count` modules in a box `width` wide and high; `squares` are the dark ones."""

    squares: Squares
    count: int
    x: float
    y: float
    width: float
    colour: str
    node: int

    def moved(self, x: float, y: float) -> CodeItem:
        """The same item further to the right and down."""
        return replace(self, x=self.x + x, y=self.y + y)


Item: TypeAlias = TextItem | RuleItem | LogoItem | WatermarkItem | PictureItem | CodeItem


class Page(Struct, frozen=True):
    """A finished page: its items in the order in which they are painted and read."""

    width: float
    height: float
    items: tuple[Item, ...]


class Bookmark(Struct, frozen=True):
    """An entry of the outline: an element, the text it shows, and its level from 1."""

    node: int
    text: str
    level: int


class Document(Struct, frozen=True):
    """A release that is set: its pages, its structure (elements by their number), its outline.

    `standing` says what must be known before the title is used, such as the embargo, in the release's language.
    `note` tells the author what was done to have the release on one page.
    """

    pages: tuple[Page, ...]
    elements: tuple[Element, ...]
    bookmarks: tuple[Bookmark, ...]
    standing: str = ""
    note: str = ""


class Bar(Struct, frozen=True, eq=False):
    """A bar beside the rows that share it: its place from the column's left edge, width and colour."""

    x: float
    width: float
    colour: str


# What a page break before a row costs. Beyond `FORBIDDEN` it is made only where nothing else is possible.
FORBIDDEN = 1e6


class Row(Struct, frozen=True, eq=False):
    """A box of the page's column: it is never split, and its items count from its upper left corner.

    `above` and `below` are the least space to the rows before and after; between two rows the larger one
    counts, at the head of a page none. `penalty` is the cost of a page break before the row. `ends` tells
    whether a block of text ends with it. `repeat` is a row that stands above it, without space between them, where a
    page begins with it: the head of its table once more. `parts` are the rows that take its place where it is too
    high for a page. One that is `parting` is left out at the head of a page: there is nothing above it to part from.
    """

    height: float
    items: tuple[Item, ...]
    above: float = 0.0
    below: float = 0.0
    penalty: float = 0.0
    ends: bool = False
    bar: Bar | None = None
    repeat: Row | None = None
    parts: tuple[Row, ...] = ()
    parting: bool = False
