"""The other languages of a release: what may be said of them, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from pressprint import Edition, ReadError
from pressprint.release import Release, to_json


def message(release_of: Any, *editions: Any) -> str:
    """What is said of a release with these editions."""
    with pytest.raises(ReadError) as caught:
        release_of(editions=editions)
    return str(caught.value)


def test_a_tag_is_an_edition(release_of):
    """An edition may be the tag of its language alone, also of one that pressprint cannot set."""
    release = release_of(editions=["fr", {"language": "cy", "url": "lights.example/cy"}])
    assert release.editions == (Edition(language="fr"), Edition(language="cy", url="https://lights.example/cy"))
    assert [edition.target for edition in release.editions] == [None, "https://lights.example/cy"]


def test_an_address_goes_before_a_file():
    """Where both are known the address counts: the file may not lie beside this one."""
    edition = Edition(language="fr", url="https://lights.example/fr", file="LO-12-fr.pdf")
    assert edition.target == "https://lights.example/fr"
    assert edition.model_copy(update={"url": None}).target == "LO-12-fr.pdf"


def test_they_are_kept(release_of):
    """As JSON and back an edition is what it was."""
    release = release_of(editions=[{"language": "fr", "file": "a-fr.pdf", "title": "Le phare", "authoritative": True}])
    assert Release.model_validate_json(to_json(release)) == release


@pytest.mark.parametrize(
    ("edition", "expected"),
    [
        ("xx", "editions[1].language: “xx” is not the tag of a language; expected one such as en or pt-BR"),
        ("french", "editions[1].language: “french” is not the tag of a language; expected one such as en or pt-BR"),
        ("EN", "editions[1].language: the release itself is in “en”; name the other languages alone"),
        ({"language": "fr", "file": "C:\\a.pdf"}, "editions[1].file: “C:\\a.pdf” is not the name of a PDF beside "
         "this one; expected one such as CP1-en.pdf"),
        ({"language": "fr", "file": "a.doc"}, "editions[1].file: “a.doc” is not the name of a PDF beside this one; "
         "expected one such as CP1-en.pdf"),
        ({"language": "fr", "url": "ftp://lights.example"}, "editions[1].url: “ftp://lights.example” is not a link "
         "that a release may hold; expected http, https, mailto or tel"),
    ],
)  # fmt: skip
def test_what_is_refused(release_of, edition, expected):
    """A tag without a language, the release's own language, a file that is not beside it."""
    assert message(release_of, edition) == expected


def test_a_language_has_one_edition(release_of):
    """Two editions in one language are a mistake."""
    said = "editions[3].language: “FR” is named twice; each language has one edition"
    assert message(release_of, "fr", "de", "FR") == said
