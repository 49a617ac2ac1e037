"""The line that names the other languages of a release, each in that language and linked to its edition."""

from __future__ import annotations

from collections.abc import Iterator

from pressprint.errors import Problem, SettingError, quoted
from pressprint.languages import code_of, language
from pressprint.languages.names import name_in, own_name
from pressprint.pages.blocks import located
from pressprint.pages.column import baseline
from pressprint.pages.desk import Desk
from pressprint.pages.values import Row, TextItem
from pressprint.paragraphs import Shape, Span
from pressprint.release import Edition
from pressprint.text.clean import clean

_ROLE = "contact"


def edition_rows(desk: Desk, above: float, width: float) -> list[Row]:
    """The rows of the line, none where the release is in one language; `above` is the space to what stands before."""
    if not desk.release.editions:
        return []
    style = desk.layout.style(_ROLE)
    with located("editions", desk):
        lines = desk.lines(_spans(desk), Shape(width))
    made = [Row(style.leading, (TextItem(line, 0, baseline(style, [line])),)) for line in lines]
    first, *others = made
    return [Row(first.height, first.items, above=above), *others]


def _spans(desk: Desk) -> Iterator[Span]:
    """The label, then the names with a dot between two of them."""
    paragraph = desk.element("P")
    yield Span(_label(desk), desk.style(_ROLE), paragraph)
    for number, edition in enumerate(desk.release.editions):
        if number:
            yield Span("\u00a0· ", desk.style(_ROLE, colour="muted"), paragraph)
        yield _name(edition, desk, paragraph)
        if edition.authoritative:
            # A no-break space ties the remark to the name that it is about.
            yield Span(f"\u00a0({desk.label('authoritative')})", desk.style(_ROLE), paragraph)


def _label(desk: Desk) -> str:
    """The label, and the space after its colon, which a wide colon brings with it."""
    label = desk.label("editions")
    return label if label.endswith("：") else f"{label} "


def _name(edition: Edition, desk: Desk, paragraph: int) -> Span:
    """The name of an edition's language, in that language where a font has its letters."""
    name, tag = own_name(edition.language) or edition.language, edition.language
    look = desk.style(_ROLE, "bold", "brand") if edition.target else desk.style(_ROLE)
    node = paragraph
    if _can_be_set(name, desk, edition.language):
        node = desk.foreign_element(paragraph, edition.language)
    else:
        shown = name_in(edition.language, desk.release.language)
        what = f"no font has the letters of {quoted(name)}; the edition in it is called {quoted(shown)}"
        desk.warnings.append(Problem(what, field="editions"))
        name, tag = shown, desk.release.language
    if edition.target:
        node = desk.link(node, edition.target, _contents(edition, name))
    tied = name.replace(" ", "\u00a0")
    return Span(tied, look, node, tag if tag != desk.release.language else None)


def _can_be_set(name: str, desk: Desk, tag: str) -> bool:
    try:
        desk.book.plan(name, desk.style(_ROLE, "bold").face, tag)
    except SettingError:
        return False
    return True


def _contents(edition: Edition, name: str) -> str:
    """What is said of the link: the language, then the title, or else where it leads."""
    code = code_of(edition.language)
    title, _ = clean(edition.title or "", language(code).script if code else "Latn")
    told = " ".join(title.split())
    if not told and edition.target and not edition.target.startswith("#"):
        told = edition.target.partition("://")[2] or edition.target
    return f"{name}: {told}" if told else name
