"""One message for many: composed once, and addressed to each recipient alone."""

from __future__ import annotations

from datetime import datetime
from email.message import EmailMessage

from pressprint.mail.headers import Mailbox, mailbox_field
from pressprint.mail.identity import message_id, release_key
from pressprint.mail.message import date_field
from pressprint.release import Release

_OWN = ("to", "date", "message-id")


class Mold:
    """A composed message, from which each recipient gets his own: with his name alone, a date and a Message-ID.

    `key` is what the release is known by; `about` is the one that the key is of, where several languages have one.
    """

    def __init__(self, message: EmailMessage, sender: Mailbox, about: Release) -> None:
        self.message, self.sender, self._about = message, sender, about
        self.key = release_key(about)
        head, _, self._body = message.as_bytes().partition(b"\r\n\r\n")
        fields: list[bytes] = []
        for line in head.split(b"\r\n"):
            if line[:1] in b" \t":
                fields[-1] += b"\r\n" + line
            else:
                fields.append(line)
        self._head = b"\r\n".join(f for f in fields if f.partition(b":")[0].decode("ascii").lower() not in _OWN)

    def message_id(self, to: Mailbox) -> str:
        """The Message-ID of the copy for a recipient."""
        return message_id(self._about, self.sender, to)

    def addressed(self, to: Mailbox, date: datetime, *, is_draft: bool = False) -> bytes:
        """The message for one recipient, as it is sent. A draft is opened for editing by the programs that know it."""
        own = {"To": mailbox_field("To", to), "Date": date_field(date), "Message-ID": self.message_id(to)}
        if is_draft:
            own["X-Unsent"] = "1"  # Outlook's
        fields = "".join(f"{name}: {value}\r\n" for name, value in own.items())
        return fields.encode("utf-8") + self._head + b"\r\n\r\n" + self._body
