"""The command `pressprint redact`: the archive's copy of a release, without its contacts' data."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from pressprint.cli.work import check_one, layout_option, now_option, output_folder, tell
from pressprint.errors import OutputError, PressprintError, Problem, counted
from pressprint.layouts import load_layout
from pressprint.pdf import write_whole
from pressprint.release import Release
from pressprint.text.redact import Redacted, redacted


@click.command(short_help="Sets copies without personal data, for archives.")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--contacts", is_flag=True, help="Take out the contacts' names, telephone numbers and e-mail addresses.")
@click.option(
    "--keep-organisations",
    is_flag=True,
    help="Keep contacts that are no persons as they are: without a name, or with an organisation's.",
)
@click.option(
    "-o", "--output", metavar="FOLDER", required=True, type=click.Path(path_type=Path), help="Where the copies go."
)
@layout_option
@now_option
def redact(
    files: tuple[Path, ...],
    contacts: bool,
    keep_organisations: bool,
    output: Path,
    layout: str | None,
    now: datetime,
) -> None:
    """Sets releases anew without personal data of their contacts: the copies for an archive.

    FILE is a release, or a PDF of pressprint's. Of each contact the role and the organisation stay. Numbers and
    addresses are taken out of the text too, with the links to them; as the PDF is set anew, they are neither in its
    metadata, its tags nor the release that it carries. A contact's name that stands in the text is kept there, and
    told.
    """
    if not contacts:
        raise click.UsageError("say what is to be taken out: --contacts")
    failed = 0
    targets: set[Path] = set()
    for file in files:
        try:
            failed += _copy(file, output, layout, targets, now=now, keep_organisations=keep_organisations)
        except PressprintError as error:
            failed += tell(error)
    sys.exit(1 if failed else 0)


def _copy(
    file: Path, output: Path, layout: str | None, targets: set[Path], *, now: datetime, keep_organisations: bool
) -> int:
    """Writes one copy, and tells what was taken out; gives 0.

    Raises:
        PressprintError: the release cannot be read, set or written; nothing is written then.
    """
    target = output_folder(output) / f"{file.stem}.pdf"
    if (target.exists() and file.exists() and target.samefile(file)) or target in targets:
        what = "would be written over, or twice; give another folder with -o"
        raise OutputError(Problem(what, str(target)))
    made: list[Redacted] = []

    def edition(release: Release) -> Release:
        made.append(redacted(release, keep_organisations=keep_organisations))
        return made[0].release

    chosen = load_layout(layout) if layout is not None else None
    checked = check_one(file, chosen, now=now, edition=edition)
    write_whole(target, checked.pdf.content)
    targets.add(target)
    for warning in (*(problem.located(str(file)) for problem in made[0].warnings), *checked.warnings):
        click.echo(f"warning: {warning}", err=True)
    click.echo(f"{target}  ({counted(len(made[0].removed), 'detail')} taken out)")
    return 0
