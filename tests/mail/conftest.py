"""Releases that are mailed, and messages as their readers' programs see them."""

from __future__ import annotations

from collections.abc import Callable
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import cast

import pytest

from pressprint import Pdf, Release, render


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
