"""Where the issuer is found: websites, postal address, accounts and hashtags, as lines of the contact footer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from pressprint.pages.blocks import located
from pressprint.pages.column import baseline
from pressprint.pages.desk import Desk
from pressprint.pages.issuers import issuer_lines
from pressprint.pages.values import Row, TextItem
from pressprint.paragraphs import Line, Shape, Span
from pressprint.release import Account, Website
from pressprint.text import printed_address

_NO_BREAK = "\u00a0"
_APART = f"{_NO_BREAK}{_NO_BREAK} "


def all_websites(desk: Desk) -> Iterator[Website]:
    """The release's websites, and its organisation's where none of them leads there."""
    yield from desk.release.links
    if desk.issuers:  # whose own stand beside their names
        return
    own = desk.release.organisation
    url = own.website if own else desk.layout.keys.organisation.website
    if url and urlsplit(url).netloc not in (urlsplit(website.url).netloc for website in desk.release.links):
        yield Website(url=url)


def address_rows(issuer: str | None, websites: Sequence[Website], desk: Desk, gap: float, room: float) -> Iterator[Row]:
    """Own address, issuer and websites, those with a label on lines of their own; the postal address; accounts.

    They are `gap` below what is above them, and no wider than `room`, both in points.
    """
    style = desk.layout.style("contact")
    lines: list[Line] = []
    if url := desk.release.url:
        with located("url", desk):
            lines += _labelled(Website(label=desk.label("read_online"), url=url), desk, room)
    bare: list[Span] = []
    if issuer:
        bare.append(Span(issuer, desk.style("contact_name"), desk.element("P")))
    for website in websites:
        if website.label:
            lines += _labelled(website, desk, room)
        else:
            node = desk.element("P")
            dot = Span(" · ", desk.style("contact", colour="muted"), node)
            address = _address(website, desk, node)
            bare += [dot, address] if bare else [address]
    lines += desk.lines(bare, Shape(room))
    lines += issuer_lines(desk, room)
    own = desk.release.organisation
    postal = own.address if own else desk.layout.keys.organisation.address
    if postal and not desk.issuers:
        span = Span(postal, desk.style("contact", colour="muted"), desk.element("P"))
        lines += desk.lines([span], Shape(room))
    lines += _account_lines(desk, room)
    lines += _verified_at(desk, room)
    for number, line in enumerate(lines):
        item = TextItem(line, 0, baseline(style, [line]))
        yield Row(style.leading, (item,), above=0.0 if number else gap)


def _verified_at(desk: Desk, room: float) -> tuple[Line, ...]:
    """Where readers can check that a release is genuine, if the layout says so: quiet, as it is the same each time."""
    url = desk.layout.keys.organisation.verify_at
    if not url:
        return ()
    node, text, style = desk.element("P"), printed_address(url), desk.style("contact", colour="muted")
    label = desk.label("verify_at")
    link = desk.link(node, url, desk.link_contents(url, label))
    return desk.lines([Span(f"{label}{_APART}", style, node), Span(text, style, link)], Shape(room))


def _labelled(website: Website, desk: Desk, room: float) -> tuple[Line, ...]:
    """A website behind its label."""
    node = desk.element("P")
    label = Span(f"{website.label}{_APART}", desk.style("contact"), node)
    return desk.lines([label, _address(website, desk, node)], Shape(room))


def _address(website: Website, desk: Desk, node: int) -> Span:
    """The address of a website, a link in an element."""
    text = printed_address(website.url)
    link = desk.link(node, website.url, desk.link_contents(website.url, website.label or text))
    return Span(text, desk.style("contact", "bold", "brand"), link)


def _account_lines(desk: Desk, room: float) -> Iterator[Line]:
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
    return account.network or "", printed_address(account.url or "")
