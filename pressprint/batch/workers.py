"""Worker processes that may die, hang or grow: none of it takes more than the one item at hand.

`concurrent.futures` gives up a whole pool when a process of it dies, and cannot stop one that hangs.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from math import inf
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import Any, Generic, Literal, TypeVar

from pressprint.errors import PressprintError, Problem

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")

_TAKEN = None
_NOT_STARTED = (
    "processes to work with cannot be started ({how}); in a script, call it below “if __name__ == '__main__':”, "
    "or give an executor"
)
# When a worker looks for garbage: what is made of a release holds hardly a cycle, and is a hundred thousand objects.
_RARELY = (200_000, 10, 10)
CHUNK = 16
"""How many items a worker gets at once: one by one, a tenth of the time would go into handing over."""


@dataclass(frozen=True, slots=True)
class Lost:
    """What is got instead of an outcome where a worker was stopped, or died twice."""

    kind: Literal["late", "died"]
    how: str = ""


@dataclass(slots=True)
class _Worker(Generic[Item]):
    """A process, the items it was given and did not answer yet, and since when it is at the first of them.

    Until it has told that it is ready, it is at none.
    """

    process: Any
    pipe: Connection
    items: deque[Item] = field(default_factory=deque)
    ready: bool = False
    since: float = inf


def run(
    task: Callable[[Item], Outcome],
    items: Sequence[Item],
    *,
    jobs: int,
    timeout: float | None = None,
    memory: int | None = None,
) -> Iterator[tuple[Item, Outcome | Lost]]:
    """What a task makes of each item, in the order in which they are done, by `jobs` processes.

    An item that takes more than `timeout` seconds is stopped. `memory` is how many bytes a process may take beyond what
    it begins with. An item that a process dies of is tried once more when the others are done, alone.

    Raises:
        PressprintError: processes cannot be started.
        Exception: what the task raised; it ends the run.
    """
    pool = _Pool(task, timeout, memory)
    try:
        retry: list[Item] = []
        for item, outcome in pool.run(deque(items), max(1, min(jobs, len(items)))):
            if isinstance(outcome, Lost) and outcome.kind == "died":
                retry.append(item)
            else:
                yield item, outcome
        for item in retry:
            yield from pool.run(deque([item]), 1)
    finally:
        pool.stop()


class _Pool(Generic[Item, Outcome]):
    def __init__(self, task: Callable[[Item], Outcome], timeout: float | None, memory: int | None) -> None:
        self._task, self._timeout, self._memory = task, timeout, memory
        self._context = _context()
        self._workers: list[_Worker[Item]] = []

    def run(self, waiting: deque[Item], jobs: int) -> Iterator[tuple[Item, Outcome | Lost]]:
        """Pairs of items and what became of them, until none waits and none is at work."""
        while waiting or any(worker.items for worker in self._workers):
            for _ in range(min(jobs, len(waiting)) - len(self._workers)):
                self._workers.append(self._started())
            for worker in self._workers:
                if waiting and not worker.items:
                    self._give(worker, waiting, jobs)
            yield from self._collected(waiting)

    def _give(self, worker: _Worker[Item], waiting: deque[Item], jobs: int) -> None:
        size = max(1, min(CHUNK, len(waiting) // (2 * jobs)))  # small at the end, so that all are done together
        chunk = [waiting.popleft() for _ in range(size)]
        worker.items.extend(chunk)
        worker.since = time.monotonic() if worker.ready else inf
        with suppress(OSError):  # one that died is seen when its answer is awaited
            worker.pipe.send(chunk)

    def _collected(self, waiting: deque[Item]) -> Iterator[tuple[Item, Outcome | Lost]]:
        """What came in from workers; those that are late or dead are replaced."""
        busy = {worker.pipe: worker for worker in self._workers if worker.items}
        ready = wait(list(busy), self._patience())
        for pipe in ready:
            worker = busy[pipe]  # type: ignore[index]
            try:
                outcome = worker.pipe.recv()
            except (EOFError, OSError):
                item, how = worker.items.popleft(), self._dismiss(worker, waiting)
                if not worker.ready and how.startswith("exit"):
                    raise PressprintError(Problem(_NOT_STARTED.format(how=how))) from None
                yield item, Lost("died", how)
                continue
            worker.since = time.monotonic()
            if not worker.ready:
                worker.ready = True
            elif isinstance(outcome, Exception):
                raise outcome
            else:
                yield worker.items.popleft(), outcome
                with suppress(OSError):  # one that died needs to know no more
                    worker.pipe.send(_TAKEN)
        for worker in [worker for worker in self._workers if self._is_late(worker)]:
            worker.process.kill()
            yield worker.items.popleft(), Lost("late", self._dismiss(worker, waiting))

    def _is_late(self, worker: _Worker[Item]) -> bool:
        if self._timeout is None or not worker.items or time.monotonic() - worker.since < self._timeout:
            return False
        return not worker.pipe.poll()

    def _patience(self) -> float | None:
        """How long to wait until the first worker is late."""
        oldest = min((worker.since for worker in self._workers if worker.items), default=inf)
        if self._timeout is None or oldest == inf:
            return None
        return max(0.0, oldest + self._timeout - time.monotonic()) + 0.01

    def _dismiss(self, worker: _Worker[Item], waiting: deque[Item]) -> str:
        """Takes a worker out; what it had not begun goes back. Gives how it ended."""
        self._workers.remove(worker)
        worker.process.join(5)
        worker.pipe.close()
        waiting.extendleft(reversed(worker.items))
        return _ending(worker.process.exitcode)

    def _started(self) -> _Worker[Item]:
        ours, theirs = self._context.Pipe()
        # A forked child has the parent's ends of all pipes, and would keep them open.
        forked = self._context.get_start_method() == "fork"
        open_ends = [ours, *(worker.pipe for worker in self._workers)] if forked else []
        arguments = (self._task, theirs, open_ends, self._memory)
        process = self._context.Process(target=_serve, args=arguments, daemon=True)  # type: ignore[attr-defined]
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def stop(self) -> None:
        """Ends all processes at once."""
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()
            worker.pipe.close()
        self._workers.clear()


def _serve(task: Callable[[Any], Any], pipe: Connection, others: list[Connection], memory: int | None) -> None:
    """A worker's life: chunks of items come in, an answer for each goes out, until the pipe is closed.

    No more than one answer waits to be taken while the next is worked out: a parent that is killed leaves few behind
    of which it did not know.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    for other in others:
        other.close()
    gc.freeze()  # what was made before the fork stays shared
    gc.set_threshold(*_RARELY)
    if memory is not None:
        _limit(memory)
    try:
        pipe.send(None)  # ready
        while True:
            for number, item in enumerate(_next_chunk(pipe)):
                if number > 1:
                    pipe.recv()  # the answer before the last was taken
                pipe.send(_answer(task, item))
    except (EOFError, OSError):
        return


def _next_chunk(pipe: Connection) -> list[Any]:
    """What comes in next that is no word of an answer that was taken."""
    while (message := pipe.recv()) is _TAKEN:
        pass
    chunk: list[Any] = message
    return chunk


def _answer(task: Callable[[Any], Any], item: Any) -> Any:
    try:
        return task(item)
    except Exception as error:  # goes on to whoever runs the pool
        return error


def _limit(memory: int) -> None:
    """Keeps this process from taking more bytes than it has and `memory`, where the system can do that."""
    if sys.platform == "linux":
        import resource

        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
        now = int(pages) * os.sysconf("SC_PAGE_SIZE")
        resource.setrlimit(resource.RLIMIT_AS, (now + memory, resource.getrlimit(resource.RLIMIT_AS)[1]))


def _context() -> BaseContext:
    """How processes are begun: by fork where it is safe, as then fonts and words are shared that are known already.

    A process with threads may hold a lock at the moment of the fork that nobody would ever give back.
    """
    methods = multiprocessing.get_all_start_methods()
    safe = "fork" in methods and sys.platform != "darwin" and threading.active_count() == 1
    return multiprocessing.get_context("fork" if safe else "spawn")


def _ending(code: int | None) -> str:
    """How a process ended, as a user can read it."""
    if code is None or code >= 0:
        return f"exit code {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"
