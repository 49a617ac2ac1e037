"""Where the issuer is found on social networks: accounts and hashtags, as lines of the contact footer."""

from __future__ import annotations

from collections.abc import Iterator

from pressprint.pages.blocks import located
from pressprint.pages.desk import Desk
from pressprint.pages.web import shown
from pressprint.paragraphs import Line, Shape, Span
from pressprint.release import Account

_NO_BREAK = "\u00a0"
_APART = f"{_NO_BREAK}{_NO_BREAK} "


def account_lines(desk: Desk, room: float) -> Iterator[Line]:
    """The lines of accounts, each a link, then those of the hashtags, in a room."""
    accounts, hashtags = desk.release.accounts, desk.release.hashtags
    if accounts:
        with located("accounts", desk):
            yield from desk.lines(_accounts(desk), Shape(room))
    if hashtags:
        with located("hashtags", desk):
            text = " ".join(f"#{tag}" for tag in hashtags)
            yield from desk.lines([Span(text, desk.style("contact"), desk.element("P"))], Shape(room))


def _accounts(desk: Desk) -> Iterator[Span]:
    node = desk.element("P")
    plain = desk.style("contact")
    yield Span(desk.label("follow") + _APART, plain, node)
    for number, account in enumerate(desk.release.accounts):
        if number:
            yield Span(_APART, plain, node)
        network, name = told(account)
        if network:
            yield Span(network + _NO_BREAK, plain, node)
        assert account.address
        contents = " ".join(filter(None, (network, name)))
        yield Span(name, desk.style("contact", "bold", "brand"), desk.link(node, account.address, contents))


def told(account: Account) -> tuple[str, str]:
    """What is printed of an account: its network, and its handle or address."""
    if account.handle:
        return account.network or "", account.handle
    return account.network or "", shown(account.url or "")
