"""Markdown without front matter, whose parts are recognised by the words of its language."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from reader_cases import cases

from pressprint import Release, read
from pressprint.languages import known, language
from pressprint.readers.markdown import parse
from pressprint.readers.sections import fold, kind_of
from pressprint.readers.source import Source
from pressprint.release import Heading, Paragraph


@pytest.mark.parametrize(("text", "fields"), cases("bare.md"))
def test_bare_markdown(text: str, fields: str) -> None:
    """A bare text is the release of the fields beside it."""
    assert read(text) == Release(**json.loads(fields))


def test_title_that_is_broken_in_the_text() -> None:
    """A title that is underlined may have several lines."""
    text = "The lamp of the point  \nis lit and it burns\n===\n\nIt is to be seen from the sea.\n"
    assert read(text).title == ("The lamp of the point", "is lit and it burns")


def test_the_seed(shared: Path) -> None:
    """The seed is read with all its parts."""
    file = shared / "seed" / "cp199-2015.md"
    if not file.exists():
        pytest.skip("the seed is not here")
    release = read(file)
    assert (release.language, release.place, str(release.date)) == ("fr", "Paris", "2015-11-06")
    assert release.reference == "CP199 - 2015"
    assert release.lead
    assert len(release.body) == 3
    assert [len(contact.phones) for contact in release.contacts] == [1, 1, 1]
    assert [contact.email.split(".")[0] for contact in release.contacts if contact.email] == [
        (contact.name or "").split()[0].lower() for contact in release.contacts
    ]
    assert [website.url for website in release.links] == ["http://presse.cnes.fr"]


@pytest.mark.parametrize("code", known())
def test_languages_know_their_own_labels(code: str) -> None:
    """Whatever heading pressprint prints itself is recognised when it is read, whatever the organisation's name."""
    words = language(code)
    for kind in ("notes", "legal", "boilerplate"):
        heading = Heading(content=words.labels[kind].format(name="Observatoire 灯塔"))
        assert kind_of(heading, words) == kind
    for label in ("contact", "contacts"):
        assert fold(words.labels[label]) in words.recognise["contacts"]
    assert fold(words.labels["immediate"]) in words.recognise["immediate"]
    assert fold(words.labels["press_release"]) in words.recognise["press_release"]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("fi", "Majakkavirasto lyhyesti"),
        ("tr", "Fener İdaresi Hakkında"),
        ("tr", "FENER İDARESİ HAKKINDA"),
        ("ja", "灯台局について"),
        ("ko", "등대국 소개"),
        ("zh", "关于灯塔局"),
        ("kk", "Шамшырақ басқармасы туралы"),
        ("hu", "A Világítótorony Hivatal bemutatkozik"),
        ("fr", "À propos de l’Observatoire :"),
        ("ja", "会社概要："),
    ],
)
def test_words_for_about(code: str, words: str) -> None:
    """The words for About are found before and behind the name, with and without a space."""
    assert kind_of(Heading(content=words), language(code)) == "boilerplate"


@pytest.mark.parametrize(
    ("code", "words"), [("fi", "Lyhyestikään ei"), ("en", "All about"), ("en", "Aboutness"), ("fi", "Vuosilyhyesti")]
)
def test_words_that_are_not(code: str, words: str) -> None:
    """A word that stands elsewhere, or is part of another, announces nothing."""
    assert kind_of(Heading(content=words), language(code)) is None


def test_only_headings_announce() -> None:
    """A paragraph announces no section, whatever it says."""
    assert kind_of(Paragraph(content="About us"), language("en")) is None


@pytest.mark.parametrize("text", ["Contacts：", " CONTACTS :", "Contacts。", "contacts."])
def test_folding(text: str) -> None:
    """Capitals, spaces and a mark at the end, also a full-width one, do not count."""
    assert fold(text) == "contacts"


def test_reading_leaves_the_parsed_text_alone() -> None:
    """The parser that all texts share keeps nothing from one to the next."""
    first = parse(Source("[a]: https://a.example\n\n[a]\n")).blocks
    assert first != parse(Source("[a]\n")).blocks
    assert first == parse(Source("[a]: https://a.example\n\n[a]\n")).blocks
