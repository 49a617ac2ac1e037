"""Every key of a `layout.toml`, declared once: its type, its default and what it means.

The declaration validates the files and makes the reference page. Lengths are in points.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from pressprint.errors import quoted
from pressprint.release import Part
from pressprint.release.people import Country, Web

_HEX = re.compile(r"#[0-9a-fA-F]{6}")


def _checked_colour(value: Any) -> Any:
    if isinstance(value, str) and not _HEX.fullmatch(value):
        raise ValueError(f"{quoted(value)} is not a colour; expected # and six hexadecimal digits such as #0b3d6e")
    return value.lower() if isinstance(value, str) else value


Colour = Annotated[str, BeforeValidator(_checked_colour)]
ColourName = Literal["brand", "text", "muted", "alert"]
FaceName = Literal["regular", "italic", "bold", "bold_italic"]
# Bounds of an alias would prevail over those that a field adds; a field with bounds of its own is a plain float.
Length = Annotated[float, Field(ge=0, le=200)]


class Brand(Part):
    """Who issues what is set in this layout."""

    name: str | None = Field(None, description="The organisation's name, printed as word-mark where there is no logo")
    website: Web | None = Field(None, description="The organisation's website, printed with the contacts")
    address: str | None = Field(None, description="The postal address, printed with the contacts")
    country: Country | None = Field(
        None, description="The country (ISO 3166) by whose rules phone numbers are read", examples=["FR"]
    )
    logo: str | None = Field(
        None, min_length=1, description="An SVG or PNG file in the layout's folder", examples=["logo.svg"]
    )
    boilerplate: dict[str, str] = Field(
        {},
        description="The paragraph about the organisation, by language; set where a release has none",
        examples=['{ fr = "L’Observatoire …", en = "The Observatory …" }'],
    )


class Page(Part):
    """The A4 page, 595.28 by 841.89 points."""

    margin_left: float = Field(90, ge=18, le=220, description="From the left edge to the text")
    margin_right: float = Field(90, ge=18, le=220, description="From the text to the right edge")
    margin_top: float = Field(51, ge=18, le=200, description="From the top edge to the header")
    margin_bottom: float = Field(54, ge=18, le=200, description="From the text or the contacts to the bottom edge")
    flex: float = Field(
        0.3, ge=0, le=0.5, description="By which share the space between blocks may give, so that pages come out well"
    )


class Colours(Part):
    """The colours. Text in them must have a contrast of 4.5 : 1 on white (WCAG AA), large text of 3 : 1."""

    brand: Colour = Field("#0b3d6e", description="The brand's colour: title, rules, bars", examples=["#0b3d6e"])
    text: Colour = Field("#1b1b1b", description="The text")
    muted: Colour = Field("#55585c", description="What stands back: datelines, folios, small print")
    alert: Colour = Field("#a3121f", description="What must not be missed: the embargo")


class Family(Part):
    """The faces of a family: files in the layout's folder, or the name of a shipped file."""

    regular: str = Field(min_length=1, description="The upright face", examples=["PressprintSerif-Regular.ttf"])
    italic: str | None = Field(None, min_length=1, description="The italic face; the upright one where there is none")
    bold: str | None = Field(None, min_length=1, description="The bold face; the upright one where there is none")
    bold_italic: str | None = Field(
        None, min_length=1, description="The bold italic face; the bold one where there is none"
    )


class TypeStyle(Part):
    """How one role is set."""

    family: str = Field("serif", description="A family named under [fonts]")
    face: FaceName = Field("regular", description="The face of the family")
    size: float = Field(10.5, ge=5, le=72, description="The size of the type")
    leading: float = Field(14.5, ge=5, le=100, description="From baseline to baseline")
    colour: ColourName = Field("text", description="A colour named under [colours]")
    above: Length = Field(0, description="The least space above, where the block is not the first of its page")
    below: Length = Field(0, description="The least space below")

    @model_validator(mode="after")
    def _lines_apart(self) -> TypeStyle:
        if self.leading < self.size:
            raise ValueError(
                f"the leading of {self.leading:g} is less than the size of {self.size:g}: lines would collide"
            )
        return self


def _style(**changes: Any) -> Any:
    style = TypeStyle(**changes)
    return Field(default=style)


class Roles(Part):
    """The roles that text plays. A role keeps its default for each key that is not given."""

    wordmark: TypeStyle = _style(face="bold", size=15, leading=18, colour="brand")
    label: TypeStyle = _style(face="bold", size=10, leading=13, colour="brand")
    dateline: TypeStyle = _style(size=9.5, leading=13, colour="muted")
    reference: TypeStyle = _style(size=9.5, leading=13, colour="muted")
    status: TypeStyle = _style(face="bold", size=9.5, leading=13, colour="alert")
    kicker: TypeStyle = _style(face="bold", size=10.5, leading=14, colour="muted", below=5)
    title: TypeStyle = _style(face="bold", size=21, leading=25, colour="brand", below=14)
    subtitle: TypeStyle = _style(face="italic", size=13, leading=17, below=14)
    lead: TypeStyle = _style(face="bold", below=9)
    body: TypeStyle = _style(below=7)
    heading: TypeStyle = _style(face="bold", size=12, leading=15, colour="brand", above=15, below=4)
    subheading: TypeStyle = _style(face="bold", size=10.5, leading=14, above=12, below=3)
    quote: TypeStyle = _style(face="italic", size=11, leading=15.5, above=12, below=13)
    attribution: TypeStyle = _style(size=9.5, leading=13, colour="muted", above=4)
    item: TypeStyle = _style(below=3)
    notes_heading: TypeStyle = _style(face="bold", size=9.5, leading=13, above=14, below=3)
    notes: TypeStyle = _style(size=9, leading=12.5, below=3)
    legal: TypeStyle = _style(size=8, leading=11, colour="muted", below=3)
    contacts_label: TypeStyle = _style(face="bold", size=9, leading=12, colour="brand", below=4)
    contact_name: TypeStyle = _style(face="bold", size=9, leading=12)
    contact: TypeStyle = _style(size=9, leading=12)
    running: TypeStyle = _style(size=8.5, leading=12, colour="muted")
    folio: TypeStyle = _style(size=8.5, leading=12, colour="muted")

    @model_validator(mode="before")
    @classmethod
    def _over_defaults(cls, roles: Any) -> Any:
        if not isinstance(roles, dict):
            return roles
        result = dict(roles)
        for role, given in roles.items():
            if role in cls.model_fields and isinstance(given, dict):
                result[role] = {**cls.model_fields[role].default.model_dump(), **given}
        return result


class Header(Part):
    """The head of the first page, and the compact one of the pages that follow."""

    logo_height: float = Field(30, ge=8, le=120, description="The height of the logo")
    rule: float = Field(
        0.75, ge=0, le=10, description="The thickness of the rule under the header, in the brand's colour"
    )
    gap: Length = Field(9, description="From logo and label to the rule, and from there to the dateline")
    below: Length = Field(26, description="From the header to the title")
    running_below: Length = Field(22, description="From the compact header to the text")


class Paragraphs(Part):
    """How running text is broken into lines."""

    justify: bool = Field(True, description="Whether lead and body are set to both margins; else ragged right")
    elasticity: float = Field(
        0.03, ge=0, le=0.05, description="By how much letters may be narrowed or widened to even the lines"
    )
    loosest: float = Field(
        1.3, ge=1, le=3, description="The loosest word space, to its natural width, before further means are used"
    )
    size_play: float = Field(
        0.01, ge=0, le=0.02, description="By which share the running text's size may differ for the sake of even lines"
    )
    typography: Literal["correct", "verbatim"] = Field(
        "correct", description="Whether spaces, quotes and apostrophes are set by the language's rules, or as written"
    )
    hyphenate: bool = Field(True, description="Whether justified paragraphs may divide words, as the last resort")


class QuoteLook(Part):
    """A quotation set off on its own."""

    bar: float = Field(2.5, ge=0, le=20, description="The width of the bar at its side; 0 for none")
    indent: float = Field(16, ge=0, le=50, description="From the left margin to its text")
    indent_right: float = Field(0, ge=0, le=50, description="From its text to the right margin")


class ListLook(Part):
    """Lists."""

    indent: float = Field(17, ge=8, le=40, description="From the margin to an item's text")
    bullet: str = Field("•", min_length=1, max_length=2, description="The mark of a bulleted item")


class ContactsLook(Part):
    """The contact footer."""

    columns: int = Field(3, ge=1, le=4, description="The most contacts that stand side by side")
    gutter: float = Field(16, ge=4, le=60, description="Between two columns")
    above: Length = Field(18, description="The least space above the hairline")
    rule: float = Field(0.5, ge=0, le=10, description="The thickness of the hairline")


class FileLook(Part):
    """The PDF as a file."""

    embed_source: bool = Field(
        True, description="Whether the PDF carries the release it was made from, which `pressprint extract` gives back"
    )


class LayoutFile(Part):
    """A `layout.toml`."""

    extends: str | None = Field(None, description="The name of a layout whose keys hold where this one has none")
    description: str = Field("", description="One line that `pressprint layouts` shows")
    organisation: Brand = Brand()
    page: Page = Page()
    colours: Colours = Colours()
    fonts: dict[str, Family] = Field({}, description="The families, each under a name that roles use")
    type: Roles = Roles()
    header: Header = Header()
    paragraphs: Paragraphs = Paragraphs()
    quote: QuoteLook = QuoteLook()
    lists: ListLook = ListLook()
    contacts: ContactsLook = ContactsLook()
    file: FileLook = FileLook()
    labels: dict[str, dict[str, str]] = Field(
        {},
        description="Words of this brand in place of the language's own, by language",
        examples=['{ fr = { press_release = "Note aux rédactions" } }'],
    )
