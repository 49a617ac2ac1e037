"""The kinds of blocks that a release may hold, each set by a function of its own file.

A new kind is one new file and one line in `KINDS`. All share one signature: a block, the desk, the roles of
the part of the release it stands in, and the element it belongs to; out come rows of the column.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from msgspec.structs import replace

from pressprint.errors import Problem, SettingError
from pressprint.pages.blocks.divider import set_divider
from pressprint.pages.blocks.figure import beside, pairs, set_figure
from pressprint.pages.blocks.heading import set_heading
from pressprint.pages.blocks.listing import set_list
from pressprint.pages.blocks.paragraph import set_paragraph_block
from pressprint.pages.blocks.quote import set_quote
from pressprint.pages.blocks.roles import BODY, Roles
from pressprint.pages.blocks.table import set_table
from pressprint.pages.desk import Desk
from pressprint.pages.values import FORBIDDEN, Row, TextItem
from pressprint.release import Block, Paragraph, plain

Setter = Callable[[Any, Desk, Roles, int], list[Row]]

KINDS: dict[str, Setter] = {
    "paragraph": set_paragraph_block,
    "heading": set_heading,
    "quote": set_quote,
    "list": set_list,
    "divider": set_divider,
    "figure": set_figure,
    "table": set_table,
}

# A paragraph that ends with a colon stays with what it announces, if that is possible.
_ANNOUNCEMENT = 2000.0
# A paragraph of one line at the foot of a page looks like the lonely first line of a longer one, and at the head,
# after a line that reaches the margin or nearly so, like the lonely last line of the one before.
_LONELY = 1500.0
_FULL_LINE = 6.0


def set_blocks(
    blocks: Iterable[Block], desk: Desk, field: str, roles: Roles = BODY, *, as_notes: bool = False
) -> list[Row]:
    """The rows of a field's blocks, in their order. With `as_notes` each but a heading is a Note of the structure.

    Raises:
        SettingError: a block cannot be set; the problem names the block by its field and its first words.
    """
    result: list[Row] = []
    announced, blocks = 0.0, list(blocks)
    paired = pairs(blocks)
    for number, block in enumerate(blocks, start=1):
        desk.pair = paired.get(number - 1)
        with located(f"{field}[{number}]", desk):
            parent = desk.note_element() if as_notes and block.type != "heading" else 0
            rows = KINDS[block.type](block, desk, roles, parent)
        is_paragraph = block.type == "paragraph"
        cost = max(announced, _LONELY if is_paragraph and _looks_like_a_last_line(rows, result, desk) else 0.0)
        if rows and cost and rows[0].penalty < cost:
            rows[0] = replace(rows[0], penalty=cost)
        if desk.pair and desk.pair.at:
            rows = [beside(result.pop(), rows[0])]
        result += rows
        announced = _parting_penalty(block, rows) if rows else announced
    return result


class located:  # noqa: N801 -- it reads as the phrase it is
    """A context in which errors and warnings get the field they belong to."""

    def __init__(self, field: str, desk: Desk) -> None:
        self.field, self.desk, self.before = field, desk, len(desk.warnings)

    def __enter__(self) -> None:
        """Nothing is needed before."""

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        """Gives the field to what was noted or raised meanwhile."""
        new = self.desk.warnings[self.before :]
        self.desk.warnings[self.before :] = [self._placed(problem) for problem in new]
        if isinstance(error, SettingError):
            raise SettingError(self._placed(problem) for problem in error.problems) from None

    def _placed(self, problem: Problem) -> Problem:
        return Problem(problem.what, problem.file, problem.line, problem.field or self.field)


def _looks_like_a_last_line(rows: list[Row], before: list[Row], desk: Desk) -> bool:
    """Whether a block of one line would, at the head of a page, look like the last line of what stands before it."""
    if len(rows) != 1 or not before or not before[-1].items:
        return False
    last = before[-1].items[-1]
    return isinstance(last, TextItem) and last.x + last.line.width > desk.measure - _FULL_LINE


def _parting_penalty(block: Block, rows: list[Row]) -> float:
    """What a page break after a block costs."""
    if block.type == "heading":
        return FORBIDDEN
    if _announces(block):
        return _ANNOUNCEMENT
    return _LONELY if block.type == "paragraph" and len(rows) == 1 else 0.0


def _announces(block: Block) -> bool:
    return isinstance(block, Paragraph) and plain(block.content).rstrip().endswith((":", "："))


__all__ = ["KINDS", "Roles", "located", "set_blocks"]
