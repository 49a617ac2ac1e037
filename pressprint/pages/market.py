"""What listed companies have to tell: the header that law demands, above the title, and the listings."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from pressprint.pages.blocks import located
from pressprint.pages.column import rows
from pressprint.pages.desk import Desk
from pressprint.pages.punctuation import colon, comma, in_brackets
from pressprint.pages.values import Row, RuleItem
from pressprint.paragraphs import Shape, Span
from pressprint.release import Listing

_RULE = 0.5
_RULE_GAP = 8.0  # from the header's last line to the rule under it
_BELOW = 16.0  # from the rule to the title
_PARTED = 500.0  # what a page break before the listings costs: they go with what is said of their company


def set_regulated(desk: Desk) -> list[Row]:
    """The header above the title: what it is by law, its subject, the issuer and its listings; a rule under them."""
    header = desk.release.regulated
    if header is None:
        return []
    with located("regulated", desk):
        result = _lines(header.label or desk.label("regulated"), desk, "regulated", balance=True)
        if header.subject:
            subject = desk.label("subject").format(text=header.subject)
            result += _lines(subject, desk, "regulated_details", face="bold")
        result += _lines(issuer(desk), desk, "regulated_details")
    result += _listings(desk, "regulated_details")
    rule = RuleItem(0, _RULE_GAP, desk.measure, _RULE, desk.layout.keys.colours.muted)
    return [*result, Row(_RULE_GAP + _RULE, (rule,), below=_BELOW)]


def set_listings(desk: Desk) -> list[Row]:
    """A line for each listing; nothing where they stand in the header above the title."""
    return [] if desk.release.regulated else _spaced(_listings(desk, "listing"), desk)


def _spaced(made: list[Row], desk: Desk) -> list[Row]:
    """Rows with the space around them that a heading of the closing parts has above it."""
    if not made:
        return made
    around = desk.layout.style("notes_heading").above
    made[0] = replace(made[0], above=max(made[0].above, around), penalty=_PARTED)
    made[-1] = replace(made[-1], below=max(made[-1].below, around))
    return made


def _listings(desk: Desk, role: str) -> list[Row]:
    result: list[Row] = []
    for number, listing in enumerate(desk.release.listings, start=1):
        with located(f"listings[{number}]", desk):
            result += _lines(" · ".join(codes(listing, desk)), desk, role)
    return result


def codes(listing: Listing, desk: Desk) -> Iterator[str]:
    """What is told of a listing: `Euronext Paris (Compartment B): ABC`, `ISIN XS0000000009`."""
    if listing.market:
        market = in_brackets(listing.market, listing.segment, desk) if listing.segment else listing.market
        yield market + colon(desk) + listing.ticker if listing.ticker else market
    if listing.isin:
        yield f"ISIN\u00a0{listing.isin}"
    if listing.lei:
        yield f"LEI\u00a0{listing.lei}"


def issuer(desk: Desk) -> str:
    """The issuer's full name and address."""
    header, own, brand = desk.release.regulated, desk.release.organisation, desk.layout.keys.organisation
    named = (header.issuer if header else None) or own
    name, address = (named.name, named.address) if named else (brand.name, brand.address)
    if address is None and name == brand.name:
        address = brand.address
    return comma(desk).join(filter(None, (name, address)))


def _lines(text: str, desk: Desk, role: str, face: str | None = None, *, balance: bool = False) -> list[Row]:
    span = Span(text, desk.style(role, face), desk.element("P"))
    return rows(desk.lines([span], Shape(desk.measure, balance=balance)), desk.layout.style(role))
