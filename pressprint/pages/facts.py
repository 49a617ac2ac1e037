"""What is told at a glance: the key points above the lead, and the quick facts below it."""

from __future__ import annotations

from msgspec.structs import replace

from pressprint.pages.blocks import located
from pressprint.pages.blocks.heading import label_rows
from pressprint.pages.blocks.listing import set_list
from pressprint.pages.blocks.roles import Roles
from pressprint.pages.column import baseline
from pressprint.pages.desk import Desk
from pressprint.pages.values import FORBIDDEN, Item, Row, RuleItem, TextItem
from pressprint.paragraphs import Line, Shape, Span
from pressprint.release import Fact, List, Paragraph
from pressprint.release import Item as ListItem

_HIGHLIGHTS = Roles("highlight", "highlight", "highlights_label", "highlights_label", justify=False)
_BELOW_HIGHLIGHTS = 12.0
_RULE = 0.5
_PADDING = 8.0  # from the rules to the facts
_AROUND = 12.0  # the space around the facts
_GUTTER = 16.0  # between labels and texts
_WIDEST = 0.32  # the share of the measure that the labels may take


def set_highlights(desk: Desk) -> list[Row]:
    """The key points as a list under its heading; where it comes first, it stays with the title."""
    points = desk.release.highlights
    if not points:
        return []
    with located("highlights", desk):
        label = desk.heading("highlights")
        made = label_rows(label, desk, "highlights_label") if label else []
        points_list = List(items=tuple(ListItem(blocks=(Paragraph(content=point),)) for point in points))
        listed = set_list(points_list, desk, _HIGHLIGHTS, 0)
    if not listed:
        return []
    listed[-1] = replace(listed[-1], below=_BELOW_HIGHLIGHTS)
    first, *others = [*made, *listed]
    return [replace(first, penalty=FORBIDDEN), *others] if not made else [*_kept(made, listed)]


def _kept(label: list[Row], listed: list[Row]) -> list[Row]:
    """A label and what it stands over, kept together and with what stands before."""
    return [*(replace(row, penalty=FORBIDDEN) for row in [*label, listed[0]]), *listed[1:]]


def set_facts(desk: Desk) -> list[Row]:
    """The quick facts between two rules, labels at the left and texts at the right.

    They are tagged as a list whose labels are its terms (ISO 32000-1, 14.8.4.3.3), so that a screen reader tells how
    many there are and speaks each label with its text, as it would not in a table of two columns.
    """
    facts = desk.release.facts
    if not facts:
        return []
    text = desk.heading("facts")
    label = label_rows(text, desk, "facts_label") if text else []
    column = _column(desk)
    node = desk.list_element(0, ordered=False, numbering="None")
    made: list[Row] = []
    for number, fact in enumerate(facts, start=1):
        with located(f"facts[{number}]", desk):
            made += _fact(fact, desk, node, column)
    if not made:
        return []
    rule = RuleItem(0, 0, desk.measure, _RULE, desk.layout.keys.colours.muted)
    top = Row(_RULE, (rule,), above=0 if label else _AROUND, below=_PADDING, penalty=FORBIDDEN if label else 0.0)
    bottom = Row(_RULE, (rule,), above=_PADDING, below=_AROUND, penalty=FORBIDDEN, ends=True)
    made[0] = replace(made[0], penalty=FORBIDDEN)
    made[-1] = replace(made[-1], below=0)
    return [*label, top, *made, bottom]


def _column(desk: Desk) -> float:
    """Where the texts begin: after the widest label, if it leaves them room."""
    lines = (desk.line(fact.label, "fact_label") for fact in desk.release.facts)
    widest = max((line.width for line in lines if line), default=0.0)
    return min(widest + 0.5, desk.measure * _WIDEST) + _GUTTER


def _fact(fact: Fact, desk: Desk, parent: int, column: float) -> list[Row]:
    """The rows of a fact: its label beside the first lines of its text, in one row; a row for each further line."""
    entry = desk.element("LI", parent)
    term = Span(fact.label, desk.style("fact_label"), desk.element("Lbl", entry))
    labels = desk.lines([term], Shape(column - _GUTTER))
    body = desk.element("P", desk.element("LBody", entry))
    texts = desk.lines(desk.spans(fact.text, "fact", body), Shape(desk.measure - column))
    if not labels and not texts:
        return []
    style = desk.layout.style("fact")
    drop = baseline(style, texts or labels)
    beside = max(len(labels), min(len(texts), 2), 1)
    items: list[Item] = [
        *_placed(labels, 0, drop, style.leading),
        *_placed(texts[:beside], column, drop, style.leading),
    ]
    result = [Row(style.leading * beside, tuple(items), above=style.above)]
    for line in texts[beside:]:
        result.append(Row(style.leading, (TextItem(line, column, drop),)))
    if len(texts) > beside:
        result[-1] = replace(result[-1], penalty=FORBIDDEN)  # no last line alone
    result[-1] = replace(result[-1], below=style.below, ends=True)
    return result


def _placed(lines: tuple[Line, ...], x: float, drop: float, leading: float) -> list[TextItem]:
    return [TextItem(line, x, drop + number * leading) for number, line in enumerate(lines)]
