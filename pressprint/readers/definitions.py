"""The addresses of a Markdown text that stand apart from its links, `[report]: https://…`: each leads somewhere once.

They are printed nowhere by themselves, so that one that no link uses, or that stands there twice, would be dropped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pressprint.errors import Problem, quoted

if TYPE_CHECKING:
    from markdown_it.token import Token


def unused(environment: Mapping[str, Any], tokens: Iterable[Token]) -> Iterator[Problem]:
    """The addresses that are left out: no link names them, or one with the same name stands before them."""
    leading = {str(child.attrs.get("href") or child.attrs.get("src")) for token in tokens for child in _links(token)}
    first = environment.get("references", {})
    for label, found in _all(environment):
        if label.startswith("^"):
            continue  # a footnote, which is refused
        if first[label] is not found and first[label]["href"] != found["href"]:
            what = f"the address {quoted(found['href'])} is left out, as “[{label.lower()}]:” stands there before it"
            yield Problem(f"{what}; take one of the two away", line=found["map"][0] + 1)
        elif found["href"] not in leading:
            what = f"the address {quoted(found['href'])} is left out, as no link names “[{label.lower()}]”"
            yield Problem(f"{what}; write it into the text", line=found["map"][0] + 1)


def _all(environment: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """All definitions, each with its label: the first of each name, then those that repeat one."""
    yield from environment.get("references", {}).items()
    for found in environment.get("duplicate_refs", ()):
        yield found["label"], found


def _links(token: Token) -> Iterator[Token]:
    """The links and images in a block of text, also those in an image's description."""
    for child in token.children or ():
        if child.type in ("link_open", "image"):
            yield child
        yield from _links(child)
