"""What the forms of a header are put together from. Each piece is placed where it is told to stand."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from msgspec import Struct

from pressprint.pages.blocks import located
from pressprint.pages.column import baseline
from pressprint.pages.desk import ARTIFACT, Desk
from pressprint.pages.issuers import has_logos, issuers_in
from pressprint.pages.standing import draft, embargo, replaced_field, replacing, set_band
from pressprint.pages.values import Artifact, Item, LogoItem, TextItem
from pressprint.paragraphs import Line, Shape, Span

RUNNING_TOP = 32.0
_RUNNING_GAP = 8.0
_STATUS_GAP = 4.0
_BAND_GAP = 8.0
_COLUMN_GAP = 16.0
_FOLIO_ROOM = 40.0  # what a page number at the head takes
_LOGO_FOOT = 3.0  # from the baseline beside a logo to its foot


class Mark(Struct, frozen=True):
    """The issuer's logo or name at its place, how large it is, and the baseline of what stands beside it."""

    items: tuple[Item, ...]
    width: float
    height: float
    base: float


def mark(desk: Desk, left: float, top: float, room: float, colour: str | None = None) -> Mark:
    """The layout's logo, or the issuer's name as text, in at most `room`; its width is 0 where there is neither.

    Beside a logo the name is told at the foot of the release: a picture is no text.
    """
    style, logo = desk.layout.style("wordmark"), desk.logo
    if desk.issuers:
        row = issuers_in(desk, room, colour)
        placed = tuple(item.moved(left, top) for item in row.items)
        names = [item.y for item in placed if isinstance(item, TextItem)] if not has_logos(desk) else []
        return Mark(placed, row.width, row.height, names[-1] if names else top + row.height - _LOGO_FOOT)
    if logo:
        width = min(desk.layout.keys.header.logo_height * logo.width / logo.height, room)
        height = width * logo.height / logo.width
        return Mark((LogoItem(logo, left, top, width, height),), width, height, top + height - _LOGO_FOOT)
    if not desk.organisation:
        return Mark((), 0.0, style.leading, top + baseline(style, []))
    with located("organisation", desk):
        span = Span(desk.organisation, desk.style("wordmark", colour=colour), desk.element("P"))
        lines = desk.lines([span], Shape(room, balance=True))
    items = lines_at(desk, lines, "wordmark", left, top)
    base = top + style.leading * (len(lines) - 1) + baseline(style, lines)
    return Mark(tuple(items), max((line.width for line in lines), default=0.0), style.leading * len(lines), base)


def label_item(line: Line, x: float, base: float) -> TextItem:
    """The label at its place: furniture, as the file says in its title what it is."""
    return TextItem(line, x, base, "header")


def dateline(desk: Desk, y: float) -> tuple[list[Item], float]:
    """Place and date at the left, the reference at the right, or below where they are long; and where they end."""
    text, nodes = _text_above(desk), (desk.element("P"), desk.element("P"))
    with located("place", desk):
        first = desk.line(text, "dateline", nodes[0])
    with located("reference", desk):
        second = desk.line(desk.release.reference or "", "reference", nodes[1])
    width = sum(line.width for line in (first, second) if line)
    if width + (_COLUMN_GAP if first and second else 0.0) > desk.outer_measure:
        return _stacked(desk, (text, desk.release.reference or ""), nodes, desk.outer_left, y, desk.outer_measure)
    items = lines_at(desk, [first] if first else [], "dateline", desk.outer_left, y)
    if second:
        is_alone = bool(desk.opening) and not release_lines(desk)
        x = desk.outer_left if is_alone else desk.right - second.width
        items += lines_at(desk, [second], "reference", x, y)
    return items, y + (desk.layout.style("dateline").leading if items else 0.0)


def dateline_and_status(desk: Desk, y: float) -> tuple[list[Item], list[Item], float]:
    """Dateline and reference, and the release line below them; and where that ends.

    Where the text opens with the dateline, the release line takes its place beside the reference.
    """
    later, bottom = dateline(desk, y)
    taken = max((desk.right - item.x for item in later), default=0.0)
    if desk.opening and release_lines(desk) and taken < desk.measure / 2:
        told, end = status(desk, y, gap=0.0, width=desk.measure - (taken + _COLUMN_GAP if taken else 0.0))
        return later, told, max(bottom, end)
    told, end = status(desk, bottom)
    return later, told, end


def stacked(desk: Desk, x: float, y: float, width: float) -> tuple[list[Item], float]:
    """Place, date and reference under one another in a column of a width; and where they end."""
    texts = _tied(_text_above(desk), desk.release.place or ""), desk.release.reference or ""
    return _stacked(desk, texts, (desk.element("P"), desk.element("P")), x, y, width)


def _stacked(
    desk: Desk, texts: tuple[str, str], nodes: tuple[int, int], x: float, y: float, width: float
) -> tuple[list[Item], float]:
    with located("place", desk):
        first, y = _paragraph(desk, texts[0], "dateline", x, y, width, nodes[0])
    with located("reference", desk):
        second, y = _paragraph(desk, texts[1], "reference", x, y, width, nodes[1])
    return [*first, *second], y


def _tied(text: str, place: str) -> str:
    """A dateline that is broken after its place and not within its date."""
    comma, space, date = text.removeprefix(place).partition(" ")
    return place + comma + space + date.replace(" ", "\u00a0") if text.startswith(place) else text


def _text_above(desk: Desk) -> str:
    """Place and date, where the text does not open with them."""
    return "" if desk.opening else desk.dateline


def status(desk: Desk, y: float, gap: float = _STATUS_GAP, width: float | None = None) -> tuple[list[Item], float]:
    """The release lines under one another, then the band of what replaces another release; and where they end.

    The lines may have another width than the measure.
    """
    items: list[Item] = []
    room = width or desk.measure
    for field, text, colour in release_lines(desk):
        with located(field, desk):
            placed, y = _paragraph(desk, text, "status", desk.left, y + gap, room, desk.element("P"), colour)
        items += placed
        gap = 0.0
    if desk.release.replaces:
        placed, y = set_band(desk, y + (_BAND_GAP if items or gap else 0.0))
        items += placed
    return items, y


def release_lines(desk: Desk) -> list[tuple[str, str, str | None]]:
    """The release lines that there are, each with the field that it tells and its colour: to be free is no alarm."""
    lines = ("status", draft(desk), None), ("embargo", embargo(desk), None), ("status", _immediate(desk), "text")
    return [(field, text, colour) for field, text, colour in lines if text]


def _immediate(desk: Desk) -> str:
    """That the release is free: because it says so, or because its preset does for all to which nothing speaks."""
    release = desk.release
    is_free = release.status == "immediate"
    if desk.preset.immediate and release.status in (None, "released") and (release.lead or release.body):
        is_free = not release.is_embargoed and not release.replaces
    return desk.label("immediate") if is_free else ""


def status_again(desk: Desk, y: float) -> tuple[list[Item], float]:
    """Embargo and replaced release at the head of a page that follows, as artifacts; and where they end."""
    items: list[Item] = []
    gap = _RUNNING_GAP
    for field, text in (("embargo", embargo(desk)), (replaced_field(desk), replacing(desk))):
        if text:
            with located(field, desk):
                placed, y = _paragraph(desk, text, "status", desk.left, y + gap, desk.measure, ARTIFACT)
            items += placed
            gap = 0.0
    return items, y


def running_line(desk: Desk) -> tuple[list[Item], float]:
    """Short title at the left and reference at the right of a page that follows; and where a rule goes below them."""
    right = desk.right - (_FOLIO_ROOM if desk.layout.keys.page.folio == "head" else 0.0)
    room = right - desk.outer_left
    with located("reference", desk):
        reference = shortened(desk.release.reference or "", "running", room / 2, desk)
    with located("title", desk):
        beside = reference.width + _COLUMN_GAP if reference else 0.0
        title = shortened(desk.release.slugline or desk.release.full_title, "running", room - beside, desk)
    items = lines_at(desk, [title] if title else [], "running", desk.outer_left, RUNNING_TOP, "header")
    if reference:
        items += lines_at(desk, [reference], "running", right - reference.width, RUNNING_TOP, "header")
    return items, RUNNING_TOP + desk.layout.style("running").leading + _RUNNING_GAP


def _paragraph(
    desk: Desk, text: str, role: str, x: float, y: float, width: float, node: int, colour: str | None = None
) -> tuple[list[Item], float]:
    """A text on as many lines as it needs, an artifact where it is no part of the structure; and where it ends."""
    lines = desk.lines([Span(text, desk.style(role, colour=colour), node)], Shape(width, balance=width < desk.measure))
    artifact: Artifact | None = "header" if node == ARTIFACT else None
    return lines_at(desk, lines, role, x, y, artifact), y + desk.layout.style(role).leading * len(lines)


def lines_at(
    desk: Desk, lines: Sequence[Line], role: str, x: float, y: float, artifact: Artifact | None = None
) -> list[Item]:
    """Lines of a role under one another, from a place down."""
    style = desk.layout.style(role)
    drop = baseline(style, lines)
    return [TextItem(line, x, y + i * style.leading + drop, artifact) for i, line in enumerate(lines)]


def shortened(text: str, role: str, room: float, desk: Desk) -> Line | None:
    """A text on one line of at most `room`, cut after a word and ended with an ellipsis where it is longer.

    What stands before the ellipsis is neither a word that leans on the next one nor a number, which would seem cut.
    """
    line = desk.line(text, role, ARTIFACT)
    least = _least_widths(line, text) if line else []
    while line and line.width > room and len(text) > 1:
        shorter = text.rsplit(None, 1)[0].rstrip(" ,;:–—")
        text = _whole(shorter, desk) if shorter != text else text[: len(text) // 2]
        whole = text.count(" ")  # the words before the last one, which the ellipsis may change
        if whole >= len(least) or least[whole] <= room:
            line = desk.line(text + "…", role, ARTIFACT)
    return line


def _whole(text: str, desk: Desk) -> str:
    """A text without the words at its end that ask for more; its first one stays."""
    before, _, last = text.rpartition(" ")
    while before and (last.lower() in desk.divider.leaning or last[-1].isdigit()):
        text = before.rstrip(" ,;:–—")
        before, _, last = text.rpartition(" ")
    return text


def _least_widths(line: Line, text: str) -> list[float]:
    """How wide each number of a line's first words is, with the spaces after them; nothing where that is not plain."""
    (first, *others) = line.segments
    if others or len(first.words) != text.count(" ") + 1:
        return []
    space = first.style.face.space.width
    return [0.0, *accumulate([(word.width + space) * first.style.size for word in first.words])]
