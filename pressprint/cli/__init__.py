"""The command line: `pressprint render`, `release`, `convert`, `redact`, `batch`, `check`, `bind`, `editions`,
`extract`, `mail`, `sign`, `verify`, `schema`, `layouts` and `fonts`.

Exit codes: 0 all went well, 1 a release or layout could not be read, set or written, 2 wrong usage.
"""

from __future__ import annotations

import errno
import json
import sys
from datetime import datetime
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Literal

import click

from pressprint.cli.work import (
    changes,
    check_one,
    layout_option,
    names_a_file,
    now_option,
    output_folder,
    output_option,
    render_one,
    tell,
)
from pressprint.errors import PressprintError, counted, quoted
from pressprint.layouts import Layout, load_layout
from pressprint.readers import FORMS
from pressprint.release import Release
from pressprint.road import fitting
from pressprint.version import VERSION

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EBADF)

_RELEASES = click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))


_FIT = click.option(
    "--fit",
    type=click.Choice(["one-page"]),
    help="Set releases that are a little too long on one page, within the bounds of the layout.",
)


class _Commands(click.Group):
    """The commands: those of this file, and those that have a file of their own, loaded when they are asked for."""

    _FILES = (
        "batch",
        "bind",
        "convert",
        "editions",
        "extract",
        "fonts",
        "layouts",
        "mail",
        "redact",
        "release",
        "sign",
        "verify",
    )

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, sorted."""
        return sorted([*self.commands, *self._FILES])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command with a name, or None. What a single release does not need is not loaded for it."""
        if cmd_name not in self._FILES:
            return super().get_command(ctx, cmd_name)
        command: click.Command = getattr(import_module(f"pressprint.cli.{cmd_name}"), cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first word names. A release's file in its place is told what to put before it."""
        if args and Path(args[0]).suffix.lower() in FORMS and self.get_command(ctx, args[0]) is None:
            raise click.UsageError(f"{quoted(args[0])} is no command; to set it, put “render” before it", ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Runs a command. What cannot be printed, as where the disk is full, ends it with one line."""
        try:
            return super().invoke(ctx)
        except OSError as error:
            if error.errno not in _NO_ROOM or error.filename:
                raise
            raise click.ClickException(f"what is told cannot be printed: {error.strerror}") from None


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(VERSION, prog_name="pressprint")
def main() -> None:
    """Typesets press releases as branded A4 PDFs.

    Begin with “pressprint render FILE.md”; -h behind a command tells its options.
    """


@main.command(short_help="Sets releases as PDFs.")
@_RELEASES
@output_option("The PDF to write, or a folder to write into. Default: the current folder.")
@layout_option
@click.option(
    "--source/--no-source",
    "embed_source",
    default=None,
    help="Whether the PDF carries the release, which `pressprint extract` gives back. Default: as the layout says.",
)
@_FIT
@now_option
def render(
    files: tuple[Path, ...],
    output: Path | None,
    layout: str | None,
    embed_source: bool | None,
    fit: Literal["one-page"] | None,
    now: datetime,
) -> None:
    """Sets releases as PDFs, each named after its file, and those under embargo with the embargo before the name.

    A release that cannot be set is reported with its reason, and the others are set.
    """
    if output and len(files) > 1 and names_a_file(output):
        raise click.UsageError("several releases cannot go into one PDF; give a folder with -o")
    try:
        output_folder(output)
    except PressprintError as error:
        sys.exit(tell(error))
    chosen = _loaded(layout)
    targets: set[Path] = set()
    failed = 0
    for file in files:
        try:
            target, pdf, warnings = render_one(
                file, output, chosen, targets, now=now, embed_source=embed_source, fit=fit
            )
        except PressprintError as error:
            failed += tell(error)
            continue
        for warning in warnings:
            click.echo(f"warning: {warning}", err=True)
        click.echo(f"{target}  ({counted(pdf.pages, 'page')}, {len(pdf.content) / 1000:.0f} kB)")
        if pdf.note:
            click.echo(f"    {pdf.note}")
    sys.exit(1 if failed else 0)


@main.command(short_help="Tells what is wrong with releases; writes nothing.")
@_RELEASES
@layout_option
@click.option("--changes", "list_changes", is_flag=True, help="List what the language's typographic rules change.")
@click.option("--typography", "give_figures", is_flag=True, help="Give the figures of the lines: how even they are.")
@_FIT
@now_option
def check(
    files: tuple[Path, ...],
    layout: str | None,
    list_changes: bool,
    give_figures: bool,
    fit: Literal["one-page"] | None,
    now: datetime,
) -> None:
    """Reads and sets releases, tells what it finds, and writes nothing."""
    chosen = _loaded(layout)
    failed = 0
    for file in files:
        try:
            checked = check_one(file, chosen, now=now, edition=partial(fitting, fit=fit))
        except PressprintError as error:
            failed += tell(error)
            continue
        for warning in checked.warnings:
            click.echo(f"warning: {warning}", err=True)
        report = counted(len(checked.warnings), "warning") if checked.warnings else "nothing to report"
        click.echo(f"{file}: {counted(checked.pdf.pages, 'page')}, {report}")
        if checked.pdf.note:
            click.echo(f"    {checked.pdf.note}")
        for line in changes(checked.made) if list_changes else ():
            click.echo(f"    {line}")
        if give_figures:
            from pressprint.cli.figures import figures  # only here are statistics needed

            click.echo(f"    {figures(checked.made.document)}")
    sys.exit(1 if failed else 0)


@main.command(short_help="Prints the JSON Schema of a release.")
def schema() -> None:
    """Prints the JSON Schema of a release, as JSON and YAML files hold it."""
    click.echo(json.dumps(Release.model_json_schema(), ensure_ascii=False, indent=2))


def _loaded(layout: str | None) -> Layout | None:
    """The layout that the command names. One that cannot be used ends the command: no release could be set."""
    try:
        return load_layout(layout) if layout is not None else None
    except PressprintError as error:
        sys.exit(tell(error))
