"""The furniture of the pages: the header, the compact header, the release line, the folios.

Each form of a header is one file with two functions of the same signature, and one line in `FORMS`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from pressprint.pages.desk import Desk
from pressprint.pages.furniture import band, block, line, plain
from pressprint.pages.furniture.folio import folio
from pressprint.pages.furniture.head import Head


class _Form(NamedTuple):
    """How the head of the first page is set, and that of the pages that follow."""

    first: Callable[[Desk, str], Head]
    following: Callable[[Desk], Head]


FORMS = {
    "line": _Form(line.first, line.following),
    "block": _Form(block.first, block.following),
    "band": _Form(band.first, band.following),
    "plain": _Form(plain.first, plain.following),
}


def first_head(desk: Desk, label: str) -> Head:
    """The header of the first page: issuer and label, place, date and reference, the release line."""
    return FORMS[desk.layout.keys.header.style].first(desk, label)


def running_head(desk: Desk) -> Head:
    """The compact header of the pages that follow: short title, reference, the release line. All artifacts."""
    return FORMS[desk.layout.keys.header.style].following(desk)


__all__ = ["FORMS", "Head", "first_head", "folio", "running_head"]
