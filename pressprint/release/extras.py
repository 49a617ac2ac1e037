"""The smaller parts of a release: facts, signatories, accounts, hashtags, the mark at its end, its national form."""

import re
import unicodedata
from typing import Annotated, Any, Literal, Self, get_args
from urllib.parse import quote

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from pressprint import presets
from pressprint.errors import nearest, quoted
from pressprint.release.base import FieldError, Part
from pressprint.release.inline import Content, plain
from pressprint.release.people import Web, WebPage

_MARK_LIMIT = 40
_HANDLE = re.compile(r"[\w.-]+(@[\w-]+(\.[\w-]+)+)?")
# The DOI Handbook, 2.2: a prefix of the directory 10 and of the registrant, a stroke, and a suffix of any characters.
_DOI = re.compile(r"10\.\d{4,9}(\.\d+)*/\S+")
_BEFORE_DOI = re.compile(r"(https?://(dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_ADDRESS = re.compile(r"(https?://|www\.)\S+", re.IGNORECASE)
_IN_DOI = "/:;,.()-_~!$&'*=@"  # what needs no escape in the address that resolves it
_JOINERS = "\u200c\u200d"

# Where a network keeps the account that has a handle.
_ADDRESSES = {
    "bluesky": "https://bsky.app/profile/{}",
    "facebook": "https://www.facebook.com/{}",
    "github": "https://github.com/{}",
    "instagram": "https://www.instagram.com/{}/",
    "linkedin": "https://www.linkedin.com/company/{}",
    "telegram": "https://t.me/{}",
    "threads": "https://www.threads.net/@{}",
    "tiktok": "https://www.tiktok.com/@{}",
    "twitter": "https://x.com/{}",
    "vk": "https://vk.com/{}",
    "x": "https://x.com/{}",
    "youtube": "https://www.youtube.com/@{}",
}


class Fact(Part):
    """One fact of a list: what it tells, and the text."""

    label: str = Field(description="What the fact tells", examples=["Venue"], min_length=1)
    text: Content = Field(description="The fact", examples=["Tide House, 4 quai du Test, Nantes"], min_length=1)

    @model_validator(mode="after")
    def _told(self) -> Self:
        if not plain(self.text).strip():
            raise FieldError("text", f"the fact {quoted(self.label)} has no text; write it, or leave the fact out")
        return self


def _as_facts(value: Any) -> Any:
    if isinstance(value, dict):
        value = [value] if value.keys() == {"label", "text"} else [{"label": k, "text": v} for k, v in value.items()]
    return value


Facts = Annotated[
    tuple[Fact, ...],
    BeforeValidator(_as_facts, json_schema_input_type=list[Fact] | dict[str, str]),
]
"""Facts as they stand in fields: a list of them, or each label with its text."""


class Signatory(Part):
    """Who signs a statement or a letter."""

    name: str = Field(description="The name", examples=["Ines Falk"], min_length=1)
    role: str | None = Field(None, description="The role in which it is signed", examples=["Director"])
    organisation: str | None = Field(None, description="For whom it is signed", examples=["Estuary Observatory"])

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        return {"name": value} if isinstance(value, str) else value


Signatories = Annotated[
    tuple[Signatory, ...],
    BeforeValidator(
        lambda value: (value,) if isinstance(value, (str, dict, Signatory)) else value,
        json_schema_input_type=str | Signatory | list[str | Signatory],
    ),
]


class Account(Part):
    """An account on a social network."""

    network: str | None = Field(None, description="The network", examples=["Mastodon"])
    handle: str | None = Field(None, description="The account's name there", examples=["@tides@social.example"])
    url: Web | None = Field(None, description="The account's address", examples=["https://social.example/@tides"])

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        return {"url": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _reachable(self) -> Self:
        if self.handle and not _HANDLE.fullmatch(self.handle.removeprefix("@")):
            raise FieldError(
                "handle", f"{quoted(self.handle)} is not the name of an account; expected one such as @tides"
            )
        if not (self.handle or self.url):
            raise ValueError("the account is empty; give it a “handle” or a “url”")
        if not self.address:
            known = (self.network or "").lower()
            what = "a “handle” there is name@server" if known == "mastodon" else "give the account's “url”"
            raise FieldError("handle", f"{quoted(self.handle)} does not tell where the account is; {what}")
        return self

    @property
    def address(self) -> str | None:
        """Where the account is: its own address, or the one that its network gives to the handle."""
        if self.url:
            return self.url
        name, _, server = (self.handle or "").removeprefix("@").partition("@")
        if server:
            return f"https://{server}/@{name}"
        form = _ADDRESSES.get((self.network or "").lower())
        return form.format(name) if form else None


def _as_accounts(value: Any) -> Any:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, dict) and not value.keys() & Account.model_fields.keys():
        return [{"network": network, _kind_of(account): account} for network, account in value.items()]
    return (value,) if isinstance(value, dict) else value


def _kind_of(account: Any) -> str:
    return "url" if isinstance(account, str) and "/" in account else "handle"


Accounts = Annotated[
    tuple[Account, ...],
    BeforeValidator(_as_accounts, json_schema_input_type=list[str | Account] | dict[str, str]),
]
"""Accounts as they stand in fields: a list of them, or each network with its handle or address."""


def _checked_hashtag(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    tag = value.strip().lstrip("#＃")
    is_word = all(c == "_" or c in _JOINERS or unicodedata.category(c)[0] in "LMN" for c in tag)
    if not is_word or not any(unicodedata.category(c)[0] == "L" for c in tag):
        raise ValueError(
            f"{quoted(value)} is not a hashtag; expected one word of letters and digits such as #TideTable"
        )
    return tag


Hashtags = Annotated[
    tuple[Annotated[str, BeforeValidator(_checked_hashtag)], ...],
    BeforeValidator(
        lambda value: tuple(value.split()) if isinstance(value, str) else value, json_schema_input_type=str | list[str]
    ),
]
"""Hashtags, which are kept without their sign."""


def _checked_mark(value: Any) -> Any:
    if isinstance(value, str):
        value = value.strip()
        value = {"true": True, "false": False}.get(value.lower(), value)
    if isinstance(value, bool):
        return value
    if not isinstance(value, str) or not value or len(value) > _MARK_LIMIT:
        expected = f"true, false, or a short text such as -30- (at most {_MARK_LIMIT} characters)"
        raise ValueError(f"{quoted(value)} is not a mark for the end; expected {expected}")
    return value


EndMark = Annotated[bool | str, BeforeValidator(_checked_mark)]


def _checked_counts(value: Any) -> Any:
    return "none" if value is False or (isinstance(value, str) and value.strip().lower() == "false") else value


def _checked_doi(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    doi = _BEFORE_DOI.sub("", value.strip(), count=1)
    if not _DOI.fullmatch(doi) or not doi.isprintable():
        raise ValueError(f"{quoted(value)} is not a DOI; expected one such as 10.5555/12345678")
    return doi


class Reference(Part):
    """Where more is found: a paper, a report, a page of the web."""

    text: str | None = Field(None, description="What is found there", examples=["The forecast of tides, a report"])
    url: WebPage | None = Field(None, description="Its address", examples=["https://www.estuaries.example/report"])
    doi: Annotated[str, BeforeValidator(_checked_doi)] | None = Field(
        None, description="Its DOI, with or without https://doi.org/", examples=["10.5555/12345678"]
    )

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        text = value.strip()
        if _DOI.fullmatch(_BEFORE_DOI.sub("", text, count=1)):
            return {"doi": text}
        return {"url" if _ADDRESS.fullmatch(text) else "text": text}

    @model_validator(mode="after")
    def _told(self) -> Self:
        if not (self.text or self.url or self.doi):
            raise ValueError("the reference is empty; give it a “text”, a “url” or a “doi”")
        return self

    @property
    def resolver(self) -> str | None:
        """The address that leads to what the DOI names."""
        return f"https://doi.org/{quote(self.doi, safe=_IN_DOI)}" if self.doi else None


class Asset(Part):
    """Something to download: a picture, a video, a press kit. It is linked, and never fetched."""

    label: str = Field(description="What it is", examples=["The tide gate from the air"], min_length=1)
    url: WebPage = Field(description="Its address", examples=["https://press.estuaries.example/gate.jpg"])
    format: str | None = Field(None, description="Its format", examples=["JPEG"])
    size: str | None = Field(None, description="Its size, as it is to be printed", examples=["2.4 MB"])


def _as_several(value: Any) -> Any:
    return (value,) if isinstance(value, (str, dict, Part)) else value


References = Annotated[
    tuple[Reference, ...],
    BeforeValidator(_as_several, json_schema_input_type=str | Reference | list[str | Reference]),
]
Assets = Annotated[tuple[Asset, ...], BeforeValidator(_as_several, json_schema_input_type=Asset | list[Asset])]

Kind = Literal["release", "statement", "advisory", "photo", "results", "obituary", "report"]
"""What kind of document a release is."""

KINDS = get_args(Kind)

Counts = Annotated[Literal["characters", "words", "none"], BeforeValidator(_checked_counts)]


def _checked_preset(value: Any) -> Any:
    if isinstance(value, str) and value.strip() not in presets.NAMES:
        near = nearest(value.strip(), presets.NAMES)
        hint = f"did you mean “{near}”?" if near else f"expected one of {', '.join(presets.NAMES)}"
        raise ValueError(f"{quoted(value)} is not a preset; {hint}")
    return value


PresetName = Annotated[
    str, BeforeValidator(_checked_preset), WithJsonSchema({"type": "string", "enum": list(presets.NAMES)})
]
