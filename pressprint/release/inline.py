"""Inline text: a small tree of text, strong, emphasis and link, never markup in strings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field

from pressprint.errors import quoted
from pressprint.release.base import Part, Tagged

SCHEMES = ("http", "https", "mailto", "tel")


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
    content: Content = Field(description="What is set bold")


class Emphasis(Tagged):
    """Text set italic."""

    type: Literal["emphasis"] = "emphasis"
    content: Content = Field(description="What is set italic")


class Link(Tagged):
    """Text that leads somewhere."""

    type: Literal["link"] = "link"
    href: Href = Field(
        description="An address that begins with http:, https:, mailto: or tel:",
        examples=["https://www.estuaries.example/report"],
    )
    content: Content = Field(description="The text that is shown")


Inline = Annotated[Text | Strong | Emphasis | Link, Field(discriminator="type")]


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


def plain(content: tuple[Text | Strong | Emphasis | Link, ...]) -> str:
    """The words of inline text without their styles."""
    return "".join(node.text for node in texts(content))


def texts(content: tuple[Text | Strong | Emphasis | Link, ...]) -> Iterator[Text]:
    """The runs of plain text in inline text, in their order."""
    for node in content:
        if isinstance(node, Text):
            yield node
        else:
            yield from texts(node.content)


for _model in (Strong, Emphasis, Link):
    _model.model_rebuild()
