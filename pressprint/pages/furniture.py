"""The furniture of the pages: the header, the compact header, the release line, the folios."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from pressprint.pages.blocks import located
from pressprint.pages.desk import ARTIFACT, Desk, baseline
from pressprint.pages.values import A4, Artifact, Item, LogoItem, RuleItem, TextItem
from pressprint.paragraphs import Line, Shape, Span
from pressprint.text import write_dateline, write_moment

_RUNNING_TOP = 34.0
_RUNNING_GAP = 6.0
_FOLIO_DROP = 20.0
_STATUS_GAP = 6.0
_COLUMN_GAP = 18.0


@dataclass(frozen=True, slots=True)
class Head:
    """What stands at the head of a page, at its place, and where the column begins below it.

    `later` is read after the title, although it stands above it: place, date and reference.
    """

    items: tuple[Item, ...]
    bottom: float
    later: tuple[Item, ...] = ()


def first_head(desk: Desk, label: str) -> Head:
    """The header of the first page: issuer and label, a rule, dateline and reference, the release line."""
    look, page = desk.layout.keys.header, desk.layout.keys.page
    items, y = _masthead(desk, label, page.margin_top)
    y += look.gap
    if look.rule:
        items.append(RuleItem(desk.left, y, desk.measure, look.rule, desk.layout.keys.colours.brand))
        y += look.rule
    y += look.gap
    dateline, y = _dateline(desk, y)
    if status := status_text(desk):
        with located("corrects" if desk.release.corrects else "embargo", desk):
            placed, y = _paragraph(desk, status, "status", y + _STATUS_GAP, desk.element("P"))
        items += placed
    return Head(tuple(items), y + look.below, tuple(dateline))


def running_head(desk: Desk) -> Head:
    """The compact header of the pages that follow: short title, reference, the release line. All artifacts."""
    look, style = desk.layout.keys.header, desk.layout.style("running")
    y = _RUNNING_TOP
    with located("reference", desk):
        reference = _shortened(desk.release.reference or "", "running", desk.measure / 2, desk)
    room = desk.measure - (reference.width + _COLUMN_GAP if reference else 0)
    with located("title", desk):
        title = _shortened(desk.release.full_title, "running", room, desk)
    items = _lines_at(desk, [title] if title else [], "running", y, artifact="header")
    items += _right(desk, reference, "running", y, artifact="header")
    y += style.leading + _RUNNING_GAP
    if look.rule:
        items.append(RuleItem(desk.left, y, desk.measure, look.rule, desk.layout.keys.colours.brand, "header"))
        y += look.rule
    if desk.release.is_embargoed:
        placed, y = _paragraph(desk, status_text(desk), "status", y + _RUNNING_GAP, ARTIFACT, artifact="header")
        items += placed
    return Head(tuple(items), y + look.running_below)


def folio(desk: Desk, number: str) -> tuple[Item, ...]:
    """The number of a page, such as `2/3`, at the right of its foot; nothing where it is empty."""
    y = A4[1] - desk.layout.keys.page.margin_bottom + _FOLIO_DROP
    return tuple(_right(desk, desk.line(number, "folio"), "folio", y, artifact="footer"))


def status_text(desk: Desk) -> str:
    """The release line: the embargo, what is corrected, or that the release is free at once; else nothing."""
    release = desk.release
    if embargo := standing(desk):
        return embargo
    if release.corrects:
        return desk.label("correction").format(reference=release.corrects)
    return desk.label("immediate") if release.status == "immediate" else ""


def standing(desk: Desk) -> str:
    """What must be known before the release is used, wherever it is shown: the embargo; else nothing."""
    release = desk.release
    if release.embargo is None or not release.is_embargoed:
        return ""
    return desk.label("embargo").format(moment=write_moment(release.embargo, desk.language))


def _masthead(desk: Desk, text: str, top: float) -> tuple[list[Item], float]:
    """Logo or word-mark at the left, the label at the right, on one baseline; and where they end.

    The word-mark is the issuer's name as text. Beside a logo the name is told at the foot of the release.
    """
    look, mark, logo = desk.layout.keys.header, desk.layout.style("wordmark"), desk.logo
    height = look.logo_height if logo else mark.leading
    base = top + baseline(mark, [])
    items: list[Item] = []
    left = 0.0
    if logo:
        left = min(height * logo.width / logo.height, desk.measure * 0.6)
        height = left * logo.height / logo.width
        base = top + height - 3
        items.append(LogoItem(logo, desk.left, top, left, height))
    elif desk.organisation:
        with located("organisation", desk):
            room = desk.measure * 0.68
            lines = desk.lines(
                [Span(desk.organisation, desk.style("wordmark"), desk.element("P"))], Shape(room, balance=True)
            )
        items += _lines_at(desk, lines, "wordmark", top)
        left = max((line.width for line in lines), default=0.0)
        height = mark.leading * len(lines)
        base = top + mark.leading * (len(lines) - 1) + baseline(mark, lines)
    label = desk.line(text, "label")
    if label:
        x = desk.left + desk.measure - label.width if left else desk.left
        items.append(TextItem(label, x, base, "header"))
    return items, top + height


def _dateline(desk: Desk, y: float) -> tuple[list[Item], float]:
    """Place and date at the left, the reference at the right; and where they end."""
    release = desk.release
    text = write_dateline(release.place, release.date, desk.language)
    nodes = desk.element("P"), desk.element("P")
    with located("place", desk):
        dateline = desk.line(text, "dateline", nodes[0])
    with located("reference", desk):
        reference = desk.line(release.reference or "", "reference", nodes[1])
    width = sum(line.width for line in (dateline, reference) if line)
    if width + (_COLUMN_GAP if dateline and reference else 0.0) > desk.measure:
        with located("place", desk):
            first, y = _paragraph(desk, text, "dateline", y, nodes[0])
        with located("reference", desk):
            second, y = _paragraph(desk, release.reference or "", "reference", y, nodes[1])
        return [*first, *second], y
    items = _lines_at(desk, [dateline] if dateline else [], "dateline", y)
    items += _right(desk, reference, "reference", y)
    return items, y + (desk.layout.style("dateline").leading if items else 0.0)


def _paragraph(
    desk: Desk, text: str, role: str, y: float, node: int, artifact: Artifact | None = None
) -> tuple[list[Item], float]:
    """A text over the whole measure, on as many lines as it needs; and where it ends."""
    lines = desk.lines([Span(text, desk.style(role), node)], Shape(desk.measure))
    return _lines_at(desk, lines, role, y, artifact), y + desk.layout.style(role).leading * len(lines)


def _lines_at(
    desk: Desk, lines: list[Line] | tuple[Line, ...], role: str, y: float, artifact: Artifact | None = None
) -> list[Item]:
    style = desk.layout.style(role)
    drop = baseline(style, lines)
    return [TextItem(line, desk.left, y + i * style.leading + drop, artifact) for i, line in enumerate(lines)]


def _right(desk: Desk, line: Line | None, role: str, y: float, artifact: Artifact | None = None) -> list[Item]:
    if line is None:
        return []
    drop = baseline(desk.layout.style(role), [line])
    return [TextItem(line, desk.left + desk.measure - line.width, y + drop, artifact)]


def _shortened(text: str, role: str, room: float, desk: Desk) -> Line | None:
    """A text on one line of at most `room`, cut after a word and ended with an ellipsis where it is longer."""
    line = desk.line(text, role, ARTIFACT)
    least = _least_widths(line, text) if line else []
    while line and line.width > room and len(text) > 1:
        shorter = text.rsplit(None, 1)[0].rstrip(" ,;:–—")
        text = shorter if shorter != text else text[: len(text) // 2]
        whole = text.count(" ")  # the words before the last one, which the ellipsis may change
        if whole >= len(least) or least[whole] <= room:
            line = desk.line(text + "…", role, ARTIFACT)
    return line


def _least_widths(line: Line, text: str) -> list[float]:
    """How wide each number of a line's first words is, with the spaces after them; nothing where that is not plain."""
    (first, *others) = line.segments
    if others or len(first.words) != text.count(" ") + 1:
        return []
    space = first.style.face.space.width
    return [0.0, *accumulate([(word.width + space) * first.style.size for word in first.words])]
