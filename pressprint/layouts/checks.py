"""What a validated layout may still have wrong: contrast, the names of families, labels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import floor
from string import Formatter

from pressprint import languages
from pressprint.errors import Problem, listed, nearest, quoted
from pressprint.layouts.chain import Chain
from pressprint.layouts.colour import contrast, least_contrast
from pressprint.layouts.declaration import LayoutFile, TypeStyle

# Labels that say nothing without what is filled in.
_NEEDED = ("embargo", "correction", "update", "withdrawal")


def check(chain: Chain, keys: LayoutFile) -> Iterator[Problem]:
    """Each fault that is found, at the key that has to change."""
    yield from _contrast_problems(chain, keys)
    yield from _ground_problems(chain, keys)
    yield from _family_problems(chain, keys)
    yield from _label_problems(chain, keys)


def _contrast_problems(chain: Chain, keys: LayoutFile) -> Iterator[Problem]:
    """Each colour that is too light for the text that is set in it."""
    failing: dict[str, list[tuple[float, str]]] = {}
    for role in type(keys.type).model_fields:
        style: TypeStyle = getattr(keys.type, role)
        least = least_contrast(style.size, "bold" in style.face)
        if keys.header.style == "band" and role in _ON_BAND:
            continue  # they stand on the band's colour, in that of `on_band`
        if contrast(getattr(keys.colours, style.colour)) < least:
            failing.setdefault(style.colour, []).append((least, role.replace("_", " ")))
    for name, roles in failing.items():
        colour, place = getattr(keys.colours, name), ("colours", name)
        what = (
            f"{colour} has a contrast of {_floored(contrast(colour))} : 1 on white, and text set in it "
            f"({listed(role for _, role in roles)}) needs {max(roles)[0]:g} : 1 (WCAG AA); choose a darker colour"
        )
        yield chain.problem(what, place)


# The roles that stand on a ground of colour, by the key of that ground.
_ON_BAND = ("wordmark", "label")
_IN_BOX = ("contacts_label", "contact_name", "contact")


def _ground_problems(chain: Chain, keys: LayoutFile) -> Iterator[Problem]:
    """Text that is too faint on the band, or in the box of the contacts, where the layout has them."""
    colours = keys.colours
    if keys.header.style == "band":
        name = "band" if colours.band else "brand"
        ground: str = getattr(colours, name)
        least = max(_least(keys, role) for role in _ON_BAND)
        if contrast(colours.on_band, ground) < least:
            what = (
                f"{ground} is the ground of the band, and {colours.on_band} (on_band) on it has a contrast of "
                f"{_floored(contrast(colours.on_band, ground))} : 1; {listed(_ON_BAND)} need {least:g} : 1 (WCAG AA)"
            )
            yield chain.problem(f"{what}; choose a darker band, or give “on_band” another colour", ("colours", name))
    if keys.contacts.style == "box":
        for role in _IN_BOX:
            name = getattr(keys.type, role).colour
            if (ratio := contrast(getattr(colours, name), colours.tint)) < _least(keys, role):
                what = (
                    f"{colours.tint} is the ground of the contacts' box, and {getattr(colours, name)} ({name}) on it "
                    f"has a contrast of {_floored(ratio)} : 1; {role.replace('_', ' ')} needs "
                    f"{_least(keys, role):g} : 1"
                )
                yield chain.problem(f"{what} (WCAG AA); choose a lighter tint", ("colours", "tint"))
                return


def _least(keys: LayoutFile, role: str) -> float:
    style: TypeStyle = getattr(keys.type, role)
    return least_contrast(style.size, "bold" in style.face)


def _floored(ratio: float) -> str:
    """A ratio with one decimal, rounded down so that 4.49 is not told as 4.5."""
    return f"{floor(ratio * 10) / 10:.1f}"


def _family_problems(chain: Chain, keys: LayoutFile) -> Iterator[Problem]:
    if not keys.fonts:
        what = 'there are no fonts; put extends = "agency" at the head of the file, or name families under [fonts]'
        yield Problem(what, str(chain.own.file), 1)
        return
    told = set()
    for role in type(keys.type).model_fields:
        family = getattr(keys.type, role).family
        place = ("family",) if family == keys.family else ("type", role, "family")
        if family not in keys.fonts and place not in told:
            told.add(place)
            near = nearest(family, list(keys.fonts))
            hint = f"; did you mean “{near}”?" if near else f"; known are {listed(keys.fonts)}"
            yield chain.problem(f"there is no family {quoted(family)} under [fonts]{hint}", place)


def _label_problems(chain: Chain, keys: LayoutFile) -> Iterator[Problem]:
    """Languages and labels that are not known, and labels that lack what has to stand in them."""
    for place in (
        *(("labels", tag) for tag in keys.labels),
        *(("organisation", "boilerplate", tag) for tag in keys.organisation.boilerplate),
    ):
        if languages.code_of(place[-1]) is None or (place[0] == "labels" and place[-1] not in languages.known()):
            what = f"is not the code of a language pressprint knows; known are {listed(languages.known())}"
            yield chain.problem(what, place)
    for tag, labels in keys.labels.items():
        known = languages.language(tag if tag in languages.known() else "en").labels
        for name, text in labels.items():
            place = ("labels", tag, name)
            if fault := _label_problem(name, text, known):
                yield chain.problem(fault, place)


def _label_problem(name: str, text: str, known: Mapping[str, str]) -> str | None:
    if name not in known:
        near = nearest(name, list(known))
        return f"unknown label; did you mean “{near}”?" if near else f"unknown label; known are {listed(known)}"
    allowed = _gaps(known[name]) or set()
    found = _gaps(text)
    if found is None or found - allowed:
        expected = f"only {{{min(allowed)}}}" if allowed else "none"
        return f"{quoted(text)} has something else in braces than pressprint can fill in; expected {expected}"
    if name in _NEEDED and allowed - found:
        return f"{quoted(text)} does not say where {{{min(allowed)}}} goes"
    return None


def _gaps(text: str) -> set[str] | None:
    """The names in braces that are filled in, or None where the braces do not match."""
    try:
        return {f"{name}{spec}{change or ''}" for _, name, spec, change in Formatter().parse(text) if name is not None}
    except ValueError:
        return None
