"""The contact footer: a hairline, a label, a column or a line for each contact, then issuer and websites.

In a box there is a ground of the layout's tint in place of the hairline.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from pressprint.pages.addresses import address_rows, all_websites
from pressprint.pages.blocks import located
from pressprint.pages.code import QUIET, code_of
from pressprint.pages.column import baseline, rows
from pressprint.pages.desk import Desk
from pressprint.pages.editions import edition_rows
from pressprint.pages.furniture.pieces import lines_at
from pressprint.pages.pagebreak import space
from pressprint.pages.values import FORBIDDEN, Bar, CodeItem, Item, Row, RuleItem, TextItem
from pressprint.paragraphs import Line, Shape, Span
from pressprint.release import Contact

_RULE_GAP = 8.0  # from the hairline to the label
_ROW_GAP = 8.0  # between two rows of contacts, and above the websites
_LINE_GAP = 4.0  # between contacts that stand on lines of their own
_FEW_ROWS = 3  # of contacts, beside which a code may stand
_CODE_GAP = 24.0  # from addresses to the code at their right
_ANY = 1e6  # a width in which all stands on one line
_BOX_INSET = 16.0  # from the edge of a box to its text


class _Entry(Struct, frozen=True):
    """A contact's lines before they are broken, the spans and the role of each; and its field in the release."""

    field: str
    lines: tuple[tuple[tuple[Span, ...], str], ...]


def set_contacts(desk: Desk) -> list[Row]:
    """The rows of the contact footer, or none where there is neither contact nor website nor account nor other edition.

    It tells the issuer's name where a logo stands for it at the head: a picture is no text.
    """
    entries = []
    for number, contact in enumerate(desk.release.contacts, start=1):
        entries.append(_entry(contact, desk, f"contacts[{number}]"))
    websites = list(all_websites(desk))
    issuer = desk.organisation if desk.logo else None
    url = desk.release.url
    is_followed = desk.release.accounts or desk.release.hashtags or desk.release.editions
    checked_at = desk.layout.keys.organisation.verify_at
    if not (entries or websites or issuer or desk.issuers or is_followed or url or checked_at):
        return []
    people, room = _people(entries, desk, _room(desk)), _room(desk)
    code = code_of(desk, url) if url and desk.layout.keys.url.qr else None
    if code:
        room -= code.width + _CODE_GAP
        beside = _people(entries, desk, room)
    with located("links", desk):
        addresses = list(address_rows(issuer, websites, desk, _ROW_GAP, room))
    addresses += edition_rows(desk, _ROW_GAP, room)
    if code and len(beside) == len(people) <= _FEW_ROWS:
        made = _beside(code, [*beside, *addresses], desk)
    else:
        made = [*people, *(_beside(code, addresses, desk) if code else addresses)]
    if desk.layout.keys.contacts.style == "box":
        return _boxed(_glued(made, 1), len(entries), desk)
    head = _head(desk, len(entries))
    return _glued([*head, *made], len(head))


def _glued(made: list[Row], head: int) -> list[Row]:
    """The rows, the `head` first of them and the next never parted by a page break."""
    return [replace(row, penalty=FORBIDDEN if 0 < number <= head else 0.0) for number, row in enumerate(made)]


def _head(desk: Desk, contacts: int) -> list[Row]:
    """The hairline and the label under it, or in the column in the margin."""
    look, page = desk.layout.keys.contacts, desk.layout.keys.page
    start = desk.outer_left - desk.left
    rule = RuleItem(start, 0, desk.outer_measure, look.rule, desk.layout.keys.colours.muted)
    hairline = Row(_RULE_GAP, (rule,), above=look.above, parting=True)
    if not contacts:
        return [hairline]
    lines = _label_lines(desk, contacts, page.side or desk.measure)
    items = tuple(lines_at(desk, lines, "contacts_label", start, 0.0))
    if page.side:
        return [hairline, Row(0.0, items)]
    style = desk.layout.style("contacts_label")
    return [hairline, Row(style.leading * len(lines), items, below=style.below)]


def _boxed(made: Sequence[Row], contacts: int, desk: Desk) -> list[Row]:
    """Rows under their label in a box: moved from its edge, with its ground behind them."""
    look, style = desk.layout.keys.contacts, desk.layout.style("contacts_label")
    ground = Bar(0.0, desk.measure, desk.layout.keys.colours.tint)
    edge = Row(_BOX_INSET, (), bar=ground, penalty=FORBIDDEN)
    result = [replace(edge, above=look.above, penalty=0.0)]
    if contacts:
        lines = _label_lines(desk, contacts, _room(desk))
        items = lines_at(desk, lines, "contacts_label", _BOX_INSET, 0.0)
        result.append(Row(style.leading * len(lines), tuple(items), below=style.below, bar=ground))
    for row in made:
        result.append(replace(row, items=tuple(item.moved(_BOX_INSET, 0.0) for item in row.items), bar=ground))
    result[1:3] = [replace(row, penalty=FORBIDDEN) for row in result[1:3]]
    return [*result, edge]


def _label_lines(desk: Desk, contacts: int, width: float) -> tuple[Line, ...]:
    text = desk.label("contact" if contacts == 1 else "contacts")
    return desk.lines([Span(text, desk.style("contacts_label"), desk.element("H2"))], Shape(width))


def _room(desk: Desk) -> float:
    """The width that contacts and websites may take."""
    return desk.measure - (2 * _BOX_INSET if desk.layout.keys.contacts.style == "box" else 0.0)


def _entry(contact: Contact, desk: Desk, where: str) -> _Entry:
    lines: list[tuple[tuple[Span, ...], str]] = []

    def add(text: str, role: str, *, node: int | None = None, before: str = "") -> None:
        place = desk.element("P") if node is None else node
        parent = place if node is None else desk.elements[place].parent or place
        start = (Span(before + "\u00a0", desk.style(role), parent),) if before else ()
        lines.append(((*start, Span(text, desk.style(role), place)), role))

    if contact.name:
        add(contact.name, "contact_name")
    for text in (contact.role, contact.organisation):
        if text:
            add(text, "contact")
    for phone in contact.phones:
        number = desk.phone_link(phone, desk.element("P"), f"{where}.phones")
        add(phone, "contact", node=number, before=desk.label("phone"))
    if contact.email:
        contents = desk.link_contents(f"mailto:{contact.email}", contact.name)
        add(contact.email, "contact", node=desk.link(desk.element("P"), f"mailto:{contact.email}", contents))
    return _Entry(where, tuple(lines))


def _people(entries: Sequence[_Entry], desk: Desk, room: float) -> list[Row]:
    """The contacts in the layout's form."""
    one_line = desk.layout.keys.contacts.style == "lines"
    return list(_contact_lines(entries, desk, room) if one_line else _contact_rows(entries, desk, room))


def _contact_rows(entries: Sequence[_Entry], desk: Desk, room: float) -> Iterator[Row]:
    """Contacts side by side: as many as may and fit, in columns that their texts ask for."""
    look = desk.layout.keys.contacts
    widths: list[float] = []
    for count in range(min(look.columns, len(entries)), 0, -1):
        widths = _column_widths(entries, count, desk, room)
        if widths or count == 1:
            break
    widths = widths or [room]
    for start in range(0, len(entries), len(widths)):
        group = entries[start : start + len(widths)]
        items: list[Item] = []
        height = x = 0.0
        for entry, width in zip(group, widths, strict=False):
            column, bottom = _column(entry, x, width, desk)
            items += column
            height = max(height, bottom)
            x += width + look.gutter
        yield Row(height, tuple(items), above=_ROW_GAP if start else 0.0)


def _contact_lines(entries: Sequence[_Entry], desk: Desk, room: float) -> Iterator[Row]:
    """Contacts under one another, each on a line of its own, or on more where it is long."""
    style = desk.layout.style("contact")
    for number, entry in enumerate(entries):
        lines: list[Line] = []
        with located(entry.field, desk):
            for spans in _joined(entry, desk, room):
                lines += desk.lines(spans, Shape(room))
        yield from rows(lines, style, above=_LINE_GAP if number else 0.0)


def _joined(entry: _Entry, desk: Desk, room: float) -> Iterator[list[Span]]:
    """The parts of a contact with a dot between two of them, as many as a line has room for; none ends with a dot."""
    spans: list[Span] = []
    for part, _ in entry.lines:
        dot = Span("\u00a0· ", desk.style("contact", colour="muted"), _paragraph_of(part[0].node, desk))
        longer = [*spans, dot, *part] if spans else list(part)
        if spans and desk.lines(longer, Shape(_ANY))[0].width > room:
            yield spans
            longer = list(part)
        spans = longer
    yield spans


def _paragraph_of(node: int, desk: Desk) -> int:
    """The paragraph that an element is, or that a link stands in."""
    return desk.elements[node].parent or node if desk.elements[node].href else node


def _column_widths(entries: Sequence[_Entry], count: int, desk: Desk, room: float) -> list[float]:
    """The widths of `count` columns, equal if that suffices; none where the texts do not fit side by side."""
    room -= desk.layout.keys.contacts.gutter * (count - 1)
    natural = [max(_natural_width(entry, desk) for entry in entries[i::count]) for i in range(count)]
    if max(natural) <= room / count:
        return [room / count] * count
    rest = room - sum(natural)
    return [width + rest / count for width in natural] if rest >= 0 else []


def _natural_width(entry: _Entry, desk: Desk) -> float:
    """The width that an entry needs: that of its numbers and addresses, which should not be broken."""
    whole = [spans for spans, _ in entry.lines if len(spans) > 1 or desk.elements[spans[0].node].href]
    named = [spans for spans, role in entry.lines if role == "contact_name"]
    with located(entry.field, desk):
        return max((desk.lines(spans, Shape(_ANY))[0].width for spans in [*whole, *named]), default=0.0) + 0.5


def _column(entry: _Entry, x: float, width: float, desk: Desk) -> tuple[list[Item], float]:
    """A contact's lines in a column, and the column's height."""
    items: list[Item] = []
    y = 0.0
    for spans, role in entry.lines:
        style = desk.layout.style(role)
        with located(entry.field, desk):
            lines = desk.lines(spans, Shape(width, balance=True))
        for line in lines:
            items.append(TextItem(line, x, y + baseline(style, [line])))
            y += style.leading
    return items, y


def _beside(code: CodeItem, made: Sequence[Row], desk: Desk) -> list[Row]:
    """Rows as one, with the code at its right, which has white around it.

    The white stands out beyond the text where the page is white; in a box it is painted.
    """
    items: list[Item] = []
    y = 0.0
    for number, row in enumerate(made):
        y += space(made, number) if number else 0.0
        items += [item.moved(0.0, y) for item in row.items]
        y += row.height
    quiet = QUIET * code.width / code.count
    right, top = _room(desk), max(0.0, quiet - _ROW_GAP)
    if desk.layout.keys.contacts.style == "box":
        right, top, side = right - quiet, quiet, code.width + 2 * quiet
        items.append(RuleItem(right - code.width - quiet, 0.0, side, side, "#ffffff"))
    items.append(code.moved(right - code.width, top))
    return [Row(max(y, code.width + 2 * top), tuple(items), above=made[0].above)]
