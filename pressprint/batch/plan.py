"""What a run is asked for, and what of it there is to do: what did not change is left as it is."""

from __future__ import annotations

import hashlib
from datetime import datetime

from msgspec import Struct, field
from msgspec.structs import replace

from pressprint.batch.crew import Crew
from pressprint.batch.manifest import Entry, Manifest
from pressprint.batch.names import NamePattern, mirrored, numbered
from pressprint.batch.outputs import Outputs
from pressprint.batch.result import Result
from pressprint.batch.sources import LIST, Source, Sources
from pressprint.batch.work import Job, Namer, failed, is_as_it_was, layout_digest
from pressprint.batch.workers import Lost
from pressprint.errors import OutputError, PressprintError
from pressprint.layouts import load_layout
from pressprint.signing import Order
from pressprint.version import VERSION


class Request(Struct, frozen=True):
    """What was asked for; `signed` is the mark of whoever signs, empty where nobody does."""

    found: Sources
    outputs: Outputs
    layout: str | None
    pattern: NamePattern | None
    embed_source: bool | None
    now: datetime | None
    force: bool
    prune: bool
    moved: bool
    signing: Order | None
    signed: str


class Plan(Struct):
    """What is to be done.

    `wanted` are the names of outputs before numbering, by source, and `used` those that they get. `nameless` are
    releases that cannot be read, `refused` those whose output would replace a file that no run made. `gone` is what the
    manifest holds of sources that are no more.
    """

    wanted: dict[str, str] = field(default_factory=dict)
    nameless: list[tuple[Source, Result]] = field(default_factory=list)
    refused: list[tuple[Source, Result]] = field(default_factory=list)
    unchanged: list[Result] = field(default_factory=list)
    jobs: list[Job] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    gone: list[Result] = field(default_factory=list)


def planned(request: Request, crew: Crew, manifest: Manifest) -> Plan:
    """What there is to do, after a look at what is there; the manifest is told which outputs are about to be made."""
    plan, entries = Plan(), manifest.entries()
    known = {s.name: e for s in request.found.sources if (e := entries.get(s.name)) and _is_same(s, e)}
    _name(request, crew, known, plan)
    named = [source for source in request.found.sources if source.name in plan.wanted]
    names = _numbered(request, named, entries, plan)
    there = request.outputs.stamps(names.values())
    foreign = there.keys() - manifest.made()
    current = _Current(request)
    for source in named:
        entry, output = known.get(source.name), names[source.name]
        if entry and not request.force and current.is_made_so(entry) and _is_there(request, entry, output, there):
            plan.unchanged.append(replace(entry.result, status="unchanged"))
        elif output in foreign and not request.force:
            what = f"{output} is there and was not made by this; move it away, or have it replaced with --force"
            plan.refused.append((source, failed(source, OutputError(what))))
        else:
            plan.jobs.append(Job(source, output))
    manifest.plan(job.output for job in plan.jobs)
    manifest.touch((s.stamp, s.name) for s in named if (e := known.get(s.name)) and e.stamp != s.stamp)
    plan.used = set(names.values())
    present = {source.name for source in request.found.sources}
    hidden = tuple(folder for folder, _ in request.found.unseen)
    plan.gone = [e.result for name, e in entries.items() if name not in present and not name.startswith(hidden)]
    return plan


def _numbered(request: Request, named: list[Source], entries: dict[str, Entry], plan: Plan) -> dict[str, str]:
    """The outputs' names, by source. A release that cannot be read keeps its own, and so do those not on a list."""
    names = {source.name for source in named}
    staying = entries.keys() if request.found.origin == LIST else {source.name for source, _ in plan.nameless}
    kept = {e.result.output for name, e in entries.items() if name in staying and name not in names and e.result.output}
    return dict(zip((s.name for s in named), numbered([plan.wanted[s.name] for s in named], kept), strict=True))


def _is_same(source: Source, entry: Entry) -> bool:
    """Whether a source is as it was when its output was made."""
    if entry.result.status != "set":
        return False
    if source.stamp and source.stamp == entry.stamp:
        return True
    try:
        return hashlib.sha256(source.read()).hexdigest() == entry.result.marks.source
    except PressprintError:
        return False


def _name(request: Request, crew: Crew, known: dict[str, Entry], plan: Plan) -> None:
    """What each output should be called. With a pattern, releases that changed have to be read for it."""
    if request.pattern is None:
        plan.wanted = {source.name: mirrored(source) for source in request.found.sources}
        return
    pattern = request.pattern.text
    unread = []
    for source in request.found.sources:
        entry = known.get(source.name)
        if entry and entry.pattern == pattern:
            plan.wanted[source.name] = entry.wanted
        else:
            unread.append(source)
    for source, name in crew.run(Namer(request.pattern), unread):
        request.outputs.beat()
        if isinstance(name, str):
            plan.wanted[source.name] = name
        else:
            plan.nameless.append((source, failed(source, crew.reason(name)) if isinstance(name, Lost) else name))


class _Current:
    """How releases would be made now."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._digests: dict[str, str | None] = {}

    def is_made_so(self, entry: Entry) -> bool:
        """Whether an output was made with the layout, the fonts, the pictures and the pressprint that are there now."""
        marks = entry.result.marks
        borrowed = all(is_as_it_was(place, mark) for place, mark in marks.borrowed.items())
        return entry.version == VERSION and borrowed and self._digest(marks.own_layout) == marks.layout

    def _digest(self, own_layout: str) -> str | None:
        name = self._request.layout or own_layout
        if name not in self._digests:
            try:
                self._digests[name] = layout_digest(load_layout(name), self._request.embed_source, self._request.signed)
            except PressprintError:  # a layout that cannot be used: setting tells so
                self._digests[name] = None
        return self._digests[name]


def _is_there(request: Request, entry: Entry, output: str, there: dict[str, str]) -> bool:
    """Whether an output has the name that it should have, and nobody changed it."""
    if entry.result.output != output or output not in there:
        return False
    if there[output] == entry.output_stamp:
        return True
    try:
        return hashlib.sha256(request.outputs.read(output)).hexdigest() == entry.result.sha256
    except OutputError:
        return False
