"""The command `pressprint release`: the edition of a release whose embargo is over."""

from __future__ import annotations

import re
import sys
from datetime import datetime
from functools import partial
from pathlib import Path

import click

from pressprint.cli.work import check_one, layout_option, names_a_file, now_option, output_folder, output_option, tell
from pressprint.errors import OutputError, PressprintError, Problem, counted
from pressprint.layouts import load_layout
from pressprint.pdf import write_whole
from pressprint.release import lifted

_MARK = re.compile(r"EMBARGO-\d{4}-\d\d-\d\d-\d{4}UTC-")


@click.command(short_help="Sets a release whose embargo is over.")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@output_option("The PDF to write, or a folder to write into. Default: the current folder.")
@layout_option
@now_option
def release(file: Path, output: Path | None, layout: str | None, now: datetime) -> None:
    """Sets a release without its embargo, once that is over.

    FILE is a release, or the embargoed PDF that pressprint made of one. Before the embargo ends nothing is written, and
    the exit code is 1.
    """
    try:
        target = _target(file, output)
        chosen = load_layout(layout) if layout is not None else None
        checked = check_one(file, chosen, now=now, edition=partial(lifted, now=now))
        write_whole(target, checked.pdf.content)
    except PressprintError as error:
        sys.exit(tell(error))
    for warning in checked.warnings:
        click.echo(f"warning: {warning}", err=True)
    click.echo(f"{target}  ({counted(checked.pdf.pages, 'page')}, {len(checked.pdf.content) / 1000:.0f} kB)")


def _target(file: Path, output: Path | None) -> Path:
    """Where the edition goes: under its file's name, without what that says of the embargo."""
    folder = output_folder(output)
    target = output if output and names_a_file(output) else folder / f"{_MARK.sub('', file.stem)}.pdf"
    if target.exists() and file.exists() and target.samefile(file):
        raise OutputError(Problem("is the embargoed edition itself; give another name with -o", str(target)))
    return target
