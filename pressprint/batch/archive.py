"""An archive in one go: what changed is set, what did not is left, and each release is accounted for."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from datetime import datetime

from msgspec.structs import replace

from pressprint.batch.crew import Crew, available_cores
from pressprint.batch.find import find_sources
from pressprint.batch.manifest import Manifest, exclusive
from pressprint.batch.names import NamePattern, key_of
from pressprint.batch.places import open_outputs
from pressprint.batch.plan import Plan, Request, planned
from pressprint.batch.result import Result
from pressprint.batch.sources import LIST, Sources
from pressprint.batch.work import Setter, failed
from pressprint.batch.workers import Lost
from pressprint.errors import OutputError, Problem
from pressprint.fonts import open_book
from pressprint.layouts import DEFAULT_LAYOUT, load_layout
from pressprint.pdf import unwritten
from pressprint.release import Release
from pressprint.signing import Order, signer_mark

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
    crew = Crew(jobs or available_cores(), timeout, memory, executor)
    outputs = open_outputs(out)
    signed = signer_mark(signing) if signing else ""
    if executor is None and outputs.name.startswith("memory://"):
        what = "is of one process alone, not of those that work; give an executor with threads of this one"
        raise OutputError(Problem(what, outputs.name))
    return _run(Request(found, outputs, chosen, pattern, embed_source, now, force, prune, moved, signing, signed), crew)


def _run(request: Request, crew: Crew) -> Iterator[Result]:
    """The whole of a run. Where it is broken off, the place is left as it is for the next."""
    outputs = request.outputs
    try:
        outputs.state.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritten(error, str(outputs.state)) from None
    with exclusive(outputs.state, outputs.name):
        outputs.begin()
        try:
            with Manifest(outputs.state) as manifest:
                _check_origin(request, manifest)
                plan = planned(request, crew, manifest)
                yield from plan.unchanged
                yield from (Result(name or ".", None, "failed", problems=(p,)) for name, p in request.found.unseen)
                yield from _set(request, crew, manifest, plan)
                yield from _left_over(request, manifest, plan)
        except BaseException:  # also Ctrl-C, and whoever stops to iterate
            outputs.leave()
            raise
        outputs.end()


def _check_origin(request: Request, manifest: Manifest) -> None:
    """Two archives in one place would take each other's names."""
    origin, before = request.found.origin, manifest.origin
    if before not in (None, origin) and not request.moved:
        what = f"holds the PDFs of {before}, not of {origin}; give another place for them"
        raise OutputError(Problem(f"{what}, or --moved if that is the same archive", request.outputs.name))
    if before != origin:
        manifest.origin = origin


def _set(request: Request, crew: Crew, manifest: Manifest, plan: Plan) -> Iterator[Result]:
    """Sets what is to be set, and notes each release before it is told."""
    pattern = request.pattern.text if request.pattern else ""
    for source, result in (*plan.nameless, *plan.refused):
        manifest.record(result, source.stamp, "", pattern)
        yield result
    setter = Setter(request.outputs, request.layout, request.embed_source, request.now, request.signing, request.signed)
    for job, outcome in crew.run(setter, plan.jobs):
        wanted = plan.wanted[job.source.name]
        result = failed(job.source, crew.reason(outcome)) if isinstance(outcome, Lost) else outcome
        result = replace(result, numbered=result.output is not None and result.output != wanted)
        manifest.record(result, job.source.stamp, wanted, pattern)
        request.outputs.beat()
        yield result


def _left_over(request: Request, manifest: Manifest, plan: Plan) -> Iterator[Result]:
    """Outputs that no source stands for any more, or that got another name; once told, they go if that is wished."""
    if request.found.origin == LIST:
        return
    gone = [replace(result, status="gone") for result in plan.gone]
    gone += [Result("", output, "gone") for output in manifest.stale()]
    # What another release is called now is not left over.
    used = {key_of(name) for name in plan.used}
    gone = [replace(r, output=None) if r.output and key_of(r.output) in used else r for r in gone]
    yield from gone
    if request.prune:
        outputs = [result.output for result in gone if result.output]
        request.outputs.remove(outputs)
        manifest.forget([result.source for result in gone], outputs)
