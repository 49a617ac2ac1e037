"""Content against the tree: each mark leads to the element that lists it (ISO 14289-1, 7.1), and can be read."""

from __future__ import annotations

from collections.abc import Iterator

from pressprint.conformance.opened import Opened, page_numbers, parents_of
from pressprint.conformance.parts import Key, get, items, key_of, whole
from pressprint.conformance.report import Finding
from pressprint.layouts.colour import contrast, least_contrast

_Colour = tuple[float, float, float]


def check(file: Opened) -> Iterator[Finding]:
    """The faults of the content streams, and of the way from their marks to the tree and back."""
    yield from file.content.faults
    yield from _ways(file)
    yield from _contrasts(file)


def _ways(file: Opened) -> Iterator[Finding]:
    parents = parents_of(file.pdf)
    listed: dict[tuple[Key, int], set[Key]] = {}
    for node in file.structure.nodes:
        for mark in node.marks:
            listed.setdefault(mark, set()).add(key_of(node.obj))
    numbers = page_numbers(file.pdf)
    for page in file.pdf.pages:
        key = key_of(page.obj)
        place = f"page {numbers[key]}"
        number = whole(get(page.obj, "/StructParents"))
        shown = sorted(mcid for at, mcid in file.content.texts if at == key)
        if number is None and shown:
            yield Finding("UA 7.1-3", place, "has marks and no StructParents", "write its key of the parent tree")
        elements = items(parents.get(number)) if number is not None else []
        for mcid in shown:
            element = key_of(elements[mcid]) if 0 <= mcid < len(elements) else None
            if element is None or element not in listed.get((key, mcid), set()):
                what = f"MCID {mcid} does not lead to an element that lists it"
                yield Finding("UA 7.1-3", place, what, "make the parent tree agree with the elements")
    for at, mcid in listed.keys() - file.content.texts.keys():
        what = f"an element lists MCID {mcid}, which is not there"
        yield Finding("UA 7.1-3", f"page {numbers.get(at, '?')}", what, "take it out")


def _contrasts(file: Opened) -> Iterator[Finding]:
    """Text that is too pale (WCAG 2.2, 1.4.3). What lies on images or has alpha is not judged."""
    told: set[tuple[str, _Colour, _Colour]] = set()
    for shown in file.content.shown:
        if shown.colour is None or shown.ground is None:
            skipped = "UA 7.1 (contrast) of text over images, or in colours that are no RGB or grey"
            if skipped not in file.skipped:
                file.skipped.append(skipped)
            continue
        ratio, least = contrast(_hex(shown.colour), _hex(shown.ground)), least_contrast(shown.size, shown.bold)
        if ratio < least - 0.005 and (shown.place, shown.colour, shown.ground) not in told:
            told.add((shown.place, shown.colour, shown.ground))
            what = f"“{shown.words.strip()[:30]}” has a contrast of {ratio:.2f}; expected {least:g}"
            yield Finding("UA 7.1 (contrast)", shown.place, what, "make the text darker or what lies behind it lighter")


def _hex(colour: _Colour) -> str:
    return "#" + "".join(f"{round(min(1.0, max(0.0, value)) * 255):02x}" for value in colour)
