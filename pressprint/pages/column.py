"""Lines as rows of the column: where each stands in its row, and where a page may break between them."""

from __future__ import annotations

from collections.abc import Sequence

from pressprint.layouts import TypeStyle
from pressprint.pages.values import FORBIDDEN, Bar, Row, TextItem
from pressprint.paragraphs import Line

ORPHANS = WIDOWS = 2
_FEW_WORDS = 4


def rows(
    lines: Sequence[Line],
    style: TypeStyle,
    *,
    above: float | None = None,
    below: float | None = None,
    x: float = 0.0,
    penalty: float = 0.0,
    bar: Bar | None = None,
) -> list[Row]:
    """Lines as rows of the column, with neither a lonely first nor a lonely last line at a page break.

    `above` and `below` are the style's own where they are not given; `penalty` is that of a page break
    before the first line.
    """
    count = len(lines)
    drop = baseline(style, lines)
    above = style.above if above is None else above
    below = style.below if below is None else below
    result = []
    for number, line in enumerate(lines):
        first, last = number == 0, number == count - 1
        lonely = number > 0 and _is_lonely(lines, number)
        result.append(
            Row(
                height=style.leading,
                items=(TextItem(line, x, drop),),
                above=above if first else 0.0,
                below=below if last else 0.0,
                penalty=penalty if first else FORBIDDEN if lonely else 0.0,
                ends=last,
                bar=bar,
            )
        )
    return result


def _is_lonely(lines: Sequence[Line], number: int) -> bool:
    """Whether a page break before a line would leave one line alone, or the halves of a word apart.

    A line that was left short, or that holds little but an address, looks like the last one of its paragraph.
    """
    count = len(lines)
    return (
        number < ORPHANS
        or count - number < WIDOWS
        or _looks_last(lines[number])
        or _looks_last(lines[number - 2])
        or lines[number - 1].is_divided
    )


def _looks_last(line: Line) -> bool:
    return line.short or sum(len(segment.words) for segment in line.segments) < _FEW_WORDS


def baseline(style: TypeStyle, lines: Sequence[Line]) -> float:
    """From the top of a row to its baseline: capitals stand in the middle of the leading."""
    cap_height = lines[0].segments[0].style.face.cap_height if lines and lines[0].segments else 0.66
    return (style.leading + cap_height * style.size) / 2
