"""What the tests of a mailing share: its sender, its recipients, a clock, a server that runs meanwhile."""

from __future__ import annotations

import ssl
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from post_office import Post, Served

from pressprint.mail import Mailbox, Outcome, Pace, Recipient, Server

SENDER = Mailbox("press@lights.example", "Lighthouse Office")


class Clock:
    """A clock that a mailing sleeps by."""

    def __init__(self) -> None:
        self.now = 0.0
        self.naps: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.naps.append(seconds)
        self.now += seconds

    def pace(self, rate: float = 60_000_000.0, **options: float) -> Pace:
        return Pace(rate=rate, sleep=self.sleep, clock=lambda: self.now, **options)


@contextmanager
def serving(post: Post, context: ssl.SSLContext | None = None, **options: object) -> Iterator[Server]:
    """A server that runs meanwhile."""
    served = Served(post, context, **options)
    served.start()
    post.lines = 0  # one was a trial
    try:
        yield Server("127.0.0.1", served.port, is_tls=bool(options.get("at_once")))
    finally:
        served.stop()


def people(number: int) -> list[Recipient]:
    return [Recipient(Mailbox(f"desk{place}@paper.example", f"Desk {place}")) for place in range(number)]


def told(outcomes: list[Outcome]) -> Counter[str]:
    return Counter(outcome.status for outcome in outcomes)
