"""The command `pressprint extract`: the release that a PDF carries, or those that a volume does, as files again."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pressprint.assets import inside
from pressprint.cli.work import output_option, tell
from pressprint.errors import OutputError, PressprintError, Problem, ReadError, few, nearest, quoted
from pressprint.pdf import is_folder, write_whole
from pressprint.readers import embedded_releases
from pressprint.readers.build import build
from pressprint.readers.pdf import RELEASE_NAME, absence
from pressprint.readers.source import Source
from pressprint.readers.tree import read_json
from pressprint.release import Figure, PictureError


@click.command(short_help="Gives back the release inside a PDF.")
@click.argument("file", metavar="FILE.pdf", type=click.Path(path_type=Path))
@output_option("The JSON file to write, or a folder for all releases of a volume. Default: the release is printed.")
@click.option("--name", metavar="NAME", help="Which release of a volume, by the name of its file in the PDF.")
def extract(file: Path, output: Path | None, name: str | None) -> None:
    """Gives back the release that a PDF of pressprint's was made of, as JSON.

    `pressprint render` sets it again, to the same bytes. Of a volume made by `pressprint bind` it gives the release
    with a name, or with a folder after -o all of them. Pictures are written beside it, where it says they are.
    """
    try:
        sources = _chosen(file, name)
        if output is None:
            click.echo(_only(sources, file).text)
            return
        if is_folder(output):
            targets = {output / _own_name(attachment, file): source for attachment, source in sources.items()}
        elif output.suffix.lower() == ".json":
            targets = {output: _only(sources, file)}
        else:
            what = "is no name for a release; give one that ends in .json, or a folder that is there"
            raise OutputError(Problem(what, str(output)))
        pictures = _pictures(targets, file)
        for target, content in pictures.items():
            target.parent.mkdir(parents=True, exist_ok=True)
            write_whole(target, content)
        for target, source in targets.items():
            write_whole(target, source.text.encode())
    except PressprintError as error:
        sys.exit(tell(error))
    for target in (*targets, *pictures):
        click.echo(target)


def _chosen(file: Path, name: str | None) -> dict[str, Source]:
    """The releases that are asked for, by the names of their files in the PDF. A name may lack its ending.

    What is no release is not given out as one.
    """
    sources = embedded_releases(file)
    if name is not None:
        chosen = name if name in sources else f"{name}.json"
        if chosen not in sources:
            near = nearest(name, list(sources))
            hint = f"did you mean {quoted(near)}?" if near else f"it carries {few(list(sources))}"
            raise ReadError(Problem(f"the PDF carries no release {quoted(name)}; {hint}", str(file)))
        sources = {chosen: sources[chosen]}
    for source in sources.values():
        build(source, read_json(source))
    return sources


def _pictures(targets: dict[Path, Source], file: Path) -> dict[Path, bytes]:
    """The pictures of the releases that are written, by the files they go into.

    Raises:
        ReadError: a release says that a picture is outside of its folder.
        OutputError: another file is there already, or two releases call different pictures the same.
    """
    result: dict[Path, bytes] = {}
    for target, source in targets.items():
        if source.images is None:
            continue
        for block in build(source, read_json(source)).blocks:
            if not isinstance(block, Figure):
                continue
            place = target.parent / block.src
            if inside(target.parent, block.src) is None:
                raise ReadError(Problem(f"the image {quoted(block.src)} leads out of the release's folder", str(file)))
            try:
                content = source.images.read(block.src)
            except PictureError as error:
                raise ReadError(Problem(f"the image {quoted(block.src)} {error.what}", str(file))) from None
            known = result.get(place, place.read_bytes() if place.is_file() else content)
            if known != content:
                what = "another picture of this name is there; give a folder of its own with -o"
                raise OutputError(Problem(what, str(target.parent / block.src)))
            result[place] = content
    return result


def _only(sources: dict[str, Source], file: Path) -> Source:
    """The release of a PDF that holds one, or of which one is asked for."""
    if len(sources) > 1:
        raise ReadError(Problem(absence(list(sources)), str(file)))
    return next(iter(sources.values()))


def _own_name(attachment: str, file: Path) -> str:
    """The name that a release gets in a folder: that of its file in a volume, or else the PDF's own."""
    if attachment == RELEASE_NAME:
        return f"{file.stem}.json"
    if Path(attachment).name != attachment or attachment.startswith(".") or "\\" in attachment:
        what = f"holds a file whose name leads out of the folder ({quoted(attachment)}); it was not made by pressprint"
        raise ReadError(Problem(what, str(file)))
    return attachment
