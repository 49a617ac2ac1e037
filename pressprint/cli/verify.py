"""`pressprint verify`: what PDF/UA-1 and PDF/A-3a ask, checked without Java, and whether signatures hold."""

from __future__ import annotations

import json
import sys
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct, to_builtins

from pressprint.cli.work import tell
from pressprint.errors import PressprintError, counted

if TYPE_CHECKING:
    from pressprint.conformance import Report
    from pressprint.signing import Seal


@click.command(short_help="Checks PDFs: accessibility, archiving, signatures.")
@click.argument("files", metavar="[FILE...]", nargs=-1, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Give the reports as JSON.")
@click.option("--not-checked", "list_unchecked", is_flag=True, help="List the clauses that are not checked.")
@click.option(
    "--trust",
    "roots",
    metavar="CERT.pem",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A certificate that is trusted with all that it vouches for: files must then be signed by such. Repeatable.",
)
@click.option(
    "--sums",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="Instead of files: check all files below FOLDER against its SHA256SUMS, and the signature of that list.",
)
def verify(
    files: tuple[Path, ...], as_json: bool, list_unchecked: bool, roots: tuple[Path, ...], sums: Path | None
) -> None:
    """Checks PDFs for what PDF/UA-1 and PDF/A-3a ask, in so far as it can be checked here, and their signatures.

    Each finding names the clause, the place, what is wrong and what helps. What is not checked is not passed.

    Of a signed file it tells who signed it and when, whether anything was changed since, and with --trust whether the
    certificate is one of those that the root vouches for. The exit code is 1 if a signature does not hold.
    """
    if bool(files) == bool(sums):
        raise click.UsageError("give files to check, or --sums with a folder")
    if sums:
        sys.exit(_sums(sums, roots, as_json))
    from pressprint.conformance import verify as verified  # pikepdf is not loaded for other commands

    told: list[_Told] = []
    failed = False
    for file in files:
        try:
            told.append(_Told(verified(file), *_seals(file, roots)))
        except PressprintError as error:
            failed = bool(tell(error))
    if as_json:
        click.echo(json.dumps([one.data() for one in told], ensure_ascii=False, indent=2))
    else:
        _tell(told, list_unchecked)
    sys.exit(1 if failed or not all(one.passed for one in told) else 0)


class _Told(Struct, frozen=True):
    """What is told of a file: breaches of the standards, signatures, and why it is not as it should be signed."""

    report: Report
    seals: tuple[Seal, ...]
    fault: str = ""

    @property
    def passed(self) -> bool:
        return self.report.passed and not self.fault

    def data(self) -> dict[str, Any]:
        """As JSON has it."""
        signatures = [_data(seal) for seal in self.seals]
        return {
            **to_builtins(self.report),
            "passed": self.passed,
            "signatures": signatures,
            "signature_fault": self.fault,
        }


def _data(seal: Seal) -> dict[str, Any]:
    """A signature as JSON has it."""
    time = seal.time.astimezone(UTC).isoformat() if seal.time else None
    return {**to_builtins(seal), "time": time, "valid": seal.valid, "trusted": seal.valid and not seal.untrusted}


def _sums(folder: Path, roots: tuple[Path, ...], as_json: bool) -> int:
    """Checks a folder against its list; gives the exit code."""
    from pressprint.signing import sums_of

    try:
        found = sums_of(folder, roots)
    except PressprintError as error:
        return tell(error)
    seal = found.seal
    passed = found.passed and not (roots and (seal is None or seal.untrusted))
    if as_json:
        told = {**to_builtins(found), "seal": _data(seal) if seal else None, "passed": passed}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return 0 if passed else 1
    for fault in found.faults:
        click.echo(f"{folder}: {fault}")
    click.echo(f"{folder}: {counted(found.files, 'file')} as listed")
    click.echo(f"{folder / 'SHA256SUMS'}: {seal or 'is not signed'}")
    return 0 if passed else 1


def _seals(file: Path, roots: tuple[Path, ...]) -> tuple[tuple[Seal, ...], str]:
    """The signatures of a file, and what is wrong with them."""
    from pressprint.signing import seals_of

    seals = seals_of(file, roots)
    if not all(seal.valid for seal in seals):
        return seals, "a signature does not hold"
    if roots and not seals:
        return seals, "is not signed"
    if roots and any(seal.untrusted for seal in seals):
        return seals, "a signature is not of those who are trusted"
    return seals, ""


def _tell(told: list[_Told], list_unchecked: bool) -> None:
    """The findings of each file with its signatures, and at the end what nobody looked at."""
    for one in told:
        name = one.report.file
        for finding in one.report.findings:
            click.echo(f"{name}: {finding}")
        for seal in one.seals:
            click.echo(f"{name}: {seal}")
        if one.fault:
            click.echo(f"{name}: {one.fault}")
        if one.report.passed:
            click.echo(f"{name}: conforms to all that was checked")
    unchecked = list(dict.fromkeys(rule for one in told for rule in one.report.not_checked))
    for rule in unchecked if list_unchecked else ():
        click.echo(f"not checked: {rule}")
    if unchecked:
        hint = "" if list_unchecked else "; --not-checked lists them"
        click.echo(f"{len(unchecked)} clauses and ranges of clauses are not checked, which is not passed{hint}")
