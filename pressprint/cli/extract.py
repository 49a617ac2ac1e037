"""The command `pressprint extract`: the release that a PDF carries, as a file again."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pressprint.cli.work import tell
from pressprint.errors import OutputError, PressprintError, Problem
from pressprint.pdf import write_whole
from pressprint.readers import embedded_release
from pressprint.readers.build import build
from pressprint.readers.tree import read_json


@click.command()
@click.argument("file", metavar="FILE.pdf", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    metavar="PATH",
    type=click.Path(path_type=Path),
    help="The JSON file to write. Default: the release is printed.",
)
def extract(file: Path, output: Path | None) -> None:
    """Gives back the release that a PDF of pressprint's was made of, as JSON.

    `pressprint render` sets it again, to the same bytes.
    """
    try:
        source = embedded_release(file)
        build(source, read_json(source))  # what is no release is not given out as one
        if output is None:
            click.echo(source.text)
            return
        if output.suffix.lower() != ".json":
            raise OutputError(Problem("is no name for a release; give one that ends in .json", str(output)))
        write_whole(output, source.text.encode())
    except PressprintError as error:
        sys.exit(tell(error))
    click.echo(output)
