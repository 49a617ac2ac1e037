"""Who does the work of a run: processes of this machine, or an executor's."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from typing import Any

from msgspec import Struct

from pressprint.batch.executors import run_on
from pressprint.batch.workers import Lost, run
from pressprint.errors import SettingError


def available_cores() -> int:
    """The number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Crew(Struct, frozen=True):
    """An executor, or else `jobs` processes, in which an item may take so many seconds and so many bytes."""

    jobs: int
    timeout: float | None
    memory: int | None
    executor: Executor | None

    def run(self, task: Callable[[Any], Any], items: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
        """Pairs of an item and what the task made of it, or what is known of how it was lost."""
        if self.executor is not None:
            return run_on(self.executor, task, items)
        return run(task, items, jobs=self.jobs, timeout=self.timeout, memory=self.memory)

    def reason(self, lost: Lost) -> SettingError:
        """Why there is no outcome, as the error of the item."""
        if lost.kind == "late":
            return SettingError(f"took more than {self.timeout:g} seconds and was stopped; give more with --timeout")
        what = f"the process that set it died, twice ({lost.how}); it may need more memory than there is"
        return SettingError(f"{what}; if it does not, please report it")
