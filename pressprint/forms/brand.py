"""What a layout says of its organisation, told in data where the release leaves it to the layout."""

from __future__ import annotations

import os

from pressprint.languages import code_of
from pressprint.layouts import Layout, load_layout
from pressprint.release import Boilerplate, Organisation, Paragraph, Release, Text


def branded(release: Release, layout: str | os.PathLike[str] | Layout | None) -> Release:
    """A release with the layout's organisation and boilerplate, where it has none itself; as it is without a layout.

    Raises:
        LayoutError: the layout is not there or not right.
    """
    if layout is None:
        return release
    brand = (layout if isinstance(layout, Layout) else load_layout(layout)).keys.organisation
    changes: dict[str, object] = {}
    is_own = release.issued_by in (None, brand.name)
    if brand.name and release.issued_by is None:
        changes["organisation"] = Organisation(
            name=brand.name, website=brand.website, address=brand.address, country=brand.country
        )
    text = brand.boilerplate.get(release.language) or brand.boilerplate.get(code_of(release.language) or "")
    if text and is_own and not release.boilerplate:
        paragraphs = tuple(Paragraph(content=(Text(text=part.strip()),)) for part in text.split("\n\n") if part.strip())
        changes["boilerplate"] = (Boilerplate(body=paragraphs),)
    return release.model_copy(update=changes) if changes else release
