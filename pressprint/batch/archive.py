"""An archive in one go: what changed is set, what did not is left, and each release is accounted for."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from datetime import datetime
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from pressprint.batch.executors import run_on
from pressprint.batch.manifest import Entry, Manifest, exclusive
from pressprint.batch.names import NamePattern, key_of, mirrored, numbered
from pressprint.batch.outputs import Outputs
from pressprint.batch.places import open_outputs
from pressprint.batch.result import Result
from pressprint.batch.sources import LIST, Source, Sources, find_sources
from pressprint.batch.work import Job, Namer, Setter, failed, is_as_it_was, layout_digest
from pressprint.batch.workers import Lost, run
from pressprint.errors import OutputError, PressprintError, Problem, SettingError
from pressprint.fonts import open_book
from pressprint.layouts import DEFAULT_LAYOUT, load_layout
from pressprint.pdf import unwritten
from pressprint.release import Release
from pressprint.signing import Order, signer_mark
from pressprint.version import VERSION

TIMEOUT = 60.0
"""How many seconds a release may take: a hundred times what a long one needs."""

MEMORY = 2_000_000_000
"""How many bytes a release may take."""


def render_archive(
    sources: str | os.PathLike[str] | Iterable[str | os.PathLike[str] | Release] | Sources,
    out: str | os.PathLike[str],
    *,
    layout: str | os.PathLike[str] | None = None,
    name: str | None = None,
    jobs: int | None = None,
    force: bool = False,
    prune: bool = False,
    moved: bool = False,
    timeout: float | None = TIMEOUT,
    memory: int | None = MEMORY,
    embed_source: bool | None = None,
    executor: Executor | None = None,
    now: datetime | None = None,
    signing: Order | None = None,
) -> Iterator[Result]:
    """Sets an archive, and yields what became of each release as soon as it is known: first what is unchanged.

    `sources` is a folder, a glob, a file of JSON Lines, a zip file, a URL that fsspec knows, or a list of files, URLs
    or releases; `out` a folder, a zip file or a URL. A manifest beside the output keeps what each was made from: a
    later run sets only what changed, unless `force` is given. `prune` removes outputs without a source, after they
    were yielded; `moved` tells that `sources` is the archive that it was, at another place.

    `layout` is that of all releases, else each has its own. `name` is a pattern such as
    `{date:%Y}/{reference}-{language}.pdf`; without one outputs are named as their sources are. `jobs` is the number of
    processes, by default that of the machine's cores. A release that takes more than `timeout` seconds or `memory`
    bytes is stopped. With an `executor` the work is handed to that, whose processes reach the same files; timeouts and
    memory are then its own affair. `embed_source` and `now` are as in `render`. With `signing` outputs are signed,
    each once: what is unchanged, and signed by the same at the same level, stays. The key goes to the workers, also to
    those of an `executor`.

    A release that cannot be read or set is yielded with its problems, and the run goes on. Whoever stops to iterate
    ends the run; what is done is kept.

    Raises:
        PressprintError: nothing can be set: there are no sources, the layout or `name` is wrong, `out` cannot be
            written, is full, or is being written by another run, or holds the outputs of another archive.
        ValueError: `jobs`, `timeout` or `memory` is not above zero.
    """
    for what, value in {"jobs": jobs, "timeout": timeout, "memory": memory}.items():
        if value is not None and not value > 0:  # nor no number at all
            raise ValueError(f"{what} is {value}; expected a number above 0")
    chosen = os.fspath(layout) if layout is not None else None
    pattern = NamePattern(name) if name is not None else None
    found = sources if isinstance(sources, Sources) else find_sources(sources)
    if prune and found.origin == LIST:
        raise OutputError(Problem("a list does not tell which releases are gone; prune with a folder, a glob or a URL"))
    open_book(load_layout(chosen or DEFAULT_LAYOUT))  # before processes are forked, which then share it
    if executor is not None:  # its processes may work in other folders
        found = found.absolute()
        chosen = os.path.abspath(chosen) if chosen and "/" in chosen else chosen  # noqa: PTH100
    crew = _Crew(jobs or available_cores(), timeout, memory, executor)
    outputs = open_outputs(out)
    signed = signer_mark(signing) if signing else ""
    if executor is None and outputs.name.startswith("memory://"):
        what = "is of one process alone, not of those that work; give an executor with threads of this one"
        raise OutputError(Problem(what, outputs.name))
    return _run(_Order(found, outputs, chosen, pattern, embed_source, now, force, prune, moved, signing, signed), crew)


def available_cores() -> int:
    """The number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Crew(Struct, frozen=True):
    """Who does the work."""

    jobs: int
    timeout: float | None
    memory: int | None
    executor: Executor | None

    def run(self, task: Callable[[Any], Any], items: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
        """Pairs of an item and what the task made of it."""
        if self.executor is not None:
            return run_on(self.executor, task, items)
        return run(task, items, jobs=self.jobs, timeout=self.timeout, memory=self.memory)

    def reason(self, lost: Lost) -> SettingError:
        """Why there is no outcome."""
        if lost.kind == "late":
            return SettingError(f"took more than {self.timeout:g} seconds and was stopped; give more with --timeout")
        what = f"the process that set it died, twice ({lost.how}); it may need more memory than there is"
        return SettingError(f"{what}; if it does not, please report it")


class _Order(Struct, frozen=True):
    """What was asked for."""

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


class _Plan(Struct):
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


def _run(order: _Order, crew: _Crew) -> Iterator[Result]:
    """The whole of a run. Where it is broken off, the place is left as it is for the next."""
    outputs = order.outputs
    try:
        outputs.state.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritten(error, str(outputs.state)) from None
    with exclusive(outputs.state, outputs.name):
        outputs.begin()
        try:
            with Manifest(outputs.state) as manifest:
                _check_origin(order, manifest)
                plan = _planned(order, crew, manifest)
                yield from plan.unchanged
                yield from (Result(name or ".", None, "failed", problems=(p,)) for name, p in order.found.unseen)
                yield from _set(order, crew, manifest, plan)
                yield from _left_over(order, manifest, plan)
        except BaseException:  # also Ctrl-C, and whoever stops to iterate
            outputs.leave()
            raise
        outputs.end()


def _check_origin(order: _Order, manifest: Manifest) -> None:
    """Two archives in one place would take each other's names."""
    origin, before = order.found.origin, manifest.origin
    if before not in (None, origin) and not order.moved:
        what = f"holds the PDFs of {before}, not of {origin}; give another place for them"
        raise OutputError(Problem(f"{what}, or --moved if that is the same archive", order.outputs.name))
    if before != origin:
        manifest.origin = origin


def _planned(order: _Order, crew: _Crew, manifest: Manifest) -> _Plan:
    plan, entries = _Plan(), manifest.entries()
    known = {s.name: e for s in order.found.sources if (e := entries.get(s.name)) and _is_same(s, e)}
    _name(order, crew, known, plan)
    named = [source for source in order.found.sources if source.name in plan.wanted]
    names = _numbered(order, named, entries, plan)
    there = order.outputs.stamps(names.values())
    foreign = there.keys() - manifest.made()
    current = _Current(order)
    for source in named:
        entry, output = known.get(source.name), names[source.name]
        if entry and not order.force and current.is_made_so(entry) and _is_there(order, entry, output, there):
            plan.unchanged.append(replace(entry.result, status="unchanged"))
        elif output in foreign and not order.force:
            what = f"{output} is there and was not made by this; move it away, or have it replaced with --force"
            plan.refused.append((source, failed(source, OutputError(what))))
        else:
            plan.jobs.append(Job(source, output))
    manifest.plan(job.output for job in plan.jobs)
    manifest.touch((s.stamp, s.name) for s in named if (e := known.get(s.name)) and e.stamp != s.stamp)
    plan.used = set(names.values())
    present = {source.name for source in order.found.sources}
    hidden = tuple(folder for folder, _ in order.found.unseen)
    plan.gone = [e.result for name, e in entries.items() if name not in present and not name.startswith(hidden)]
    return plan


def _numbered(order: _Order, named: list[Source], entries: dict[str, Entry], plan: _Plan) -> dict[str, str]:
    """The outputs' names, by source. A release that cannot be read keeps its own, and so do those not on a list."""
    names = {source.name for source in named}
    staying = entries.keys() if order.found.origin == LIST else {source.name for source, _ in plan.nameless}
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


def _name(order: _Order, crew: _Crew, known: dict[str, Entry], plan: _Plan) -> None:
    """What each output should be called. With a pattern, releases that changed have to be read for it."""
    if order.pattern is None:
        plan.wanted = {source.name: mirrored(source) for source in order.found.sources}
        return
    pattern = order.pattern.text
    unread = []
    for source in order.found.sources:
        entry = known.get(source.name)
        if entry and entry.pattern == pattern:
            plan.wanted[source.name] = entry.wanted
        else:
            unread.append(source)
    for source, name in crew.run(Namer(order.pattern), unread):
        order.outputs.beat()
        if isinstance(name, str):
            plan.wanted[source.name] = name
        else:
            plan.nameless.append((source, failed(source, crew.reason(name)) if isinstance(name, Lost) else name))


class _Current:
    """How releases would be made now."""

    def __init__(self, order: _Order) -> None:
        self._order = order
        self._digests: dict[str, str | None] = {}

    def is_made_so(self, entry: Entry) -> bool:
        """Whether an output was made with the layout, the fonts, the pictures and the pressprint that are there now."""
        marks = entry.result.marks
        borrowed = all(is_as_it_was(place, mark) for place, mark in marks.borrowed.items())
        return entry.version == VERSION and borrowed and self._digest(marks.own_layout) == marks.layout

    def _digest(self, own_layout: str) -> str | None:
        name = self._order.layout or own_layout
        if name not in self._digests:
            try:
                self._digests[name] = layout_digest(load_layout(name), self._order.embed_source, self._order.signed)
            except PressprintError:  # a layout that cannot be used: setting tells so
                self._digests[name] = None
        return self._digests[name]


def _is_there(order: _Order, entry: Entry, output: str, there: dict[str, str]) -> bool:
    """Whether an output has the name that it should have, and nobody changed it."""
    if entry.result.output != output or output not in there:
        return False
    if there[output] == entry.output_stamp:
        return True
    try:
        return hashlib.sha256(order.outputs.read(output)).hexdigest() == entry.result.sha256
    except OutputError:
        return False


def _set(order: _Order, crew: _Crew, manifest: Manifest, plan: _Plan) -> Iterator[Result]:
    """Sets what is to be set, and notes each release before it is told."""
    pattern = order.pattern.text if order.pattern else ""
    for source, result in (*plan.nameless, *plan.refused):
        manifest.record(result, source.stamp, "", pattern)
        yield result
    setter = Setter(order.outputs, order.layout, order.embed_source, order.now, order.signing, order.signed)
    for job, outcome in crew.run(setter, plan.jobs):
        wanted = plan.wanted[job.source.name]
        result = failed(job.source, crew.reason(outcome)) if isinstance(outcome, Lost) else outcome
        result = replace(result, numbered=result.output is not None and result.output != wanted)
        manifest.record(result, job.source.stamp, wanted, pattern)
        order.outputs.beat()
        yield result


def _left_over(order: _Order, manifest: Manifest, plan: _Plan) -> Iterator[Result]:
    """Outputs that no source stands for any more, or that got another name; once told, they go if that is wished."""
    if order.found.origin == LIST:
        return
    gone = [replace(result, status="gone") for result in plan.gone]
    gone += [Result("", output, "gone") for output in manifest.stale()]
    # What another release is called now is not left over.
    used = {key_of(name) for name in plan.used}
    gone = [replace(r, output=None) if r.output and key_of(r.output) in used else r for r in gone]
    yield from gone
    if order.prune:
        outputs = [result.output for result in gone if result.output]
        order.outputs.remove(outputs)
        manifest.forget([result.source for result in gone], outputs)
