"""A check of what PDF/UA-1 (ISO 14289-1) and PDF/A-3a (ISO 19005-3) ask, in so far as it can be made here.

Each concern is a module with a function `check`, from an opened file to findings. What is not checked is told
as such, and is not passed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from pressprint.conformance import (
    attachments,
    bookmarks,
    catalog,
    content,
    file,
    fonts,
    images,
    limits,
    links,
    source,
    tree,
    xmp,
)
from pressprint.conformance.clauses import clauses, not_checked
from pressprint.conformance.opened import Opened
from pressprint.conformance.parts import TROUBLE
from pressprint.conformance.report import Finding, Report
from pressprint.conformance.structure import structure_of
from pressprint.conformance.walk import content_of
from pressprint.errors import Problem, ReadError
from pressprint.readers.pdf import open_pdf
from pressprint.readers.source import bytes_of

__all__ = ["Finding", "Report", "clauses", "verify"]

_CHECKS: tuple[tuple[str, Callable[[Opened], Iterator[Finding]]], ...] = (
    ("A 6.1", file.check),
    ("A 6.1.13", limits.check),
    ("A 6.2.4.2-1", images.check),
    ("UA 7.1", catalog.check),
    ("A 6.6.2.1-4", xmp.check),
    ("UA 7.1", tree.check),
    ("UA 7.1-3", content.check),
    ("UA 7.21", fonts.check),
    ("UA 7.18.1-1", links.check),
    ("UA 7.17", bookmarks.check),
    ("A 6.8", attachments.check),
    ("A 6.8 (source)", source.check),
)


def verify(path: Path) -> Report:
    """What is found in a file.

    Raises:
        ReadError: there is no such file, it is no PDF, is damaged, or is encrypted.
    """
    data = bytes_of(path)
    found: list[Finding] = []
    with open_pdf(path, data) as pdf:
        try:
            opened = Opened(path, data, pdf, structure_of(pdf), content_of(pdf))
        except TROUBLE as error:  # a tree of pages that is none
            raise ReadError(Problem(f"the PDF is damaged: {str(error)[:80]}", str(path))) from None
        for rule, check in _CHECKS:
            found += _guarded(rule, check, opened)
        skipped = tuple(dict.fromkeys(opened.skipped))
    return Report(str(path), tuple(dict.fromkeys(found)), (*not_checked(), *skipped))


def _guarded(rule: str, check: Callable[[Opened], Iterator[Finding]], opened: Opened) -> Iterator[Finding]:
    """The findings of a check. What it cannot cope with is a finding too: a good file holds nothing of the kind."""
    try:
        yield from check(opened)
    except Exception as error:  # whatever a malformed object makes the readers raise
        what = f"an object is so malformed that the check ended ({type(error).__name__}: {str(error)[:80]})"
        yield Finding(rule, "the file", what, "write the file again")
