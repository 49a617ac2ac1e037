"""The command `pressprint layouts`: which layouts there are, what one looks like, and how a brand is made."""

from __future__ import annotations

import sys
from collections.abc import Callable
from math import floor
from pathlib import Path

import click

from pressprint.cli.work import names_a_file, output_folder, output_option, tell
from pressprint.errors import LayoutError, PressprintError, counted
from pressprint.layouts import DEFAULT_LAYOUT, LayoutFile, contrast, found, load_layout
from pressprint.layouts.brand import Brand, check_name, logo_name, read_colour, readable, write_brand
from pressprint.layouts.grid import off_grid
from pressprint.layouts.specimen import languages, specimen
from pressprint.pdf import write_whole
from pressprint.road import render

_HERE = Path("layouts")


@click.group(invoke_without_command=True, short_help="Lists the brands that are found; makes and shows one.")
@click.option("--keys", is_flag=True, help="Print the reference of all keys of a layout.toml, as Markdown.")
@click.pass_context
def layouts(ctx: click.Context, keys: bool) -> None:
    """Lists the layouts that are found, and where.

    Looked through are ./layouts, the folders in $PRESSPRINT_LAYOUTS, and the installed set.
    """
    if ctx.invoked_subcommand:
        return
    if keys:
        from pressprint.layouts.reference import reference_page

        click.echo(reference_page(), nl=False)
        return
    failed = 0
    for name, folder in found().items():
        try:
            description = load_layout(folder).keys.description
        except PressprintError as error:
            failed += tell(error)
            continue
        click.echo(f"{name}  {folder}")
        if description:
            click.echo(f"    {description}")
    sys.exit(1 if failed else 0)


@layouts.command()
@click.argument("name")
@output_option("The PDF to write, or a folder to write into. Default: NAME-LANGUAGE.pdf in the current folder.")
@click.option("--language", default="en", show_default=True, help="The language of the specimen.")
def show(name: str, output: Path | None, language: str) -> None:
    """Sets a specimen in a layout: a release with everything that a release can hold.

    NAME is a layout's name, or the path of its folder. Keys that leave the grid which the layout names are told.
    """
    try:
        layout = load_layout(name)
        pdf = render(specimen(language, layout), layout, embed_source=False)
        folder = output_folder(output)
        target = output if output and names_a_file(output) else folder / f"{layout.name}-{language}.pdf"
        write_whole(target, pdf.content)
    except PressprintError as error:
        sys.exit(tell(error))
    for key, length in off_grid(layout.keys):
        what = f"{length:g} is no multiple of the layout's grid of {layout.keys.page.grid:g} points"
        click.echo(f"warning: {layout.name}: {key}: {what}", err=True)
    for warning in pdf.warnings:
        click.echo(f"warning: {warning}", err=True)
    click.echo(f"{target}  ({counted(pdf.pages, 'page')}, {len(pdf.content) / 1000:.0f} kB)")


show.help = (show.help or "") + f"\n\nThere are specimens in {', '.join(languages())}."


@layouts.command()
@click.argument("name")
@click.option("--from", "base", metavar="LAYOUT", default=DEFAULT_LAYOUT, show_default=True, help="What it extends.")
@click.option("--name", "organisation", metavar="TEXT", help="The organisation's name. Asked for if it is not given.")
@click.option("--colour", metavar="#RRGGBB", help="The brand's colour. Asked for if it is not given.")
@click.option("--logo", metavar="FILE", help="The logo, an SVG or a PNG. Asked for if name or colour are.")
@click.option(
    "--in",
    "folder",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    default=_HERE,
    show_default=True,
    help="Where the brand's folder is made.",
)
def new(name: str, base: str, organisation: str | None, colour: str | None, logo: str | None, folder: Path) -> None:
    """Makes a brand: a folder with a layout.toml and the logo, which takes all else from another layout.

    What is not given is asked for. Nothing that is there is overwritten.
    """
    try:
        check_name(name, folder)
        ground = load_layout(base).keys
        asks = organisation is None or colour is None
        organisation = _asked("Name of the organisation", lambda text: text) if organisation is None else organisation
        chosen = _asked("Colour of the brand", _colour_for(ground)) if colour is None else _fit_colour(colour, ground)
        if logo is None and asks:
            logo = _asked("Logo, an SVG or PNG file (empty for none)", _usable_logo, default="")
        made = write_brand(Brand(name, base, organisation, chosen, Path(logo) if logo else None), folder)
    except PressprintError as error:
        sys.exit(tell(error))
    called = name if folder == _HERE else made
    click.echo(f"{made}  is a layout now; its layout.toml says what may be changed")
    click.echo(f"    to look at it:            pressprint layouts show {called}")
    click.echo(f"    to set a release in it:   pressprint render FILE --layout {called}")


def _asked(question: str, understood: Callable[[str], str], default: str | None = None) -> str:
    """What is answered to a question, which is asked again until the answer can be used."""
    while True:
        try:
            return understood(click.prompt(question, default=default, show_default=False))
        except PressprintError as error:
            tell(error)


def _usable_logo(text: str) -> str:
    if text:
        logo_name(Path(text))
    return text


def _colour_for(ground: LayoutFile) -> Callable[[str], str]:
    """What makes of an answer a colour that can be read, by a darker shade if that is wanted."""

    def understood(text: str) -> str:
        colour = read_colour(text)
        shade = readable(colour, ground)
        if shade != colour and not click.confirm(f"{_too_light(colour)}. Take the darker {shade}?", default=True):
            raise LayoutError("choose another colour")
        return shade

    return understood


def _fit_colour(text: str, ground: LayoutFile) -> str:
    """A colour that was given, and that text can be read in.

    Raises:
        LayoutError: it is none, or too light; the message names the nearest shade that is not.
    """
    colour = read_colour(text)
    shade = readable(colour, ground)
    if shade != colour:
        raise LayoutError(f"{_too_light(colour)}; the nearest darker shade that can be read is {shade}")
    return colour


def _too_light(colour: str) -> str:
    ratio = floor(contrast(colour) * 10) / 10
    return f"{colour} is too light for text: its contrast is {ratio:.1f} : 1 on white, and 4.5 : 1 is needed (WCAG AA)"
