"""Releases that are mailed, and messages as their readers' programs see them."""

from __future__ import annotations

from collections.abc import Callable
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import cast

import pytest
from sending import SENDER, Clock

from pressprint import Pdf, Release, render
from pressprint.mail import Ledger, Letters, Line, Outcome, Recipient, Server, mail
from pressprint.mail.editions import Edition


@pytest.fixture(scope="session")
def release(release_of: Callable[..., Release]) -> Release:
    """A short release with a number."""
    return release_of(
        reference="LO-14",
        lead="The Lighthouse Office has lit the lamp at Grey Point again.",
        body=["It is seen from twenty miles out, and it will not be put out again before 2037. " * 4],
        contacts=[{"name": "Maud Kervella", "email": "maud@lights.example"}],
        organisation={"name": "Lighthouse Office"},
    )


@pytest.fixture(scope="session")
def pdf(release: Release) -> Pdf:
    """It as a PDF."""
    return render(release)


@pytest.fixture(scope="session")
def reread() -> Callable[[EmailMessage | bytes], EmailMessage]:
    """A function that reads a message as Python's own parser does, and finds no fault in its parts."""

    def read(message: EmailMessage | bytes) -> EmailMessage:
        raw = message if isinstance(message, bytes) else message.as_bytes()
        assert max(len(line) for line in raw.split(b"\r\n")) <= 998
        assert b"\n" not in raw.replace(b"\r\n", b"")
        assert b"\r" not in raw.replace(b"\r\n", b"")
        result = cast(EmailMessage, message_from_bytes(raw, policy=default))
        assert [part.defects for part in result.walk()] == [[]] * len(list(result.walk()))
        return result

    return read


@pytest.fixture(scope="session")
def letters(release, pdf, agency) -> Callable[[list[Recipient]], Letters]:
    """A function that makes the messages of a mailing."""
    from datetime import UTC, datetime

    edition = Edition(release, pdf, agency, "release.md")
    return lambda recipients: Letters([edition], recipients, SENDER, now=datetime.now(UTC))


@pytest.fixture
def send(letters) -> Callable[..., list[Outcome]]:
    """A function that mails the release by a server, with one ledger for the whole test."""

    def run(server: Server, recipients: list[Recipient], **options: object) -> list[Outcome]:
        line_options = {name: options.pop(name) for name in ("login", "timeout", "context") if name in options}
        options.setdefault("pace", Clock().pace())
        with Ledger(Path("ledger.sqlite")) as ledger, Line(server, **line_options) as line:
            return list(mail(recipients, letters(recipients).mold_for, line, ledger, **options))

    return run
