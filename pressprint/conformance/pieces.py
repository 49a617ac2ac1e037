"""The texts of a release, piece by piece, each with the field that it comes from.

A line feed in a piece parts what stands on lines of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pressprint.release import Release, plain
from pressprint.text import printed_address


def body_of(release: Release) -> Iterator[tuple[str, str]]:
    """The running text: its order is that of the release."""
    yield "lead", plain(release.lead)
    for field in ("body", "notes"):
        for number, block in enumerate(getattr(release, field), start=1):
            for words in _block(block):
                yield f"{field} {number}", words


def others_of(release: Release) -> Iterator[tuple[str, str]]:
    """What a layout may put where it likes."""
    for line in release.title:
        yield "title", line
    for line in (*release.kickers, release.subtitle or ""):
        yield "opening", line
    for issuer in release.issuers:
        yield "issuers", issuer.name
    yield "correction note", plain(release.correction_note)
    yield "url", printed_address(release.url or "")
    yield "reference", release.reference or ""
    yield "place", release.place or ""
    yield from _contacts(release)
    yield from _further(release)
    yield from _at_a_glance(release)
    yield from _issued(release)
    yield from _standing(release)


def _contacts(release: Release) -> Iterator[tuple[str, str]]:
    """Who answers, and the websites printed with them."""
    for number, contact in enumerate(release.contacts, start=1):
        for words in (contact.name, contact.role, contact.organisation, contact.email, *contact.phones):
            yield f"contact {number}", words or ""
    for number, website in enumerate(release.links, start=1):
        yield f"link {number}", f"{website.label or ''}\n{printed_address(website.url)}"


def _standing(release: Release) -> Iterator[tuple[str, str]]:
    """What is said of the organisations in each release, and the small print."""
    for number, part in enumerate(release.boilerplate, start=1):
        yield f"boilerplate {number}", part.heading or ""
        for block in part.body:
            for words in _block(block):
                yield f"boilerplate {number}", words
    for number, block in enumerate(release.legal, start=1):
        for words in _block(block):
            yield f"legal {number}", words


def _further(release: Release) -> Iterator[tuple[str, str]]:
    """Where more is found, what can be downloaded, and on what terms."""
    for number, one in enumerate(release.references, start=1):
        yield f"reference {number}", one.text or printed_address(one.url or "")
        yield f"reference {number}", one.resolver or ""
    for number, asset in enumerate(release.assets, start=1):
        for words in (asset.label, asset.format, asset.size):
            yield f"asset {number}", words or ""
    yield "usage terms", plain(release.usage_terms)
    yield "copyright", plain(release.copyright)


def _at_a_glance(release: Release) -> Iterator[tuple[str, str]]:
    """Key figures, key points and facts, each label before its text."""
    for number, key in enumerate(release.key_figures, start=1):
        yield f"key figure {number}", f"{key.figure}\n{key.text}"
    for number, point in enumerate(release.highlights, start=1):
        yield f"highlight {number}", plain(point)
    for number, fact in enumerate(release.facts, start=1):
        yield f"fact {number}", f"{fact.label}\n{plain(fact.text)}"


def _issued(release: Release) -> Iterator[tuple[str, str]]:
    """Who signs it, what law demands of the issuer, and where the issuer is found."""
    for number, signed in enumerate(release.signatory, start=1):
        for words in (signed.name, signed.role, signed.organisation):
            yield f"signatory {number}", words or ""
    if header := release.regulated:
        issuer = header.issuer
        issuer_words = (issuer.name, issuer.address) if issuer else ()
        for words in (header.label, header.subject, *issuer_words):
            yield "regulated", words or ""
    for number, listing in enumerate(release.listings, start=1):
        for words in (listing.market, listing.segment, listing.ticker, listing.isin, listing.lei):
            yield f"listing {number}", words or ""
    for number, account in enumerate(release.accounts, start=1):
        for words in (account.network, account.handle):
            yield f"account {number}", words or ""
    for tag in release.hashtags:
        yield "hashtags", tag


def _block(block: Any) -> Iterator[str]:
    """The texts of a block, in their order."""
    kind = block.type
    if kind in ("paragraph", "heading"):
        yield plain(block.content)
    elif kind == "quote":
        yield from map(plain, block.text)
        yield from filter(None, (block.speaker, block.role))
    elif kind == "list":
        for item in block.items:
            for inner in item.blocks:
                yield from _block(inner)
    elif kind == "table":
        cells = (cell for row in (block.header, *block.rows) for cell in row)
        yield from map(plain, (block.caption, *cells, *block.notes))
    elif kind == "figure":
        yield plain(block.caption)
        yield from filter(None, (block.credit, block.rights))


def cells_of(release: Release) -> Iterator[str]:
    """What the cells of all tables hold."""
    for block in (*release.body, *release.notes):
        if block.type == "table":
            yield from map(plain, (cell for row in (block.header, *block.rows) for cell in row))
