"""The parts of a release below its title, each set by a function of its own, in the order of the preset."""

from __future__ import annotations

from collections.abc import Callable

from pressprint.pages.blocks import set_blocks
from pressprint.pages.closing import set_assets, set_boilerplate, set_legal, set_notes, set_references
from pressprint.pages.contacts import set_contacts
from pressprint.pages.desk import Desk
from pressprint.pages.ending import set_counts, set_end_mark, set_signatory
from pressprint.pages.facts import set_facts, set_highlights
from pressprint.pages.market import set_listings
from pressprint.pages.opening import opened, set_lead
from pressprint.pages.values import Row


def _body(desk: Desk) -> list[Row]:
    return set_blocks(opened(desk), desk, "body")


# Each of `presets.PARTS`.
SETTERS: dict[str, Callable[[Desk], list[Row]]] = {
    "highlights": set_highlights,
    "lead": set_lead,
    "facts": set_facts,
    "body": _body,
    "signatory": set_signatory,
    "end_mark": set_end_mark,
    "counts": set_counts,
    "notes": set_notes,
    "references": set_references,
    "assets": set_assets,
    "boilerplate": set_boilerplate,
    "listings": set_listings,
    "legal": set_legal,
    "contacts": set_contacts,
}


def set_parts(desk: Desk) -> list[Row]:
    """The rows of all parts that stand in the column."""
    order = desk.preset.order
    return [row for part in (order[:-1] if has_footer(desk) else order) for row in SETTERS[part](desk)]


def has_footer(desk: Desk) -> bool:
    """Whether the contacts stand at the foot of the last page, as they do where nothing comes after them."""
    return desk.preset.order[-1] == "contacts"
