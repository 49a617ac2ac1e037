"""A part of a volume: a PDF that pressprint made, and the release inside it. Anything else is refused."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from pressprint.errors import Problem, ReadError, listed
from pressprint.readers.build import build
from pressprint.readers.pdf import RELEASE_NAME, open_pdf, release_source, release_streams
from pressprint.readers.source import bytes_of
from pressprint.readers.tree import read_json
from pressprint.release import Release

if TYPE_CHECKING:
    import pikepdf

# What the catalog of our files holds. Whatever else there is, such as a form, would be lost in a volume.
_CATALOG = {"/Type", "/Pages", "/Lang", "/MarkInfo", "/ViewerPreferences", "/Metadata", "/StructTreeRoot"}
_CATALOG |= {"/OutputIntents", "/AF", "/Names", "/Outlines", "/PageMode"}


class Part(Struct, frozen=True):
    """A PDF that is bound: its bytes and their number of pages, the release that it carries, and who issued it."""

    path: Path
    content: bytes
    pages: int
    release: Release
    issuer: str | None


def read_parts(paths: Iterable[Path]) -> list[Part]:
    """The parts that files are.

    Raises:
        ReadError: with a line for each file that cannot be bound.
    """
    parts: list[Part] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            parts.append(read_part(path))
        except ReadError as error:
            problems += error.problems
    if problems:
        raise ReadError(problems)
    return parts


def read_part(path: Path) -> Part:
    """The part that a file is.

    Raises:
        ReadError: there is no such file, or it is not a PDF of pressprint's with one release inside.
    """
    data = bytes_of(path)
    with open_pdf(path, data) as pdf:
        try:
            fault = _fault(pdf)
            if fault:
                raise ReadError(Problem(fault, str(path)))
            source = release_source(pdf, path)
            issuer = " ".join(str(pdf.docinfo.get("/Author", "")).split())
            pages = len(pdf.pages)
        except (AttributeError, LookupError, RuntimeError, TypeError, ValueError):
            raise ReadError(Problem("the PDF is damaged: its objects are not what they should be", str(path))) from None
    return Part(path, data, pages, build(source, read_json(source)), issuer or None)


def is_volume(path: Path) -> bool:
    """Whether a file is a volume, such as the one of an earlier run."""
    try:
        with open_pdf(path) as pdf:
            return _is_volume(pdf)
    except ReadError:
        return False


def _is_volume(pdf: pikepdf.Pdf) -> bool:
    return bool(release_streams(pdf).keys() - {RELEASE_NAME})


def _fault(pdf: pikepdf.Pdf) -> str:
    """Why a PDF cannot be bound, and what to do; empty where it can."""
    if _is_volume(pdf):
        return "the PDF is a volume itself; bind the PDFs that it was made of"
    if not release_streams(pdf):
        what = "the PDF carries no release: it is not pressprint's, or was made without its source"
        return f"{what}; leave it out, or render the release again"
    change = _change(pdf)
    return f"{change}; bind the file as pressprint made it" if change else ""


def _change(pdf: pikepdf.Pdf) -> str:
    """What another programme made of a PDF of ours that keeps it from being bound; empty where it is as it was."""
    root: Any = pdf.Root
    tags = root.get("/StructTreeRoot")
    if tags is None or "/K" not in tags or "/ParentTree" not in tags or not pdf.pages:
        return "the PDF is not tagged"
    strange = set(root.keys()) - _CATALOG | {f"/Names{key}" for key in root.Names.keys() - {"/EmbeddedFiles"}}
    if len(root.AF) != 1:
        strange.add("more files than its release")
    if not all(_is_tagged_link(annotation) for page in pdf.pages for annotation in page.get("/Annots", [])):
        strange.add("comments or links of another programme")
    return f"the PDF holds what none of pressprint's does: {listed(sorted(strange))}" if strange else ""


def _is_tagged_link(annotation: Any) -> bool:
    return annotation.get("/Subtype") == "/Link" and "/StructParent" in annotation
