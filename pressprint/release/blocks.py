"""The blocks of a release's body: paragraphs, headings, quotes, lists, figures, tables."""

import re
from pathlib import PureWindowsPath
from posixpath import normpath
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from pressprint.errors import quoted
from pressprint.release.base import FieldError, Part, Tagged
from pressprint.release.inline import Content

_WEB = re.compile(r"(https?|ftp):|//", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+:", re.IGNORECASE)


class Paragraph(Tagged):
    """One paragraph of running text."""

    type: Literal["paragraph"] = "paragraph"
    content: Content = Field(description="The paragraph's text", min_length=1)


class Heading(Tagged):
    """A heading inside the body. Level 1 is the release's title, so headings begin at 2."""

    type: Literal["heading"] = "heading"
    level: int = Field(2, ge=2, le=6, description="The depth of the heading, from 2 to 6", examples=[2])
    content: Content = Field(description="The heading's text", min_length=1)


def _as_paragraphs(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


class Quote(Tagged):
    """A quotation set off on its own."""

    type: Literal["quote"] = "quote"
    text: Annotated[tuple[Content, ...], BeforeValidator(_as_paragraphs)] = Field(
        description="What was said, one item for each paragraph",
        examples=[["The tide tables have never been this precise."]],
        min_length=1,
    )
    speaker: str | None = Field(None, description="Who said it", examples=["Ines Falk"])
    role: str | None = Field(None, description="The speaker's role", examples=["Director, Tide Office"])


class Item(Part):
    """One item of a list."""

    blocks: "tuple[Annotated[Paragraph | List, Field(discriminator='type')], ...]" = Field(
        description="The item's paragraphs, and lists inside it", min_length=1
    )

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        return {"blocks": (Paragraph(content=value),)} if isinstance(value, str) else value


class List(Tagged):
    """A list, bulleted or numbered."""

    type: Literal["list"] = "list"
    ordered: bool = Field(False, description="Whether the items are numbered", examples=[True])
    start: int = Field(1, ge=0, description="The number of the first item of a numbered list", examples=[1])
    items: tuple[Item, ...] = Field(description="The items in their order", min_length=1)


def _checked_src(src: Any) -> Any:
    if not isinstance(src, str):
        return src
    if not src.strip() or "\0" in src:
        raise ValueError(f"the image {quoted(src)} is not the name of a file")
    if _WEB.match(src):
        raise ValueError(f"the image {quoted(src)} is on the web; download it first and put it beside the release")
    if _SCHEME.match(src):
        raise ValueError(f"the image {quoted(src)} is not a file; put it beside the release")
    if PureWindowsPath(src).anchor or normpath(src.replace("\\", "/")).split("/")[0] == "..":
        raise ValueError(f"the image {quoted(src)} leads out of the release's folder; put it beside the release")
    return src


ImageName = Annotated[str, BeforeValidator(_checked_src)]
"""The name of an image's file, relative to the release."""


class Figure(Tagged):
    """An image with its caption, credit and alternative text."""

    type: Literal["figure"] = "figure"
    src: ImageName = Field(description="The image file, relative to the release", examples=["images/lock-gate.jpg"])
    alt: str | None = Field(
        None,
        description="What the image shows, for readers who do not see it",
        examples=["The new lock gate at low tide"],
    )
    decorative: bool = Field(False, description="Whether the image says nothing that the text does not say")
    caption: Content = Field((), description="The line printed under the image")
    credit: str | None = Field(None, description="Who made the image", examples=["Photo: Harbour Archive"])
    rights: str | None = Field(
        None, description="Under which terms the image may be used", examples=["Free for editorial use"]
    )
    width: Literal["full", "half"] = Field(
        "full",
        description="How much of the column the image takes; two with “half” that follow each other stand side by side",
        examples=["half"],
    )

    @model_validator(mode="after")
    def _described(self) -> Self:
        if not self.decorative and not (self.alt and self.alt.strip()):
            what = "the figure has no alternative text; say in “alt” what it shows, or set “decorative: true”"
            raise FieldError("alt", what)
        return self


class Table(Tagged):
    """A table with a header row."""

    type: Literal["table"] = "table"
    header: tuple[Content, ...] = Field(description="The header row, one item for each column", min_length=1)
    rows: tuple[tuple[Content, ...], ...] = Field((), description="The rows, each as long as the header")
    align: tuple[Literal["auto", "left", "right", "center"], ...] = Field(
        (),
        description="The alignment of each column; “auto”, also where none is given, sets figures under each other at "
        "their decimal mark, and words at the beginning of their column",
        examples=[["auto", "right"]],
    )
    row_headers: bool | None = Field(
        None,
        description="Whether the first column names the rows. Where it is not given, it does if it holds words, or "
        "years, and another column holds figures",
        examples=[True],
    )
    caption: Content = Field((), description="The table's title")
    notes: tuple[Content, ...] = Field(
        (), description="Notes printed under the table, each with the mark that it has there, if any"
    )

    @model_validator(mode="after")
    def _rectangular(self) -> Self:
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.header):
                raise ValueError(f"row {number} has {len(row)} cells where the header has {len(self.header)}")
        if len(self.align) > len(self.header):
            what = f"{len(self.align)} alignments are given where the header has {len(self.header)} cells"
            raise FieldError("align", f"{what}; give one for each column, or fewer")
        return self


class Divider(Tagged):
    """A break between two parts of the body that has no heading."""

    type: Literal["divider"] = "divider"


Block = Annotated[Paragraph | Heading | Quote | List | Figure | Table | Divider, Field(discriminator="type")]


def _as_blocks(value: Any) -> Any:
    if isinstance(value, (str, Part)):
        value = (value,)
    if isinstance(value, (list, tuple)):
        return tuple(Paragraph(content=item) if isinstance(item, str) else item for item in value)
    return value


Blocks = Annotated[
    tuple[Block, ...],
    BeforeValidator(_as_blocks, json_schema_input_type=str | list[str | Block]),
]
"""Blocks as they stand in fields: a plain string is read as one paragraph."""

Item.model_rebuild()
