"""Pages become bytes: painted through reportlab's canvas, tagged, and written as one file."""

from __future__ import annotations

from pressprint.errors import Problem
from pressprint.pages import Document
from pressprint.pdf.canvas import PdfSurface
from pressprint.pdf.metadata import Metadata, metadata_of
from pressprint.pdf.paint import paint
from pressprint.pdf.result import (
    Pdf,
    ascii_name,
    filename_of,
    full_disk,
    is_folder,
    name_mark,
    picture_of,
    plain_name,
    unwritten,
    write_whole,
)
from pressprint.pdf.surface import Mark, Recorder, Surface
from pressprint.pdf.writer import write
from pressprint.pdf.xmp import packet
from pressprint.release import Release, to_json

__all__ = [
    "Mark",
    "Pdf",
    "Recorder",
    "Surface",
    "ascii_name",
    "filename_of",
    "full_disk",
    "is_folder",
    "make_pdf",
    "name_mark",
    "paint",
    "pdf_bytes",
    "picture_of",
    "plain_name",
    "unwritten",
    "write_whole",
]


def make_pdf(
    release: Release, document: Document, author: str | None, source: Release | None, warnings: tuple[Problem, ...]
) -> Pdf:
    """The finished PDF of a release that is set. `author` is who issues it, `source` the release to put into it.

    Raises:
        SettingError: a character that the chosen face cannot show, or a SOURCE_DATE_EPOCH that is no number.
    """
    carried = to_json(source) if source is not None else None
    content = pdf_bytes(document, metadata_of(release, author, document.standing), carried)
    return Pdf(content, len(document.pages), filename_of(release), warnings, document.standing, document.note)


def pdf_bytes(document: Document, metadata: Metadata, source: bytes | None = None) -> bytes:
    """The bytes of a document: painted page by page, then its fonts, its structure, its metadata and its source."""
    surface = PdfSurface(document, metadata.language)
    for page in document.pages:
        paint(page, surface)
    surface.finish()
    surface.describe(packet(metadata), source, metadata.moment)
    catalog = surface.objects.reference(surface.canvas._doc.Catalog)
    info = surface.objects.add(metadata.info())
    return write(surface.canvas._doc, _number(catalog), _number(info))


def _number(reference: str) -> int:
    return int(reference.split()[0])
