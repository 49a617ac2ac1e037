"""What follows the body: notes to editors, boilerplate, where more is found, legal small print."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from msgspec.structs import replace

from pressprint.pages.blocks import located, set_blocks
from pressprint.pages.blocks.heading import label_rows
from pressprint.pages.blocks.listing import set_list
from pressprint.pages.blocks.roles import LEGAL, NOTES
from pressprint.pages.desk import Desk
from pressprint.pages.further import assets, references, rights
from pressprint.pages.values import FORBIDDEN, Row
from pressprint.release import Boilerplate, List, Paragraph, Text


def set_notes(desk: Desk) -> list[Row]:
    """The rows of the notes to editors under their label."""
    notes = desk.release.notes
    if not notes:
        return []
    return _part(desk.label("notes"), desk, partial(set_blocks, notes, desk, "notes", NOTES, as_notes=True))


def set_references(desk: Desk) -> list[Row]:
    """The rows of the references under their label."""
    return _links("references", "more_information", references(desk), desk)


def set_assets(desk: Desk) -> list[Row]:
    """The rows of the downloads under their label."""
    return _links("assets", "downloads", assets(desk), desk)


def _links(field: str, label: str, links: List | None, desk: Desk) -> list[Row]:
    if links is None:
        return []
    with located(field, desk):
        return _part(desk.heading(label), desk, partial(set_list, links, desk, NOTES, 0))


def set_boilerplate(desk: Desk) -> list[Row]:
    """The rows of what is said about the organisations, each under its heading."""
    result: list[Row] = []
    for number, (heading, part) in enumerate(boilerplates(desk), start=1):
        field = f"boilerplate[{number}].body"
        with located(f"boilerplate[{number}]", desk):
            result += _part(heading, desk, partial(set_blocks, part.body, desk, field, NOTES))
    return result


def boilerplates(desk: Desk) -> Iterator[tuple[str, Boilerplate]]:
    """What is said about the organisations, by the release or else by the layout; each with its heading, if any."""
    for number, part in enumerate(desk.release.boilerplate or _own_boilerplate(desk), start=1):
        name = _told_of(number, desk) or ""
        yield part.heading or (desk.label("boilerplate").format(name=name) if name else ""), part


def set_legal(desk: Desk) -> list[Row]:
    """The rows of the legal text under its label, then those of the terms of use and the copyright."""
    legal = desk.release.legal
    made = _part(desk.label("legal"), desk, partial(set_blocks, legal, desk, "legal", LEGAL)) if legal else []
    if own := rights(desk.release):
        made += set_blocks(own, desk, "rights", LEGAL)
    return made


def _part(heading: str, desk: Desk, blocks: Callable[[], list[Row]]) -> list[Row]:
    """A part under its heading, which is made first: the levels of headings in the part count from its own."""
    label = label_rows(heading, desk, "notes_heading") if heading else []
    made = blocks()
    if not label or not made:
        return made
    return [*label, replace(made[0], penalty=FORBIDDEN), *made[1:]]


def _told_of(number: int, desk: Desk) -> str | None:
    """Whom a boilerplate without heading is about: of joint issuers each has its own, in their order."""
    issuers, given = desk.release.issuers, desk.release.boilerplate
    if issuers and not given:
        return desk.layout.keys.organisation.name
    return issuers[number - 1].name if len(issuers) == len(given) > 1 else desk.organisation


def _own_boilerplate(desk: Desk) -> tuple[Boilerplate, ...]:
    """The layout's boilerplate in the release's language, where the layout's organisation issues it."""
    texts = desk.layout.keys.organisation.boilerplate
    text = texts.get(desk.release.language) or texts.get(desk.language.code)
    if text is None or not desk.is_own_release:
        return ()
    paragraphs = tuple(Paragraph(content=(Text(text=part.strip()),)) for part in text.split("\n\n") if part.strip())
    return (Boilerplate(body=paragraphs),)
