"""The line that names the other languages of a release."""

from __future__ import annotations

from page_text import lines

from pressprint import render
from pressprint.pages import Document


def elements_of(document: Document, kind: str) -> list[tuple[str | None, str | None, str | None]]:
    """The elements of a kind: language, where they lead, what is said of it."""
    return [(e.language, e.href, e.contents) for e in document.elements if e.kind == kind and not e.alt]


def test_the_line(release_of, compose_release):
    """It stands last at the foot, each name in its own language and linked to its edition where that is known."""
    document = compose_release(
        release_of(
            contacts=[{"name": "Maud Kervella"}],
            links=["https://www.lights.example"],
            editions=[
                {"language": "fr", "file": "LO-12-fr.pdf", "title": "Le  phare"},
                {"language": "de", "url": "https://lights.example/de", "authoritative": True},
                "pl",
            ],
        )
    )
    assert lines(document.pages[0])[-2:] == [
        "www.lights.example",
        "Also available in: français\u00a0· Deutsch\u00a0(authoritative version)\u00a0· polski",
    ]
    assert elements_of(document, "Span") == [("fr", None, None), ("de", None, None), ("pl", None, None)]
    assert elements_of(document, "Link")[1:] == [
        (None, "LO-12-fr.pdf", "français: Le phare"),
        (None, "https://lights.example/de", "Deutsch: lights.example/de"),
    ]


def test_links_stand_in_their_language(release_of, compose_release):
    """What is spoken of a link is in the language of the edition, so the link stands in a Span with it."""
    document = compose_release(release_of(editions=[{"language": "fr", "file": "a-fr.pdf"}]))
    (link,) = (element for element in document.elements if element.kind == "Link")
    assert (document.elements[link.parent].kind, document.elements[link.parent].language) == ("Span", "fr")


def test_it_needs_no_contacts(release_of, compose_release):
    """A release without contacts and websites has the line too; one in one language has no foot."""
    assert lines(compose_release(release_of(editions=["fr"])).pages[0])[-1] == "Also available in: français"
    assert not any("available" in line for line in lines(compose_release(release_of()).pages[0]))


def test_a_name_without_a_font(release_of):
    """A language whose letters no font has is named in the release's own, and the author is told."""
    pdf = render(release_of(language="fr", editions=[{"language": "ja", "file": "a-ja.pdf"}]))
    (warning,) = pdf.warnings
    said = "editions: no font has the letters of “日本語”; the edition in it is called “japonais”"
    assert str(warning) == said


def test_another_script(release_of, compose_release):
    """A name in Greek or Cyrillic letters is set among Latin ones."""
    line = lines(compose_release(release_of(editions=["el", "bg"])).pages[0])[-1]
    assert line == "Also available in: Ελληνικά\u00a0· български"
