"""Inline text: a small tree of text, strong, emphasis, link and foreign words, never markup in strings."""

import re
from collections.abc import Iterator
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field, model_validator

from pressprint.errors import quoted
from pressprint.release.base import FieldError, Part, Tagged

SCHEMES = ("http", "https", "mailto", "tel")
_LONGEST_HREF = 4000  # another script’s letter is sent as up to twelve characters
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")  # RFC 5646, 2.1, without private and grandfathered tags


def _checked_href(href: str) -> str:
    try:
        parts = urlsplit(href)
    except ValueError:
        raise ValueError(f"{quoted(href)} is not an address of the web") from None
    if parts.scheme not in SCHEMES:
        raise ValueError(f"{quoted(href)} is not a link that a release may hold; expected http, https, mailto or tel")
    if any(character.isspace() or ord(character) < 32 for character in href):
        raise ValueError(f"{quoted(href)} is not an address: it holds a space or a control character")
    if not (parts.netloc if parts.scheme.startswith("http") else parts.path):
        raise ValueError(f"{quoted(href)} is not an address: it ends after “{parts.scheme}:”")
    if sum(1 if character.isascii() else 12 for character in href) > _LONGEST_HREF:
        raise ValueError(f"{quoted(href)} is too long for a link, over {_LONGEST_HREF} characters as it is sent")
    return href


Href = Annotated[str, BeforeValidator(lambda v: _checked_href(v.strip()) if isinstance(v, str) else v)]


class Text(Tagged):
    """A run of plain text. A line feed in it is a line break that the author wants."""

    # Spaces at the ends separate this run from its neighbours and stay.
    model_config = {"str_strip_whitespace": False}

    type: Literal["text"] = "text"
    text: str = Field(description="The characters themselves", examples=["A release of plain words."])


class Strong(Tagged):
    """Text set bold."""

    type: Literal["strong"] = "strong"
    content: "Content" = Field(description="What is set bold")


class Emphasis(Tagged):
    """Text set italic."""

    type: Literal["emphasis"] = "emphasis"
    content: "Content" = Field(description="What is set italic")


class Link(Tagged):
    """Text that leads somewhere."""

    type: Literal["link"] = "link"
    href: Href = Field(
        description="An address that begins with http:, https:, mailto: or tel:",
        examples=["https://www.estuaries.example/report"],
    )
    content: "Content" = Field(description="The text that is shown")

    @model_validator(mode="after")
    def _leads_to_one_place(self) -> Self:
        if _has_link(self.content):
            raise FieldError("content", "a link stands inside another one; leave one of the two out")
        return self


def _has_link(content: "Content") -> bool:
    return any(isinstance(node, Link) or (not isinstance(node, Text) and _has_link(node.content)) for node in content)


def _checked_tag(tag: Any) -> Any:
    if isinstance(tag, str) and not _TAG.fullmatch(tag.strip()):
        raise ValueError(f"{quoted(tag)} is not the tag of a language; expected one such as en or pt-BR")
    return tag


class Foreign(Tagged):
    """Words in another language than the release's. They are spoken as such, set as written and never divided."""

    type: Literal["foreign"] = "foreign"
    language: Annotated[str, BeforeValidator(_checked_tag)] = Field(
        description="The language of the words, as a BCP 47 tag", examples=["en"]
    )
    content: "Content" = Field(description="The words")


Inline = Annotated[Text | Strong | Emphasis | Link | Foreign, Field(discriminator="type")]


def _as_content(value: Any) -> Any:
    if isinstance(value, str):
        return (Text(text=value),)
    if isinstance(value, Part):
        return (value,)
    if isinstance(value, (list, tuple)):
        return tuple(Text(text=item) if isinstance(item, str) else item for item in value)
    return value


Content = Annotated[
    tuple[Inline, ...],
    BeforeValidator(_as_content, json_schema_input_type=str | list[str | Inline]),
]
"""Inline text as it stands in fields: a plain string is read as one `Text`."""


def plain(content: Content) -> str:
    """The words of inline text without their styles."""
    return "".join(node.text for node in texts(content))


def foreign(content: Content) -> Iterator[Foreign]:
    """The words in other languages in inline text."""
    for node in content:
        if isinstance(node, Foreign):
            yield node
        elif not isinstance(node, Text):
            yield from foreign(node.content)


def texts(content: Content) -> Iterator[Text]:
    """The runs of plain text in inline text, in their order."""
    for node in content:
        if isinstance(node, Text):
            yield node
        else:
            yield from texts(node.content)


for _model in (Strong, Emphasis, Link, Foreign):
    _model.model_rebuild()
