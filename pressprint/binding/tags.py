"""The structure trees of all files of a volume as one (ISO 32000-1, 14.7)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject

from pressprint.binding.objects import Copy, Store, written
from pressprint.pdf.syntax import string


class Structure:
    """The tree of a volume, which grows by the tree of one file after the other.

    Its root holds one Document, and that one the topmost element of each file.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self.root, self.document = store.reserve(), store.reserve()
        self.next_key = 0
        self._kids: list[int] = []
        self._leaves: list[str] = []  # of the parent tree, one for each file
        self._identifiers: dict[str, int] = {}
        self._roles: dict[str, str] = {}

    def take(self, copy: Copy, kind: str, entries: str) -> None:
        """Takes in the tree of a file. `kind` becomes the type of its topmost element, which gets the `entries` too.

        Raises:
            ValueError: the tree is not as pressprint writes them.
        """
        root = copy.catalog["/StructTreeRoot"]
        # Nothing but the topmost element names the root, as its parent.
        copy.numbers[copy.catalog.raw_get("/StructTreeRoot").idnum] = self.document
        self._kids.append(self._top(copy, root.raw_get("/K"), kind, entries))
        self._leaves.append(self._leaf(copy, root["/ParentTree"]))
        for name, element in _pairs(root.get("/IDTree", {}).get("/Names", [])):
            self._identifiers[copy.prefix + str(name)] = copy.number(element)
        for tag, stands_for in root.get("/RoleMap", {}).items():
            if self._roles.setdefault(str(tag), str(stands_for)) != stands_for:
                raise ValueError(f"{tag} does not stand for {self._roles[tag]}, as in other files")

    def _top(self, copy: Copy, kids: Any, kind: str, entries: str) -> int:
        """The number of a file's topmost element."""
        (top,) = kids if isinstance(kids, ArrayObject) else [kids]
        number = copy.numbers[top.idnum] = self.store.reserve()
        element = copy.moved_dictionary(top.get_object())
        element[NameObject("/S")] = NameObject(f"/{kind}")
        self.store.put(number, written(element).removesuffix(b">>") + entries.encode("latin-1") + b">>")
        return number

    def _leaf(self, copy: Copy, tree: DictionaryObject) -> str:
        """A file's entries of the parent tree as a leaf of the volume's (7.9.7)."""
        entries = {int(key) + copy.shift: copy.moved(value) for key, value in _pairs(tree["/Nums"])}
        self.next_key = max(entries) + 1
        numbers = ArrayObject(part for key in sorted(entries) for part in (NumberObject(key), entries[key]))
        return f"<</Limits[{min(entries)} {max(entries)}]/Nums{written(numbers).decode('latin-1')}>>"

    def finish(self) -> None:
        """Writes the Document, the root and the trees that belong to it."""
        kids = " ".join(f"{number} 0 R" for number in self._kids)
        self.store.put(self.document, f"<</Type/StructElem/S/Document/P {self.root} 0 R/K[{kids}]>>")
        leaves = " ".join(f"{self.store.add(leaf)} 0 R" for leaf in self._leaves)
        tree = self.store.add(f"<</Kids[{leaves}]>>")
        roles = "".join(f"{tag}{stands_for}" for tag, stands_for in sorted(self._roles.items()))
        names = " ".join(f"{string(name)} {number} 0 R" for name, number in sorted(self._identifiers.items()))
        self.store.put(
            self.root,
            f"<</Type/StructTreeRoot/K {self.document} 0 R/ParentTree {tree} 0 R/ParentTreeNextKey {self.next_key}"
            + (f"/RoleMap<<{roles}>>" if roles else "")
            + (f"/IDTree<</Names[{names}]>>" if names else "")
            + ">>",
        )


def _pairs(array: Any) -> Iterator[tuple[Any, Any]]:
    """The keys and values of an array in which they take turns, as in the leaf of a tree."""
    return zip(array[::2], array[1::2], strict=True)
