"""What must be known before a release is used: its draft, its embargo, what it replaces; and the band that says so."""

from __future__ import annotations

from collections.abc import Sequence
from math import atan2, degrees

from msgspec.structs import replace

from pressprint.layouts import contrast, grey_of, least_contrast, mixed
from pressprint.pages.blocks import located
from pressprint.pages.column import baseline
from pressprint.pages.desk import ARTIFACT, Desk
from pressprint.pages.values import A4, Item, RuleItem, TextItem, WatermarkItem
from pressprint.paragraphs import Line, Shape, Span
from pressprint.text import write_moment

_BAR = 3.0
_INDENT = 12.0  # from the edge of the band to its text
_PAD = 6.0  # above and below its text
_TINT = 0.06  # the share of the alert's colour in the band's ground

_LABELS = {"correction": "correction", "update": "update", "withdrawn": "withdrawal"}
_FIELDS = {"correction": "corrects", "update": "updates", "withdrawn": "withdraws"}

_WORD_LENGTH, _WORD_SIZE = 600.0, 170.0  # of a watermark: the most of both
_DARKEST, _LIGHTEST = 0.83, 0.94  # its luminance


def standing(desk: Desk) -> tuple[str, ...]:
    """What must be known before the release is used, in words: its draft, its embargo, what it replaces."""
    return tuple(filter(None, (draft(desk), embargo(desk), replacing(desk))))


def draft(desk: Desk) -> str:
    """The word for a draft; nothing for what is none."""
    return desk.label("draft") if desk.release.status == "draft" else ""


def embargo(desk: Desk) -> str:
    """The embargo and its moment; nothing where none holds."""
    release = desk.release
    if release.embargo is None or not release.is_embargoed:
        return ""
    return desk.label("embargo").format(moment=write_moment(release.embargo, desk.language))


def replacing(desk: Desk) -> str:
    """Which release this one corrects, updates or withdraws; nothing where it does not."""
    replaced = desk.release.replaces
    return desk.label(_LABELS[replaced[0]]).format(reference=replaced[1]) if replaced else ""


def replaced_field(desk: Desk) -> str:
    """The field that names the release which this one replaces."""
    replaced = desk.release.replaces
    field = _FIELDS[replaced[0]] if replaced else "corrects"
    return field if getattr(desk.release, field) else "reference"


def set_band(desk: Desk, y: float) -> tuple[list[Item], float]:
    """The band at `y` that says which release this one replaces, and why; and where it ends."""
    colours, shape = desk.layout.keys.colours, Shape(desk.measure - 2 * _INDENT)
    with located(replaced_field(desk), desk):
        label = desk.lines([Span(replacing(desk), desk.style("status"), desk.element("P"))], shape)
    if not label:
        return [], y
    with located("correction_note", desk):
        note = desk.lines(desk.spans(desk.release.correction_note, "notes", desk.element("P")), shape)
    texts, end = _stacked(desk, [(label, "status"), (note, "notes")], y + _PAD)
    height = end + _PAD - y
    ground = RuleItem(desk.left, y, desk.measure, height, _tint(desk))
    bar = RuleItem(desk.left, y, _BAR, height, colours.alert)
    return [ground, bar, *texts], y + height


def _stacked(desk: Desk, parts: Sequence[tuple[Sequence[Line], str]], y: float) -> tuple[list[Item], float]:
    """Lines under lines, each part in its role; and where they end."""
    items: list[Item] = []
    for lines, role in parts:
        style = desk.layout.style(role)
        for line in lines:
            items.append(TextItem(line, desk.left + _INDENT, y + baseline(style, lines)))
            y += style.leading
    return items, y


def _tint(desk: Desk) -> str:
    """The band's ground: a touch of the alert's colour, or white where text on it would lose its contrast."""
    colours = desk.layout.keys.colours
    ground = mixed(colours.alert, _TINT)
    for role in ("status", "notes"):
        style = desk.layout.style(role)
        if contrast(getattr(colours, style.colour), ground) < least_contrast(style.size, "bold" in style.face):
            return "#ffffff"
    return ground


def watermark(desk: Desk) -> tuple[WatermarkItem, ...]:
    """The word for a draft across a page, from corner towards corner; none for what is no draft."""
    word = draft(desk)
    if not word:
        return ()
    style = replace(desk.style("title"), size=_WORD_SIZE, colour=_watermark_grey(desk))
    line = _one_line(desk, Span(word, style, ARTIFACT))
    if line.width > _WORD_LENGTH:
        style = replace(style, size=_WORD_SIZE * _WORD_LENGTH / line.width)
        line = _one_line(desk, Span(word, style, ARTIFACT))
    return (WatermarkItem(line, A4[0] / 2, A4[1] / 2, style.face.cap_height * style.size, _DIAGONAL),)


_DIAGONAL = degrees(atan2(A4[1], A4[0]))


def _one_line(desk: Desk, span: Span) -> Line:
    (line,) = desk.lines([span], Shape(1e6))
    return line


def _watermark_grey(desk: Desk) -> str:
    """A grey so light that all text on it keeps a contrast of 4.5 : 1, as far as it has that on white."""
    colours = desk.layout.keys.colours
    weakest = min(contrast(colour) for colour in (colours.brand, colours.text, colours.muted, colours.alert))
    return grey_of(min(_LIGHTEST, max(_DARKEST, 1.05 * 4.5 / weakest - 0.05)))
