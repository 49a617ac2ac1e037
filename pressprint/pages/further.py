"""Where a release leads for more: references and downloads, as lists of links; and its terms and copyright."""

from __future__ import annotations

from collections.abc import Iterator

from pressprint.pages.desk import Desk
from pressprint.pages.punctuation import comma, in_brackets
from pressprint.release import Asset, Content, Item, Link, List, Paragraph, Reference, Release, Text
from pressprint.text import printed_address

_TIED = "\u00a0"


def references(desk: Desk) -> List | None:
    """The references as a list: each text as a link to its address, then its DOI in full; None where there are none.

    A DOI is printed as the address that resolves it, as Crossref's guidelines for its display demand.
    """
    return _list([tuple(_reference(one, desk)) for one in desk.release.references])


def assets(desk: Desk) -> List | None:
    """The downloads as a list of links, each with its format and its size; None where there are none."""
    return _list([(_link(one.url, asset_text(one, desk)),) for one in desk.release.assets])


def rights(release: Release) -> tuple[Paragraph, ...]:
    """The terms of use and the copyright, a paragraph each."""
    return tuple(Paragraph(content=text) for text in (release.usage_terms, release.copyright) if text)


def asset_text(asset: Asset, desk: Desk) -> str:
    """What is printed of a download: its label, its format and its size, whose number and unit stay together."""
    size = _TIED.join(asset.size.split()) if asset.size else ""
    told = comma(desk).join(filter(None, (asset.format, size)))
    return in_brackets(asset.label, told, desk) if told else asset.label


def _reference(reference: Reference, desk: Desk) -> Iterator[Link | Text]:
    text = reference.text
    if reference.url:
        yield _link(reference.url, text or printed_address(reference.url))
    elif text:
        yield Text.model_construct(text=text)
    if address := reference.resolver:
        if text or reference.url:
            yield Text.model_construct(text=comma(desk))
        yield _link(address, address)


def _link(href: str, text: str) -> Link:
    return Link.model_construct(href=href, content=(Text.model_construct(text=text),))


def _list(contents: list[Content]) -> List | None:
    if not contents:
        return None
    return List(items=tuple(Item(blocks=(Paragraph(content=content),)) for content in contents))
