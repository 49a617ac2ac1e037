"""The measurement: engines set the same releases in turn, each release once, in one process on one core."""

from __future__ import annotations

import gc
import os
import random
import statistics
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import cycle, permutations
from pathlib import Path

import pypdfium2

import pressprint
from pressprint import Release

Job = Callable[[], bytes]
"""What is timed: it gives the bytes of a PDF."""

WARM_UP = 400
"""The most releases that are set before the first is timed."""


@dataclass(frozen=True, slots=True)
class Engine:
    """One way to set a release. `prepare` does what is not timed and gives the job that is."""

    name: str
    prepare: Callable[[Path, Release], Job]


@dataclass(frozen=True, slots=True)
class Result:
    """What one engine made of one release."""

    ms: float
    size: int
    pages: int


@dataclass(slots=True)
class Trial:
    """One release: the results by engine, and the messages of the engines that failed."""

    file: Path
    words: int
    results: dict[str, Result] = field(default_factory=dict)
    failures: dict[str, str] = field(default_factory=dict)


def pressprint_job(file: Path, _: Release) -> Job:
    """The whole road: the file is read, parsed, checked and set."""
    return lambda: pressprint.render(pressprint.read(file), "agency").content


def use_one_core() -> None:
    """Keeps this process, and the threads that engines start later, on one core."""
    os.environ["RAYON_NUM_THREADS"] = "1"  # the pool of threads in Typst
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def split(files: Sequence[Path], count: int) -> tuple[list[Path], list[Path]]:
    """The files to measure and those to warm up on: a fixed random choice, the latter never under a third."""
    shuffled = sorted(files)
    random.Random("pressprint").shuffle(shuffled)
    measured = min(count, len(shuffled) - max(1, len(shuffled) // 3))
    return shuffled[:measured], shuffled[measured:][:WARM_UP]


def measure(engines: Sequence[Engine], measured: Sequence[Path], warm_up: Sequence[Path]) -> list[Trial]:
    """One trial for each measured file, after all engines have set the files to warm up on."""
    for file in warm_up:
        with suppress(Exception):
            release = pressprint.read(file)
            for engine in engines:
                with suppress(Exception):
                    engine.prepare(file, release)()
    # What lives on from here is no longer looked through by the garbage collector before each timing.
    gc.collect()
    gc.freeze()
    # In every order equally often: an engine gains a little from what ran just before it.
    orders = list(permutations(engines))
    random.Random("pressprint").shuffle(orders)
    return [_try(file, order) for file, order in zip(measured, cycle(orders), strict=False)]


def ratio(trials: Sequence[Trial], engine: str, peer: str) -> float | None:
    """The median over all releases of the engine's time by the peer's; None where no release was set by both."""
    pairs = [(t.results[engine].ms, t.results[peer].ms) for t in trials if {engine, peer} <= t.results.keys()]
    return statistics.median(ours / theirs for ours, theirs in pairs) if pairs else None


def _try(file: Path, engines: Sequence[Engine]) -> Trial:
    trial = Trial(file, len(file.read_bytes().split()))
    try:
        release = pressprint.read(file)
    except pressprint.PressprintError as error:
        trial.failures["pressprint"] = str(error)
        return trial
    made: dict[str, tuple[float, bytes]] = {}
    for engine in engines:
        try:
            made[engine.name] = _timed(engine.prepare(file, release))
        except Exception as error:  # whatever an engine raises, the others go on
            trial.failures[engine.name] = f"{type(error).__name__}: {error}"
    for name, (ms, pdf) in made.items():
        trial.results[name] = Result(ms, len(pdf), _pages(pdf))
    return trial


def _timed(job: Job) -> tuple[float, bytes]:
    gc.collect()  # nobody clears up after another
    start = time.perf_counter()
    pdf = job()
    return (time.perf_counter() - start) * 1000, pdf


def _pages(pdf: bytes) -> int:
    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)
