"""The command `pressprint fonts`: which font file serves which script."""

from __future__ import annotations

import sys

import click

from pressprint.cli.work import tell
from pressprint.errors import PressprintError, SettingError
from pressprint.fonts import Book, Face, open_book
from pressprint.fonts.find import FontFile, package_for
from pressprint.fonts.scripts import SCRIPTS, Script
from pressprint.layouts import DEFAULT_LAYOUT, load_layout


@click.command(short_help="Lists which fonts set which scripts.")
@click.option(
    "--layout",
    metavar="NAME",
    default=DEFAULT_LAYOUT,
    show_default=True,
    help="The layout whose fonts come first, by its name or by the path of its folder.",
)
def fonts(layout: str) -> None:
    """Lists which font file sets each script, and what to install where none does.

    After the layout's own fonts come those that lie in its folder, installed packages of fonts (fontpkg-*), and
    the fonts of this machine.
    """
    try:
        loaded = load_layout(layout)
        book = open_book(loaded)
        style = loaded.style("body")
        face = book.face(style.family, style.face)
    except PressprintError as error:
        sys.exit(tell(error))
    width = max(len(script.name) for script in SCRIPTS)
    for script in SCRIPTS:
        click.echo(f"{script.name:<{width}}  {_served(script, book, face)}")
    for file in book.finder.unusable():
        click.echo(f"not used: {file.path.name} ({_whence(file)}): {file.refusal}")


def _served(script: Script, book: Book, face: Face) -> str:
    """What is told of a script: the files that set it, or what would."""
    try:
        helpers = dict.fromkeys(helper for helper, _ in book.plan(script.sample, face, script.language))
    except SettingError:
        package = package_for(script)
        return f"no font; pip install {package}" if package else "no font"
    return ", ".join(f"{helper.path.name} ({_whence(helper)})" for helper in helpers)


def _whence(helper: Face | FontFile) -> str:
    if isinstance(helper, Face):
        return "the layout"
    return {
        "layout": "the layout's folder",
        "package": f"package {helper.giver}",
        "system": "this machine; another may set it differently",
    }[helper.origin]
