"""The other languages in which a release exists."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from pressprint.errors import quoted
from pressprint.languages.names import own_name
from pressprint.release.base import Part
from pressprint.release.people import Web


def _checked_language(value: Any) -> Any:
    if isinstance(value, str) and own_name(value.strip()) is None:
        raise ValueError(f"{quoted(value)} is not the tag of a language; expected one such as en or pt-BR")
    return value


def _checked_file(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    name = value.strip()
    strange = not name.isprintable() or any(mark in name for mark in ':\\"<>|?*#') or name.startswith("/")
    if strange or not name.lower().endswith(".pdf"):
        raise ValueError(f"{quoted(value)} is not the name of a PDF beside this one; expected one such as CP1-en.pdf")
    return value


class Edition(Part):
    """The same release in another language: its language, and where it is found if that is known."""

    language: Annotated[str, BeforeValidator(_checked_language)] = Field(
        description="The language of that edition, as a BCP 47 tag", examples=["en"]
    )
    url: Web | None = Field(
        None, description="Its address on the web", examples=["https://press.estuaries.example/en/31"]
    )
    file: Annotated[str, BeforeValidator(_checked_file)] | None = Field(
        None, description="The name of its PDF, which lies beside this one", examples=["OE-031-2026-en.pdf"]
    )
    title: str | None = Field(
        None,
        description="Its title, which is told to those who do not see the page",
        examples=["The Loire's tides are now forecast to the minute"],
    )
    authoritative: bool = Field(False, description="Whether that edition counts where two of them differ")

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        return {"language": value} if isinstance(value, str) else value

    @property
    def target(self) -> str | None:
        """Where it is found: its address, or else the name of its file."""
        return self.url or self.file
