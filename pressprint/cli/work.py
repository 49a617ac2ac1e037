"""What the commands do with one release."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, Literal, TypeVar

import click
from msgspec import Struct

from pressprint.errors import OutputError, PressprintError, Problem
from pressprint.layouts import Layout
from pressprint.pdf import Pdf, is_folder, name_mark, write_whole
from pressprint.readers import read_with_warnings
from pressprint.release import Release, parse_moment
from pressprint.road import SetRelease, draw, fitting, set_release


def _moment(ctx: click.Context, param: click.Parameter, value: str | None) -> datetime:
    """The moment that was given, or else that of the clock: the only place where it is looked at for a release."""
    if value is None:
        return datetime.now(UTC)
    try:
        return parse_moment(value)
    except ValueError as error:
        raise click.BadParameter(str(error), ctx, param) from None


now_option = click.option(
    "--now",
    metavar="MOMENT",
    callback=_moment,
    help="The time by which embargoes are told to be over, as “2026-05-20 06:00 Europe/London”. Default: the clock's.",
)


_Decorated = TypeVar("_Decorated", bound=Callable[..., Any])

layout_option = click.option(
    "--layout",
    metavar="NAME",
    help="The layout, by its name or by the path of its folder. Default: the one the release names, or agency.",
)


def output_option(told: str) -> Callable[[_Decorated], _Decorated]:
    """The option `-o`, a path; `told` says what is written there, and where without it."""
    return click.option("-o", "--output", metavar="PATH", type=click.Path(path_type=Path), help=told)


class Checked(Struct, frozen=True):
    """A release file that was read, set and drawn, and all warnings, each with the file's name."""

    pdf: Pdf
    made: SetRelease
    warnings: tuple[Problem, ...]


def check_one(
    file: Path,
    layout: Layout | None,
    *,
    now: datetime,
    embed_source: bool | None = None,
    edition: Callable[[Release], Release] = lambda release: release,
) -> Checked:
    """Reads, sets and draws a release file, which goes into the PDF as `embed_source` or else the layout says.

    `edition` makes of the release that is read the one that is set.

    Raises:
        PressprintError: the release cannot be read or set.
    """
    release, noted = read_with_warnings(file)
    try:
        made = set_release(edition(release), layout, now=now)
        pdf = draw(made, embed_source=embed_source)
    except PressprintError as error:
        raise error.in_file(str(file)) from None
    warnings = (problem if problem.file else problem.located(str(file)) for problem in (*noted, *pdf.warnings))
    return Checked(pdf, made, tuple(warnings))


def changes(made: SetRelease) -> Iterator[str]:
    """What the typographic rules changed, a line for each place, with the kinds of spaces named."""
    for correction in made.corrections:
        for change in correction.corrected.changes:
            before, after, where = (_spelled(text) for text in (change.before, change.after, change.where))
            yield f"{correction.field}: “{before}” became “{after}” in “{where}”"


def _spelled(text: str) -> str:
    return text.replace("\u00a0", "[no-break space]").replace("\u202f", "[narrow no-break space]")


def tell(error: PressprintError) -> int:
    """Prints each problem of an error on a line of its own; gives the exit code."""
    for problem in error.problems:
        click.echo(f"error: {problem}", err=True)
    return 1


def names_a_file(output: Path) -> bool:
    """Whether what stands after `-o` is a PDF to write; anything else is a folder."""
    return output.suffix.lower() == ".pdf" and not is_folder(output)


def render_one(
    file: Path,
    output: Path | None,
    layout: Layout | None,
    targets: set[Path],
    *,
    now: datetime,
    embed_source: bool | None = None,
    fit: Literal["one-page"] | None = None,
) -> tuple[Path, Pdf, tuple[Problem, ...]]:
    """Sets a release file and writes its PDF. `targets` are the files written in this run; none is overwritten.

    The PDF has its file's name, behind what must be known of it: an embargo.

    Raises:
        PressprintError: the release cannot be read, set or written.
    """
    folder = output_folder(output)
    checked = check_one(file, layout, now=now, embed_source=embed_source, edition=partial(fitting, fit=fit))
    name = f"{name_mark(checked.made.source)}{file.stem.removeprefix(name_mark(checked.made.source))}.pdf"
    target = output if output and names_a_file(output) else folder / name
    if target in targets:
        raise OutputError(Problem(f"{target} was written for another release of this run", str(file)))
    write_whole(target, checked.pdf.content)
    targets.add(target)
    return target, checked.pdf, checked.warnings


def output_folder(output: Path | None) -> Path:
    """The folder that a PDF goes into, looked for before time is spent on what would go there.

    Raises:
        OutputError: there is no such folder, or what stands after `-o` is neither a folder nor a PDF.
    """
    if output and output.suffix and not names_a_file(output) and not is_folder(output):
        raise OutputError(Problem("is no folder, and its name does not end in .pdf; give one of the two", str(output)))
    folder = output.parent if output and names_a_file(output) else output or Path()
    if not is_folder(folder):
        raise OutputError(Problem("there is no such folder; make it, or give another with -o", str(folder)))
    return folder
