"""Font files become faces: metrics, coverage, shaped words."""

from pressprint.fonts.book import Book, open_book
from pressprint.fonts.face import Face, Glyph, Word, load_face

__all__ = ["Book", "Face", "Glyph", "Word", "load_face", "open_book"]
