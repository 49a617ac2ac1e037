"""References, downloads, terms of use and copyright, in a file that keeps both standards."""

from __future__ import annotations

import pdfua
import pytest
from msgspec.structs import replace
from pdf_reading import open_pdf

from pressprint import Release, read, render
from pressprint.conformance import verify
from pressprint.road import draw, set_release

FIELDS = {
    "references": [
        {"text": "Les marées", "url": "https://tides.example/study", "doi": "10.5555/a<1>"},
        "https://tides.example/table",
    ],
    "assets": {"label": "Le port", "url": "https://tides.example/gauge.jpg", "format": "JPEG", "size": "2,4 Mo"},
    "usage_terms": "Libre de droits & de frais, voir https://tides.example/terms.",
    "copyright": "© 2026 Tide Office",
}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_file_with_all_of_them(language, release_of, tmp_path):
    """It conforms, leads where the release says, tells the rights in its metadata, and gives the release back."""
    release = release_of(language=language, **FIELDS)
    file = render(release).save(tmp_path / "tides.pdf")
    assert verify(file).findings == ()
    assert not pdfua.validate(file).findings
    assert read(file) == release
    with open_pdf(file.read_bytes()) as pdf:
        links = [str(one.A.URI) for page in pdf.pages for one in page.get("/Annots", [])]
        packet = pdf.Root.Metadata.read_bytes().decode()
    assert links == [
        "https://tides.example/study",
        "https://doi.org/10.5555/a%3C1%3E",
        "https://tides.example/table",
        "https://tides.example/gauge.jpg",
        "https://tides.example/terms",
    ]
    terms = packet.partition("<xmpRights:UsageTerms>")[2].partition("</xmpRights:UsageTerms>")[0]
    assert "de frais, voir https://tides.example/terms." in terms
    assert "&amp;" in terms
    assert (
        '<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">© 2026 Tide Office</rdf:li></rdf:Alt></dc:rights>' in packet
    )


def test_without_terms_the_packet_declares_no_schema_of_rights(release_of):
    """A file without terms of use keeps its metadata as it was."""
    with open_pdf(render(release_of(copyright="© 2026 Tide Office")).content) as pdf:
        assert b"xmpRights" not in pdf.Root.Metadata.read_bytes()


def test_a_text_that_is_missing_is_found(release_of, tmp_path):
    """The check of a file against its source knows these texts."""
    changed = {
        "references": [{"text": "Another study"}, {"doi": "10.5555/other"}],
        "assets": {"label": "Another gauge", "url": "https://tides.example/gauge.jpg"},
        "usage_terms": "Not to be printed.",
        "copyright": "© 1907 Somebody",
    }
    made = set_release(release_of(**FIELDS))
    source = Release(**{**release_of().model_dump(exclude_defaults=True), **changed})
    file = draw(replace(made, source=source)).save(tmp_path / "tides.pdf")
    places = [finding.place for finding in verify(file).findings]
    assert places == ["reference 1", "reference 2", "asset 1", "usage terms", "copyright"]
