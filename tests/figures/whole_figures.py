"""Figures as tests write them, and what comes of them on pages and in files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pressprint import ReadError, Release, SettingError, read, render
from pressprint.pages import A4, Document, PictureItem
from pressprint.release import Folder, Origin
from pressprint.road import set_release

LEFT, RIGHT, MEASURE = 88, A4[0] - 92, A4[0] - 180
SENTENCE = "The lamp was built in 1907 and its lens weighs two tonnes, for which ships have asked since. "
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40" viewBox="0 0 80 40">'
    '<rect x="5" y="10" width="20" height="30" fill="#0b3d6e"/><rect x="35" y="2" width="20" height="38"/></svg>'
)
HEAD = "---\ntitle: The lamp is lit\nlanguage: en\n---\n\n"
LAMP = '![The lamp](lamp.jpg "Lit again"){credit="Photo: Ines Falk" rights="Free to use"}\n'


def figure(src: str, **fields: Any) -> dict[str, Any]:
    """A figure as it is written in JSON."""
    return {"type": "figure", "src": src, "alt": "What it shows", **fields}


def made_of(*body: Any, **fields: Any) -> Release:
    """A release whose pictures are in the folder of the test."""
    release = Release(**{"title": "The lamp is lit", "language": "en", "body": list(body), **fields})
    return release.coming_from(Origin(images=Folder(Path())))


def pages_of(release: Release, layout: Any = None) -> Document:
    """The pages of a release."""
    return set_release(release, layout).document


def pictures(document: Document) -> list[PictureItem]:
    """The pictures of all pages."""
    return [item for page in document.pages for item in page.items if isinstance(item, PictureItem)]


def said_of(text: str) -> str:
    """What is said of a Markdown text."""
    Path("release.md").write_text(HEAD + text, encoding="utf-8")
    with pytest.raises((ReadError, SettingError)) as caught:
        render(read("release.md"))
    return str(caught.value)
