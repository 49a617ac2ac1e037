"""The file that is checked, with what several checks need of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
from msgspec import Struct, field

from pressprint.conformance.parts import Key, get, key_of, number_tree
from pressprint.conformance.structure import Structure
from pressprint.conformance.walk import Content


class Opened(Struct):
    """A PDF with its bytes, its structure tree and what its pages show; `skipped` grows while it is checked."""

    path: Path
    data: bytes
    pdf: pikepdf.Pdf
    structure: Structure
    content: Content
    skipped: list[str] = field(default_factory=list)

    @property
    def root(self) -> Any:
        """The catalog."""
        return self.pdf.Root


def parents_of(pdf: pikepdf.Pdf) -> dict[int, Any]:
    """The entries of the parent tree: for each key an element, or an array of them (ISO 32000-1, 14.7.4.4)."""
    return dict(number_tree(get(pdf.Root, "/StructTreeRoot", "/ParentTree")))


def page_numbers(pdf: pikepdf.Pdf) -> dict[Key, int]:
    """The number of each page, from 1, by its object."""
    return {key_of(page.obj): number for number, page in enumerate(pdf.pages, start=1)}
