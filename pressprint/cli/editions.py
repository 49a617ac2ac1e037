"""The command `pressprint editions`: one release in several languages, as PDFs that name each other or as one."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from pressprint.binding import join_editions, render_editions
from pressprint.cli.work import names_a_file, now_option, output_option, tell
from pressprint.errors import OutputError, PressprintError, Problem, ReadError, counted
from pressprint.layouts import load_layout
from pressprint.pdf import Pdf, is_folder, write_whole
from pressprint.readers import read_with_warnings
from pressprint.release import Release


@click.command(short_help="Sets one release in several languages.")
@click.argument("files", metavar="FILE FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@output_option("The folder to write into, or with --joined also the PDF to write. Default: the current folder.")
@click.option("--joined", is_flag=True, help="Make one PDF of all, with a bookmark for each language.")
@click.option(
    "--layout",
    metavar="NAME",
    help="The layout, by its name or by the path of its folder. Default: the one each release names, or agency.",
)
@click.option("--reference", metavar="TEXT", help="The number of the release, where those in the files differ.")
@click.option("--authoritative", metavar="TAG", help="The language of the edition that counts where two differ.")
@click.option(
    "--source/--no-source",
    "embed_source",
    default=None,
    help="Whether the PDFs carry their releases. Default: as the layout says.",
)
@now_option
def editions(
    files: tuple[Path, ...],
    output: Path | None,
    joined: bool,
    layout: str | None,
    reference: str | None,
    authoritative: str | None,
    embed_source: bool | None,
    now: datetime,
) -> None:
    """Sets one release in several languages, a FILE for each.

    Each PDF is named after the reference and its language, CP199-2015-fr.pdf, and names the others at its foot. Where
    one of them cannot be set, nothing is written.
    """
    try:
        folder, name = _place(output, joined=joined)
        releases = _read(files)
        look = load_layout(layout) if layout else None
        options: dict[str, Any] = {"reference": reference, "authoritative": authoritative, "embed_source": embed_source}
        options |= {"names": [str(file) for file in files], "now": now}
        if joined:
            pdfs: tuple[Pdf, ...] = (join_editions(releases, look, **options),)
        else:
            pdfs = render_editions(releases, look, **options)
        targets = [folder / (name or pdf.filename) for pdf in pdfs]
        for target, pdf in zip(targets, pdfs, strict=True):
            write_whole(target, pdf.content)
    except PressprintError as error:
        sys.exit(tell(error))
    for target, pdf in zip(targets, pdfs, strict=True):
        for warning in pdf.warnings:
            click.echo(f"warning: {warning}", err=True)
        click.echo(f"{target}  ({counted(pdf.pages, 'page')}, {len(pdf.content) / 1000:.0f} kB)")


def _place(output: Path | None, *, joined: bool) -> tuple[Path, str | None]:
    """The folder to write into, and the name of the file where it is given.

    Raises:
        OutputError: there is no such folder.
    """
    folder, name = output or Path(), None
    if output and joined and names_a_file(output):
        folder, name = output.parent, output.name
    if not is_folder(folder):
        what = "there is no such folder; make it, or give another with -o"
        if output and not joined and names_a_file(output):
            what = "is no folder; give one with -o, or with --joined make one PDF of all"
        raise OutputError(Problem(what, str(folder)))
    return folder, name


def _read(files: tuple[Path, ...]) -> list[Release]:
    """The releases.

    Raises:
        ReadError: with the faults of all files that cannot be read.
    """
    releases: list[Release] = []
    problems: list[Problem] = []
    for file in files:
        try:
            release, noted = read_with_warnings(file)
        except ReadError as error:
            problems += error.problems
            continue
        releases.append(release)
        for warning in noted:
            click.echo(f"warning: {warning}", err=True)
    if problems:
        raise ReadError(problems)
    return releases
