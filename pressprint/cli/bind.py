"""The command `pressprint bind`: many PDFs of pressprint's as one volume."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pressprint.binding import bind as bound
from pressprint.binding.files import gather
from pressprint.cli.work import tell
from pressprint.errors import OutputError, PressprintError, Problem, counted
from pressprint.pdf import is_folder, write_whole

if TYPE_CHECKING:
    from pressprint.binding import Order


@click.command(short_help="Binds PDFs into one volume, with contents.")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", metavar="FILE.pdf", required=True, type=click.Path(path_type=Path), help="The PDF to write."
)
@click.option(
    "--layout",
    metavar="NAME",
    help="The layout of the contents, by its name or by the path of its folder. "
    "Default: the one that all releases name, or agency.",
)
@click.option("--title", metavar="TEXT", help="The title of the volume. Default: the organisation and the years.")
@click.option("--language", metavar="TAG", help="The language of the contents. Default: that of most releases.")
@click.option(
    "--order",
    type=click.Choice(["date", "name"]),
    default="date",
    help="The order of the releases: by their dates, or by the names of their files. Default: date.",
)
def bind(
    paths: tuple[Path, ...], output: Path, layout: str | None, title: str | None, language: str | None, order: Order
) -> None:
    """Binds PDFs that pressprint made into one, with contents pages and bookmarks.

    Each PATH is such a PDF, or a folder of them. The volume conforms to PDF/UA-1 and PDF/A-3a as its parts do, and
    `pressprint extract` gives their releases back. Where one file cannot be bound, nothing is written.
    """
    try:
        _check_output(output)
        files = _without_earlier_run(gather(paths), paths, output)
        pdf = bound(files, layout, title=title, language=language, order=order)
        write_whole(output, pdf.content)
    except PressprintError as error:
        sys.exit(tell(error))
    for warning in pdf.warnings:
        click.echo(f"warning: {warning}", err=True)
    what = f"{counted(len(files), 'release')}, {counted(pdf.pages, 'page')}, {len(pdf.content) / 1000:.0f} kB"
    click.echo(f"{output}  ({what})")


def _check_output(output: Path) -> None:
    """Refuses a place that cannot be written before time is spent on what would go there."""
    if output.suffix.lower() != ".pdf" or is_folder(output):
        raise OutputError(Problem("is no name for a volume; give one that ends in .pdf", str(output)))
    if not is_folder(output.parent):
        what = "there is no such folder; make it, or give another with -o"
        raise OutputError(Problem(what, str(output.parent)))


def _without_earlier_run(files: list[Path], named: tuple[Path, ...], output: Path) -> list[Path]:
    """The files to bind, without the volume of an earlier run that lies in a folder of theirs.

    A release at that place, or a file that was named itself, would be lost: it is refused.
    """
    from pressprint.binding.part import is_volume  # pikepdf is not loaded for other commands

    there = output.resolve()
    if there not in [file.resolve() for file in files]:
        return files
    if there in [path.resolve() for path in named] or not is_volume(output):
        raise OutputError(Problem("is one of the files to bind; give another name with -o", str(output)))
    left = [file for file in files if file.resolve() != there]
    return left or gather([])
