"""The objects of a volume, and how those of a file become some of them: with new numbers, and alike ones once."""

from __future__ import annotations

import io
from typing import Any

from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)


class Store:
    """The objects of a volume as bytes, by their numbers, which begin with 1."""

    def __init__(self) -> None:
        self.bodies: dict[int, bytes] = {}
        self._count = 0
        self._shared: dict[bytes, int] = {}

    def reserve(self) -> int:
        """The number of an object that gets its content later."""
        self._count += 1
        return self._count

    def put(self, number: int, content: str | bytes | PdfObject) -> None:
        """Gives an object its content."""
        if isinstance(content, PdfObject):
            content = written(content)
        self.bodies[number] = content.encode("latin-1") if isinstance(content, str) else content

    def add(self, content: str | bytes | PdfObject) -> int:
        """The number of a new object."""
        number = self.reserve()
        self.put(number, content)
        return number

    def share(self, content: bytes) -> int:
        """The number of an object with this content, which the volume holds once."""
        if content not in self._shared:
            self._shared[content] = self.add(content)
        return self._shared[content]


class Copy:
    """One file on its way into a volume.

    `numbers` are those of its objects in the volume; an object gets one when something refers to it, so that what
    nothing refers to is left behind. `shift` is added to its keys of the parent tree, `prefix` stands before its
    identifiers (ISO 32000-1, 14.7.2 and 14.7.4.4): both are then those of no other file.
    """

    def __init__(self, reader: PdfReader, store: Store, shift: int, prefix: str) -> None:
        self.reader, self.store, self.shift, self.prefix = reader, store, shift, prefix
        self.numbers: dict[int, int] = {}
        self._waiting: list[tuple[int, PdfObject]] = []

    @property
    def catalog(self) -> Any:
        """The catalog of the file."""
        return self.reader.root_object

    def number(self, reference: IndirectObject) -> int:
        """The number in the volume of what a reference of the file leads to.

        Streams are copied at once, so that those which are alike can share a number; all else waits for `finish`,
        for elements, pages and annotations refer to each other in circles.
        """
        known = self.numbers.get(reference.idnum)
        if known is None:
            value = self.reader.get_object(reference)
            if value is None:
                raise LookupError(f"object {reference.idnum} is missing")
            if isinstance(value, StreamObject):
                known = self.store.share(self._stream(value))
            else:
                known = self.store.reserve()
                self._waiting.append((known, value))
            self.numbers[reference.idnum] = known
        return known

    def moved(self, value: Any) -> Any:
        """A value of the file as it stands in the volume."""
        if isinstance(value, IndirectObject):
            return reference(self.number(value))
        if isinstance(value, DictionaryObject):
            return self.moved_dictionary(value)
        if isinstance(value, ArrayObject):
            return ArrayObject([self.moved(item) for item in value])
        return value

    def moved_dictionary(self, value: DictionaryObject) -> DictionaryObject:
        """A dictionary of the file as it stands in the volume, with its keys and identifiers made unique."""
        result = DictionaryObject({key: self.moved(item) for key, item in value.items()})
        for key in (NameObject("/StructParents"), NameObject("/StructParent")):
            if key in result:
                result[key] = NumberObject(int(str(result[key])) + self.shift)
        if "/ID" in result and "/S" in result:
            result[NameObject("/ID")] = TextStringObject(self.prefix + str(result["/ID"]))
        return result

    def finish(self) -> None:
        """Copies all that is referred to."""
        while self._waiting:
            number, value = self._waiting.pop()
            self.store.put(number, self.moved(value))

    def _stream(self, value: StreamObject) -> bytes:
        """A stream with its data as they are packed in the file (ISO 32000-1, 7.3.8)."""
        data: bytes = value._data  # pypdf has no public name for them
        head = self.moved_dictionary(value)
        head[NameObject("/Length")] = NumberObject(len(data))
        return b"%b\nstream\n%b\nendstream" % (written(head), data)


def reference(number: int) -> IndirectObject:
    """What leads to an object of the volume."""
    return IndirectObject(number, 0, None)


def written(value: PdfObject) -> bytes:
    """A value as it is written into a file."""
    out = io.BytesIO()
    value.write_to_stream(out)
    return out.getvalue()
