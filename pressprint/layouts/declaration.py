"""Every key of a `layout.toml`, declared once: its type, its default and what it means.

The declaration validates the files and makes the reference page. Lengths are in points.
"""

import re
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from pressprint.errors import quoted
from pressprint.presets import NAMES
from pressprint.release import Part, PresetName
from pressprint.release.people import Country, Web

_LEAST_EDGE = 18  # the least margin a page may have, in points; printers need it
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
    verify_at: Web | None = Field(
        None, description="Where readers can check that a release is genuine, printed below the contacts"
    )
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

    margin_left: float = Field(88, ge=18, le=220, description="From the left edge to the text")
    margin_right: float = Field(92, ge=18, le=220, description="From the text to the right edge")
    margin_top: float = Field(44, ge=18, le=200, description="From the top edge to the header")
    margin_bottom: float = Field(52, ge=18, le=200, description="From the text or the contacts to the bottom edge")
    flex: float = Field(
        0.3, ge=0, le=0.5, description="By which share the space between blocks may give, so that pages come out well"
    )
    grid: float = Field(
        0, ge=0, le=24, description="The step of which margins, leadings and spaces are multiples; 0 for none"
    )
    side: float = Field(
        0,
        ge=0,
        le=160,
        description="The width of a column in the left margin for label, dateline, reference; 0 for none",
    )
    side_gap: float = Field(16, ge=4, le=60, description="From the column in the margin to the text")
    folio: Literal["right", "left", "centre", "head"] = Field(
        "right",
        description="Where the page number stands: at the right, the left or the centre of the foot, or at the head of "
        "the pages that follow the first",
    )

    @model_validator(mode="after")
    def _room_for_side(self) -> Self:
        needed = self.side + self.side_gap + _LEAST_EDGE
        if self.side and needed > self.margin_left:
            raise ValueError(
                f"the column of {self.side:g} points (side) and its distance to the text (side_gap) do not go into the "
                f"left margin; expected a margin_left of at least {needed:g}"
            )
        return self


class Colours(Part):
    """The colours. Text in them must have a contrast of 4.5 : 1 on white (WCAG AA), large text of 3 : 1."""

    brand: Colour = Field("#0b3d6e", description="The brand's colour: title, rules, bars", examples=["#0b3d6e"])
    text: Colour = Field("#1b1b1b", description="The text")
    muted: Colour = Field("#55585c", description="What stands back: datelines, folios, small print")
    alert: Colour = Field("#a3121f", description="What must not be missed: the embargo")
    band: Colour | None = Field(
        None, description="The band at the head of the page; the brand's colour where none is given"
    )
    on_band: Colour = Field("#ffffff", description="Text on the band")
    tint: Colour = Field("#f1f3f5", description="The ground of boxes")


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

    family: str = Field("serif", description="A family named under [fonts]; without it that of the layout")
    face: FaceName = Field("regular", description="The face of the family")
    size: float = Field(10.5, ge=5, le=72, description="The size of the type")
    leading: float = Field(16, ge=5, le=100, description="From baseline to baseline")
    colour: ColourName = Field("text", description="A colour named under [colours]")
    above: Length = Field(0, description="The least space above, where the block is not the first of its page")
    below: Length = Field(0, description="The least space below")

    @model_validator(mode="after")
    def _lines_apart(self) -> Self:
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

    wordmark: TypeStyle = _style(face="bold", size=15, leading=20, colour="brand")
    label: TypeStyle = _style(face="bold", size=10, leading=12, colour="brand")
    dateline: TypeStyle = _style(size=9.5, leading=12, colour="muted")
    reference: TypeStyle = _style(size=9.5, leading=12, colour="muted")
    status: TypeStyle = _style(face="bold", size=9.5, leading=12, colour="alert")
    kicker: TypeStyle = _style(face="bold", size=10.5, leading=16, colour="muted", below=4)
    title: TypeStyle = _style(face="bold", size=21, leading=24, colour="brand", below=12)
    subtitle: TypeStyle = _style(face="italic", size=13, leading=16, below=12)
    key_figure: TypeStyle = _style(face="bold", size=22, leading=28, colour="brand", above=4, below=16)
    key_text: TypeStyle = _style(size=9.5, leading=12, colour="muted")
    lead: TypeStyle = _style(face="bold", leading=16, below=8)
    body: TypeStyle = _style(leading=16, below=8)
    heading: TypeStyle = _style(face="bold", size=12, leading=16, colour="brand", above=16, below=4)
    subheading: TypeStyle = _style(face="bold", size=10.5, leading=16, above=12, below=4)
    quote: TypeStyle = _style(face="italic", size=11, leading=16, above=16, below=16)
    attribution: TypeStyle = _style(size=9.5, leading=12, colour="muted", above=4)
    item: TypeStyle = _style(leading=16, below=4)
    caption: TypeStyle = _style(size=9, leading=12, above=4)
    credit: TypeStyle = _style(size=8, leading=12, colour="muted")
    table_caption: TypeStyle = _style(face="bold", size=9.5, leading=12, below=4)
    table_head: TypeStyle = _style(face="bold", size=9, leading=12)
    table_cell: TypeStyle = _style(size=9, leading=12)
    table_note: TypeStyle = _style(size=8, leading=12, colour="muted", above=4)
    notes_heading: TypeStyle = _style(face="bold", size=9.5, leading=12, above=16, below=4)
    notes: TypeStyle = _style(size=9, leading=12, below=4)
    legal: TypeStyle = _style(size=8, leading=12, colour="muted", below=4)
    contacts_label: TypeStyle = _style(face="bold", size=9, leading=12, colour="brand", below=4)
    contact_name: TypeStyle = _style(face="bold", size=9, leading=12)
    contact: TypeStyle = _style(size=9, leading=12)
    running: TypeStyle = _style(size=8.5, leading=12, colour="muted")
    folio: TypeStyle = _style(size=8.5, leading=12, colour="muted")
    regulated: TypeStyle = _style(face="bold", size=12, leading=16, below=4)
    regulated_details: TypeStyle = _style(size=9, leading=12)
    highlights_label: TypeStyle = _style(face="bold", size=9.5, leading=12, colour="brand", below=4)
    highlight: TypeStyle = _style(leading=16, below=4)
    facts_label: TypeStyle = _style(face="bold", size=9.5, leading=12, colour="brand", above=12, below=4)
    fact_label: TypeStyle = _style(face="bold", size=9, leading=12)
    fact: TypeStyle = _style(size=9.5, leading=12, below=4)
    signatory: TypeStyle = _style(leading=16, above=16)
    end_mark: TypeStyle = _style(size=9.5, leading=12, colour="muted", above=16, below=8)
    counts: TypeStyle = _style(size=8.5, leading=12, colour="muted", above=8)
    listing: TypeStyle = _style(size=9, leading=12)

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

    style: Literal["line", "block", "band", "plain"] = Field(
        "line",
        description="Its form: issuer and label over a rule, a block mark alone at the left, a band of colour across "
        "the page, or one small line",
    )
    band: float = Field(80, ge=24, le=240, description="The height of the band, where the form has one")
    strip: float = Field(8, ge=0, le=48, description="The height of the band on the pages that follow")
    logo_on_band: bool = Field(
        False, description="Whether the logo is made to stand on the band's colour; else the band begins beside it"
    )
    logo_height: float = Field(32, ge=8, le=120, description="The height of the logo")
    rule: float = Field(
        0.75, ge=0, le=10, description="The thickness of the rule under the header, in the brand's colour"
    )
    gap: Length = Field(8, description="From logo and label to the rule, and from there to the dateline")
    below: Length = Field(24, description="From the header to the title")
    running_below: Length = Field(20, description="From the compact header to the text")


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

    indent: float = Field(16, ge=8, le=40, description="From the margin to an item's text")
    bullet: str = Field("•", min_length=1, max_length=2, description="The mark of a bulleted item")


class TablesLook(Part):
    """Tables: a rule above the header row, one under it and one at the end, and hairlines between the rows."""

    above: Length = Field(12, description="The least space above the caption, or above the header row without one")
    below: Length = Field(16, description="The least space below the table and its notes")
    rule: float = Field(0.75, ge=0, le=10, description="The thickness of the rules above and below the table")
    head_rule: float = Field(0.5, ge=0, le=10, description="The thickness of the rule under the header row")
    row_rule: float = Field(0.35, ge=0, le=10, description="The thickness of the hairline between two rows")
    colour: ColourName = Field("brand", description="The colour of the rules, of those named under [colours]")
    row_colour: Colour = Field("#c3c8ce", description="The colour of the hairlines", examples=["#c3c8ce"])
    padding: float = Field(2, ge=0, le=20, description="Above and below the text of a cell")
    gutter: float = Field(14, ge=4, le=60, description="Between two columns")
    smallest: float = Field(
        0.8, ge=0.5, le=1, description="To which share of its size a table is set smaller that is too wide"
    )
    smallest_size: float = Field(7, ge=5, le=20, description="The least size of a table that is set smaller")


class FigureLook(Part):
    """Figures: a picture with its caption and its credit."""

    height: float = Field(
        0.45, ge=0.1, le=1, description="The most that a picture takes of the height between the page's margins"
    )
    gutter: float = Field(16, ge=4, le=60, description="Between two figures that stand side by side")
    above: Length = Field(12, description="The least space above")
    below: Length = Field(12, description="The least space below")
    least_dpi: float = Field(
        100, ge=50, le=300, description="With fewer pixels to the inch than this a picture is set smaller"
    )


class KeyFiguresLook(Part):
    """Figures that stand out."""

    columns: int = Field(
        4, ge=1, le=4, description="The most figures that stand side by side; with 1 each is a line with its text"
    )
    gutter: float = Field(16, ge=4, le=60, description="Between two columns")
    rule: float = Field(
        0.5, ge=0, le=10, description="The thickness of the rules above and below, in the brand's colour"
    )


class FitLook(Part):
    """How far a release may be changed that asks to be on one page (`fit: one-page`)."""

    spaces: float = Field(0.6, ge=0.3, le=1, description="The least share of the space between blocks")
    smallest: float = Field(9, ge=9, le=72, description="The least size of the running text")
    leading: float = Field(1.35, ge=1.2, le=2, description="The least leading of the running text, to its size")


class ContactsLook(Part):
    """The contact footer."""

    style: Literal["columns", "box", "lines"] = Field(
        "columns", description="Its form: columns under a hairline, columns in a box, or a line for each contact"
    )
    columns: int = Field(3, ge=1, le=4, description="The most contacts that stand side by side")
    gutter: float = Field(16, ge=4, le=60, description="Between two columns")
    above: Length = Field(16, description="The least space above the hairline or the box")
    rule: float = Field(0.5, ge=0, le=10, description="The thickness of the hairline")


class AddressLook(Part):
    """The release's address on the web, where it has one."""

    qr: bool = Field(True, description="Whether a QR code that leads there is printed beside the address")


class FileLook(Part):
    """The PDF as a file."""

    embed_source: bool = Field(
        True, description="Whether the PDF carries the release it was made from, which `pressprint extract` gives back"
    )


class LayoutFile(Part):
    """A `layout.toml`."""

    extends: str | None = Field(None, description="The name of a layout whose keys hold where this one has none")
    description: str = Field("", description="One line that `pressprint layouts` shows")
    preset: PresetName | None = Field(
        None,
        description=f"The national form of releases that name none themselves: {', '.join(NAMES)}",
        examples=["uk"],
    )
    organisation: Brand = Brand()
    page: Page = Page()
    colours: Colours = Colours()
    family: str = Field("serif", min_length=1, description="The family under [fonts] of all roles that name none")
    fonts: dict[str, Family] = Field({}, description="The families, each under a name that roles use")
    type: Roles = Roles()
    header: Header = Header()
    paragraphs: Paragraphs = Paragraphs()
    quote: QuoteLook = QuoteLook()
    lists: ListLook = ListLook()
    figures: FigureLook = FigureLook()
    tables: TablesLook = TablesLook()
    key_figures: KeyFiguresLook = KeyFiguresLook()
    fit: FitLook = FitLook()
    contacts: ContactsLook = ContactsLook()
    url: AddressLook = AddressLook()
    file: FileLook = FileLook()
    labels: dict[str, dict[str, str]] = Field(
        {},
        description="Words of this brand in place of the language's own, by language",
        examples=['{ fr = { press_release = "Note aux rédactions" } }'],
    )

    @model_validator(mode="before")
    @classmethod
    def _family_of_roles(cls, data: Any) -> Any:
        """Gives the family of the layout to each role that names none of its own."""
        if not isinstance(data, dict) or not isinstance(data.get("family"), str):
            return data
        roles = data.get("type", {})
        if not isinstance(roles, dict):
            return data
        given = {role: roles.get(role, {}) for role in Roles.model_fields}
        styles = {
            role: {"family": data["family"], **style} if isinstance(style, dict) else style
            for role, style in given.items()
        }
        return {**data, "type": {**roles, **styles}}
