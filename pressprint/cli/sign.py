"""`pressprint sign`: proof of origin for finished PDFs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from pressprint.cli.signer import order_of, signing_options
from pressprint.cli.work import names_a_file, output_folder, output_option, tell
from pressprint.errors import OutputError, PressprintError, Problem, counted

_TRUST = click.option(
    "--trust",
    "roots",
    metavar="CERT.pem",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A root certificate that --level b-lta needs where neither key nor server gives the whole chain. Repeatable.",
)


@click.command(short_help="Signs PDFs.")
@click.argument("files", metavar="[FILE...]", nargs=-1, type=click.Path(path_type=Path))
@output_option("The PDF to write, or a folder to write into. Default: beside each file, with “-signed” in the name.")
@signing_options
@click.option(
    "--layout", metavar="NAME", help="With --visible: the layout of the mark. Default: that of the release in the PDF."
)
@_TRUST
@click.option(
    "--sums",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="Instead of files: list the SHA-256 of all files below FOLDER in its SHA256SUMS, and sign that list.",
)
def sign(
    files: tuple[Path, ...], output: Path | None, roots: tuple[Path, ...], sums: Path | None, **options: Any
) -> None:
    """Signs PDFs, so that anyone can see who issued them and that nothing in them was changed since (PAdES).

    Sign last: what is signed allows no change. The signature is an addition to the end of the file, which stays
    PDF/A-3a and PDF/UA-1. Two signatures of the same file differ, as their times do.

    \b
    pressprint sign cp199.pdf --pkcs12 office.p12
    pressprint sign *.pdf --pkcs12 office.p12 --tsa https://tsa.example -o signed
    pressprint sign cp199.pdf --pkcs11 /usr/lib/opensc-pkcs11.so --token Office --cert-label Press
    pressprint sign --sums archive --pkcs12 office.p12

    `pressprint verify` tells who signed a file, when, and whether it still holds.
    """
    if bool(files) == bool(sums) or (sums and output):
        raise click.UsageError("give files to sign, or --sums with a folder whose list is signed, in the folder itself")
    if output and len(files) > 1 and names_a_file(output):
        raise click.UsageError("several files cannot go into one PDF; give a folder with -o")
    try:
        folder = output_folder(output) if output else None
        order = order_of(roots=roots, **options)
    except PressprintError as error:
        sys.exit(tell(error))
    if sums:
        sys.exit(_list(sums, order))
    failed, targets = 0, set[Path]()
    for file in files:
        target = _target(file, output, folder)
        try:
            if target in targets:
                raise OutputError(Problem(f"{target} was written for another file of this run", str(file)))
            click.echo(_signed(file, target, order))
            targets.add(target)
        except PressprintError as error:
            failed += tell(error)
    sys.exit(1 if failed else 0)


def _list(folder: Path, order: Any) -> int:
    """Writes and signs the list of a folder; gives the exit code."""
    from pressprint.signing import sign_sums

    try:
        count = sign_sums(folder, order)
    except PressprintError as error:
        return tell(error)
    click.echo(f"{folder / 'SHA256SUMS'}  ({counted(count, 'file')}, signed in SHA256SUMS.p7s)")
    return 0


def _signed(file: Path, target: Path, order: Any) -> str:
    """Signs a file; gives the line that tells so."""
    from pressprint.pdf import write_whole
    from pressprint.readers.source import bytes_of
    from pressprint.signing import sign_bytes

    data = sign_bytes(bytes_of(file), order, name=str(file))
    write_whole(target, data)
    return f"{target}  (signed, level {order.level.upper()}, {len(data) / 1000:.0f} kB)"


def _target(file: Path, output: Path | None, folder: Path | None) -> Path:
    if output and names_a_file(output):
        return output
    return folder / file.name if folder else file.with_name(f"{file.stem}-signed.pdf")
