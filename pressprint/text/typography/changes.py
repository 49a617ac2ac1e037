"""What a correction gives: the runs, and on demand the list of what was changed.

The rules never touch a word, so a text and its correction have the same words in the same order; what stands
between two words is compared with what stood there before.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, islice, pairwise, zip_longest

from msgspec import Struct

_WORD = re.compile(r"\w+")
# Between words, what a rule turns into one sign counts as one.
_SIGN = re.compile(r"\.\.\.|--|\S")
_CONTEXT = 24


class Change(Struct, frozen=True):
    """One place that was changed: what stood between two words, what stands there now, and the words around it."""

    before: str
    after: str
    where: str


class Corrected(Struct, frozen=True):
    """The runs of a paragraph as they are set; `original` are those that were given."""

    runs: tuple[str, ...]
    original: tuple[str, ...]

    @property
    def changes(self) -> tuple[Change, ...]:
        """What was changed, in the order of the text."""
        if self.runs == self.original:
            return ()
        old, new = "".join(self.original), "".join(self.runs)
        gaps = zip_longest(_gaps(old), _gaps(new), fillvalue=(0, 0))
        return tuple(Change(old[a:b], new[c:d], _around(old, a, b)) for (a, b), (c, d) in gaps if old[a:b] != new[c:d])


def split_like(runs: Sequence[str], old: str, new: str) -> tuple[str, ...]:
    """A corrected text cut where the text's runs were cut.

    A space that was put in goes with the mark that it belongs to.
    """
    if len(runs) == 1:
        return (new,)
    old_gaps, new_gaps = _gaps(old), _gaps(new)
    ends = [end for _, end in old_gaps[:-1]]  # where words begin
    cuts = [0]
    for cut in accumulate(len(run) for run in runs):
        number = bisect_right(ends, cut) - 1  # of the word that begins at the cut or before it
        if number >= 0 and cut <= old_gaps[number + 1][0]:
            cuts.append(new_gaps[number][1] + cut - old_gaps[number][1])
        else:
            (begin, end), (begin_new, end_new) = old_gaps[number + 1], new_gaps[number + 1]
            cuts.append(begin_new + _cut_gap(old[begin:end], cut - begin, new[begin_new:end_new]))
    cuts[-1] = len(new)
    return tuple(new[start:end] for start, end in pairwise(cuts))


def _gaps(text: str) -> list[tuple[int, int]]:
    """Where the text between words begins and ends, from the start of a text to its end."""
    words = [match.span() for match in _WORD.finditer(text)]
    return list(zip([0, *(end for _, end in words)], [*(start for start, _ in words), len(text)], strict=True))


def _cut_gap(old: str, cut: int, new: str) -> int:
    """Where a new gap is cut so that it begins with as many signs as the old one has before its cut."""
    before = [sign for sign in _SIGN.finditer(old) if sign.start() < cut]
    if not before:
        return 0
    last = next(islice(_SIGN.finditer(new), len(before) - 1, None))
    if cut < before[-1].end():  # inside a sign: the dots of an ellipsis are one now, those of a longer row are not
        return last.start() + cut - before[-1].start() if last[0] == before[-1][0] else last.end()
    if not old[cut - 1].isspace():
        return last.end()
    rest = new[last.end() :]
    return len(new) - len(rest.lstrip())


def _around(text: str, start: int, end: int) -> str:
    """A few whole words around a place."""
    left, right = max(0, start - _CONTEXT), min(len(text), end + _CONTEXT)
    shown = text[left:right]
    if left:
        shown = shown[: start - left].partition(" ")[2] + shown[start - left :]
    if right < len(text):
        tail = right - end
        shown = shown[: len(shown) - tail] + shown[len(shown) - tail :].rpartition(" ")[0]
    return shown.strip()
