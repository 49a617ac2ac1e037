"""Who issues a release and who answers for it: organisation, contacts, websites."""

import re
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator

from pressprint.errors import quoted
from pressprint.release.base import Part
from pressprint.release.blocks import ImageName
from pressprint.release.inline import Href

# RFC 5321's mailbox in the part that press offices use: no quoted local parts, no address literals.
_EMAIL = re.compile(r"[^\s@<>()\[\],;:\\\"]+@[^\W_]([\w-]*[^\W_])?(\.[^\W_]([\w-]*[^\W_])?)+")
_REGION = re.compile(r"[A-Za-z]{2}")
# ISO 3166-1 reserves these for the same countries; the Union writes them (Interinstitutional Style Guide, 7.1.1).
_RESERVED = {"UK": "GB", "EL": "GR"}


def checked_email(value: Any) -> Any:
    """An e-mail address, without spaces around it and without `mailto:`; what is no text is given back.

    Raises:
        ValueError: it is no address.
    """
    if isinstance(value, str):
        value = value.strip().removeprefix("mailto:")
        if not _EMAIL.fullmatch(value) or ".." in value:
            raise ValueError(f"{quoted(value)} is not an e-mail address; expected one such as press@office.example")
    return value


def _checked_country(value: Any) -> Any:
    if isinstance(value, str):
        if not _REGION.fullmatch(value.strip()):
            raise ValueError(f"{quoted(value)} is not a country code; expected two letters such as FR")
        code = value.strip().upper()
        return _RESERVED.get(code, code)
    return value


def _with_scheme(value: Any) -> Any:
    if isinstance(value, str) and value.strip() and ":" not in value.split("/")[0]:
        return "https://" + value.strip()
    return value


def _checked_page(value: Any) -> Any:
    if isinstance(value, str) and not value.strip().lower().startswith(("http:", "https:")):
        raise ValueError(
            f"{quoted(value)} is not an address of the web; expected one such as https://www.agency.example"
        )
    return value


Email = Annotated[str, BeforeValidator(checked_email)]
Country = Annotated[str, BeforeValidator(_checked_country)]
Web = Annotated[Href, BeforeValidator(_with_scheme)]
WebPage = Annotated[Href, BeforeValidator(_checked_page), BeforeValidator(_with_scheme)]
"""An address that begins with http: or https:, or lacks its scheme."""


class Contact(Part):
    """One person or desk that answers journalists."""

    name: str | None = Field(None, description="The person or desk", examples=["Maud Kervella"])
    role: str | None = Field(None, description="What the contact does", examples=["Head of press"])
    organisation: str | None = Field(None, description="For whom, where several organisations issue together")
    phones: tuple[str, ...] = Field(
        (),
        description="Telephone numbers as they are to be printed; one may be given as “phone”",
        examples=[["+33 1 99 00 12 34"]],
    )
    email: Email | None = Field(None, description="The e-mail address", examples=["press@office.example"])

    @model_validator(mode="before")
    @classmethod
    def _one_phone(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        fields = dict(value)
        if "phone" in fields and "phones" not in fields:
            fields["phones"] = fields.pop("phone")
        if isinstance(fields.get("phones"), str):
            fields["phones"] = (fields["phones"],)
        if fields.get("phones") in (None, ("",)):
            fields.pop("phones", None)
        return fields

    @model_validator(mode="after")
    def _reachable(self) -> Self:
        if not (self.name or self.phones or self.email):
            raise ValueError("the contact is empty; give it a name, a phone number or an e-mail address")
        return self


class Website(Part):
    """An address on the web that is printed with the contacts."""

    label: str | None = Field(None, description="What is found there", examples=["Press kit"])
    url: Web = Field(description="The address", examples=["https://press.estuaries.example"])

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        return {"url": value} if isinstance(value, str) else value


class Organisation(Part):
    """Who issues the release. Normally the layout's; a release may name its own."""

    name: str = Field(description="The name as it is printed", examples=["Estuary Observatory"], min_length=1)
    website: Web | None = Field(None, description="The website", examples=["https://www.estuaries.example"])
    address: str | None = Field(None, description="The postal address", examples=["4 quai du Test, Nantes"])
    country: Country | None = Field(
        None, description="The country (ISO 3166) by whose rules phone numbers are read", examples=["FR"]
    )
    logo: ImageName | None = Field(
        None, description="Its logo, a file relative to the release", examples=["logos/observatory.svg"]
    )

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        return {"name": value} if isinstance(value, str) else value
