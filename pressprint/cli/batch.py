"""`pressprint batch`: an archive in one go."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pressprint.cli.display import display
from pressprint.cli.signer import order_of, signing_options
from pressprint.cli.tally import Tally
from pressprint.cli.work import now_option, tell
from pressprint.errors import PressprintError

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from pressprint.signing import Order


INTERRUPTED = 130  # the exit code that shells have for what Ctrl-C ended


class _Seconds(click.FloatRange):
    """A number of seconds; what is no number has no range either."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        seconds = super().convert(value, param, ctx)
        return self.fail(f"{value} is no number", param, ctx) if math.isnan(seconds) else seconds


@click.command(short_help="Sets an archive: what is new or changed.")
@click.argument("places", metavar="[SOURCE] OUT", nargs=-1, required=True)
@click.option("--layout", metavar="NAME", help="The layout of all releases. Default: each its own, or agency.")
@click.option(
    "--name",
    metavar="PATTERN",
    help="How PDFs are named, as {date:%Y}/{reference}-{language}.pdf. Default: as sources.",
)
@click.option("--jobs", type=click.IntRange(1), help="How many processes work. Default: one for each processor.")
@click.option("--report", metavar="PATH", help="Write a report at the end: .html with pictures, .csv or .json.")
@click.option("--force", is_flag=True, help="Set all releases, also those that did not change.")
@click.option("--prune", is_flag=True, help="List the PDFs that have no source any more, and remove them.")
@click.option("--moved", is_flag=True, help="SOURCE is the archive that OUT was made from, at a new place.")
@click.option(
    "--timeout",
    metavar="SECONDS",
    type=_Seconds(0),
    help="How long a release may take [60]; 0: as long as it will.",
)
@click.option("--memory", metavar="MB", type=click.IntRange(1), help="How much memory a release may take [2000].")
@click.option("--source/--no-source", "embed_source", default=None, help="Whether PDFs carry their releases.")
@click.option("--dask", metavar="ADDRESS", help="Have the workers of a Dask cluster do it, by its scheduler's address.")
@click.option("--sign", "signs", is_flag=True, help="Sign the PDFs, as the options below say.")
@click.option("--sums", is_flag=True, help="At the end list all files of OUT in its SHA256SUMS; signed with --sign.")
@signing_options
@now_option
@click.option("--quiet", is_flag=True, help="Print nothing but what went wrong.")
def batch(
    places: tuple[str, ...],
    layout: str | None,
    name: str | None,
    jobs: int | None,
    report: str | None,
    force: bool,
    prune: bool,
    moved: bool,
    timeout: float | None,
    memory: int | None,
    embed_source: bool | None,
    dask: str | None,
    signs: bool,
    sums: bool,
    now: datetime,
    quiet: bool,
    **signer: Any,
) -> None:
    """Sets an archive: what is new or changed since the last time, and nothing else.

    SOURCE is a folder, a glob in quotes, a .jsonl file with a release in each line, a .zip file, a URL such as
    s3://bucket/releases, or - for a list on stdin, a path in each line. OUT is a folder, a .zip file or a URL. With OUT
    alone and --report, the report of what is there is written and nothing is set.

    A release that cannot be set is reported with its reason, and the others are set; the exit code is then 1.
    """
    from pressprint import batch as archive  # other commands do not pay for its loading
    from pressprint.signing import sign_sums

    _check(places, report, sums, dask, (timeout, memory, jobs))
    tally = Tally()
    ending = 0
    try:
        signing = _signing(signs, signer, dask, layout)
        if report:
            archive.check_report(report)
        if len(places) == 2:
            found = archive.find_sources(_lines() if places[0] == "-" else places[0])
            tally.others = found.others
            with _executor(dask) as executor, display(len(found.sources), quiet) as show:
                for result in archive.render_archive(
                    found,
                    places[1],
                    layout=layout,
                    name=name,
                    jobs=jobs,
                    force=force,
                    prune=prune,
                    moved=moved,
                    timeout=archive.TIMEOUT if timeout is None else timeout or None,
                    memory=archive.MEMORY if memory is None else memory * 1_000_000,
                    embed_source=embed_source,
                    executor=executor,
                    now=now,
                    signing=signing,
                ):
                    tally.add(result)
                    show(result)
            if sums:
                sign_sums(Path(places[1]), signing)
    except KeyboardInterrupt:
        ending = INTERRUPTED
    except PressprintError as error:
        ending = tell(error)
    if not quiet and (tally.counts or (len(places) == 2 and not ending)):
        for line in tally.lines(pruned=prune and not ending, interrupted=ending == INTERRUPTED):
            click.echo(line)
    try:
        if report:
            archive.write_report(places[-1], report, jobs=jobs, pictures=not ending)
    except PressprintError as error:
        ending = ending or tell(error)
    sys.exit(ending or (1 if tally.failed else 0))


def _check(places: tuple[str, ...], report: str | None, sums: bool, dask: str | None, work: tuple[Any, ...]) -> None:
    """Looks at whether the options fit together.

    Raises:
        click.UsageError: they do not.
    """
    if len(places) > 2 or (len(places) == 1 and not report):
        raise click.UsageError("give SOURCE and OUT, or OUT alone with --report; a glob stands in quotes")
    if dask and any(value is not None for value in work):
        raise click.UsageError(
            "with --dask, how many work, for how long and with how much memory is the cluster's affair"
        )
    if sums and ("://" in places[-1] or places[-1].lower().endswith(".zip")):
        raise click.UsageError("--sums lists the files of a folder; OUT is none")


def _signing(wanted: bool, options: dict[str, Any], dask: str | None, layout: str | None) -> Order | None:
    """Who signs, if it was asked for; a passphrase is asked for once.

    Raises:
        click.UsageError: the options do not fit together.
        PressprintError: the key cannot be had.
    """
    if not wanted:
        if given := [name for name, value in options.items() if value]:
            raise click.UsageError(f"--{given[0].replace('_', '-')} is for --sign, which is missing")
        return None
    if dask:
        raise click.UsageError("--sign would send the key to other machines; sign on this one, without --dask")
    return order_of(**options, layout=layout)


def _lines() -> list[str]:
    return [line.rstrip("\r\n") for line in sys.stdin if line.strip()]


@contextmanager
def _executor(address: str | None) -> Iterator[Executor | None]:
    """The workers of a Dask cluster, if there is an address of one."""
    if address is None:
        yield None
        return
    from pressprint.batch.cluster import dask_executor

    with dask_executor(address) as executor:
        yield executor
