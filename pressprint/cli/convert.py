"""The command `pressprint convert`: a release in another form than a PDF."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from pressprint.cli.work import now_option, output_option, tell
from pressprint.errors import OutputError, PressprintError, Problem
from pressprint.forms import losses, to_html, to_jsonld, to_ninjs, to_text
from pressprint.layouts import Layout, load_layout
from pressprint.pdf import is_folder, write_whole
from pressprint.readers import read_with_warnings
from pressprint.release import Release, check_embargo, embargo_mark, to_json

Writer = Callable[[Release, "Layout | None", datetime], str]


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _own_json(release: Release, layout: Layout | None, now: datetime) -> str:
    check_embargo(release, now)
    return _json(json.loads(to_json(release)))


def _own_yaml(release: Release, layout: Layout | None, now: datetime) -> str:
    import yaml  # not loaded for the other forms

    check_embargo(release, now)
    text: str = yaml.safe_dump(json.loads(to_json(release)), allow_unicode=True, sort_keys=False, width=100)
    return text


def _ninjs(release: Release, layout: Layout | None, now: datetime) -> str:
    return _json(to_ninjs(release, layout or release.layout, now=now))


def _jsonld(release: Release, layout: Layout | None, now: datetime) -> str:
    return _json(to_jsonld(release, layout or release.layout, now=now))


FORMS: dict[str, tuple[str, Writer]] = {
    "text": (".txt", lambda release, layout, now: to_text(release, layout=layout, now=now)),
    "html": (".html", lambda release, layout, now: to_html(release, layout, now=now)),
    "ninjs": (".ninjs.json", _ninjs),
    "jsonld": (".jsonld.json", _jsonld),
    "json": (".json", _own_json),
    "yaml": (".yaml", _own_yaml),
}
"""The ending of each form's files, and what writes it."""


@click.command(short_help="Writes a release as text, HTML or data.")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--to", "form", required=True, type=click.Choice(list(FORMS)), help="The form.")
@output_option("The file to write, or a folder for one with the release's name. Default: the result is printed.")
@click.option(
    "--layout",
    metavar="NAME",
    help="The layout: issuer, wording, looks. Default: the release's own, or agency.",
)
@now_option
def convert(file: Path, form: str, output: Path | None, layout: str | None, now: datetime) -> None:
    """Writes a release in another form: as text, as HTML for mail, or as data.

    FILE is a release in any form that pressprint reads: Markdown, JSON, YAML, ninjs, JSON-LD of schema.org, or a PDF of
    pressprint's. What the form cannot hold is told as warnings.

    The forms: text, without hard returns in paragraphs; html, for mail programs, with nothing that is fetched; ninjs,
    IPTC ninjs 3.1; jsonld, a NewsArticle of schema.org; json and yaml, pressprint's own, which hold all of a release.
    """
    ending, write = FORMS[form]
    try:
        release, warnings = read_with_warnings(file)
        text = _written(write, release, layout, now, file)
        if output is not None:
            target = _target(output, file, release, ending)
            write_whole(target, text.encode("utf-8", "ignore"))
    except PressprintError as error:
        sys.exit(tell(error))
    for warning in warnings:
        click.echo(f"warning: {warning}", err=True)
    for lost in losses(release, form) if form in ("text", "html", "ninjs", "jsonld") else ():  # type: ignore[arg-type]
        click.echo(f"warning: {file}: {form} does not hold {lost}", err=True)
    click.echo(text.encode("utf-8", "ignore"), nl=False) if output is None else click.echo(target)


def _written(write: Writer, release: Release, layout: str | None, now: datetime, file: Path) -> str:
    try:
        return write(release, load_layout(layout) if layout is not None else None, now)
    except PressprintError as error:
        raise error.in_file(str(file)) from None


def _target(output: Path, file: Path, release: Release, ending: str) -> Path:
    """The file to write: in a folder one with the release's name, behind its embargo. The release itself stays.

    Raises:
        OutputError: that is the file that is read, or its folder is not there.
    """
    mark = embargo_mark(release)
    before = f"{mark}-" if mark and not file.stem.startswith(mark) else ""
    target = output / f"{before}{file.stem}{ending}" if is_folder(output) else output
    if target.exists() and file.exists() and target.samefile(file):
        raise OutputError(Problem("is the release itself; give another name with -o", str(target)))
    if not target.parent.is_dir():
        raise OutputError(Problem("there is no such folder; make it, or give another with -o", str(target.parent)))
    return target
