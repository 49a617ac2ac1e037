"""The one walk over a release: nothing of it is left out."""

from __future__ import annotations

import json
from html import unescape
from pathlib import Path

import pytest
import yaml

from pressprint import Release, to_html, to_text

# Fields that say how a release is set or filed, not what it says; and those that are told in other words.
_NOT_TOLD = {
    "date",
    "embargo",
    "language",
    "country",
    "layout",
    "typography",
    "preset",
    "fit",
    "counts",
    "keywords",
    "status",
}
# Parts that are no text of the release: kinds and codes, and what a text has no use for.
_KEYS = {"type", "language", "country", "align", "width", "src", "start"}


@pytest.mark.parametrize(
    "form", [to_text, lambda release: unescape(to_html(release).replace("</a>", ""))], ids=["text", "html"]
)
def test_every_field_is_told(english: Release, form: object) -> None:
    """Each word that stands anywhere in the release is in the form, but what serves its setting alone."""
    written = " ".join(form(english).replace("\u00a0", " ").split())  # type: ignore[operator]
    for field, value in english:
        if field not in _NOT_TOLD and value:
            for text in _texts(json.loads(english.model_dump_json(include={field}))[field]):
                assert not [word for word in text.split() if word not in written], (field, text)


def test_the_sample_has_every_field() -> None:
    """A new field of a release comes into the sample, so that the test above is about it too."""

    known = set()
    for file in (Path(__file__).parent / "releases").glob("*.yaml"):
        known |= yaml.safe_load(file.read_text(encoding="utf-8")).keys()
    assert Release.model_fields.keys() - known <= {"fit", "updates", "typography", "layout", "country"}


def _texts(value: object) -> list[str]:
    """The words of a value, those of each run of text."""
    if isinstance(value, str):
        return [value.removeprefix("https://")]
    if isinstance(value, dict):
        return [text for key, inner in value.items() if key not in _KEYS for text in _texts(inner)]
    return [text for inner in value for text in _texts(inner)] if isinstance(value, list) else []
