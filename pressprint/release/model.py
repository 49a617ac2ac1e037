"""The press release itself."""

import datetime
import json
import os
import re
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from msgspec.structs import replace
from pydantic import BeforeValidator, Field, PrivateAttr, model_validator
from pydantic_core import PydanticSerializationError

from pressprint import languages
from pressprint.errors import listed, quoted
from pressprint.presets import NAMES
from pressprint.release.base import FieldError, Part
from pressprint.release.blocks import Block, Blocks
from pressprint.release.edition import Edition
from pressprint.release.extras import (
    Accounts,
    Assets,
    Counts,
    EndMark,
    Facts,
    Hashtags,
    Kind,
    PresetName,
    References,
    Signatories,
)
from pressprint.release.inline import Content, plain
from pressprint.release.key_figures import KeyFigures
from pressprint.release.market import Listing, Regulated, as_regulated
from pressprint.release.moment import Moment
from pressprint.release.origin import Folder, Origin
from pressprint.release.people import Contact, Country, Organisation, WebPage, Website

_DATE = re.compile(r"\d{4}-\d\d-\d\d")
TITLE_LIMIT = 500
"""The most characters a title may have: three times the longest of any release a newsroom would run."""

Typography = Literal["correct", "verbatim"]
Status = Literal["draft", "immediate", "embargoed", "released", "correction", "update", "withdrawn"]

# The fields that name a release which this one replaces, each with the status that asks for it.
_REPLACED: dict[Status, str] = {"correction": "corrects", "update": "updates", "withdrawn": "withdraws"}


def _as_lines(value: Any) -> Any:
    if isinstance(value, str):
        return tuple(line for line in value.split("\n") if line.strip()) or (value,)
    return value


def _checked_language(value: Any) -> Any:
    if isinstance(value, str) and languages.code_of(value.strip()) is None:
        meant = languages.meant_by(value)
        hint = f"did you mean {quoted(meant)}?" if meant else f"expected one of {', '.join(languages.known())}"
        raise ValueError(f"{quoted(value)} is not a language pressprint knows; {hint}")
    return value


def _checked_date(value: Any) -> Any:
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, str):
        try:
            return datetime.date.fromisoformat(value.strip())
        except ValueError:
            fault = (
                "is not a date of the calendar" if _DATE.fullmatch(value.strip()) else "is not in the form of a date"
            )
            raise ValueError(f"{quoted(value)} {fault}; expected year-month-day such as 2026-03-12") from None
    if not isinstance(value, datetime.date):
        # Pydantic would take a number as seconds since 1970.
        raise ValueError(f"{quoted(value)} is not a date; expected year-month-day such as 2026-03-12")
    return value


Lines = Annotated[
    tuple[Annotated[str, Field(min_length=1)], ...],
    BeforeValidator(_as_lines, json_schema_input_type=str | list[str]),
]


class Boilerplate(Part):
    """A paragraph or more about an organisation, with its heading."""

    heading: str | None = Field(None, description="The heading", examples=["About the Estuary Observatory"])
    body: Blocks = Field(description="The text", min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        return {"body": value} if isinstance(value, str) else value


def _as_items(value: Any) -> Any:
    return (value,) if isinstance(value, (str, dict)) else value


class Release(Part):
    """A press release, complete and checked.

    Raises:
        ReadError: a field is missing, unknown or not right; it holds all such problems together.
    """

    title: Lines = Field(
        description="The headline. One line, or several that are printed one under the other",
        examples=[["The Loire's tides are now forecast to the minute"]],
        min_length=1,
    )
    language: Annotated[str, BeforeValidator(_checked_language)] = Field(
        description="The language of the text, as a BCP 47 tag", examples=["fr"]
    )
    kickers: Lines = Field((), description="Lines above the title", examples=[["Coasts and rivers"]])
    subtitle: str | None = Field(None, description="The line below the title", examples=["A first in Europe"])
    reference: str | None = Field(None, description="The release's number", examples=["OE-031-2026"])
    date: Annotated[datetime.date, BeforeValidator(_checked_date)] | None = Field(
        None, description="The day of the release", examples=["2026-03-12"]
    )
    place: str | None = Field(None, description="Where it is issued", examples=["Nantes"])
    status: Status | None = Field(
        None,
        description="“immediate” prints a release line; “embargoed”, “correction”, “update” and “withdrawn” follow "
        "from their fields; “released” sets a release whose embargo is over without it; “draft” marks each page",
        examples=["immediate"],
    )
    embargo: Moment | None = Field(
        None,
        description="Until when nothing may be published: a moment with its time zone",
        examples=["2026-05-20 06:00 Europe/London"],
    )
    corrects: str | None = Field(
        None, description="The reference of the release that this one corrects", examples=["OE-030-2026"]
    )
    updates: str | None = Field(
        None, description="The reference of the release that this one brings up to date", examples=["OE-030-2026"]
    )
    withdraws: str | None = Field(
        None, description="The reference of the release that this one withdraws", examples=["OE-030-2026"]
    )
    correction_note: Content = Field(
        (),
        description="What was wrong, what is new, or why it is withdrawn",
        examples=["The tide is forecast for 28 stations, not for 82."],
    )
    key_figures: KeyFigures = Field((), description="Figures that stand out, above the lead; six at most")
    lead: Content = Field((), description="The bold opening paragraph")
    body: Blocks = Field((), description="The text: paragraphs, headings, quotes, lists, figures, tables")
    notes: Blocks = Field((), description="Notes to editors")
    boilerplate: Annotated[tuple[Boilerplate, ...], BeforeValidator(_as_items)] = Field(
        (), description="What is said about the organisation, or several, in each release"
    )
    legal: Blocks = Field((), description="Forward-looking statements and other small print")
    contacts: tuple[Contact, ...] = Field((), description="Who answers journalists")
    links: tuple[Website, ...] = Field((), description="Websites printed with the contacts")
    editions: tuple[Edition, ...] = Field(
        (),
        description="The other languages in which the release exists, printed at the foot; each may be a tag alone",
        examples=[[{"language": "en", "url": "https://press.estuaries.example/en/31"}]],
    )
    url: WebPage | None = Field(
        None,
        description="The release's own address on the web, printed with a QR code that leads there",
        examples=["https://press.estuaries.example/oe-031-2026"],
    )
    keywords: tuple[str, ...] = Field((), description="Subjects, for the file's metadata", examples=[["tides"]])
    organisation: Organisation | None = Field(
        None, description="Who issues the release, where that is not the layout's organisation"
    )
    issuers: tuple[Organisation, ...] = Field(
        (),
        description="The organisations that issue the release together, in this order, with their logos in one size",
        examples=[["Estuary Observatory", "Harbour Office"]],
    )
    country: Country | None = Field(
        None, description="The country (ISO 3166) by whose rules phone numbers are read", examples=["FR"]
    )
    layout: str | None = Field(
        None, description="The name of the layout it is set in", examples=["agency"], pattern=r"^[\w-]+$"
    )

    fit: Literal["one-page"] | None = Field(
        None,
        description="“one-page” sets a release that is a little too long on one page: with less space between its "
        "blocks, then in smaller type, within the bounds of its layout",
        examples=["one-page"],
    )
    typography: Typography | None = Field(
        None,
        description="“verbatim” leaves spaces, quotes and apostrophes as they are written; “correct” sets them by the "
        "language's rules. Without it the layout decides",
        examples=["verbatim"],
    )

    highlights: Annotated[
        tuple[Annotated[Content, Field(min_length=1)], ...],
        BeforeValidator(_as_items, json_schema_input_type=str | list[Content]),
    ] = Field(
        (), description="The key points, printed as a list", examples=[["Tides forecast to the minute", "Free for all"]]
    )
    facts: Facts = Field((), description="Quick facts: when, where, how to attend")
    signatory: Signatories = Field((), description="Who signs a statement or a letter, one or several")
    end_mark: EndMark | None = Field(
        None,
        description="What marks the end of the text: true for the country's mark, false for none, or the mark itself. "
        "Without it the preset decides",
        examples=["###"],
    )
    accounts: Accounts = Field((), description="Accounts on social networks, printed with the contacts")
    hashtags: Hashtags = Field((), description="Hashtags, printed with the contacts", examples=[["TideTable"]])
    listings: Annotated[tuple[Listing, ...], BeforeValidator(_as_items)] = Field(
        (), description="The issuer's securities: market, ticker, ISIN, LEI"
    )
    regulated: Annotated[
        Regulated | None, BeforeValidator(as_regulated, json_schema_input_type=bool | str | Regulated | None)
    ] = Field(None, description="The header of an announcement that law demands of a listed company")
    counts: Counts | None = Field(
        None,
        description="What is counted and told below the text: “characters” with spaces, “words”, or “none”. "
        "Without it the preset decides",
        examples=["words"],
    )
    preset: PresetName | None = Field(
        None,
        description=f"The national form: {', '.join(NAMES)}. Without it the layout decides",
        examples=["uk"],
    )
    kind: Kind | None = Field(
        None,
        description="What it is, printed at the head in place of “Press release”; “advisory” invites the media",
        examples=["statement"],
    )
    slugline: str | None = Field(
        None,
        description="A short title, for the head of the pages that follow",
        examples=["Loire tides"],
        min_length=1,
        max_length=TITLE_LIMIT,
    )
    summary: str | None = Field(
        None,
        description="What it says, in a sentence or two, for the file's metadata. Without it the lead is told there",
        examples=["The tides of the Loire are forecast to the minute, and free for all."],
        min_length=1,
    )

    references: References = Field((), description="More information: papers, reports, pages; printed after the notes")
    assets: Assets = Field((), description="Pictures, videos and other files to download, printed as links")
    usage_terms: Content = Field(
        (), description="On what terms the release may be used", examples=["Free to print; please send a copy."]
    )
    copyright: Content = Field(
        (), description="Who holds the rights, printed with the small print", examples=["© 2026 Estuary Observatory"]
    )

    _origin: Origin = PrivateAttr(default_factory=Origin)

    @model_validator(mode="after")
    def _short_title(self) -> Self:
        length = len(self.full_title)
        if length > TITLE_LIMIT:
            raise FieldError("title", f"the title has {length:,} characters; a title has at most {TITLE_LIMIT}")
        return self

    @model_validator(mode="after")
    def _consistent_status(self) -> Self:
        if self.status == "embargoed" and not self.embargo:
            raise FieldError("status", "the status is “embargoed”, but there is no “embargo” that says until when")
        given = [field for field in ("embargo", *_REPLACED.values()) if getattr(self, field)]
        if self.status == "immediate" and given:
            raise FieldError("status", f"the status is “immediate”, but “{given[0]}” is given; leave one of them out")
        return self

    @model_validator(mode="after")
    def _replaces_one(self) -> Self:
        given = [field for field in _REPLACED.values() if getattr(self, field)]
        if len(given) > 1:
            raise FieldError(given[1], f"“{given[0]}” is given as well; a release does one of the two, leave one out")
        wanted = _REPLACED.get(self.status) if self.status else None
        if wanted and wanted not in given and (self.replaces is None or given):
            what = f"the status is “{self.status}”, but “{wanted}” does not name the release that it is about"
            raise FieldError("status", what)
        if self.correction_note and self.replaces is None:
            what = f"is given, but none of {listed(f'“{field}”' for field in _REPLACED.values())} names a release"
            raise FieldError("correction_note", what)
        return self

    @model_validator(mode="after")
    def _different_languages(self) -> Self:
        taken = {self.language.casefold()}
        for number, edition in enumerate(self.editions, start=1):
            tag = edition.language.casefold()
            if tag == self.language.casefold():
                what = f"the release itself is in {quoted(self.language)}; name the other languages alone"
                raise FieldError(f"editions[{number}].language", what)
            if tag in taken:
                what = f"{quoted(edition.language)} is named twice; each language has one edition"
                raise FieldError(f"editions[{number}].language", what)
            taken.add(tag)
        return self

    def __eq__(self, other: object) -> bool:
        """Whether another release says the same, wherever it came from."""
        return self.__dict__ == other.__dict__ if isinstance(other, Release) else NotImplemented

    def __hash__(self) -> int:
        """Alike for releases that say the same."""
        return hash((self.title, self.reference, self.date))

    @model_validator(mode="after")
    def _issuers_apart(self) -> Self:
        if self.issuers and self.organisation:
            raise FieldError("issuers", "“organisation” is given as well; name all who issue the release here")
        names = [issuer.name for issuer in self.issuers]
        if twice := next((name for at, name in enumerate(names) if name in names[:at]), None):
            raise FieldError("issuers", f"{quoted(twice)} is named twice; leave one out")
        return self

    @property
    def issued_by(self) -> str | None:
        """Who issues the release, where it says so; several names with a comma between."""
        own = self.issuers or ((self.organisation,) if self.organisation else ())
        return ", ".join(issuer.name for issuer in own) or None

    @property
    def logos(self) -> tuple[str, ...]:
        """The files of the logos that the release brings itself."""
        own = (*self.issuers, *((self.organisation,) if self.organisation else ()))
        return tuple(issuer.logo for issuer in own if issuer.logo)

    @property
    def is_embargoed(self) -> bool:
        """Whether it is set as embargoed: it has an embargo, and nobody says that it is released."""
        return self.embargo is not None and self.status != "released"

    @property
    def replaces(self) -> tuple[Status, str] | None:
        """What the release does to another one, as a status, and the reference of that; a withdrawn one may be its own.

        None where it replaces none.
        """
        for status, field in _REPLACED.items():
            if reference := getattr(self, field):
                return status, reference
        return ("withdrawn", self.reference) if self.status == "withdrawn" and self.reference else None

    @property
    def origin(self) -> Origin:
        """Where the release came from, and where its pictures are."""
        return self._origin

    def with_images(self, folder: str | os.PathLike[str]) -> Self:
        """The same release with its pictures in a folder, for one that was not read from a file beside them."""
        return self.coming_from(replace(self._origin, images=Folder(Path(folder).resolve())))

    def coming_from(self, origin: Origin) -> Self:
        """The same release with another origin."""
        copy = self.model_copy()
        copy._origin = origin
        return copy

    @property
    def full_title(self) -> str:
        """The title's lines as one."""
        return " ".join(self.title)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Every block of the release, in the order in which they are printed."""
        return (*self.body, *self.notes, *(b for part in self.boilerplate for b in part.body), *self.legal)

    @property
    def subjects(self) -> tuple[str, ...]:
        """The keywords, then what else tells the matter: the subject by law, hashtags, ISINs; each once."""
        subject = self.regulated.subject if self.regulated else None
        result, known = list(self.keywords), {keyword.casefold() for keyword in self.keywords}
        for found in (subject, *self.hashtags, *(listing.isin for listing in self.listings)):
            if found and found.casefold() not in known:
                result.append(found)
                known.add(found.casefold())
        return tuple(result)

    @property
    def abstract(self) -> str:
        """The summary, or the lead as plain text, or the subtitle: what metadata calls the subject."""
        return self.summary or " ".join(plain(self.lead).split()) or self.subtitle or ""


def to_json(release: Release) -> bytes:
    """A release as JSON in UTF-8, without the fields that hold their defaults; reading it gives the release back.

    Halves of characters, which no text can hold, are left out, as they are of what is set.
    """
    try:
        return release.model_dump_json(exclude_defaults=True).encode()
    except PydanticSerializationError:
        text = json.dumps(release.model_dump(exclude_defaults=True), ensure_ascii=False, default=str)
        return text.encode("utf-8", "ignore")
