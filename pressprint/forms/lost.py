"""What each form cannot hold of a release."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pressprint.forms import jsonld, ninjs
from pressprint.forms.unheld import fields_lost, pictures_lost
from pressprint.release import Release

Form = Literal["text", "html", "ninjs", "jsonld"]


def losses(release: Release, form: Form) -> list[str]:
    """What a form cannot hold of a release, each as a sentence that names the field; none where it holds all.

    Text and HTML are for readers: they hold what is printed. ninjs and JSON-LD are read back by `pressprint.read`.
    """
    match form:
        case "ninjs":
            return list(ninjs.losses(release))
        case "jsonld":
            return list(jsonld.losses(release))
    return list(_printed(release))


def _printed(release: Release) -> Iterator[str]:
    """What a form for readers leaves out: it is written by the settings, and does not tell them."""
    yield from fields_lost(release, ["keywords", "slugline", "summary"], "they are for files, not for readers")
    yield from pictures_lost(release)
