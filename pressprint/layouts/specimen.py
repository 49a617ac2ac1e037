"""Specimens: a release with everything that a release can hold, to look at a layout with."""

from __future__ import annotations

from pressprint import assets, readers
from pressprint.errors import Problem, ReadError
from pressprint.layouts.load import Layout
from pressprint.release import Release


def languages() -> tuple[str, ...]:
    """The codes of the languages that there is a specimen in."""
    return tuple(sorted(path.stem for path in assets.SPECIMENS.glob("*.md")))


def specimen(language: str = "en", layout: Layout | None = None) -> Release:
    """The specimen in a language, issued by the layout's organisation where it has one.

    Raises:
        ReadError: there is none in this language; the message lists those that there are.
    """
    if language not in languages():
        what = f"there is no specimen in this language; there are {', '.join(languages())}"
        raise ReadError(Problem(what, field=language))
    release = readers.read(assets.SPECIMENS / f"{language}.md")
    own = layout is not None and layout.keys.organisation.name is not None
    return release.model_copy(update={"organisation": None}) if own else release
