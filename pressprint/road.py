"""The road a release travels, in one function."""

from __future__ import annotations

import os

from pressprint.fonts import open_book
from pressprint.layouts import Layout, load_layout
from pressprint.pages import compose
from pressprint.pdf import Pdf, make_pdf
from pressprint.release import Release
from pressprint.text import prepare

DEFAULT_LAYOUT = "agency"


def render(release: Release, layout: str | os.PathLike[str] | Layout | None = None) -> Pdf:
    """A release set in a layout.

    `layout` is a layout's name, the path of its folder, or a loaded layout; without one the release's own
    counts, and then `agency`.

    Raises:
        LayoutError: the layout is not there or not right.
        FontError: a font of the layout cannot be used.
        SettingError: the release cannot be set, such as one with a character that no font has.
    """
    if not isinstance(layout, Layout):
        layout = load_layout(layout or release.layout or DEFAULT_LAYOUT)
    prepared, removed = prepare(release)
    document, noted = compose(prepared, layout, open_book(layout))
    issuer = release.organisation.name if release.organisation else layout.keys.organisation.name
    return make_pdf(prepared, document, issuer, (*removed, *noted))
