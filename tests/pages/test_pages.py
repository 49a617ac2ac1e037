"""Pages: what stands on them, in which order and where."""

from __future__ import annotations

import pytest
from page_text import LEFT, RIGHT, SENTENCE, kind_and_lines, lines, words

from pressprint import Release, load_layout
from pressprint.fonts import open_book
from pressprint.pages import LogoItem, RuleItem, TextItem
from pressprint.pages.desk import Desk
from pressprint.release import Emphasis, Text


def test_order(full_release, compose_release):
    """All parts of a release are painted in the order in which they are read."""
    (page,) = compose_release(full_release).pages
    assert lines(page) == [
        "Lighthouse Office",
        "For immediate release",
        "Coasts",
        "Heritage",
        "The lighthouse at Grey Point is lit again",
        "After eleven years the light turns once more",
        "Grey Point, 12 March 2026",
        "LO-12-2026",
        "The Lighthouse Office has lit the lamp at Grey Point again. It is seen far out.",
        "The lamp was built in 1907; its lens weighs two tonnes. Ships have asked for it.",
        "How it was done",
        "Two keepers and one fitter read the plans, see the plans. Write to lamp@lights.example.",
        "It is a fine light.",
        "Ines Falk, Keeper",
        "•",
        "a lens",
        "•",
        "a lamp",
        "9.",
        "the tower",
        "10.",
        "the door",
        "Notes to editors",
        "The office keeps 31 lights.",
        "About Lighthouse Office",
        "The Lighthouse Office looks after the lights of the north coast.",
        "Disclaimer",
        "Dates may change.",
        "Media contacts",
        "Maud Kervella",
        "Press",
        "Tel.\u00a0+44 20 7946 0018",
        "maud@lights.example",
        "Owen Pryce",
        "Tel.\u00a0+44 20 7946 0019",
        "www.lights.example",
    ]


def test_kinds(full_release, compose_release):
    """Each block has an element of its kind: title, headings, quote, lists, paragraphs."""
    document = compose_release(full_release)
    kinds = {text: kind for _, kind, _, text in kind_and_lines(document)}
    assert kinds["The lighthouse at Grey Point is lit again"] == "H1"
    assert kinds["How it was done"] == kinds["Notes to editors"] == kinds["Media contacts"] == "H2"
    assert kinds["9."] == "Lbl"
    assert [mark.text for mark in document.bookmarks[:2]] == [
        "The lighthouse at Grey Point is lit again",
        "How it was done",
    ]


def test_styles_in_the_text(full_release, compose_release):
    """Bold, italic and links are set as such, and each link is an element that knows where it leads."""
    document = compose_release(full_release)
    looks = {}
    for item in document.pages[0].items:
        for segment in item.line.segments if isinstance(item, TextItem) else ():
            looks[" ".join(word.text for word in segment.words)] = segment
    assert looks["keepers"].style.face.name.endswith("Bold")
    assert looks["one fitter"].style.face.name.endswith("Italic") or looks["one fitter"].style.face.name.endswith("It")
    link = looks["the plans"]
    assert link.style.underline
    assert document.elements[link.node].href == "https://www.lights.example/plans"
    mail = looks["lamp@lights.example"]
    assert not mail.style.underline
    assert (document.elements[mail.node].href, document.elements[mail.node].contents) == (
        "mailto:lamp@lights.example",
        "Email lamp@lights.example",
    )


def test_nothing_but_a_title(release_of, compose_release):
    """The least release is a page with its title, and the words “Press release” as furniture."""
    (page,) = compose_release(release_of()).pages
    assert lines(page) == ["The lighthouse at Grey Point is lit again"]
    assert lines(page, artifacts=True) == ["Press release"]


def test_dateline_and_reference_share_a_line(release_of, compose_release):
    """Dateline at the left and reference at the right stand on one baseline; without a date only the place does."""
    (page,) = compose_release(release_of(place="Grey Point", date="2026-03-12", reference="LO-12")).pages
    placed = {words(item.line): item for item in page.items if isinstance(item, TextItem)}
    dateline, reference = placed["Grey Point, 12 March 2026"], placed["LO-12"]
    assert dateline.y == pytest.approx(reference.y)
    assert dateline.x == LEFT
    assert reference.x + reference.line.width == pytest.approx(RIGHT)
    (page,) = compose_release(release_of(place="Grey Point")).pages
    assert "Grey Point" in lines(page)


def test_dateline_and_reference_one_under_the_other(release_of, compose_release):
    """Where the two are too long for one line, the reference stands on the next, and nothing leaves the page."""
    release = release_of(place="Grey Point " * 7, date="2026-03-12", reference="Reference of many words " * 5)
    (page,) = compose_release(release).pages
    assert all(item.x + item.line.width <= RIGHT + 0.01 for item in page.items if isinstance(item, TextItem))


def test_a_logo_stands_for_the_name(write_layout, logo, release_of, compose_release):
    """A logo keeps its proportions and is furniture; the organisation's name is text at the foot, once."""
    toml = 'extends = "agency"\n[organisation]\nname = "Lighthouse Office"\nlogo = "logo.svg"\n'
    layout = load_layout(write_layout(toml, logo_svg=logo))
    document = compose_release(release_of(), layout)
    (item,) = [item for item in document.pages[0].items if isinstance(item, LogoItem)]
    assert (item.width, item.height) == (96, 32)
    assert item.node is None
    assert lines(document.pages[0]) == ["The lighthouse at Grey Point is lit again", "Lighthouse Office"]


def test_a_very_wide_logo_keeps_its_proportions(write_layout, logo, release_of, compose_release):
    """A logo too wide for the header is made smaller, not squeezed."""
    wide = logo.replace('viewBox="0 0 90 30" width="90"', 'viewBox="0 0 900 30" width="900"')
    layout = load_layout(write_layout('extends = "agency"\n[organisation]\nlogo = "logo.svg"\n', logo_svg=wide))
    (item,) = [i for i in compose_release(release_of(), layout).pages[0].items if isinstance(i, LogoItem)]
    assert item.width / item.height == pytest.approx(30)
    assert item.width < (RIGHT - LEFT) * 0.7


def test_the_boilerplate_of_the_layout(write_layout, release_of, compose_release):
    """A layout's boilerplate is set in the release's language where the release has none and no other issuer."""
    toml = """extends = "agency"
[organisation]
name = "Lighthouse Office"
boilerplate = { en = "We light.\\n\\nTwice." }
"""
    layout = load_layout(write_layout(toml))

    def set_lines(**fields):
        return lines(compose_release(release_of(**fields), layout).pages[0])

    assert set_lines()[-3:] == ["About Lighthouse Office", "We light.", "Twice."]
    assert "We light." not in set_lines(language="fr")
    assert "We light." not in set_lines(boilerplate="Our own.")
    assert "We light." not in set_lines(organisation="Another office")


def test_a_quote_has_a_bar_and_its_attribution(release_of, compose_release):
    """A quote's bar is as high as its lines and its attribution, at their left, and the attribution stays with it."""
    quote = {"type": "quote", "text": [SENTENCE * 2, "And on."], "speaker": "Ines Falk", "role": "Keeper"}
    (page,) = compose_release(release_of(body=[quote])).pages
    texts = {words(item.line): item for item in page.items if isinstance(item, TextItem)}
    (bar,) = [item for item in page.items if isinstance(item, RuleItem) and item.height > 10]
    first = next(item for item in texts.values() if words(item.line).startswith("The lamp"))
    last = texts["Ines Falk, Keeper"]
    assert bar.x == LEFT
    assert first.x == last.x > bar.x + bar.width
    assert bar.y < first.y - 7
    assert bar.y + bar.height > last.y
    assert bar.height < last.y - first.y + 20


def test_a_quote_of_somebody_without_a_name(release_of, compose_release):
    """A speaker's role is printed also where no name stands before it."""
    quote = {"type": "quote", "text": "It is a fine light.", "role": "A keeper"}
    (page,) = compose_release(release_of(body=[quote])).pages
    assert "A keeper" in lines(page)


@pytest.mark.parametrize(("language", "slanted"), [("ar", False), ("he", False), ("ja", False), ("en", True)])
def test_scripts_without_italics_are_upright(language, slanted):
    """Where a script has no italics, neither a quote with figures in it nor what is emphasised is slanted."""
    layout = load_layout("agency")
    desk = Desk(Release(title="2026", language=language), layout, open_book(layout))
    for style in desk.style("quote"), desk.style("lead", "bold_italic"):
        assert ("Italic" in style.face.name) == slanted


@pytest.mark.parametrize(
    ("language", "face"), [("ja", "Bold"), ("zh", "Bold"), ("ko", "Bold"), ("ar", "Regular"), ("en", "Italic")]
)
def test_emphasis_shows(language, face):
    """What is emphasised is bold among ideographs, where nothing is slanted."""
    layout = load_layout("agency")
    desk = Desk(Release(title="2026", language=language), layout, open_book(layout))
    (span,) = desk.spans((Emphasis(content=(Text(text="31"),)),), "body", 0)
    assert face in span.style.face.name
