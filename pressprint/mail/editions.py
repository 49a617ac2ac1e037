"""The editions of a release that is mailed: one, or one in each of several languages."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from pressprint.errors import PressprintWarning, Problem, ReadError, counted, few, quoted
from pressprint.layouts import Layout
from pressprint.mail.headers import Mailbox
from pressprint.mail.identity import release_key
from pressprint.mail.message import compose
from pressprint.mail.mold import Mold
from pressprint.mail.recipients import Recipient, in_languages
from pressprint.pdf import Pdf
from pressprint.release import Release, repeated_languages


class Edition(Struct, frozen=True):
    """A release with its PDF, the layout it was set in, and the name of the file it came from."""

    release: Release
    pdf: Pdf
    layout: Layout
    name: str


def check_editions(releases: Sequence[Release], names: Sequence[str]) -> None:
    """Refuses what is not one release in several languages.

    Raises:
        ReadError: two are in one language, or their references, embargoes or status differ.
    """
    problems = list(_faults(releases, names))
    if problems:
        raise ReadError(problems)


def _faults(releases: Sequence[Release], names: Sequence[str]) -> Iterator[Problem]:
    yield from repeated_languages(releases, names)
    for release, name in zip(releases, names, strict=True):
        if release.embargo != releases[0].embargo or release.is_embargoed != releases[0].is_embargoed:
            what = (
                f"differs from that of {names[0]}; give each edition the same, so that none is free before the others"
            )
            yield Problem(what, name, field="embargo")
        elif release.reference and release_key(release) != release_key(releases[0]):
            what = f"{quoted(release.reference)} with its status is not that of {names[0]}; mail each release by itself"
            yield Problem(what, name, field="reference")
        elif not release.reference and releases[0].reference:
            yield Problem(f"is missing; {names[0]} has {quoted(releases[0].reference)}", name, field="reference")


def sender_of(release: Release, layout: Layout) -> Mailbox | None:
    """Who a release comes from: who issues it, at the address of its first contact that has one."""
    issuer = release.issued_by or layout.keys.organisation.name
    for contact in release.contacts:
        if contact.email:
            return Mailbox(contact.email, issuer or contact.name or "")
    return None


class Letters:
    """The messages of a mailing, one mold for each edition that somebody gets.

    `warnings` tell of large messages, and of languages that recipients ask for and no edition is in.

    Raises:
        OutputError: a message is too large.
        SettingError: a release may not go out.
    """

    def __init__(
        self,
        editions: Sequence[Edition],
        recipients: Sequence[Recipient],
        sender: Mailbox,
        *,
        reply_to: Mailbox | None = None,
        now: datetime,
    ) -> None:
        self._at = in_languages(recipients, [edition.release.language for edition in editions])
        self.editions, self.warnings = editions, list(_unserved(self._at, recipients, editions[0]))
        self._molds: dict[int, Mold] = {}
        for recipient in recipients:
            at = max(self._at[recipient.language], 0)
            if at not in self._molds:
                self._molds[at] = self._mold(editions[at], recipient, sender, reply_to, now)

    def _mold(
        self, edition: Edition, first: Recipient, sender: Mailbox, reply_to: Mailbox | None, now: datetime
    ) -> Mold:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always", PressprintWarning)
            message = compose(
                edition.release,
                edition.pdf,
                sender,
                first.mailbox,
                layout=edition.layout,
                now=now,
                reply_to=reply_to,
            )
        self.warnings += [Problem(str(warning.message), edition.name) for warning in caught]
        return Mold(message, sender, self.editions[0].release)

    def edition_for(self, recipient: Recipient) -> Edition:
        """The edition that a recipient gets: in his language, or else the first one."""
        return self.editions[max(self._at[recipient.language], 0)]

    def mold_for(self, recipient: Recipient) -> Mold:
        """The mold of his edition."""
        return self._molds[max(self._at[recipient.language], 0)]


def _unserved(at: dict[str, int], recipients: Sequence[Recipient], instead: Edition) -> Iterator[Problem]:
    """The languages that recipients ask for in vain, with how many they are."""
    missing = Counter(recipient.language for recipient in recipients if at[recipient.language] < 0)
    if missing:
        told = few([f"{quoted(tag)} ({counted(number, 'recipient')})" for tag, number in sorted(missing.items())], 8)
        yield Problem(f"no edition is in {told}; they get the one in {quoted(instead.release.language)}")


def as_it_is(pdf: Pdf, content: bytes) -> Pdf:
    """A PDF with other bytes: those of the file that was made of the same release before, and perhaps signed."""
    return replace(pdf, content=content)
