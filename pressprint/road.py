"""The road a release travels, in one function."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Literal

from msgspec import Struct

from pressprint.errors import Problem, quoted
from pressprint.fonts import open_book
from pressprint.layouts import DEFAULT_LAYOUT, Layout, load_layout
from pressprint.pages import Document, compose
from pressprint.pdf import Pdf, make_pdf
from pressprint.release import Release, check_embargo
from pressprint.text import Correction, prepare_in


class SetRelease(Struct, frozen=True):
    """A release that is set and not yet drawn: its pages, and what was found and changed on the way.

    `source` is the release as its author wrote it, `release` as it is set.
    """

    source: Release
    release: Release
    layout: Layout
    document: Document
    warnings: tuple[Problem, ...]
    corrections: tuple[Correction, ...]


def set_release(
    release: Release,
    layout: str | os.PathLike[str] | Layout | None = None,
    *,
    images: str | os.PathLike[str] | None = None,
    now: datetime | None = None,
) -> SetRelease:
    """A release set in a layout, as pages of placed items. See `render` for what it takes and raises."""
    if not isinstance(release, Release):
        raise TypeError(f"render takes a Release, not {quoted(release, 40)}; read one with pressprint.read(…)")
    warned = check_embargo(release, now)
    if images is not None:
        release = release.with_images(images)
    if not isinstance(layout, Layout):
        layout = load_layout(layout or release.layout or DEFAULT_LAYOUT)
    with _no_search_for_garbage():
        prepared, removed, corrections = prepare_in(release, layout)
        document, noted = compose(prepared, layout, open_book(layout))
    return SetRelease(release, prepared, layout, document, (*warned, *removed, *noted), corrections)


def render(
    release: Release,
    layout: str | os.PathLike[str] | Layout | None = None,
    *,
    embed_source: bool | None = None,
    images: str | os.PathLike[str] | None = None,
    now: datetime | None = None,
    fit: Literal["one-page"] | None = None,
) -> Pdf:
    """A release set in a layout, as a PDF that is PDF/UA-1 and PDF/A-3a.

    `layout` is a layout's name, the path of its folder, or a loaded layout; without one the release's own
    counts, and then `agency`. `embed_source` tells whether the file carries the release, so that
    `pressprint.read` gives it back; without it the layout decides. `images` is the folder of its
    pictures; without it they are beside the file that the release was read from, or in the PDF.

    `now` is the time, with its zone, by which a release may be called released: one whose status is “released” is
    refused before its embargo ends, and without a time. An embargoed release is set as such at any time. Nothing else
    depends on it, and pressprint does not look at the clock.

    With `fit` a release that is a little too long is set on one page, as with its field of that name: `note` of the
    PDF tells how, or a warning why not.

    Raises:
        LayoutError: the layout is not there or not right.
        FontError: a font of the layout cannot be used.
        SettingError: the release cannot be set, such as one with a character that no font has or with a picture that is
            missing, or may not be released.
        ValueError: `now` has no time zone, or `fit` is not one of what it may be.
    """
    with _no_search_for_garbage():  # what is set is gone again when the search goes on
        return draw(set_release(fitting(release, fit), layout, images=images, now=now), embed_source=embed_source)


def fitting(release: Release, fit: Literal["one-page"] | None) -> Release:
    """The release with its field `fit`, where one is given: what is embedded then sets the same file again.

    Raises:
        ValueError: it is given, and is not “one-page”.
    """
    if fit not in (None, "one-page"):
        raise ValueError(f"fit is {fit!r}; expected “one-page”, or None")
    return release.model_copy(update={"fit": fit}) if fit else release


def draw(made: SetRelease, *, embed_source: bool | None = None) -> Pdf:
    """The PDF of a release that is set, with its source where that is asked for, here or by the layout."""
    keys = made.layout.keys
    issuer = made.release.issued_by or keys.organisation.name
    carries = keys.file.embed_source if embed_source is None else embed_source
    with _no_search_for_garbage():
        return make_pdf(made.release, made.document, issuer, made.source if carries else None, made.warnings)


@contextmanager
def _no_search_for_garbage() -> Iterator[None]:
    """Keeps Python's collector out for the moment that a release takes, where it would find next to nothing.

    It looks through what is young after every few hundred new objects. A release is tens of thousands, all of them in
    use until it is done and hardly any in a cycle: looking takes a twentieth of the time, of long releases more.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
