"""What a run of a whole archive comes to."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pressprint.batch import Result

_SHOWN = 3  # releases named for each reason
_PARTICULARS = re.compile(r"“[^”]*”|\d+")  # what differs between problems of one kind


class Tally:
    """Counts results as they come in. `others` is the number of files that hold no release."""

    def __init__(self) -> None:
        self._start = time.monotonic()
        self.counts: Counter[str] = Counter()
        self.pages = self.bytes = self.warnings = self.others = 0
        self._numbered: list[str] = []
        self._gone: list[str] = []
        self._reasons: dict[str, list[Result]] = {}

    @property
    def failed(self) -> int:
        """How many releases could not be set."""
        return self.counts["failed"]

    def add(self, result: Result) -> None:
        """Counts a result."""
        self.counts[result.status] += 1
        if result.status == "set":
            self.pages += result.pages
            self.bytes += result.size
            self.warnings += len(result.warnings)
        if result.numbered and result.status != "gone":
            self._numbered.append(result.output or "")
        if result.status == "failed":
            self._reasons.setdefault(_PARTICULARS.sub("…", result.reason), []).append(result)
        if result.status == "gone" and result.output:
            self._gone.append(result.output)

    def lines(self, *, pruned: bool, interrupted: bool) -> Iterator[str]:
        """The summary. `pruned` tells whether what is gone was removed."""
        seconds = time.monotonic() - self._start
        if interrupted:
            yield "interrupted; what is done is kept, and the same command goes on from there"
        yield from self._failures()
        if self._numbered:
            named = ", ".join(sorted(self._numbered)[:_SHOWN]) + (", …" if len(self._numbered) > _SHOWN else "")
            yield f"{len(self._numbered)} had a name that another release has, and got a number: {named}"
        if self._gone:
            yield from (f"without a source: {output}" for output in self._gone)
            done = "removed" if pruned else "left; --prune removes them"
            yield f"{len(self._gone)} PDFs have no source any more: {done}"
        if self.others:
            yield f"{self.others:,} files of other kinds were passed over"
        if self.warnings:
            yield f"{self.warnings:,} warnings; --report lists them"
        size = f"{self.bytes / 1_000_000:,.1f} MB" if self.bytes >= 1_000_000 else f"{self.bytes / 1000:.0f} kB"
        yield (
            f"set {self.counts['set']:,}, unchanged {self.counts['unchanged']:,}, failed {self.failed:,}"
            f" · {self.pages:,} page{'' if self.pages == 1 else 's'}, {size}"
            f" · {seconds:,.1f} s, {self.counts['set'] / max(seconds, 0.001):,.0f} set a second"
        )

    def _failures(self) -> Iterator[str]:
        """What failed, by reason, the commonest first."""
        for results in sorted(self._reasons.values(), key=len, reverse=True):
            yield f"failed, {len(results):,}: {results[0].reason}"
            for result in results[:_SHOWN]:
                yield f"    {result.source}"
            if len(results) > _SHOWN:
                yield f"    and {len(results) - _SHOWN:,} more"
