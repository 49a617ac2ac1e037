"""A manifest as a table, and where reports go."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path
from typing import Any

from pressprint.batch.manifest import Entry, Manifest
from pressprint.batch.outputs import MANIFEST
from pressprint.batch.places import open_outputs
from pressprint.batch.report import write_page
from pressprint.errors import OutputError, Problem
from pressprint.pdf import is_folder, write_whole

_FORMS = (".html", ".csv", ".json")


def check_report(path: str | os.PathLike[str]) -> None:
    """Tells, before hours of work, that a report could not be written.

    Raises:
        OutputError: its name ends in none of .html, .csv and .json, or its folder is not there.
    """
    target = Path(path)
    if target.suffix.lower() not in _FORMS:
        what = f"is not the name of a report; expected one that ends in {', '.join(_FORMS)}"
        raise OutputError(Problem(what, str(path)))
    if not is_folder(target.parent):
        raise OutputError(Problem("there is no such folder for the report; make it", str(target.parent)))


def write_report(
    out: str | os.PathLike[str], path: str | os.PathLike[str], *, jobs: int | None = None, pictures: bool = True
) -> None:
    """Writes what the manifest of a place holds: as a page with pictures, as CSV or as JSON, by the path's ending.

    `jobs` is the number of processes that make the pictures; without `pictures` only those are shown that are there
    already.

    Raises:
        OutputError: nothing was set there yet, or the report cannot be written.
    """
    check_report(path)
    outputs, target = open_outputs(out), Path(path)
    outputs.fetch()
    if not (outputs.state / MANIFEST).exists():
        raise OutputError(Problem("nothing was set there yet; give SOURCE and OUT", outputs.name))
    with Manifest(outputs.state) as manifest:
        entries = list(manifest.entries().values())
    match target.suffix.lower():
        case ".csv":
            write_whole(target, _csv(entries).encode("utf-8-sig"))  # spreadsheets know UTF-8 by the mark
        case ".json":
            rows = [_row(entry) for entry in entries]
            write_whole(target, json.dumps(rows, ensure_ascii=False, indent=1).encode())
        case _:
            write_page([entry.result for entry in entries], outputs, target, jobs=jobs, pictures=pictures)


def _row(entry: Entry) -> dict[str, Any]:
    result = entry.result
    return {
        "source": result.source,
        "status": result.status,
        "output": result.output,
        "pages": result.pages,
        "bytes": result.size,
        "seconds": result.seconds,
        "sha256": result.sha256,
        "source_sha256": result.marks.source,
        "layout": result.marks.own_layout,
        "layout_sha256": result.marks.layout,
        "version": entry.version,
        "at": entry.at,
        "warnings": [str(problem) for problem in result.warnings],
        "problems": [str(problem) for problem in result.problems],
    }


def _csv(entries: list[Entry]) -> str:
    out = io.StringIO()
    rows = [_row(entry) for entry in entries]
    writer = csv.DictWriter(out, list(rows[0]) if rows else ["source"])
    writer.writeheader()
    for row in rows:
        writer.writerow(row | {key: "\n".join(row[key]) for key in ("warnings", "problems")})
    return out.getvalue()
