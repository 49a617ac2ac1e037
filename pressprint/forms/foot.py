"""What stands at the foot of a release: contacts, websites, the issuer's address, accounts, other editions."""

from __future__ import annotations

from collections.abc import Iterator

from pressprint.forms.pieces import Foot, Heading, Lines, Piece, words
from pressprint.languages import main_region
from pressprint.languages.names import own_name
from pressprint.pages.addresses import all_websites, told
from pressprint.pages.desk import Desk
from pressprint.pages.punctuation import colon
from pressprint.release import Contact, Content, Edition, Foreign, Inline, Link, Organisation, Strong, Text, Website
from pressprint.text import printed_address, tel

_TIED = "\u00a0"


def contacts(desk: Desk) -> Iterator[Piece]:
    """The contacts under their label, then where the issuer is found, then the other editions."""
    yield Foot()
    people = desk.release.contacts
    if people:
        yield Heading("contacts_label", 2, words(desk.label("contact" if len(people) == 1 else "contacts")))
    for contact in people:
        yield Lines("contact", tuple(_contact(contact, desk)))
    if places := tuple(_places(desk)):
        yield Lines("contact", places)
    if desk.release.editions:
        yield Lines("contact", (tuple(_editions(desk)),))


def _contact(contact: Contact, desk: Desk) -> Iterator[Content]:
    """Name, role, organisation, numbers, address, each on a line."""
    if contact.name:
        yield (Strong(content=words(contact.name)),)
    for text in (contact.role, contact.organisation):
        if text:
            yield words(text)
    for phone in contact.phones:
        number = tel(phone, desk.country or main_region(desk.release.language))
        before = Text.model_construct(text=desk.label("phone") + _TIED)
        yield (before, _link(number, phone) if number else Text.model_construct(text=phone))
    if contact.email:
        yield (_link(f"mailto:{contact.email}", contact.email),)


def _places(desk: Desk) -> Iterator[Content]:
    """The release's own address, websites, the postal address, accounts, hashtags."""
    own_page = [Website(label=desk.label("read_online"), url=desk.release.url)] if desk.release.url else []
    for website in (*own_page, *all_websites(desk)):
        label = words(website.label + colon(desk)) if website.label else ()
        yield (*label, _link(website.url, printed_address(website.url)))
    yield from map(_issuer, desk.issuers)
    own = desk.release.organisation
    postal = own.address if own else desk.layout.keys.organisation.address
    if postal and not desk.issuers:
        yield words(postal)
    if desk.release.accounts:
        yield tuple(_accounts(desk))
    if desk.release.hashtags:
        yield words(" ".join(f"#{tag}" for tag in desk.release.hashtags))


def _issuer(issuer: Organisation) -> Content:
    """One of joint issuers, with its address and website."""
    result: list[Inline] = [Strong(content=words(issuer.name))]
    if issuer.address:
        result += words(f" · {issuer.address}")
    if issuer.website:
        result += (*words(" · "), _link(issuer.website, printed_address(issuer.website)))
    return tuple(result)


def _accounts(desk: Desk) -> Iterator[Inline]:
    yield Text.model_construct(text=desk.label("follow") + colon(desk))
    for number, account in enumerate(desk.release.accounts):
        network, name = told(account)
        before = (" · " if number else "") + (network + _TIED if network else "")
        if before:
            yield Text.model_construct(text=before)
        assert account.address
        yield _link(account.address, name)


def _editions(desk: Desk) -> Iterator[Inline]:
    """The label, then the name of each language in itself, with the address of its edition or the name of its file."""
    yield Text.model_construct(text=desk.label("editions") + _TIED)
    for number, edition in enumerate(desk.release.editions):
        if number:
            yield Text.model_construct(text=" · ")
        yield _edition(edition)
        if edition.file and not edition.url:
            yield Text.model_construct(text=f"{_TIED}({edition.file})")
        if edition.authoritative:
            yield Text.model_construct(text=f"{_TIED}({desk.label('authoritative')})")


def _edition(edition: Edition) -> Inline:
    name = own_name(edition.language) or edition.language
    content = (Foreign(language=edition.language, content=words(name)),)
    return Link.model_construct(href=edition.url, content=content) if edition.url else content[0]


def _link(href: str, text: str) -> Link:
    return Link.model_construct(href=href, content=words(text))
