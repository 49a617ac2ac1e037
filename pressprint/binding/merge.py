"""Many files become one: pages, tags, bookmarks, destinations and the releases inside them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct
from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import NameObject, TextStringObject

from pressprint.binding.objects import Copy, Store, written
from pressprint.binding.outline import Bookmark, bookmarks_of, write_outline
from pressprint.binding.tags import Structure
from pressprint.errors import Problem, ReadError
from pressprint.pdf.syntax import string
from pressprint.pdf.writer import write_objects

_OBJECTS_TOGETHER = 100  # in one stream, as qpdf has it
# What pypdf, or the copying of what it read, raises where an object is not what it should be.
_TROUBLE = (PyPdfError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
# What the catalog takes over from the first file, which is written with the volume's own metadata.
_OF_THE_VOLUME = ("/Lang", "/MarkInfo", "/ViewerPreferences", "/Metadata", "/OutputIntents")


class Bound(Struct, frozen=True):
    """A file that becomes part of a volume.

    `title` names it in the outline, where it stands for the part's own bookmark of its `headline`; `target` is the name
    of the destination at its beginning, `attachment` that of the release inside it. `language` is a tag where it is
    not the volume's; `name` is told where it is at fault. `kind` is the type of its topmost element. With a `prefix`
    its pages are labelled from 1 with that before the number.
    """

    name: str
    content: bytes
    title: str
    target: str
    attachment: str
    language: str | None
    headline: str | None = None  # where that is not the title
    kind: Literal["Art", "Part"] = "Art"
    prefix: str | None = None


def merge(contents: bytes, label: str, parts: Sequence[Bound]) -> bytes:
    """The volume: its contents pages, which are a file of their own with its metadata, and then its parts.

    `label` is what the bookmark of the contents says.

    Raises:
        ReadError: a part is damaged.
    """
    volume = _Volume()
    volume.begin(contents, label)
    _add_all(volume, parts)
    return volume.finish()


def join(parts: Sequence[Bound]) -> bytes:
    """The parts one after the other, with the metadata and the language of the first one.

    Raises:
        ReadError: a part is damaged.
    """
    volume = _Volume()
    _add_all(volume, parts)
    return volume.finish()


def _add_all(volume: _Volume, parts: Sequence[Bound]) -> None:
    problems = []
    for part in parts:
        try:
            volume.add(part)
        except _TROUBLE as error:
            reason = str(error)[:80] or type(error).__name__
            problems.append(Problem(f"the PDF is damaged: {reason}", part.name))
    if problems:
        raise ReadError(problems)


class _Volume:
    """The volume while it grows. Its metadata are those of the first file that it takes in."""

    def __init__(self) -> None:
        self.store = Store()
        self.pages = self.store.reserve()
        self.tags = Structure(self.store)
        self._kids: list[int] = []
        self._labels: list[str] = []
        self._bookmarks: list[Bookmark] = []
        self._destinations: dict[str, str] = {}
        self._attachments: dict[str, int] = {}
        self._catalog: dict[str, str] = {}
        self._info = 0

    def begin(self, contents: bytes, label: str) -> None:
        """Begins with contents pages, which are numbered in Roman numerals; what follows counts from 1."""
        copy = self._copy(contents, "")
        self._labels.append("0<</S/r>>")
        self._bookmarks.append(Bookmark(label, self._take_pages(copy)[0]))
        self._labels.append(f"{len(self._kids)}<</S/D>>")
        self.tags.take(copy, "Sect", "")
        copy.finish()

    def add(self, part: Bound) -> None:
        """Adds a part: its pages at the end, its tags under an element, its bookmarks below one of its own."""
        copy = self._copy(part.content, f"{part.target}-")
        if part.prefix is not None:
            self._labels.append(f"{len(self._kids)}<</S/D/P{string(part.prefix)}>>")
        beginning = self._take_pages(copy)[0]
        entries = f"/Lang{string(part.language)}" if part.language else ""
        if "/AF" in copy.catalog:
            entries += f"/AF[{self._attach(copy, part.attachment)} 0 R]"
        self.tags.take(copy, part.kind, entries)
        self._destinations[part.target] = beginning
        below = _below(bookmarks_of(copy), part.headline or part.title)
        self._bookmarks.append(Bookmark(part.title, beginning, below))
        copy.finish()

    def finish(self) -> bytes:
        """The bytes of the volume."""
        store = self.store
        self.tags.finish()
        kids = " ".join(f"{page} 0 R" for page in self._kids)
        store.put(self.pages, f"<</Type/Pages/Count {len(self._kids)}/Kids[{kids}]>>")
        outline = write_outline(self._bookmarks, store)
        destinations = " ".join(f"{string(name)}{place}" for name, place in sorted(self._destinations.items()))
        files = " ".join(f"{string(name)} {number} 0 R" for name, number in sorted(self._attachments.items()))
        sources = " ".join(f"{number} 0 R" for number in self._attachments.values())
        attached = f"/EmbeddedFiles<</Names[{files}]>>" if files else ""
        root = store.add(
            f"<</Type/Catalog/Pages {self.pages} 0 R/StructTreeRoot {self.tags.root} 0 R/Outlines {outline} 0 R"
            f"/PageMode/UseOutlines/PageLabels<</Nums[{''.join(self._labels)}]>>"
            f"/Names<</Dests<</Names[{destinations}]>>{attached}>>{f'/AF[{sources}]' if sources else ''}"
            f"{''.join(f'{key} {value}' for key, value in self._catalog.items())}>>"
        )
        return write_objects(store.bodies, root, self._info, most=_OBJECTS_TOGETHER)

    def _copy(self, content: bytes, prefix: str) -> Copy:
        copy = Copy(PdfReader(io.BytesIO(content), strict=True), self.store, self.tags.next_key, prefix)
        if not self._catalog:
            self._catalog = {
                key: written(copy.moved(copy.catalog.raw_get(key))).decode("latin-1") for key in _OF_THE_VOLUME
            }
            self._info = copy.number(copy.reader.trailer.raw_get("/Info"))
        return copy

    def _take_pages(self, copy: Copy) -> list[str]:
        """Takes in the pages of a file; gives for each the destination at its upper edge."""
        places = []
        for page in copy.reader.pages:
            copy.numbers[page.raw_get("/Parent").idnum] = self.pages
            own = page.indirect_reference
            assert own is not None
            self._kids.append(copy.number(own))
            places.append(f"[{self._kids[-1]} 0 R/XYZ 0 {page.mediabox.top} 0]")
        return places

    def _attach(self, copy: Copy, name: str) -> int:
        """The number of the file specification of the release in a part, which gets a name of its own."""
        (file,) = copy.catalog["/AF"]
        specification = copy.moved_dictionary(file.get_object())
        for key in ("/F", "/UF"):
            specification[NameObject(key)] = TextStringObject(name)
        number = self._attachments[name] = self.store.add(specification)
        return number


def _below(outline: tuple[Bookmark, ...], title: str) -> tuple[Bookmark, ...]:
    """The bookmarks of a part without the one of its title, which the part's own stands for."""
    if len(outline) == 1 and outline[0].text == title:
        return outline[0].below
    return outline
