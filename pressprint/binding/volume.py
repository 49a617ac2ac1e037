"""A volume of releases: which order they stand in, what it is called, and its contents pages."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, count
from typing import TYPE_CHECKING, Literal, get_args

from pressprint import languages
from pressprint.binding.files import gather
from pressprint.binding.part import Part, read_parts
from pressprint.errors import Problem, quoted
from pressprint.fonts import open_book
from pressprint.layouts import DEFAULT_LAYOUT, Layout, load_layout
from pressprint.pages import Document
from pressprint.pages.contents import Entry, compose_contents
from pressprint.pdf import Pdf, pdf_bytes
from pressprint.pdf.metadata import metadata_of
from pressprint.pdf.result import filename_of, plain_name
from pressprint.release import Organisation, Release
from pressprint.text import prepare, prepare_in

if TYPE_CHECKING:
    from pressprint.binding.merge import Bound

Order = Literal["date", "name"]


def bind(
    pdfs: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    layout: str | os.PathLike[str] | Layout | None = None,
    *,
    title: str | None = None,
    language: str | None = None,
    order: Order = "date",
) -> Pdf:
    """PDFs of pressprint's as one volume, with contents pages, bookmarks and the release of each inside it.

    `pdfs` are files, or folders whose PDFs are taken with those below. They stand in the order of their dates, or
    with `order="name"` in that of their paths. The contents are set in `layout`; without one the layout that all
    releases name counts, and then `agency`. `title` is by default the organisation and the years, `language` that
    of most releases.

    Raises:
        ValueError: the order is neither of the two.
        ReadError: with a line for each file that is not a PDF of pressprint's, or that is damaged.
        LayoutError: the layout is not there or not right.
        FontError: a font of the layout cannot be used.
        SettingError: the contents cannot be set, such as a title with a character that no font has.
    """
    from pressprint.binding.merge import merge  # pypdf is not loaded for what does not bind

    if order not in get_args(Order):
        raise ValueError(f"the order is {quoted(order)}; expected one of {', '.join(get_args(Order))}")
    named = [pdfs] if isinstance(pdfs, (str, os.PathLike)) else pdfs
    parts = _ordered(read_parts(gather(named)), order)
    look = layout if isinstance(layout, Layout) else load_layout(layout or _common_layout(parts))
    volume, removed, _ = prepare(_volume(parts, look, title, language))
    told = [_told(part.release, look) for part in parts]
    bound = _bound(parts, told, volume)
    document, noted = compose_contents(volume, _entries(parts, told, bound), look, open_book(look))
    label = look.label(languages.language(volume.language), "contents")
    content = merge(_contents_file(document, volume, parts, look), label, bound)
    pages = len(document.pages) + sum(part.pages for part in parts)
    return Pdf(content, pages, filename_of(volume), (*removed, *noted, *_not_yet_free(parts)))


def _not_yet_free(parts: Iterable[Part]) -> Iterator[Problem]:
    """A warning for each part that is a draft or embargoed, which only its own pages say."""
    hint = "neither the volume's name nor its contents say so; leave it out, or bind it when it is free"
    for part in parts:
        if part.release.status == "draft":
            yield Problem(f"the release is a draft, and {hint}", str(part.path), field="status")
        elif part.release.is_embargoed:
            yield Problem(f"the release is under embargo, and {hint}", str(part.path), field="embargo")


def _ordered(parts: Iterable[Part], order: Order) -> list[Part]:
    """The parts in the order in which they are bound; those without a date come last."""
    by_name = sorted(parts, key=lambda part: part.path)
    if order == "name":
        return by_name
    return sorted(by_name, key=lambda part: (part.release.date or date.max, part.release.reference or ""))


def _common_layout(parts: Sequence[Part]) -> str:
    """The layout that all releases name, or else the one that is used without a name."""
    named = {part.release.layout for part in parts}
    return (named.pop() if len(named) == 1 else None) or DEFAULT_LAYOUT


def _volume(parts: Sequence[Part], layout: Layout, title: str | None, language: str | None) -> Release:
    """The volume as a release that has a title and no text."""
    issuers = {part.issuer for part in parts}
    own = layout.keys.organisation.name
    issuer = issuers.pop() if len(issuers) == 1 else own
    tag = language or Counter(part.release.language for part in parts).most_common(1)[0][0]
    organisation = Organisation(name=issuer) if issuer and issuer != own else None
    name = " ".join(filter(None, (issuer, _years(parts))))
    volume = Release(title=name or "–" if title is None else title, language=tag, organisation=organisation)
    if title is None and not name:
        label = layout.label(languages.language(volume.language), "contents")
        return volume.model_copy(update={"title": (label,)})
    return volume


def _years(parts: Sequence[Part]) -> str:
    """The years of the releases: `2026`, or the first and the last as in `2024–2026`; empty without dates."""
    years = [part.release.date.year for part in parts if part.release.date]
    return "–".join(str(year) for year in sorted({min(years), max(years)})) if years else ""


def _bound(parts: Sequence[Part], told: Sequence[Release], volume: Release) -> list[Bound]:
    """The parts under the names that they have in the volume; `told` has their titles as they are set."""
    from pressprint.binding.merge import Bound

    taken = {"release"}  # the name of the release in a PDF that holds one
    result = []
    for number, (part, shown) in enumerate(zip(parts, told, strict=True), start=1):
        release = part.release
        foreign = release.language if release.language != volume.language else None
        target, attachment = f"release-{number:04}", _attachment(release, number, taken)
        result.append(Bound(str(part.path), part.content, shown.full_title, target, attachment, foreign))
    return result


def _attachment(release: Release, number: int, taken: set[str]) -> str:
    """A name for the file of a release that no other has: its reference or title, with a number where need be."""
    stem = plain_name(release)
    names = chain((stem,), (f"{stem}-{at}" for at in count(number)))
    name = next(name for name in names if name.lower() not in taken)
    taken.add(name.lower())
    return f"{name}.json"


def _told(release: Release, layout: Layout) -> Release:
    """A release's title and reference, as they are set."""
    bare = Release(
        title=release.title, language=release.language, reference=release.reference, typography=release.typography
    )
    return prepare_in(bare, layout).release


def _entries(parts: Sequence[Part], told: Sequence[Release], bound: Sequence[Bound]) -> list[Entry]:
    """What the contents list, each with the number of the page where it begins."""
    entries = []
    page = 1
    for part, shown, names in zip(parts, told, bound, strict=True):
        release = part.release
        title = " · ".join(shown.title)  # on one line the parts of a title would run into each other
        entries.append(Entry(title, release.language, release.date, shown.reference, str(page), names.target))
        page += part.pages
    return entries


def _contents_file(document: Document, volume: Release, parts: Sequence[Part], layout: Layout) -> bytes:
    """The contents pages as a file with the volume's metadata. Its moment is the date of the last release."""
    days = [part.release.date for part in parts if part.release.date]
    dated = volume.model_copy(update={"date": max(days, default=None)})
    own = volume.organisation
    return pdf_bytes(document, metadata_of(dated, own.name if own else layout.keys.organisation.name))
