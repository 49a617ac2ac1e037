"""`pressprint verify`: what PDF/UA-1 and PDF/A-3a ask, checked without Java."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pressprint.cli.work import tell
from pressprint.errors import PressprintError

if TYPE_CHECKING:
    from pressprint.conformance import Report


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Give the reports as JSON.")
@click.option("--not-checked", "list_unchecked", is_flag=True, help="List the clauses that are not checked.")
def verify(files: tuple[Path, ...], as_json: bool, list_unchecked: bool) -> None:
    """Checks PDFs for what PDF/UA-1 and PDF/A-3a ask, in so far as it can be checked here.

    Each finding names the clause, the place, what is wrong and what helps. What is not checked is not passed.
    """
    from pressprint.conformance import verify as verified  # pikepdf is not loaded for other commands

    reports: list[Report] = []
    failed = False
    for file in files:
        try:
            reports.append(verified(file))
        except PressprintError as error:
            failed = bool(tell(error))
    if as_json:
        told = [{**asdict(report), "passed": report.passed} for report in reports]
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        _tell(reports, list_unchecked)
    sys.exit(1 if failed or not all(report.passed for report in reports) else 0)


def _tell(reports: list[Report], list_unchecked: bool) -> None:
    """The findings of each file, and at the end what nobody looked at."""
    for report in reports:
        for finding in report.findings:
            click.echo(f"{report.file}: {finding}")
        if report.passed:
            click.echo(f"{report.file}: conforms to all that was checked")
    unchecked = list(dict.fromkeys(rule for report in reports for rule in report.not_checked))
    for rule in unchecked if list_unchecked else ():
        click.echo(f"not checked: {rule}")
    if unchecked:
        hint = "" if list_unchecked else "; --not-checked lists them"
        click.echo(f"{len(unchecked)} clauses and ranges of clauses are not checked, which is not passed{hint}")
