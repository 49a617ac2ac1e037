"""Inline Markdown tokens become the model's small tree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from pressprint.errors import Problem, ReadError, quoted
from pressprint.release import Emphasis, Foreign, Inline, Link, Strong, Text

if TYPE_CHECKING:
    from markdown_it.token import Token

_PAIRS: dict[str, type[Strong] | type[Emphasis]] = {"strong_open": Strong, "em_open": Emphasis}
_DEPTH_LIMIT = 20


class InlineReader:
    """Reads the children of one `inline` token that begins on `line`.

    A soft line end becomes a space, a hard one a line feed, an image on the web a link to it. `problems` are
    what a release cannot hold (HTML, an image file inside a line of text, a link that leads nowhere), and
    `warnings` what was read as something else.
    """

    def __init__(self, tokens: Sequence[Token], line: int) -> None:
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []
        self._tokens = tokens
        self._line = line
        self._next = 0

    def read(self, end: str | None = None, depth: int = 0) -> tuple[Inline, ...]:
        """The content up to the token of type `end`, or all of it."""
        content: list[Inline] = []
        words: list[str] = []
        while (token := self._take()) and token.type != end:
            if (text := self._words(token)) is not None:
                words.append(text)
                continue
            if joined := "".join(words):
                content.append(Text(text=joined))
            words.clear()
            if node := self._node(token, depth):
                content.append(node)
        if joined := "".join(words):
            content.append(Text(text=joined))
        return tuple(content)

    def _take(self) -> Token | None:
        """The next token, or None behind the last one."""
        if self._next == len(self._tokens):
            return None
        self._next += 1
        return self._tokens[self._next - 1]

    def _words(self, token: Token) -> str | None:
        """What a token adds to a run of text, or None if it is of another kind."""
        match token.type:
            case "text" | "text_special" | "code_inline":
                return token.content
            case "softbreak" | "hardbreak":
                self._line += 1
                return " " if token.type == "softbreak" else "\n"
        return None

    def _node(self, token: Token, depth: int) -> Inline | None:
        """What a token that is not text begins, or None if that is nothing or refused."""
        if depth == _DEPTH_LIMIT:
            self._refuse("bold and italic are nested too deeply here; take some of the asterisks away")
            self._next = len(self._tokens)  # so that no number of asterisks overflows the stack
            return None
        if token.type in _PAIRS:
            inner = self.read(token.type.replace("_open", "_close"), depth + 1)
            return _PAIRS[token.type](content=inner) if inner else None
        if token.type == "link_open":
            href, line = str(token.attrs["href"]), self._line
            if title := token.attrs.get("title"):
                what = f"the title {quoted(title)} of a link is not printed; write it into the text"
                self.warnings.append(Problem(what, line=line))
            return self._link(href, self.read("link_close", depth + 1) or (Text(text=href),), line)
        if token.type == "span_open":
            return self._foreign(token.attrs, self.read("span_close", depth + 1))
        if token.type == "image":
            return self._image(str(token.attrs["src"]), token.content)
        if token.type == "html_inline" and token.content.startswith("</") and self.problems:
            return None  # the tag that it closes was told
        if token.type == "html_inline":
            self._refuse(f"HTML ({quoted(token.content)}) is not read; write it as Markdown")
        else:
            self._refuse(f"Markdown of the kind “{token.type}” is not read")
        return None

    def _link(self, href: str, content: tuple[Inline, ...], line: int) -> Link | None:
        try:
            return Link(href=href, content=content)
        except ReadError as error:
            self.problems += (Problem(problem.what, line=line) for problem in error.problems)
            return None

    def _foreign(self, attributes: Mapping[str, object], content: tuple[Inline, ...]) -> Foreign | None:
        """Words whose language is told behind them: `[machine learning]{lang=en}`."""
        if set(attributes) != {"lang"}:
            self._refuse("braces after words in brackets may only tell their language, such as [words]{lang=en}")
            return None
        try:
            return Foreign(language=attributes["lang"], content=content) if content else None
        except ReadError as error:
            self._refuse(error.problems[0].what)
            return None

    def _image(self, src: str, alt: str) -> Link | None:
        """An image on the web, which is never fetched, as a link to it."""
        if not is_web(src):
            self._refuse("an image stands inside a line of text; give it a paragraph of its own")
            return None
        what = f"the image “{src}” is on the web and set as a link; download it to have it printed"
        self.warnings.append(Problem(what, line=self._line))
        return self._link(src, (Text(text=alt or src),), self._line)

    def _refuse(self, what: str) -> None:
        self.problems.append(Problem(what, line=self._line))


def is_web(address: str) -> bool:
    """Whether an image's address leads to the web instead of to a file."""
    return address.lower().startswith(("http://", "https://"))
