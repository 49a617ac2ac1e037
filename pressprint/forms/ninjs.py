"""A release as IPTC ninjs 3.1, as its author wrote it.

Rich text, such as lead, body and notes, is HTML in `bodies`, each with its role; people and organisations have a `rel`.
`readers.ninjs` reads it back.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from pressprint.forms.brand import branded
from pressprint.forms.markup import parts
from pressprint.forms.unheld import links_lost, pictures_lost, settings_lost, zone_lost
from pressprint.languages.names import own_name
from pressprint.layouts import Layout
from pressprint.release import Contact, Edition, Listing, Organisation, Release, Signatory, check_embargo

VERSION = "3.1"
SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json"
ISIN, LEI = "urn:iso:std:iso:6166", "urn:iso:std:iso:17442"
"""What kind of code a symbol is (RFC 5141); a ticker has none of the two."""

Data = dict[str, Any]


def to_ninjs(
    release: Release,
    layout: str | os.PathLike[str] | Layout | None = None,
    *,
    now: datetime | None = None,
) -> Data:
    """A release as an IPTC ninjs 3.1 object: a dictionary of plain values, which `json.dumps` writes.

    Its text is as its author wrote it. Its `uri` is the release's own address, or where it has none an identifier made
    of reference, title, date and language. An embargo is `embargoedUntil`, and told in `edNote` too; a draft is
    withheld, a withdrawn release is canceled. `losses(release, "ninjs")` tells what ninjs cannot hold. `now` is the
    time by which a release may be called released: see `render`.

    Where the release leaves issuer and boilerplate to its layout, give that as `layout`.

    Raises:
        LayoutError: the layout is not there or not right.
        SettingError: the release says that it is released, and its embargo has not ended, or nothing tells the time.
    """
    check_embargo(release, now)
    release = branded(release, layout)
    return {key: value for key, value in _object(release).items() if value not in (None, [])}


def losses(release: Release) -> Iterator[str]:
    """What ninjs cannot hold of a release."""
    yield from settings_lost(release)
    yield from zone_lost(release)
    yield from links_lost(release)
    yield from pictures_lost(release)


def _object(release: Release) -> Data:
    return {
        "uri": _uri(release),
        "standard": {"name": "ninjs", "version": VERSION, "schema": SCHEMA},
        "type": "text",
        "representationType": "full",
        "profile": "press-release",
        "language": release.language,
        "versionCreated": _midnight(release),
        "contentCreated": _midnight(release),
        "embargoedUntil": release.embargo.isoformat() if release.embargo else None,
        "pubStatus": _publication(release),
        "edNote": _note(release),
        "title": release.full_title,
        "descriptions": [{"role": "summary", "value": release.summary}] if release.summary else [],
        "headlines": list(_headlines(release)),
        "bodies": [{"role": role, "contentType": "text/html", "value": html} for role, html in parts(release)],
        "located": release.place,
        "people": [*map(_contact, release.contacts), *map(_signatory, release.signatory)],
        "organisations": list(_organisations(release)),
        "places": [{"rel": "country", "literal": release.country}] if release.country else [],
        "subjects": list(_subjects(release)),
        "genres": list(_genres(release)),
        "infoSources": list(_sources(release)),
        "associations": [_edition(edition, release) for edition in release.editions],
        "altIds": list(_identifiers(release)),
    }


def _midnight(release: Release) -> str | None:
    """The day of the release as a moment: ninjs has no days."""
    return f"{release.date.isoformat()}T00:00:00Z" if release.date else None


def _uri(release: Release) -> str:
    if release.url:
        return release.url
    told = (release.reference, release.full_title, release.date, release.language)
    return uuid5(NAMESPACE_URL, "\n".join(map(str, told))).urn


def _publication(release: Release) -> str:
    if release.status == "draft":
        return "withheld"
    return "canceled" if release.replaces and release.replaces[0] == "withdrawn" else "usable"


def _note(release: Release) -> str | None:
    """What an editor has to know before he uses it."""
    notes = []
    if release.status == "draft":
        notes.append("Draft, not for publication.")
    if release.embargo and release.is_embargoed:
        notes.append(f"Embargoed until {release.embargo.isoformat()}.")
    if release.replaces:
        notes.append(f"{release.replaces[0].capitalize()}: {release.replaces[1]}.")
    return " ".join(notes) or None


def _headlines(release: Release) -> Iterator[Data]:
    for role, lines in (("kicker", release.kickers), ("main", release.title)):
        for line in lines:
            yield {"role": role, "value": line}
    if release.subtitle:
        yield {"role": "sub", "value": release.subtitle}
    if release.slugline:
        yield {"role": "slugline", "value": release.slugline}


def _identifiers(release: Release) -> Iterator[Data]:
    for role in ("reference", "corrects", "updates", "withdraws"):
        if value := getattr(release, role):
            yield {"role": role, "value": value}


def _genres(release: Release) -> Iterator[Data]:
    yield {"name": "press release", "literal": "press-release"}
    if release.kind:
        yield {"name": release.kind, "literal": "kind"}
    if release.status:
        yield {"name": release.status, "literal": "status"}
    if release.regulated:
        label = release.regulated.label
        yield {"literal": "regulated"} | ({"name": label} if label else {})


def _subjects(release: Release) -> Iterator[Data]:
    for rel, names in (("keyword", release.keywords), ("hashtag", release.hashtags)):
        for name in names:
            yield {"rel": rel, "name": name}
    if release.regulated and release.regulated.subject:
        yield {"rel": "regulated", "name": release.regulated.subject}


def _sources(release: Release) -> Iterator[Data]:
    for website in release.links:
        yield {"role": "website", "uri": website.url} | ({"name": website.label} if website.label else {})
    for account in release.accounts:
        told = {"name": account.network, "literal": account.handle, "uri": account.url}
        yield {"role": "account"} | {key: value for key, value in told.items() if value}


def _contact(contact: Contact) -> Data:
    told = [("role", contact.role), ("organisation", contact.organisation)]
    told += [("phone", phone) for phone in contact.phones]
    return _person("contact", contact.name, [*told, ("email", contact.email)])


def _signatory(signed: Signatory) -> Data:
    return _person("signatory", signed.name, [("role", signed.role), ("organisation", signed.organisation)])


def _person(rel: str, name: str | None, told: list[tuple[str, str | None]]) -> Data:
    info = [{"type": kind, "value": value} for kind, value in told if value]
    return {"rel": rel} | ({"name": name} if name else {}) | ({"contactInfo": info} if info else {})


def _organisations(release: Release) -> Iterator[Data]:
    if release.organisation:
        yield _organisation("issuer", release.organisation)
    for issuer in release.issuers:
        yield _organisation("joint-issuer", issuer)
    if release.regulated and release.regulated.issuer:
        yield _organisation("regulated-issuer", release.regulated.issuer)
    for listing in release.listings:
        yield _listing(listing)


def _organisation(rel: str, organisation: Organisation) -> Data:
    info: list[Data] = []
    if organisation.website:
        info.append({"type": "web", "value": organisation.website})
    address: Data = {"lines": organisation.address.split("\n")} if organisation.address else {}
    address |= {"country": organisation.country} if organisation.country else {}
    if address:
        info.append({"type": "address", "address": address})
    return {"name": organisation.name, "rel": rel} | ({"contactInfo": info} if info else {})


def _listing(listing: Listing) -> Data:
    """The codes of a listing, each a symbol at its exchange; `literal` is the segment."""
    symbols = []
    for kind, code in ((None, listing.ticker), (ISIN, listing.isin), (LEI, listing.lei)):
        if code:
            symbol = {"exchange": listing.market, "symbolType": kind, "symbol": code}
            symbols.append({key: value for key, value in symbol.items() if value})
    return {"rel": "listing", "symbols": symbols} | ({"literal": listing.segment} if listing.segment else {})


def _edition(edition: Edition, release: Release) -> Data:
    name = own_name(edition.language) or edition.language
    made = uuid5(NAMESPACE_URL, f"{_uri(release)}\n{edition.language}").urn
    result: Data = {"name": name, "rel": "authoritative-edition" if edition.authoritative else "edition"}
    result |= {"uri": edition.url or made, "language": edition.language, "type": "text"}
    result |= {"title": edition.title} if edition.title else {}
    return result | ({"altIds": [{"role": "file", "value": edition.file}]} if edition.file else {})
