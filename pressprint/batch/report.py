"""A page that shows an archive: each release with a picture of its first page, searchable, without a server."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from string import Template
from urllib.parse import quote

from msgspec import Struct

from pressprint.batch.outputs import Folder, Outputs
from pressprint.batch.result import Result
from pressprint.batch.workers import run
from pressprint.errors import PressprintError, counted
from pressprint.pages import A4
from pressprint.pdf import picture_of, unwritten, write_whole

_WIDTH = 220  # of a picture, in pixels
_PATIENCE = 60.0  # seconds for a picture
_PAGE = Path(__file__).parent / "report.html"


def write_page(
    results: Sequence[Result], outputs: Outputs, target: Path, *, jobs: int | None = None, pictures: bool = True
) -> None:
    """Writes the page, and its pictures into a folder beside it; those that are there already stay.

    Raises:
        OutputError: page or pictures cannot be written.
    """
    folder = target.with_name(f"{target.stem}-pictures")
    try:
        folder.mkdir(exist_ok=True)
        there = {path.name for path in folder.iterdir()}
    except OSError as error:
        raise unwritten(error, str(folder)) from None
    wanted = {_picture(result): result for result in results if result.sha256}
    if pictures:
        missing = [result for name, result in wanted.items() if name not in there]
        there |= {
            _picture(result)
            for result, made in run(_Painter(outputs, folder), missing, jobs=jobs or 1, timeout=_PATIENCE)
            if made is True
        }
        for name in there - wanted.keys():
            if name.endswith(".webp"):
                (folder / name).unlink(missing_ok=True)
    cards = "\n".join(_card(result, outputs, target.parent, folder.name, there) for result in results)
    counts = {status: sum(result.status == status for result in results) for status in ("set", "failed")}
    page = Template(_PAGE.read_text(encoding="utf-8")).substitute(
        place=escape(outputs.name),
        set=f"{counts['set']:,}",
        failed=f"{counts['failed']:,}",
        warned=f"{sum(bool(result.warnings) for result in results):,}",
        pages=f"{sum(result.pages for result in results):,}",
        cards=cards,
    )
    write_whole(target, page.encode())


class _Painter(Struct, frozen=True):
    """Makes pictures of first pages: a function that can be sent to other processes."""

    outputs: Outputs
    folder: Path

    def __call__(self, result: Result) -> bool:
        """Whether there is a picture now; an output that was removed or spoilt since has none."""
        import pypdfium2  # a run without a report does not pay for it

        try:
            content = self.outputs.read(result.output or "")
            picture = picture_of(content, 1, _WIDTH / A4[0], "WEBP", quality=70)
            write_whole(self.folder / _picture(result), picture)
        except (PressprintError, pypdfium2.PdfiumError):
            return False
        return True


def _picture(result: Result) -> str:
    """The name of a picture: the same for the same output."""
    return f"{(result.sha256 or '')[:24]}.webp"


def _card(result: Result, outputs: Outputs, home: Path, folder: str, there: set[str]) -> str:
    picture = _picture(result)
    image = f'<img src="{quote(folder)}/{picture}" alt="" loading="lazy">' if picture in there else "<div></div>"
    name = escape(result.output or result.source)
    if isinstance(outputs, Folder) and result.output and result.sha256:
        link = quote(Path(os.path.relpath(outputs.root / result.output, home)).as_posix())
        name = f'<a href="{link}">{name}</a>'
    facts = f"{counted(result.pages, 'page')}, {result.size / 1000:.0f} kB"
    lines = [f"<h2>{name}</h2>", f"<p>{escape(result.source)}</p>"]
    lines += [f"<p>{facts}</p>"] if result.status == "set" else []
    lines += [f'<p class="{kind}">{escape(text)}</p>' for kind, text in _notes(result)]
    kinds = " ".join([result.status, *(["warned"] if result.warnings else [])])
    return f'<li class="{kinds}">{image}{"".join(lines)}</li>'


def _notes(result: Result) -> Iterator[tuple[str, str]]:
    for problem in result.problems:
        yield "problem", f"Not set: {problem}"
    for warning in result.warnings:
        yield "warning", f"Warning: {warning}"
