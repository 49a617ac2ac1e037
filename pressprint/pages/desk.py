"""The desk at which a release is set: what every block needs, and what is noted on the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from msgspec import field

from pressprint.errors import Problem, quoted
from pressprint.fonts import Book
from pressprint.languages import main_region
from pressprint.pages.brief import Brief
from pressprint.pages.values import A4, Bookmark, Element, Kind
from pressprint.paragraphs import Divider, Line, Paragraph, SetParagraph, Shape, Span, TextStyle
from pressprint.release import Content, Emphasis, Figure, Foreign, Link, Quote, Release, Strong, Text, plain
from pressprint.text import tel

RUNNING = {"lead", "body", "item", "quote"}  # the roles of running text
ARTIFACT = -1  # the node of text that is no part of the structure

_UPRIGHT_SCRIPTS = {"Arab", "Hebr", "Hans", "Jpan", "Kore"}
_IDEOGRAPHIC_SCRIPTS = {"Jpan", "Hans", "Hant", "Kore"}
_UPRIGHT = {"regular": "regular", "italic": "regular", "bold": "bold", "bold_italic": "bold"}
_FACES = {(False, False): "regular", (False, True): "italic", (True, False): "bold", (True, True): "bold_italic"}


class _Look(NamedTuple):
    """How inline text looks where it stands, where it leads, and its language if that is not the release's."""

    strong: bool
    slanted: bool
    href: str | None = None
    language: str | None = None


class Pair(NamedTuple):
    """Two figures that stand side by side, and which of them (0 or 1) is set."""

    figures: tuple[Figure, Figure]
    at: int


class Desk(Brief):
    """The one thing that changes while a release is set: elements, bookmarks and warnings are added to it."""

    book: Book
    play: float = 1.0  # the factor of the running text's size
    ready: Iterator[SetParagraph] | None = None  # the justified paragraphs in their order, where they are set already
    justified: list[tuple[Paragraph, SetParagraph]] = field(default_factory=list)
    elements: list[Element] = field(default_factory=lambda: [Element("Document", None)])
    bookmarks: list[Bookmark] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    pair: Pair | None = None  # what is set, if it is a figure beside another
    _divider: Divider | None = None
    _undivided: set[str] = field(default_factory=set)
    _styles: dict[tuple[str, str, str, bool, float], TextStyle] = field(default_factory=dict)

    @property
    def has_italics(self) -> bool:
        """Whether the script of the release has italics."""
        return self.language.script not in _UPRIGHT_SCRIPTS

    @property
    def divider(self) -> Divider:
        """How words are divided: by the language's rules, and neither the release's names nor foreign words."""
        if self._divider is None:
            self._divider = Divider(self.release.language, self._undivided)
            self._undivided.update(_names(self.release))
        return self._divider

    @property
    def left(self) -> float:
        """Where the column begins."""
        return self.layout.keys.page.margin_left

    @property
    def measure(self) -> float:
        """The width of the column."""
        page = self.layout.keys.page
        return A4[0] - page.margin_left - page.margin_right

    @property
    def right(self) -> float:
        """Where the column ends."""
        return A4[0] - self.layout.keys.page.margin_right

    @property
    def outer_left(self) -> float:
        """Where the column in the margin begins, or the text where there is none."""
        page = self.layout.keys.page
        return page.margin_left - (page.side + page.side_gap if page.side else 0.0)

    @property
    def outer_measure(self) -> float:
        """The width of the text and of the column in the margin beside it."""
        return self.right - self.outer_left

    @property
    def band_colour(self) -> str:
        """The colour of the band at the head of the page."""
        colours = self.layout.keys.colours
        return colours.band or colours.brand

    def element(self, kind: Kind, parent: int = 0) -> int:
        """The number of a new element."""
        self.elements.append(Element(kind, parent))
        return len(self.elements) - 1

    def list_element(self, parent: int, *, ordered: bool, numbering: str | None = None) -> int:
        """The number of a new list's element. Its `numbering` (ISO 32000-1, table 347) may be given."""
        self.elements.append(Element("L", parent, numbering=numbering or ("Decimal" if ordered else "Disc")))
        return len(self.elements) - 1

    def header_cell(self, parent: int, scope: Literal["Row", "Column"]) -> int:
        """The number of a new element for a header cell, which heads a row or a column."""
        self.elements.append(Element("TH", parent, scope=scope))
        return len(self.elements) - 1

    def figure_element(self, parent: int, alt: str) -> int:
        """The number of a new figure's element, which says `alt` in place of the picture."""
        self.elements.append(Element("Figure", parent, alt=alt))
        return len(self.elements) - 1

    def note_element(self, parent: int = 0) -> int:
        """The number of a new note's element, whose identifier no other note has (PDF/UA-1, 7.9)."""
        self.elements.append(Element("Note", parent, identifier=f"note-{len(self.elements)}"))
        return len(self.elements) - 1

    def foreign_element(self, parent: int, language: str) -> int:
        """The number of a new element for words in another language."""
        self.elements.append(Element("Span", parent, language=language))
        return len(self.elements) - 1

    def link(self, parent: int, href: str, contents: str) -> int:
        """The number of a new link's element."""
        self.elements.append(Element("Link", parent, href=href, contents=contents))
        return len(self.elements) - 1

    def style(
        self,
        role: str,
        face: str | None = None,
        colour: str | None = None,
        *,
        underline: bool = False,
        factor: float = 1.0,
    ) -> TextStyle:
        """A role's style, with another face of its family, another colour or size where one is named.

        Scripts that have no italics are set upright, with what stands between them, such as figures.
        """
        declared = self.layout.style(role)
        key = (role, face or declared.face, colour or declared.colour, underline, factor)
        if key not in self._styles:
            chosen = getattr(self.layout.keys.colours, key[2])
            own = self.book.face(declared.family, key[1] if self.has_italics else _UPRIGHT[key[1]])
            if self.language.script in _IDEOGRAPHIC_SCRIPTS:
                own = self.book.beside_ideographs(own, self.release.language)
            size = declared.size * factor * (self.play if role in RUNNING else 1.0)
            self._styles[key] = TextStyle(own, size, chosen, underline)
        return self._styles[key]

    def spans(self, content: Content, role: str, node: int) -> Iterator[Span]:
        """Inline text in a role's style. Emphasis is upright in a role that is italic itself."""
        face = self.layout.style(role).face
        return self._spans(content, role, node, _Look("bold" in face, "italic" in face))

    def _spans(self, content: Content, role: str, node: int, look: _Look) -> Iterator[Span]:
        for part in content:
            if isinstance(part, Text):
                underline = look.href is not None and not _is_address(part.text)
                style = self.style(role, _FACES[look.strong, look.slanted], underline=underline)
                yield Span(part.text, style, node, look.language)
            else:
                yield from self._spans(part.content, role, *self._within(part, node, look))

    def _within(self, part: Strong | Emphasis | Foreign | Link, node: int, look: _Look) -> tuple[int, _Look]:
        """The element of a part of inline text, and how the text in it looks. Blanks are part of what is around."""
        if not plain(part.content).strip():
            if isinstance(part, Link):
                self.warnings.append(Problem(f"the link to {quoted(part.href)} has no words and is set without it"))
            return node, look
        match part:
            case Strong():
                return self.element("Strong", node), look._replace(strong=True)
            case Emphasis() if self.language.script in _IDEOGRAPHIC_SCRIPTS:
                return self.element("Em", node), look._replace(strong=True)  # what is upright as well would not show
            case Emphasis():
                return self.element("Em", node), look._replace(slanted=not look.slanted)
            case Foreign():
                self._undivided.update(plain(part.content).split())
                return self.foreign_element(node, part.language), look._replace(language=part.language)
            case Link():
                return self.link(node, part.href, self.link_contents(part.href)), look._replace(href=part.href)

    def phone_link(self, number: str, node: int, where: str) -> int:
        """The element of a phone number: a link, or `node` itself and a warning where it cannot be one."""
        href = tel(number, self.country) or self._likely_tel(number)
        if href is None:
            hint = "write it with its country code (+33 …), or give the “country”"
            self.warnings.append(
                Problem(f"the phone number {quoted(number)} is set without a link; {hint}", field=where)
            )
            return node
        return self.link(node, href, self.link_contents(href, number))

    def _likely_tel(self, number: str) -> str | None:
        """A number read by the rules of the region that the language tag names, or of its main country."""
        return None if self.country else tel(number, main_region(self.release.language))

    def noted(self) -> tuple[Problem, ...]:
        """What the author should know of, each thing once."""
        return tuple(dict.fromkeys([*self.warnings, *_borrowed_warnings(self.book)]))

    def lines(self, spans: Sequence[Span] | Iterator[Span], shape: Shape) -> tuple[Line, ...]:
        """Text broken into lines, none where it is nothing but blanks; a word wider than the measure is noted."""
        spans = list(spans)
        if not any(span.text.strip() for span in spans):
            return ()
        paragraph = Paragraph(spans, shape, self.book, self.divider, right_to_left=self.right_to_left)
        result = next(self.ready) if self.ready and shape.justify else paragraph.set()
        if shape.justify:
            self.justified.append((paragraph, result))
        for word in result.wide:
            self.warnings.append(Problem(f"the word {quoted(word)} is wider than the column and was broken"))
        return result.lines

    def line(self, text: str, role: str, node: int = ARTIFACT, colour: str | None = None) -> Line | None:
        """A text on one line, however wide, or None where it is empty."""
        lines = self.lines([Span(text.replace("\n", " "), self.style(role, colour=colour), node)], Shape(1e6))
        return lines[0] if lines else None


def _names(release: Release) -> Iterator[str]:
    """The words of the names that a release gives: of people, places and organisations."""
    named = [own.name if (own := release.organisation) else None, *(issuer.name for issuer in release.issuers)]
    named += [release.place, *(c.name for c in release.contacts), *(c.organisation for c in release.contacts)]
    named += [name for signed in release.signatory for name in (signed.name, signed.organisation)]
    named += [block.speaker for block in release.blocks if isinstance(block, Quote)]
    for name in filter(None, named):
        yield from name.split()


def _borrowed_warnings(book: Book) -> Iterator[Problem]:
    """A warning for each font of the system that helped out: another machine may not have it."""
    for file in book.borrowed:
        if file.origin == "system":
            what = f"the font {file.path.name} of this machine was used for characters that the layout's fonts lack"
            yield Problem(f"{what}; put it into the layout's folder to have the same pages everywhere")


def _is_address(text: str) -> bool:
    return "@" in text or "://" in text or text.startswith(("www.", "+"))
