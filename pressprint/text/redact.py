"""A release without the personal data of its contacts, as an archive keeps it when they have changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from msgspec import Struct

from pressprint.errors import Problem, quoted
from pressprint.languages import main_region
from pressprint.release import Contact, Link, Part, Release, Text, Website, plain, to_json
from pressprint.text.phones import tel

GONE = "[…]"
"""What stands in a text where an address or a number stood."""

_APART = r"[\s().\u00a0\u202f/-]*"
_FEWEST = 6  # digits by which a number is known again in a text


class Redacted(NamedTuple):
    """A release without its contacts' data, what was taken out, and what its owner should look at."""

    release: Release
    removed: tuple[str, ...]
    warnings: tuple[Problem, ...]


def redacted(release: Release, *, keep_organisations: bool = False) -> Redacted:
    """The release without the names, telephone numbers and e-mail addresses of its contacts.

    A contact becomes its role and its organisation; one that has neither is left out. The addresses and numbers are
    taken out of all texts, where `[…]` stands for them, and links to them become plain text. A name that stands in a
    text as well, such as that of somebody who is quoted, is kept there, and told in the warnings. With
    `keep_organisations` a contact that is no person stays as it is: one without a name, or with an organisation's.
    """
    people = [one for one in release.contacts if not (keep_organisations and _is_organisation(one, release))]
    anonymous = (_anonymous(one, release) if one in people else one for one in release.contacts)
    contacts = tuple(dict.fromkeys(one for one in anonymous if one))
    scrubber = _Scrubber.of(people, release)
    result: Release = scrubber.part(release.model_copy(update={"contacts": ()}))
    result = result.model_copy(update={"contacts": contacts}).coming_from(release.origin)
    removed = [text for one in people for text in (_person(one, release), *one.phones, one.email) if text]
    return Redacted(result, tuple(dict.fromkeys(removed)), tuple(_names_left(people, result, release)))


def _is_organisation(contact: Contact, release: Release) -> bool:
    own = (*release.issuers, *((release.organisation,) if release.organisation else ()))
    known = {contact.organisation, *(issuer.name for issuer in own)}
    return contact.name is None or contact.name in known


def _person(contact: Contact, release: Release) -> str | None:
    """The name of a contact that is a person."""
    return None if _is_organisation(contact, release) else contact.name


def _anonymous(contact: Contact, release: Release) -> Contact | None:
    """What is left of a contact: its role, which stands in the place of a person's name, and its organisation."""
    told = [None if _person(contact, release) else contact.name, contact.role, contact.organisation]
    if not any(told):
        return None
    name, *others = [text for text in dict.fromkeys(told) if text]
    role = contact.role if contact.role in others else None
    return Contact(name=name, role=role, organisation=contact.organisation if contact.organisation in others else None)


def _names_left(people: Iterable[Contact], result: Release, release: Release) -> Iterator[Problem]:
    told = to_json(result).decode()
    for name in dict.fromkeys(_person(one, release) for one in people):
        if name and name in told:
            what = f"the name {quoted(name)} stands in the text as well and is kept there; take it out if it should go"
            yield Problem(what)


class _Scrubber(Struct, frozen=True):
    """Takes addresses and numbers out of texts, and links to them."""

    pattern: re.Pattern[str] | None
    targets: frozenset[str]

    @classmethod
    def of(cls, people: Iterable[Contact], release: Release) -> _Scrubber:
        """The one for the data of some contacts."""
        country = release.country or next((o.country for o in _issuers(release) if o.country), None)
        country = country or main_region(release.language)
        patterns: list[str] = []
        targets: set[str] = set()
        for one in people:
            if one.email:
                patterns.append(rf"(?<![\w.+-]){re.escape(one.email)}(?![\w-])")
                targets.add(one.email.casefold())
            for phone in one.phones:
                digits = _digits(tel(phone, country) or phone)
                if len(digits) >= _FEWEST:
                    targets.add(digits)
                patterns += _numbers(phone, tel(phone, country))
        return cls(re.compile("|".join(patterns), re.IGNORECASE) if patterns else None, frozenset(targets))

    def text(self, text: str) -> str:
        """A text with the mark where something stood."""
        return self.pattern.sub(GONE, text) if self.pattern else text

    def leads(self, href: str) -> bool:
        """Whether an address is one of those that go."""
        kind, _, rest = href.partition(":")
        if kind == "mailto":
            return rest.partition("?")[0].casefold() in self.targets or self.text(rest) != rest
        return kind == "tel" and _digits(rest) in self.targets

    def part(self, part: Any) -> Any:
        """A part with all that stands in it; links that lead to what goes become their words."""
        return part.model_copy(update={name: self.value(value) for name, value in part.__dict__.items() if value})

    def value(self, value: Any) -> Any:
        """A value of a field."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, tuple):
            return tuple(new for one in value for new in self._kept(one))
        return self.part(value) if isinstance(value, Part) else value

    def _kept(self, one: Any) -> tuple[Any, ...]:
        if isinstance(one, Link) and self.leads(one.href):
            words = self.text(plain(one.content))
            return (Text(text=words),)
        if isinstance(one, Website) and self.leads(one.url):
            return ()
        return (self.value(one),)


def _issuers(release: Release) -> tuple[Any, ...]:
    return (*release.issuers, *((release.organisation,) if release.organisation else ()))


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text.partition(";")[0])


def _numbers(phone: str, href: str | None) -> Iterator[str]:
    """The patterns of a telephone number: as it is written, and in its national and its international form."""
    yield re.escape(phone)
    if href is None:
        return
    country, _, national = href.removeprefix("tel:+").partition(";")[0].partition("-")
    own = _digits(national)
    if len(own) >= _FEWEST:
        abroad = rf"(?:\+|00){_APART}{country}{_APART}(?:\(0\){_APART})?"
        yield rf"(?<!\d)(?:{abroad}|\(?0\)?{_APART})?{_APART.join(own)}(?!\d)"
