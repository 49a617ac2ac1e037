"""Pictures: files become values that a PDF can hold, their kinds told by their bytes and not by their names."""

from __future__ import annotations

from pressprint.pictures.load import Loaded, load_picture, size_of
from pressprint.pictures.values import Picture, Pixels, Vectors
from pressprint.pictures.vectors import PLAIN, read_svg

__all__ = ["PLAIN", "Loaded", "Picture", "Pixels", "Vectors", "load_picture", "read_svg", "size_of"]
