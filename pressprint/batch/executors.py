"""Work handed to any `concurrent.futures.Executor`, such as that of a Dask cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from typing import Any, TypeVar

from pressprint.batch.cluster import is_gone
from pressprint.batch.workers import CHUNK, Lost
from pressprint.errors import PressprintError, Problem

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")

_PATIENCE = 2  # seconds between looks at whether a cluster is still there
_IN_FLIGHT = 64  # chunks that are handed over and not done: enough for a cluster, and little to take back


def run_on(
    executor: Executor, task: Callable[[Item], Outcome], items: Sequence[Item]
) -> Iterator[tuple[Item, Outcome | Lost]]:
    """What a task makes of each item, as they are done. Task, items and outcomes are pickled.

    An item whose future fails, as when the process dies, is tried once more, in a future of its own.

    Raises:
        PressprintError: the executor takes no more work.
        Exception: what the task raised; it ends the run.
    """
    chunks = [tuple(items[at : at + CHUNK]) for at in range(0, len(items), CHUNK)][::-1]
    running: dict[Future[list[Any]], tuple[Item, ...]] = {}
    tried: set[int] = set()
    refused: PressprintError | None = None
    try:
        while running or (chunks and not refused):
            refused = refused or _submit(executor, task, chunks, running)
            if not running:
                break
            done, _ = wait(running, _PATIENCE, FIRST_COMPLETED)
            if not done and is_gone(executor):
                raise _no_more("the connection is lost")
            for future in done:
                chunk = running.pop(future)
                if future.cancelled():  # as by a cluster that lost its scheduler
                    refused = refused or _no_more("it cancelled what it had")
                    continue
                error = future.exception()
                if error is None:
                    yield from zip(chunk, map(_outcome, future.result()), strict=True)
                    continue
                for item in chunk:
                    if id(item) in tried:
                        yield item, Lost("died", str(error) or type(error).__name__)
                    else:
                        tried.add(id(item))
                        chunks.append((item,))
    finally:
        for future in running:
            future.cancel()
    if refused:  # after what it had taken before is told
        raise refused


def _submit(
    executor: Executor,
    task: Callable[[Item], Outcome],
    chunks: list[tuple[Item, ...]],
    running: dict[Future[list[Any]], tuple[Item, ...]],
) -> PressprintError | None:
    """Hands over so much that the executor has enough to do; gives the reason if it takes no more."""
    while chunks and len(running) < _IN_FLIGHT:
        try:
            future = executor.submit(each, task, chunks[-1])
        except Exception as error:  # each executor has errors of its own
            return _no_more(str(error))
        running[future] = chunks.pop()
    return None


def _no_more(why: str) -> PressprintError:
    what = f"the executor takes no more work ({why}); what is done is kept, run again to go on"
    return PressprintError(Problem(what))


def each(task: Callable[[Item], Outcome], chunk: Sequence[Item]) -> list[Outcome | Exception]:
    """What a task makes of each item of a chunk; from an item on for which it raised an error, that error."""
    outcomes: list[Outcome | Exception] = []
    for item in chunk:
        try:
            outcomes.append(task(item))
        except Exception as error:  # goes on to whoever asked
            return [*outcomes, *[error] * (len(chunk) - len(outcomes))]
    return outcomes


def _outcome(outcome: Outcome | Exception) -> Outcome:
    if isinstance(outcome, Exception):
        raise outcome
    return outcome
