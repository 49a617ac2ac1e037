"""Marked content: what is an artifact, what a piece of an element, and what each one says (ISO 32000-1, 14.6)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pikepdf
from msgspec import Struct, field
from msgspec.structs import replace

from pressprint.conformance.parts import get, name, text, whole
from pressprint.conformance.walk.values import Page, Run


class Mark(Struct):
    """A marked-content sequence: an artifact, a piece of an element (with `mcid`), or neither."""

    artifact: bool
    mcid: int | None
    subtype: str
    actual: str | None
    shown: list[str] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)


class Marks:
    """The marks that are open."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.open: list[Mark] = []
        self._seen: set[int] = set()

    @property
    def cover(self) -> bool:
        """Whether what is painted now is content or an artifact."""
        return any(mark.artifact or mark.mcid is not None for mark in self.open)

    @property
    def spoken(self) -> bool:
        """Whether what is shown now is read as it is, without a text in its place."""
        return all(mark.actual is None for mark in self.open)

    @property
    def watermark(self) -> bool:
        """Whether what is painted now is a watermark."""
        return any(mark.subtype == "Watermark" for mark in self.open)

    def begin(self, operands: Sequence[Any]) -> None:
        """The operators BMC and BDC."""
        properties = operands[1] if len(operands) > 1 else None
        if isinstance(properties, pikepdf.Name):
            properties = get(self.page.resources, "/Properties", str(properties))
        mark = Mark(
            name(operands[0]) == "Artifact",
            whole(get(properties, "/MCID")),
            name(get(properties, "/Subtype")),
            text(get(properties, "/ActualText")),
        )
        language = get(properties, "/Lang")
        if language is not None:
            self.page.result.languages.append((self.page.place, text(language) or ""))
        self._nesting(mark)
        self.open.append(mark)

    def _nesting(self, mark: Mark) -> None:
        """What encloses a new mark, and whether its identifier is new."""
        outer = [m for m in self.open if m.artifact or m.mcid is not None]
        tagged, fault = mark.mcid is not None, self.page.fault
        if mark.artifact and any(not m.artifact for m in outer):
            fault("UA 7.1-1", "an artifact stands inside content", "end the content's mark first")
        elif tagged and any(m.artifact for m in outer):
            fault("UA 7.1-2", "content stands inside an artifact", "end the artifact first")
        elif outer and (tagged or mark.artifact):
            fault("UA 7.1-3", "a mark stands inside another", "end the outer mark first")
        if tagged and self.page.depth:
            fault("UA 7.20-2", "a form holds an MCID", "mark the form where it is drawn")
        if mark.mcid is not None and mark.mcid in self._seen:
            fault("UA 7.1-3", f"MCID {mark.mcid} is used twice", "number the marks of a page")
        elif mark.mcid is not None:
            self._seen.add(mark.mcid)
            self.page.result.texts[self.page.key, mark.mcid] = ""

    def show(self, words: str, run: Run) -> None:
        """Takes text into the mark that was opened last."""
        if self.open:
            self.open[-1].shown.append(words)
            self.open[-1].runs.append(run)

    def end(self, _: Sequence[Any]) -> None:
        """The operator EMC."""
        if not self.open:
            self.page.fault("UA 7.1-3", "a mark ends that did not begin", "write one BDC or BMC for each EMC")
            return
        mark = self.open.pop()
        words = "".join(mark.shown) if mark.actual is None else mark.actual
        runs = mark.runs if mark.actual is None else [replace(run, texts=(mark.actual,)) for run in mark.runs[:1]]
        if mark.mcid is not None:
            self.page.result.texts[self.page.key, mark.mcid] = words
            self.page.result.runs[self.page.key, mark.mcid] = runs
        elif self.open:
            self.open[-1].shown.append(words)
            self.open[-1].runs += runs
