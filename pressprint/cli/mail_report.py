"""What is told of a mailing: its first message, what became of each, and the sum."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from email import message_from_bytes
from email.policy import default
from typing import TYPE_CHECKING

import click

from pressprint.errors import counted, few

if TYPE_CHECKING:
    from pressprint.mail import Letters, Outcome, Recipient

_SHOWN = 5  # addresses for each reason
_WORDS = {
    "sent": "sent",
    "already": "sent before",
    "refused": "refused",
    "uncertain": "uncertain",
    "failed": "not sent",
}
_HINTS = {
    "refused": "not tried again, unless with --retry-refused",
    "uncertain": "it may have arrived: ask them, or send again with --retry-uncertain",
    "failed": "the same command tries again",
}


class Report:
    """Counts what became of the messages, of which there are `total`. `code` is the exit code."""

    def __init__(self, total: int) -> None:
        self.total, self.code = total, 0
        self._counts: Counter[str] = Counter()
        self._reasons: dict[str, dict[str, list[str]]] = {status: {} for status in _HINTS}

    def add(self, outcome: Outcome) -> None:
        """Counts what became of a message, and tells it."""
        self._counts[outcome.status] += 1
        address = outcome.recipient.mailbox.email
        if outcome.status not in _HINTS:
            if outcome.status == "sent":
                click.echo(f"sent: {address}")
            return
        self.code = 1
        self._reasons[outcome.status].setdefault(outcome.reason, []).append(address)
        click.echo(f"{_WORDS[outcome.status]}: {address}: {outcome.reason}", err=True)

    def sum_up(self) -> None:
        """Tells the sum, and who did not get the release, by reason."""
        parts = [f"{self._counts[status]} {word}" for status, word in _WORDS.items() if self._counts[status]]
        left = self.total - self._counts.total()
        if left:
            parts.append(f"{left} left, which the same command sends")
        click.echo(f"{counted(self.total, 'recipient')}: {', '.join(parts)}")
        for status, hint in _HINTS.items():
            for reason, addresses in self._reasons[status].items():
                click.echo(f"  {_WORDS[status]}, {reason}: {few(addresses, _SHOWN)}")
            if self._reasons[status]:
                click.echo(f"    {hint}")


def show_first(recipients: Sequence[Recipient], letters: Letters, date: datetime) -> None:
    """Shows the first message as its reader sees it, and how many are to be sent."""
    first = recipients[0]
    raw = letters.mold_for(first).addressed(first.mailbox, date)
    message = message_from_bytes(raw, policy=default)
    for name in ("From", "To", "Reply-To", "Subject", "Date", "Content-Language", "Message-ID"):
        if message[name]:
            click.echo(f"{name}: {message[name]}")
    body = message.get_body(("plain",))
    click.echo(f"\n{body.get_content().rstrip() if body else ''}\n".replace("\r\n", "\n"))
    (attached,) = message.iter_attachments()
    size = f"{len(attached.get_content()) / 1000:.0f} kB"
    click.echo(
        f"With the same as HTML, and {attached.get_filename()} ({size}); {len(raw) / 1000:.0f} kB as it is sent."
    )
    counts = Counter(letters.edition_for(recipient).release.language for recipient in recipients)
    told = ", ".join(f"{number} in “{language}”" for language, number in counts.items())
    which = f"the first of {len(recipients)} messages" if len(recipients) > 1 else "the only message"
    click.echo(f"This is {which}: {told}. Nothing was sent or written.")
