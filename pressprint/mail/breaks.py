"""How a message fails: it is put off or refused, or its line breaks; and what the server said of it."""

from __future__ import annotations

import smtplib
import ssl

_CLOSED = (
    smtplib.SMTPServerDisconnected,
    ConnectionResetError,
    BrokenPipeError,
    ssl.SSLEOFError,
    ssl.SSLZeroReturnError,
)


class Postponed(Exception):  # noqa: N818 - an answer, not an error
    """The server does not take the message now; later it may."""


class Refused(Exception):  # noqa: N818
    """The server does not take the message for this recipient, and will not later."""


class Broken(Exception):  # noqa: N818
    """The line broke or stalled. `in_doubt` tells that the message was given away, and may have been taken."""

    def __init__(self, reason: str, *, in_doubt: bool = False) -> None:
        super().__init__(reason)
        self.in_doubt = in_doubt


def broken(error: Exception | str, timeout: float, *, in_doubt: bool = False) -> Broken:
    """What an error on a line tells. `timeout` are the seconds that were waited for an answer.

    A server that closes the line has not taken the message, even where that else would be in doubt.
    """
    cause = error.__context__ if isinstance(error, smtplib.SMTPServerDisconnected) and error.__context__ else error
    if isinstance(cause, TimeoutError) or "timed out" in str(cause):
        return Broken(f"no answer within {timeout:g} seconds", in_doubt=in_doubt)
    if isinstance(cause, _CLOSED):
        return Broken("the server closed the line")
    reason = cause.strerror if isinstance(cause, OSError) and cause.strerror else str(cause)
    return Broken(reason, in_doubt=in_doubt)


def said(text: bytes | str) -> str:
    """A server's words, on one line and without control characters."""
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())[:300]
