"""What ends the text: who signs it, the mark that says that nothing follows, how long it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from pressprint.languages import main_region
from pressprint.pages.blocks import located
from pressprint.pages.column import baseline, rows
from pressprint.pages.desk import Desk
from pressprint.pages.values import FORBIDDEN, Row, TextItem
from pressprint.paragraphs import Shape, Span
from pressprint.presets import of_country
from pressprint.release import Heading, List, Paragraph, Quote, Release, Table, plain


def set_signatory(desk: Desk) -> list[Row]:
    """The signatories one under the other: name, role, organisation. None stands alone on its page."""
    result: list[Row] = []
    style = desk.layout.style("signatory")
    for number, signed in enumerate(desk.release.signatory, start=1):
        made: list[Row] = []
        with located(f"signatory[{number}]", desk):
            for text, face in ((signed.name, "bold"), (signed.role, None), (signed.organisation, None)):
                if text:
                    span = Span(text, desk.style("signatory", face), desk.element("P"))
                    made += rows(desk.lines([span], Shape(desk.measure)), style, above=0, below=0)
        if not made:
            continue
        made[0] = replace(made[0], above=style.above)
        made[-1] = replace(made[-1], below=style.below)
        result += [replace(row, penalty=FORBIDDEN) for row in made]
    return result


def set_end_mark(desk: Desk) -> list[Row]:
    """The mark that ends the text, in the middle of its line. A screen reader would only make noise of it."""
    mark = end_mark(desk)
    with located("end_mark", desk):
        line = desk.line(mark, "end_mark")
    if line is None:
        return []
    style = desk.layout.style("end_mark")
    item = TextItem(line, (desk.measure - line.width) / 2, baseline(style, [line]), "layout")
    return [Row(style.leading, (item,), style.above, style.below, FORBIDDEN)]


def end_mark(desk: Desk) -> str:
    """The release's own mark, the preset's, that of the release's country, or none."""
    own, preset = desk.release.end_mark, desk.preset
    if isinstance(own, str):
        return own
    if own is False or (own is None and not preset.ends):
        return ""
    region = desk.release.country or main_region(desk.release.language)
    return (preset if preset.ends else of_country(region)).mark(desk.language.code)


def set_counts(desk: Desk) -> list[Row]:
    """How many characters or words the text has, where that is asked for."""
    text = counts(desk)
    if not text:
        return []
    span = Span(text, desk.style("counts"), desk.element("P"))
    made = rows(desk.lines([span], Shape(desk.measure)), desk.layout.style("counts"))
    return [replace(row, penalty=FORBIDDEN) for row in made]


def counts(desk: Desk) -> str:
    """How many characters or words the text has, in words; empty where that is not asked for."""
    which = desk.release.counts or desk.preset.counts
    if which is None or which == "none":
        return ""
    texts = [text for text in _counted(desk.release) if text.strip()]
    if which == "words" and desk.language.script not in ("Hans", "Jpan"):
        count = sum(any(map(str.isalnum, word)) for text in texts for word in text.split())
    elif which == "words":  # where no space parts words, their characters stand for them
        count = sum(character.isalnum() for text in texts for character in text)
    else:
        count = sum(len(" ".join(text.split())) for text in texts)
    return desk.label(which).format(count=_written(count, desk))


def _written(count: int, desk: Desk) -> str:
    """A number with the marks between its thousands that the language and its region have."""
    from babel import Locale, UnknownLocaleError  # few releases are counted
    from babel.numbers import format_decimal

    try:
        locale = Locale.parse(desk.release.language, sep="-")
    except (UnknownLocaleError, ValueError):
        locale = Locale.parse(desk.language.code)
    return str(format_decimal(count, locale=locale)).replace("'", "’")


def _counted(release: Release) -> Iterator[str]:
    """The texts that count: what an editor may print, from the title to the end of the body, but no tables' numbers."""
    yield from (*release.kickers, *release.title, release.subtitle or "")
    yield from map(plain, (*release.highlights, release.lead))
    for block in release.body:
        yield from _texts(block)


def _texts(block: Any) -> Iterator[str]:
    match block:
        case Paragraph() | Heading():
            yield plain(block.content)
        case Quote():
            yield from (*map(plain, block.text), ", ".join(filter(None, (block.speaker, block.role))))
        case List():
            for item in block.items:
                for inner in item.blocks:
                    yield from _texts(inner)
        case Table():
            yield plain(block.caption)
