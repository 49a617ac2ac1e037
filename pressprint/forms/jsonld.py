"""A release as JSON-LD: a NewsArticle of schema.org, as its author wrote it.

Rich parts are HTML in `hasPart`, each named by its role; `articleBody` has the words for those who look for no more.
schema.org knows no embargo: an article under one has no `datePublished`, and `creativeWorkStatus` tells until when.
`readers.jsonld` reads it back.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from pressprint.forms.brand import branded
from pressprint.forms.markup import parts
from pressprint.forms.unheld import fields_lost, links_lost, pictures_lost, settings_lost
from pressprint.layouts import Layout
from pressprint.release import (
    Contact,
    Content,
    Edition,
    Heading,
    List,
    Listing,
    Organisation,
    Paragraph,
    Quote,
    Release,
    Signatory,
    check_embargo,
    plain,
    write_moment,
)

CONTEXT = "https://schema.org"
EMBARGOED = "embargoed until "

Data = dict[str, Any]


def to_jsonld(
    release: Release,
    layout: str | os.PathLike[str] | Layout | None = None,
    *,
    now: datetime | None = None,
) -> Data:
    """A release as a NewsArticle of schema.org in JSON-LD: a dictionary of plain values, which `json.dumps` writes.

    Its text is as its author wrote it. `losses(release, "jsonld")` tells what schema.org has no property for. `now` is
    the time by which a release may be called released: see `render`.

    Where the release leaves issuer and boilerplate to its layout, give that as `layout`.

    Raises:
        LayoutError: the layout is not there or not right.
        SettingError: the release says that it is released, and its embargo has not ended, or nothing tells the time.
    """
    check_embargo(release, now)
    release = branded(release, layout)
    return {"@context": CONTEXT} | _made("NewsArticle", _article(release))


def losses(release: Release) -> Iterator[str]:
    """What schema.org has no property for."""
    yield from settings_lost(release)
    yield from fields_lost(release, ["slugline"], "schema.org has no short title")
    if len(release.title) > 1:
        yield "“title”: its lines are told as one"
    if any(account.handle or account.network for account in release.accounts):
        yield "“accounts”: their addresses are told, without the names of networks and handles"
    yield from links_lost(release)
    yield from pictures_lost(release)


def _article(release: Release) -> Data:
    published = release.date.isoformat() if release.date else None
    waits = release.is_embargoed or release.status == "draft"
    return {
        "headline": release.full_title,
        "alternativeHeadline": release.subtitle,
        "articleSection": list(release.kickers),
        "description": release.abstract,
        "abstract": release.summary,
        "genre": release.kind,
        "identifier": release.reference,
        "inLanguage": release.language,
        "dateCreated": published if waits else None,
        "datePublished": None if waits else published,
        "creativeWorkStatus": list(_standing(release)),
        "locationCreated": _told("Place", {"name": release.place}),
        "countryOfOrigin": _told("Country", {"name": release.country}),
        "url": release.url,
        "mainEntityOfPage": release.url,
        "isBasedOn": list(_replaced(release)),
        "articleBody": "\n\n".join(_words(release)),
        "hasPart": [
            _told("WebPageElement", {"name": r, "encodingFormat": "text/html", "text": h}) for r, h in parts(release)
        ],
        "publisher": _publisher(release),
        "producer": list(map(_organisation, release.issuers)),
        "sourceOrganization": _organisation(release.regulated.issuer) if release.regulated else None,
        "author": list(map(_signatory, release.signatory)),
        "citation": [_told("WebPage", {"name": website.label, "url": website.url}) for website in release.links],
        "keywords": [*release.keywords, *(f"#{tag}" for tag in release.hashtags)],
        "about": [*_regulated(release), *map(_listing, release.listings)],
        "workTranslation": list(map(_edition, release.editions)),
    }


def _made(kind: str | list[str], values: Data) -> Data:
    """An object of a type with those properties that have a value."""
    return {"@type": kind} | {key: value for key, value in values.items() if value not in (None, [], "", {})}


def _told(kind: str, values: Data) -> Data | None:
    """As `_made`; None where no property has a value."""
    made = _made(kind, values)
    return made if len(made) > 1 else None


def _standing(release: Release) -> Iterator[str]:
    if release.status:
        yield release.status
    if release.embargo:
        yield ("" if release.is_embargoed else "was ") + EMBARGOED + write_moment(release.embargo)


def _replaced(release: Release) -> Iterator[Data]:
    for field in ("corrects", "updates", "withdraws"):
        if reference := getattr(release, field):
            yield _made("NewsArticle", {"identifier": reference, "creativeWorkStatus": field})


def _words(release: Release) -> Iterator[str]:
    """The words of lead and body, a paragraph each."""
    found: list[Content] = [release.lead]
    for block in release.body:
        match block:
            case Paragraph() | Heading():
                found.append(block.content)
            case Quote():
                found += block.text
            case List():
                found += (
                    inner.content for item in block.items for inner in item.blocks if isinstance(inner, Paragraph)
                )
    return (text for content in found if (text := " ".join(plain(content).split())))


def _publisher(release: Release) -> Any:
    own = _organisation(release.organisation) if release.organisation else None
    found = {key: value for key, value in (own or {}).items() if key != "@type"}
    found["contactPoint"] = list(map(_contact, release.contacts))
    found["sameAs"] = [account.address for account in release.accounts]
    return _told("Organization", found)


def _organisation(organisation: Organisation | None) -> Any:
    if organisation is None:
        return None
    address = {"streetAddress": organisation.address, "addressCountry": organisation.country}
    values = {"name": organisation.name, "url": organisation.website, "address": _told("PostalAddress", address)}
    return _told("Organization", values)


def _contact(contact: Contact) -> Data:
    values = {
        "name": contact.name,
        "jobTitle": contact.role,
        "worksFor": _told("Organization", {"name": contact.organisation}),
        "telephone": list(contact.phones),
        "email": contact.email,
    }
    return _made(["ContactPoint", "Person"], values)


def _signatory(signed: Signatory) -> Data:
    values = {"jobTitle": signed.role, "worksFor": _told("Organization", {"name": signed.organisation})}
    return _made("Person", {"name": signed.name, **values})


def _regulated(release: Release) -> Iterator[Data]:
    if header := release.regulated:
        yield _made("DefinedTerm", {"termCode": "regulated", "name": header.label, "description": header.subject})


def _listing(listing: Listing) -> Data:
    """The codes of a listing as values with a name."""
    values = listing.model_dump(exclude_none=True)
    found = [_told("PropertyValue", {"propertyID": name, "value": value}) for name, value in values.items()]
    return _made("Corporation", {"identifier": found})


def _edition(edition: Edition) -> Data:
    values = {
        "inLanguage": edition.language,
        "name": edition.title,
        "url": edition.url,
        "encoding": _told("MediaObject", {"name": edition.file}),
        "creativeWorkStatus": "authoritative" if edition.authoritative else None,
    }
    return _made("NewsArticle", values)
