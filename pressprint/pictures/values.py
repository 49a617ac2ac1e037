"""Pictures that were read and are ready to be put into a PDF."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

Colours = Literal["DeviceGray", "DeviceRGB", "Indexed"]


@dataclass(frozen=True, slots=True, eq=False)
class Pixels:
    """A picture of pixels, in the form in which a PDF holds it.

    `columns` and `rows` are those of the data; `turn` is the orientation in which they are shown, as EXIF counts it
    (from 1 to 8; 1 is upright). A `jpeg` is a file of its own. In a `png` the data are the deflated rows as a PNG has
    them (ISO 32000-1, 7.4.4.4), with `bits` for each sample and, where colours are `Indexed`, a palette of RGB triples.
    `profile` is an ICC profile in which the colours are meant, where that is not the usual one.
    """

    form: Literal["jpeg", "png"]
    columns: int
    rows: int
    colours: Colours
    data: bytes = field(repr=False)
    bits: int = 8
    palette: bytes = field(default=b"", repr=False)
    profile: bytes | None = field(default=None, repr=False)
    turn: int = 1

    @property
    def width(self) -> float:
        """The width of the upright picture, in pixels."""
        return float(self.rows if self.turn > 4 else self.columns)

    @property
    def height(self) -> float:
        """The height of the upright picture, in pixels."""
        return float(self.columns if self.turn > 4 else self.rows)

    @property
    def weight(self) -> int:
        """About how many bytes of memory it takes."""
        return len(self.data)


@dataclass(frozen=True, slots=True, eq=False)
class Vectors:
    """A drawing: `artwork` is reportlab's, `source` the SVG that it was read from."""

    width: float
    height: float
    artwork: Any
    source: bytes = field(repr=False)

    @property
    def weight(self) -> int:
        """About how many bytes of memory it takes."""
        return 20 * len(self.source)


Picture: TypeAlias = Pixels | Vectors
