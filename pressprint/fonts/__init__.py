"""Font files become faces: metrics, coverage, shaped words."""

from pressprint.fonts.book import Book, open_book
from pressprint.fonts.face import CACHE_LIMIT, FIGURES, HALF_WIDTH, Face, Glyph, Word, cut, joined, load_face

__all__ = [
    "CACHE_LIMIT",
    "FIGURES",
    "HALF_WIDTH",
    "Book",
    "Face",
    "Glyph",
    "Word",
    "cut",
    "joined",
    "load_face",
    "open_book",
]
