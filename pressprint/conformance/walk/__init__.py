"""Walks what is painted: marks, text by font and by mark, colours of text and of what lies behind it.

The operators are those of ISO 32000-1, annex A. Forms are walked where they are drawn.
"""

from __future__ import annotations

from pressprint.conformance.walk.values import Colour, Content, Font, Run, Shown
from pressprint.conformance.walk.walker import content_of

__all__ = ["Colour", "Content", "Font", "Run", "Shown", "content_of"]
