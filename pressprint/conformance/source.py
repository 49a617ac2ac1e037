"""The release inside the file against the text on its pages (ISO 19005-3, 6.8: the source is the file's own)."""

from __future__ import annotations

import unicodedata
import zlib
from collections.abc import Iterator
from typing import Any

import pikepdf
from msgspec.structs import replace

from pressprint import languages
from pressprint.conformance.opened import Opened
from pressprint.conformance.parts import TROUBLE, get, items, text
from pressprint.conformance.report import Finding
from pressprint.conformance.structure import Node
from pressprint.errors import PressprintError
from pressprint.paragraphs.bidi import is_right_to_left
from pressprint.readers.build import build
from pressprint.readers.pdf import RELEASE_NAME, release_streams, stream_source, unpacked
from pressprint.readers.tree import read_json
from pressprint.release import Release, plain
from pressprint.text import prepare, printed_address

_RULE = "A 6.8 (source)"


def check(file: Opened) -> Iterator[Finding]:
    """The texts of the source that the pages do not show, and those that they show in another order.

    In a volume each source is held against the element that it is bound to.
    """
    try:
        streams = release_streams(file.pdf)
    except TROUBLE as error:  # attachments that are none
        yield _unreadable(RELEASE_NAME, str(error))
        return
    # What cannot be unpacked is told of the attachment itself.
    names = [name for name, stream in streams.items() if _can_be_unpacked(stream)]
    if not names:
        file.skipped.append(f"{_RULE}: the file carries no release")
    bound = {RELEASE_NAME: file.structure.roots} if RELEASE_NAME in names else _bound(file)
    for attachment in names:
        if attachment not in bound:
            file.skipped.append(f"{_RULE}: {attachment} is bound to the file at large")
            continue
        for finding in _of_one(file, attachment, streams[attachment], bound[attachment]):
            whose = "" if attachment == RELEASE_NAME else f"{attachment}, "
            yield replace(finding, place=whose + finding.place)


def _bound(file: Opened) -> dict[str, list[Node]]:
    """The elements that attached files are bound to, by the names of the files."""
    result: dict[str, list[Node]] = {}
    for node in file.structure.nodes:
        for specification in items(get(node.obj, "/AF")):
            result.setdefault(text(get(specification, "/UF")) or "", []).append(node)
    return result


def _of_one(file: Opened, attachment: str, stream: pikepdf.Stream, nodes: list[Node]) -> Iterator[Finding]:
    """The texts of one source that are not, or in another order, in the elements that it is the source of."""
    try:
        source = stream_source(stream, file.path, attachment)
        release = build(source, read_json(source))
    except PressprintError as error:
        yield _unreadable(attachment, error.problems[0].what)
        return
    except TROUBLE as error:
        yield _unreadable(attachment, str(error))
        return
    if languages.language(release.language).direction == "rtl":
        file.skipped.append(f"{_RULE}: the text runs from right to left")
        return
    if any(is_right_to_left(words) for _, words in (*_body(release), *_others(release))):
        file.skipped.append(f"{_RULE}: the passages that run from right to left")
    shown = folded("".join(page_text(node, file) for node in nodes))
    # Typography that is not of the rules' making is kept by "verbatim"; letters and figures are the same in both.
    yield from _compare(prepare(release, verbatim=release.typography == "verbatim").release, shown)


def _can_be_unpacked(stream: Any) -> bool:
    try:
        unpacked(stream)
    except (ValueError, zlib.error):
        return False
    return True


def _unreadable(attachment: str, reason: str) -> Finding:
    what = f"cannot be read: {reason[:80]}"
    return Finding(_RULE, attachment, what, "embed the release that the file was made of")


def page_text(node: Node, file: Opened) -> str:
    """The text of an element in reading order, with what stands in its place where that is given."""
    actual = text(get(node.obj, "/ActualText"))
    if actual is not None:
        return actual
    texts = file.content.texts
    return "".join(page_text(kid, file) if isinstance(kid, Node) else texts.get(kid, "") for kid in node.kids)


def folded(words: str) -> str:
    """Letters and digits alone, without case, and without the forms that only typography knows."""
    return "".join(c for c in unicodedata.normalize("NFKC", words).casefold() if c.isalnum())


def _compare(release: Release, shown: str) -> Iterator[Finding]:
    at = 0
    for place, words in _body(release):
        if is_right_to_left(words):
            continue
        piece = folded(words)
        found = shown.find(piece, at)
        if found >= 0:
            at = found + len(piece)
        elif piece in shown:
            what = f"“{words.strip()[:40]}” stands in another order than in the source"
            yield Finding(_RULE, place, what, "let the order of the elements be that of the release")
        else:
            yield _missing(place, words)
    for place, words in _others(release):
        if folded(words) not in shown and not is_right_to_left(words):
            yield _missing(place, words)


def _missing(place: str, words: str) -> Finding:
    what = f"“{' '.join(words.split())[:40]}” is in the source and not on the pages"
    return Finding(_RULE, place, what, "render the release again")


def _body(release: Release) -> Iterator[tuple[str, str]]:
    """The running text: its order is that of the release."""
    yield "lead", plain(release.lead)
    for field in ("body", "notes"):
        for number, block in enumerate(getattr(release, field), start=1):
            for words in _block(block):
                yield f"{field} {number}", words


def _others(release: Release) -> Iterator[tuple[str, str]]:
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
        yield f"link {number}", (website.label or "") + printed_address(website.url)


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
        yield f"key figure {number}", key.figure + key.text
    for number, point in enumerate(release.highlights, start=1):
        yield f"highlight {number}", plain(point)
    for number, fact in enumerate(release.facts, start=1):
        yield f"fact {number}", fact.label + plain(fact.text)


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
