"""The one walk over a release in its printed order, which text and HTML share.

What must be known before anything is used, that it is a draft or under embargo, comes first in every form.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from pressprint.fonts import open_book
from pressprint.forms.foot import contacts
from pressprint.forms.pieces import Heading, Lines, Note, Piece, Terms, Title, line, words
from pressprint.layouts import DEFAULT_LAYOUT, Layout, load_layout
from pressprint.pages.closing import boilerplates
from pressprint.pages.desk import Desk
from pressprint.pages.ending import counts, end_mark
from pressprint.pages.furniture.pieces import release_lines
from pressprint.pages.further import assets, references, rights
from pressprint.pages.market import codes, issuer
from pressprint.pages.opening import opened
from pressprint.pages.standing import draft, embargo, replacing
from pressprint.release import Block, Content, List, Paragraph, Release, Text, check_embargo, plain
from pressprint.release import Heading as HeadingBlock
from pressprint.release import Item as ListItem
from pressprint.text import prepare_in


def desk_for(release: Release, layout: str | os.PathLike[str] | Layout | None, now: datetime | None) -> Desk:
    """The desk at which a release is written: its text as it is set, the words of its language and its layout.

    Raises:
        LayoutError: the layout is not there or not right.
        SettingError: the release says that it is released, and its embargo has not ended, or nothing tells the time.
    """
    check_embargo(release, now)
    if not isinstance(layout, Layout):
        layout = load_layout(layout or release.layout or DEFAULT_LAYOUT)
    return Desk(prepare_in(release, layout).release, layout, open_book(layout))


def walk(desk: Desk) -> Iterator[Piece]:
    """The pieces of a release in the order in which they are read."""
    yield from _standing(desk)
    yield from _head(desk)
    yield from _regulated(desk)
    yield from _headline(desk)
    yield from _key_figures(desk)
    for part in desk.preset.order:
        yield from _PARTS[part](desk)


def _standing(desk: Desk) -> Iterator[Piece]:
    """That it is a draft, and its embargo: before anything else."""
    for text in filter(None, (draft(desk), embargo(desk))):
        yield line("status", text)


def _head(desk: Desk) -> Iterator[Piece]:
    """The issuer, what it is, place, date, reference; that it is free; what it replaces, and why."""
    if desk.organisation:
        yield line("wordmark", desk.organisation)
    yield line("label", desk.kind)
    above = "" if desk.opening else desk.dateline
    dated = tuple(words(text) for text in (above, desk.release.reference) if text)
    if dated:
        yield Lines("dateline", dated)
    told = draft(desk), embargo(desk)
    for _, text, _ in release_lines(desk):
        if text not in told:
            yield line("free", text)
    if desk.release.replaces:
        note = desk.release.correction_note
        yield Lines("band", (words(replacing(desk)), *([note] if _told(note) else ())))


def _told(content: Content) -> bool:
    return bool(plain(content).strip())


def _regulated(desk: Desk) -> Iterator[Piece]:
    """The header that law demands."""
    header = desk.release.regulated
    if header is None:
        return
    subject = desk.label("subject").format(text=header.subject) if header.subject else ""
    yield line("regulated", header.label or desk.label("regulated"))
    yield from _under("regulated_details", [subject, issuer(desk), *_listed(desk)])


def _listed(desk: Desk) -> list[str]:
    return [" · ".join(codes(listing, desk)) for listing in desk.release.listings]


def _under(role: str, texts: Iterable[str | None]) -> Iterator[Piece]:
    """Lines of plain text under one another, without those that are empty."""
    if told := tuple(words(text) for text in texts if text):
        yield Lines(role, told)


def _headline(desk: Desk) -> Iterator[Piece]:
    """Kickers, title, subtitle."""
    release = desk.release
    yield from _under("kicker", release.kickers)
    yield Title(release.title)
    yield from _under("subtitle", [release.subtitle])


def _key_figures(desk: Desk) -> Iterator[Piece]:
    """The figures that stand out."""
    if figures := desk.release.key_figures:
        yield Terms("key_figure", tuple((one.figure, words(one.text)) for one in figures))


def _labelled(desk: Desk, name: str, role: str) -> Iterator[Piece]:
    """The heading of a part, where it has one."""
    if label := desk.heading(name):
        yield Heading(role, 2, words(label))


def _highlights(desk: Desk) -> Iterator[Piece]:
    if points := desk.release.highlights:
        yield from _labelled(desk, "highlights", "highlights_label")
        items = tuple(ListItem(blocks=(Paragraph(content=point),)) for point in points)
        yield Note("highlight", List(items=items))


def _lead(desk: Desk) -> Iterator[Piece]:
    if lead := desk.release.lead:
        yield Lines("lead", ((Text(text=desk.opening), *lead) if desk.opening else lead,))


def _facts(desk: Desk) -> Iterator[Piece]:
    if facts := desk.release.facts:
        yield from _labelled(desk, "facts", "facts_label")
        yield Terms("fact", tuple((fact.label, fact.text) for fact in facts))


def _body(desk: Desk) -> Iterator[Piece]:
    yield from _blocks(opened(desk), "body", ("heading", "subheading"))


def _signatory(desk: Desk) -> Iterator[Piece]:
    for signed in desk.release.signatory:
        yield from _under("signatory", (signed.name, signed.role, signed.organisation))


def _end_mark(desk: Desk) -> Iterator[Piece]:
    if mark := end_mark(desk):
        yield line("end_mark", mark)


def _counts(desk: Desk) -> Iterator[Piece]:
    if text := counts(desk):
        yield line("counts", text)


def _notes(desk: Desk) -> Iterator[Piece]:
    yield from _part(desk.label("notes"), desk.release.notes, "notes")


def _references(desk: Desk) -> Iterator[Piece]:
    if links := references(desk):
        yield from _part(desk.heading("more_information"), [links], "notes")


def _assets(desk: Desk) -> Iterator[Piece]:
    if links := assets(desk):
        yield from _part(desk.heading("downloads"), [links], "notes")


def _boilerplate(desk: Desk) -> Iterator[Piece]:
    for heading, part in boilerplates(desk):
        yield from _part(heading, part.body, "notes")


def _listings(desk: Desk) -> Iterator[Piece]:
    if not desk.release.regulated:
        yield from _under("listing", _listed(desk))


def _legal(desk: Desk) -> Iterator[Piece]:
    yield from _part(desk.label("legal"), desk.release.legal, "legal")
    yield from _blocks(rights(desk.release), "legal", ("notes_heading", "notes_heading"))


def _part(heading: str, blocks: Iterable[Block], role: str) -> Iterator[Piece]:
    """A part under its heading; nothing where it holds nothing."""
    found = list(_blocks(blocks, role, ("notes_heading", "notes_heading")))
    if found and heading:
        yield Heading("notes_heading", 2, words(heading))
    yield from found


def _blocks(blocks: Iterable[Block], role: str, headings: tuple[str, str]) -> Iterator[Piece]:
    """Blocks in a role. The levels of headings follow one another without a gap, as they do in the PDF."""
    last = 2 if headings[0] == "notes_heading" else 1
    for block in blocks:
        if isinstance(block, HeadingBlock):
            last = min(block.level, last + 1)
            yield Heading(headings[last > 2], last, block.content)
        elif not isinstance(block, Paragraph):
            yield Note(role, block)
        elif _told(block.content):
            yield Lines(role, (block.content,))


_PARTS: dict[str, Callable[[Desk], Iterator[Piece]]] = {
    "highlights": _highlights,
    "lead": _lead,
    "facts": _facts,
    "body": _body,
    "signatory": _signatory,
    "end_mark": _end_mark,
    "counts": _counts,
    "notes": _notes,
    "references": _references,
    "assets": _assets,
    "boilerplate": _boilerplate,
    "listings": _listings,
    "legal": _legal,
    "contacts": contacts,
}
"""Each of `presets.PARTS`."""
