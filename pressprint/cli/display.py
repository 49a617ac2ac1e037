"""What is seen while an archive is set: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from pressprint.errors import counted

if TYPE_CHECKING:
    from pressprint.batch import Result

_REFRESH = 0.1  # seconds


@contextmanager
def display(total: int, quiet: bool) -> Iterator[Callable[[Result], None]]:
    """A function that shows each result as it comes in. `total` is the number of releases."""
    if quiet:
        yield _errors
    elif sys.stderr.isatty():
        with _bar(total) as show:
            yield show
    else:
        yield _line


def _errors(result: Result) -> None:
    """What went wrong, and nothing else."""
    for line in _told(result):
        click.echo(line, err=True)


def _told(result: Result) -> list[str]:
    """A line for each problem of a release that failed."""
    return [f"error: {problem}" for problem in result.problems] if result.status == "failed" else []


def _line(result: Result) -> None:
    """A line for what was set, and for each warning and error."""
    _errors(result)
    if result.status == "set":
        for warning in result.warnings:
            click.echo(f"warning: {warning}", err=True)
        click.echo(f"{result.output}  ({counted(result.pages, 'page')}, {result.size / 1000:.0f} kB)")


@contextmanager
def _bar(total: int) -> Iterator[Callable[[Result], None]]:
    """A bar with what is done, what failed, the rate and the time left; errors stand above it.

    It is drawn when a result comes in: a thread that drew it would stand in the way of forking processes.
    """
    from rich.console import Console  # a run without a terminal does not pay for it
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[failed]} failed"),
        TextColumn("{task.fields[rate]:.0f}/s"),
        TimeRemainingColumn(),
        TextColumn("left"),
    )
    console = Console(stderr=True)
    with Progress(*columns, console=console, auto_refresh=False, transient=True) as progress:
        task = progress.add_task("", total=total, failed=0, rate=0.0)
        failed, done, begun, drawn = 0, 0, time.monotonic(), 0.0

        def show(result: Result) -> None:
            nonlocal failed, done, drawn
            for line in _told(result):
                console.print(line, markup=False, highlight=False, soft_wrap=True)
            failed += result.status == "failed"
            done += result.status in ("set", "failed")
            now = time.monotonic()
            progress.update(task, advance=result.status != "gone", failed=failed, rate=done / max(now - begun, 0.001))
            if now - drawn > _REFRESH:
                progress.refresh()
                drawn = now

        progress.refresh()
        yield show
