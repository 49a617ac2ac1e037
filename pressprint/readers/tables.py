"""What belongs to a table of Markdown beside its rows: its caption, and the notes under it.

    Table: Passages through the gate

    | Year | Passages |
    |------|---------:|
    | 2025 |   1,204* |

    \\* Without the weeks of repair.

    Note: Counted by the gate's own keepers.

A caption is the paragraph straight before the table, or straight after it, that begins with `Table:`, as Pandoc has
it. Notes are the paragraphs straight after it that begin with `Note:`, or with a mark that stands in the table. The
words `Table:` and `Note:` are not printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markdown_it.rules_block.table import escapedSplit

from pressprint.errors import counted
from pressprint.release import Block, Content, Paragraph, Table, Text, plain

_CAPTION = re.compile(r"table:\s+", re.IGNORECASE)
_NOTE = re.compile(r"note:\s+", re.IGNORECASE)
_MARK = re.compile(r"[*†‡§]+|[¹²³⁴⁵⁶⁷⁸⁹⁰]+|[(\[]\w[)\]]")


class Gathered(NamedTuple):
    """A table with its caption and notes, and the range of blocks, `start` to `end` (exclusive), it was made of."""

    table: Table
    start: int
    end: int


def gathered(blocks: Sequence[Block]) -> Iterator[Gathered]:
    """Each table among the blocks with what belongs to it, in their order."""
    done = 0
    for number, table in enumerate(blocks):
        if not isinstance(table, Table):
            continue
        start, end = number, number + 1
        caption = _rest(blocks[number - 1], _CAPTION) if number > done else None
        if caption is not None:
            start = number - 1
        notes: list[Content] = []
        marks = _text_of(table) + plain(caption or ())
        while end < len(blocks):
            following = blocks[end + 1] if end + 1 < len(blocks) else None
            if caption is None and not isinstance(following, Table) and (found := _rest(blocks[end], _CAPTION)):
                caption = found
            elif (note := _note(blocks[end], marks)) is not None:
                notes.append(note)
            else:
                break
            end += 1
        yield Gathered(table.model_copy(update={"caption": caption or (), "notes": tuple(notes)}), start, end)
        done = end


def too_long(line: str, columns: int) -> str | None:
    """What is told of a row, as it is written, with more cells than the table has columns: the parser drops them."""
    cells = escapedSplit(line.strip())
    extra = [cell.strip() for cell in cells[columns + (not cells[0]) :]]
    if not any(extra):
        return None
    found, head = counted(columns + len(extra) - (not extra[-1]), "cell"), counted(columns, "column")
    what = f"the row has {found}, and the table {head}; give the head as many cells"
    return f"{what}, or write a bar that is part of the text as “\\|”"


def _note(block: Block, marks: str) -> Content | None:
    """A note of a table that holds the given text, or None for what is none."""
    if (found := _rest(block, _NOTE)) is not None or not isinstance(block, Paragraph):
        return found
    mark = _MARK.match(plain(block.content))
    return block.content if mark and mark[0] in marks else None


def _rest(block: Block, opening: re.Pattern[str]) -> Content | None:
    """What a paragraph holds after its opening words, or None where it does not begin with them."""
    if not isinstance(block, Paragraph) or not isinstance(first := block.content[0], Text):
        return None
    match = opening.match(first.text)
    if match is None:
        return None
    rest = first.text[match.end() :]
    return (Text(text=rest), *block.content[1:]) if rest else block.content[1:] or None


def _text_of(table: Table) -> str:
    return "\n".join(plain(cell) for row in (table.header, *table.rows) for cell in row)
