"""What the commands do with one release."""

from __future__ import annotations

from pathlib import Path

from pressprint.errors import OutputError, PressprintError, Problem
from pressprint.layouts import Layout
from pressprint.pdf import Pdf, is_folder, write_whole
from pressprint.readers import read_with_warnings
from pressprint.road import render


def check_one(file: Path, layout: Layout | None) -> tuple[Pdf, tuple[Problem, ...]]:
    """The PDF of a release file, and all warnings, each with the file's name.

    Raises:
        PressprintError: the release cannot be read or set.
    """
    release, noted = read_with_warnings(file)
    try:
        pdf = render(release, layout)
    except PressprintError as error:
        raise error.in_file(str(file)) from None
    return pdf, tuple(problem if problem.file else problem.located(str(file)) for problem in (*noted, *pdf.warnings))


def names_a_file(output: Path) -> bool:
    """Whether what stands after `-o` is a PDF to write; anything else is a folder."""
    return output.suffix.lower() == ".pdf" and not is_folder(output)


def render_one(
    file: Path, output: Path | None, layout: Layout | None, targets: set[Path]
) -> tuple[Path, Pdf, tuple[Problem, ...]]:
    """Sets a release file and writes its PDF. `targets` are the files written in this run; none is overwritten.

    Raises:
        PressprintError: the release cannot be read, set or written.
    """
    target = output if output and names_a_file(output) else (output or Path()) / f"{file.stem}.pdf"
    if target in targets:
        raise OutputError(Problem(f"{target} was written for another release of this run", str(file)))
    if not is_folder(target.parent):
        raise OutputError(Problem("there is no such folder; make it, or give another with -o", str(target.parent)))
    pdf, warnings = check_one(file, layout)
    write_whole(target, pdf.content)
    targets.add(target)
    return target, pdf, warnings
