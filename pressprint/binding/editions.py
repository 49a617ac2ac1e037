"""One release in several languages: a PDF for each that names the others, or all of them joined in one PDF.

The editions of a release have one number and different languages; each is set by the rules of its own. Where they
are joined each is a part of the structure with its language (ISO 32000-1, 14.9.2), its bookmark and its page labels.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace

from pressprint.errors import PressprintError, Problem, ReadError, few, listed, quoted
from pressprint.languages.names import own_name
from pressprint.layouts import Layout
from pressprint.pdf import Pdf, filename_of, plain_name
from pressprint.release import Edition, Release, repeated_languages
from pressprint.road import SetRelease, draw, render, set_release

if TYPE_CHECKING:
    from pressprint.binding.merge import Bound

Look = str | os.PathLike[str] | Layout | None


def render_editions(
    releases: Iterable[Release],
    layout: Look = None,
    *,
    reference: str | None = None,
    authoritative: str | None = None,
    names: Sequence[str] | None = None,
    embed_source: bool | None = None,
    images: str | os.PathLike[str] | None = None,
    now: datetime | None = None,
) -> tuple[Pdf, ...]:
    """One release in several languages, as a PDF for each, in the order of `releases`.

    Each PDF names the others at its foot and leads to them by the names under which they are to be saved side by side,
    their `filename`: the reference and the language, such as `CP199-2015-fr.pdf`. An address that a release gives for
    another edition goes before its file. `layout`, `embed_source`, `images` and `now` are those of `render`.

    `reference` is the number that the files are named after; with it those of the releases may differ. `authoritative`
    is the language of the edition that counts where two differ. `names` tell the releases apart in errors and
    warnings; without them their languages do.

    Raises:
        ReadError: there is only one release, two are in one language, or their references or embargoes differ.
        LayoutError: the layout is not there or not right.
        FontError: a font of the layout cannot be used.
        SettingError: a release cannot be set.
    """
    chosen = tuple(releases)
    called = _checked(chosen, reference, authoritative, names)
    told = [_with_others(release, chosen, authoritative) for release in chosen]
    files = [filename_of(_numbered(release, reference)) for release in told]
    result = []
    for at, release in enumerate(told):
        own = _leading(release, {chosen[n].language: file for n, file in enumerate(files) if n != at})
        with _blaming(called[at]):
            pdf = render(own, layout, embed_source=embed_source, images=images, now=now)
        result.append(replace(pdf, filename=files[at], warnings=_located(pdf.warnings, called[at])))
    return tuple(result)


def join_editions(
    releases: Iterable[Release],
    layout: Look = None,
    *,
    reference: str | None = None,
    authoritative: str | None = None,
    names: Sequence[str] | None = None,
    embed_source: bool | None = None,
    images: str | os.PathLike[str] | None = None,
    now: datetime | None = None,
) -> Pdf:
    """One release in several languages, joined in one PDF in the order of `releases`. See `render_editions`.

    Each edition begins on a new page and has its own folios, page labels such as `fr-1`, and a bookmark; at its foot it
    names the others, and leads to them. The file's title and language are those of the first one, and it holds the
    releases of all as they were given: `pressprint extract` writes them.
    """
    from pressprint.binding.merge import join  # pypdf is not loaded for what does not bind

    chosen = tuple(releases)
    called = _checked(chosen, reference, authoritative, names)
    file = filename_of(_numbered(chosen[0].model_copy(update={"editions": ()}), reference))
    parts: list[Bound] = []
    warnings: list[Problem] = []
    made_ones: list[Pdf] = []
    for release, name in zip(chosen, called, strict=True):
        own = _with_others(release, chosen, authoritative)
        inside = {other.language: f"#{_target(other)}" for other in chosen if other is not release}
        with _blaming(name):
            made = set_release(_leading(own, inside, first=True), layout, images=images, now=now)
            pdf = draw(replace(made, source=release), embed_source=embed_source)
        parts.append(_part(made, pdf, name, plain_name(_numbered(own, reference))))
        warnings += _located(pdf.warnings, name)
        made_ones.append(pdf)
    pages = sum(pdf.pages for pdf in made_ones)
    return Pdf(join(parts), pages, file, tuple(warnings), made_ones[0].standing)


def _part(made: SetRelease, pdf: Pdf, name: str, stem: str) -> Bound:
    """An edition as a part of the joined file, in which the file of its release is called by a stem."""
    from pressprint.binding.merge import Bound

    release = made.release
    title = f"{own_name(release.language)} – {release.full_title}"
    return Bound(
        name,
        pdf.content,
        title,
        _target(release),
        f"{stem}.json",
        release.language,
        headline=release.full_title,
        kind="Part",
        prefix=f"{release.language}-",
    )


def _target(release: Release) -> str:
    """The name of the destination at the beginning of an edition."""
    return f"edition-{release.language}"


def _with_others(release: Release, all_of_them: Sequence[Release], authoritative: str | None) -> Release:
    """A release that names the others after what it says of them itself, and then what else it names."""
    given = {edition.language.casefold(): edition for edition in release.editions}
    result = []
    for other in all_of_them:
        tag = other.language.casefold()
        if other is release:
            continue
        known = given.pop(tag, None) or Edition(language=other.language)
        changes: dict[str, object] = {"language": other.language, "title": known.title or other.full_title}
        if authoritative is not None:
            changes["authoritative"] = tag == authoritative.casefold()
        result.append(known.model_copy(update=changes))
    return release.model_copy(update={"editions": (*result, *given.values())})


def _leading(release: Release, targets: dict[str, str], *, first: bool = False) -> Release:
    """A release whose editions lead to files, or with `first` to destinations that go before their addresses."""
    field = "url" if first else "file"
    editions = tuple(
        edition.model_copy(update={field: targets[edition.language]}) if edition.language in targets else edition
        for edition in release.editions
    )
    return release.model_copy(update={"editions": editions})


def _numbered(release: Release, reference: str | None) -> Release:
    return release.model_copy(update={"reference": reference}) if reference else release


def _checked(
    releases: Sequence[Release], reference: str | None, authoritative: str | None, names: Sequence[str] | None
) -> list[str]:
    """What each release is called.

    Raises:
        ReadError: they are not editions of one release.
    """
    called = list(names) if names is not None else [f"edition “{release.language}”" for release in releases]
    if len(called) != len(releases):
        raise ValueError(f"there are {len(called)} names for {len(releases)} releases; expected one for each")
    problems = list(_faults(releases, called, reference, authoritative))
    if problems:
        raise ReadError(problems)
    return called


def _faults(
    releases: Sequence[Release], called: Sequence[str], reference: str | None, authoritative: str | None
) -> Iterator[Problem]:
    """Why releases are not editions of one."""
    if len(releases) < 2:
        what = "there is one release" if releases else "there is no release"
        yield Problem(f"{what}; editions are two or more, each in a language of its own", called[0] if called else None)
    yield from repeated_languages(releases, called)
    if reference is None:
        yield from _reference_faults(releases, called)
    if len({release.embargo for release in releases}) > 1:
        what = "the embargoes differ; give each edition the same, so that none is free before the others"
        yield Problem(what, field="embargo")
    if authoritative is not None and authoritative.casefold() not in {
        release.language.casefold() for release in releases
    }:
        tags = few([release.language for release in releases])
        what = f"no edition is in {quoted(authoritative)}; expected one of {tags}"
        yield Problem(what, field="authoritative")


def _reference_faults(releases: Sequence[Release], called: Sequence[str]) -> Iterator[Problem]:
    """Releases whose numbers are not one; what a number ends in may be its language."""
    groups: dict[str, list[str]] = {}
    for release, name in zip(releases, called, strict=True):
        groups.setdefault(_without_language(release), []).append(name)
    if len(groups) > 1:
        told = listed(f"{quoted(number) if number else 'none'} ({few(members)})" for number, members in groups.items())
        what = f"the references differ: {told}; leave out what does not belong here, or give the reference of them all"
        yield Problem(what, field="reference")


def _without_language(release: Release) -> str:
    """A release's number without the language at its end: `CP199` of `CP199-fr`."""
    number = (release.reference or "").strip()
    for mark in ("-", "_", "/", ".", " "):
        ending = f"{mark}{release.language}".casefold()
        if number.casefold().endswith(ending):
            return number[: -len(ending)]
    return number


@contextmanager
def _blaming(name: str) -> Iterator[None]:
    """Says in errors which release they are about."""
    try:
        yield
    except PressprintError as error:
        raise error.in_file(name) from None


def _located(problems: Iterable[Problem], name: str) -> tuple[Problem, ...]:
    return tuple(problem if problem.file else problem.located(name) for problem in problems)
