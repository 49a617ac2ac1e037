"""Inline Markdown tokens become the model's small tree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pressprint.release import Emphasis, Inline, Link, Strong, Text

if TYPE_CHECKING:
    from markdown_it.token import Token

_PAIRS: dict[str, type[Strong] | type[Emphasis]] = {"strong_open": Strong, "em_open": Emphasis}


class UnreadableError(Exception):
    """Something in Markdown that a release cannot hold; the message says what to write instead."""


def read_inline(tokens: Sequence[Token]) -> tuple[Inline, ...]:
    """The content that the children of an `inline` token stand for.

    A soft line end becomes a space, a hard one a line feed, an image on the web a link to it.

    Raises:
        UnreadableError: HTML, or an image file inside a line of text.
        ReadError: a link with an address that a release may not hold.
    """
    content, rest = _until(tokens, 0, None)
    assert rest == len(tokens)
    return content


def _until(tokens: Sequence[Token], start: int, end: str | None) -> tuple[tuple[Inline, ...], int]:
    """The content from `start` up to the token of type `end`, and the index after that token."""
    content: list[Inline] = []
    text: list[str] = []

    def flush() -> None:
        if joined := "".join(text):
            content.append(Text(text=joined))
        text.clear()

    index = start
    while index < len(tokens) and tokens[index].type != end:
        token = tokens[index]
        index += 1
        if token.type in _PAIRS:
            flush()
            inner, index = _until(tokens, index, token.type.replace("_open", "_close"))
            if inner:
                content.append(_PAIRS[token.type](content=inner))
        elif token.type == "image":
            flush()
            content.append(_web_image(token))
        elif token.type == "link_open":
            flush()
            inner, index = _until(tokens, index, "link_close")
            content.append(Link(href=str(token.attrs["href"]), content=inner or (Text(text=str(token.attrs["href"])),)))
        else:
            text.append(_words(token))
    flush()
    return tuple(content), min(index + 1, len(tokens)) if end else index


def is_web(address: str) -> bool:
    """Whether an image's address leads to the web instead of to a file."""
    return address.lower().startswith(("http://", "https://"))


def _web_image(token: Token) -> Link:
    """An image on the web, which is never fetched, as a link to it."""
    src = str(token.attrs["src"])
    if not is_web(src):
        raise UnreadableError("an image stands inside a line of text; give it a paragraph of its own")
    return Link(href=src, content=(Text(text=token.content or src),))


def _words(token: Token) -> str:
    match token.type:
        case "text" | "text_special" | "code_inline":
            return token.content
        case "softbreak":
            return " "
        case "hardbreak":
            return "\n"
        case "html_inline":
            raise UnreadableError(f"HTML ({token.content}) is not read; write it as Markdown")
    raise UnreadableError(f"Markdown of the kind “{token.type}” is not read")
