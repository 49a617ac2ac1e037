"""A release that holds every element, in languages of several scripts, as a file that keeps both standards."""

from __future__ import annotations

import shutil
import subprocess

import pdfua
import pytest
from msgspec.structs import replace
from pdf_reading import open_pdf

from pressprint import Release, read, render
from pressprint.conformance import verify
from pressprint.road import draw, set_release

TEXTS = {
    "en": ("The gate closes in fourteen minutes", "Marrowby", "Date", "By mail", "Tide Office"),
    "fr": ("La porte se ferme en quatorze minutes", "Nantes", "Date", "Par courriel", "Office des marées"),
    "de": ("Das Tor schließt in vierzehn Minuten", "Marschen", "Termin", "Mit der Post", "Gezeitenamt"),
    "ar": ("تغلق البوابة في أربع عشرة دقيقة", "المرسى", "التاريخ", "عبر البريد", "مكتب المد"),
    "ja": ("門は十四分で閉まる", "潮崎市", "日時", "郵送", "潮門事務所"),
}
# What is beyond the shipped fonts.
CHARACTERS = {"ar": range(0x600, 0x700), "ja": (*range(0x3000, 0x3100), *range(0x4E00, 0xA000), *range(0xFF00, 0xFF60))}


def everything(language, title, place, label, text, office):
    """The fields of a release that holds each of the smaller elements."""
    return {
        "title": title,
        "language": language,
        "place": place,
        "date": "2026-05-19",
        "reference": "TG-7",
        "lead": f"{title}.",
        "body": [{"type": "quote", "text": title, "speaker": office}, title],
        "highlights": [title, text],
        "facts": {label: text, text: f"{text} press@tides.example"},
        "signatory": {"name": office, "role": text, "organisation": office},
        "end_mark": True,
        "accounts": {"Mastodon": "@tides@social.example", "X": "tides"},
        "hashtags": [title.split()[0], "Tide2026"],
        "listings": [{"market": office, "segment": place, "ticker": "TID", "isin": "XS0000000009"}],
        "regulated": {"subject": text, "issuer": {"name": office, "address": f"{place} 4"}},
        "counts": "characters",
        "notes": title,
        "boilerplate": title,
        "contacts": [{"name": office, "role": text, "email": "press@tides.example"}],
        "organisation": {"name": office, "website": "https://www.tides.example"},
    }


@pytest.mark.parametrize("preset", [None, "us", "uk", "de", "listed"])
@pytest.mark.parametrize("language", TEXTS)
def test_every_element(language, preset, release_of, write_layout, tmp_path, root, monkeypatch):
    """The file conforms, holds every text in the order of its structure, and gives the release back."""
    folder = write_layout('extends = "agency"\n')
    if language in CHARACTERS:
        monkeypatch.syspath_prepend(root / "tests" / "fonts")
        from fake_fonts import write_font

        write_font(folder / "fonts" / f"{language}.ttf", map(chr, CHARACTERS[language]))
    release = release_of(**everything(language, *TEXTS[language]), preset=preset)
    file = render(release, folder).save(tmp_path / "tides.pdf")
    assert verify(file).findings == ()
    assert not pdfua.validate(file).findings
    if qpdf := shutil.which("qpdf"):
        subprocess.run([qpdf, "--check", file], check=True, capture_output=True)
    assert read(file) == release


def test_a_text_that_is_missing_is_found(release_of, tmp_path):
    """The check of a file against its source knows the texts of the smaller elements."""
    fields = everything("en", *TEXTS["en"])
    made = set_release(release_of(**fields))
    changed = {
        "highlights": ["The gate stays open"],
        "facts": {"Time": "By mail"},
        "signatory": "Owen Pryce",
        "accounts": {"X": "gates"},
        "hashtags": ["Otherwise"],
        "listings": [{"isin": "ZZ0000000016"}],
        "regulated": "Another law",
    }
    source = Release(**{**fields, **changed})
    file = draw(replace(made, source=source)).save(tmp_path / "tides.pdf")
    places = [finding.place for finding in verify(file).findings]
    assert places == [
        "highlight 1",
        "fact 1",
        "signatory 1",
        "regulated",
        "listing 1",
        "account 1",
        "hashtags",
    ]


def test_subjects_are_keywords(release_of):
    """Hashtags, the subject by law and ISINs stand among the keywords, in both places that tell them."""
    release = release_of(
        keywords=["tides"], hashtags=["#Gates"], listings=[{"isin": "XS0000000009"}], regulated={"subject": "Forecast"}
    )
    with open_pdf(render(release).content) as pdf:
        assert str(pdf.docinfo.Keywords) == "tides, Forecast, Gates, XS0000000009"
        assert b"<rdf:li>Forecast</rdf:li>" in pdf.Root.Metadata.read_bytes()
