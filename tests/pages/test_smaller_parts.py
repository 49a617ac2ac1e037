"""Key points, facts, signatories, marks, counts, accounts, listings and the header of law, as they stand on pages."""

from __future__ import annotations

from itertools import pairwise

import pytest
from page_text import kind_and_lines, lines, words

from pressprint import languages, load_layout
from pressprint.pages import A4, LogoItem, RuleItem, TextItem
from pressprint.presets import NAMES
from pressprint.release import KINDS

ELEMENTS = {
    "highlights": ["The lamp is lit", "It is seen for thirty miles"],
    "facts": {"Date": "Tuesday morning", "Venue": "The keepers’ house, by the north door"},
    "signatory": [
        {"name": "Ines Falk", "role": "Keeper", "organisation": "Lighthouse Office"},
        {"name": "Owen Pryce", "role": "Fitter"},
    ],
    "end_mark": "-30-",
    "accounts": {"Mastodon": "@lights@social.example", "YouTube": "https://video.example/@lights"},
    "hashtags": ["GreyPoint", "lights"],
    "listings": [
        {"market": "Marrow Exchange", "segment": "Main Segment", "ticker": "LGT", "isin": "XS0000000009"},
        {"lei": "INVENTED00TESTLEI083"},
    ],
    "counts": "words",
}
TEXT = {
    "place": "Grey Point, Marrowshire",
    "date": "2026-05-19",
    "reference": "LO-13",
    "lead": "The lamp is lit again.",
    "body": ["It was built in 1907.", {"type": "quote", "text": "It is a fine light.", "speaker": "Ines Falk"}],
    "notes": "The office keeps 31 lights.",
    "boilerplate": "The office looks after lights.",
    "legal": "Dates may change.",
    "organisation": {"name": "Lighthouse Office", "address": "1 Harbour Road, Marrowby"},
    "contacts": [{"name": "Maud Kervella", "email": "maud@lights.example"}],
}


def shown(document) -> str:
    """The lines of all pages as they are read, artifacts of the text in brackets."""
    result = []
    for page in document.pages:
        for item in page.items:
            if isinstance(item, TextItem):
                text = words(item.line)
                result.append(f"[{text}]" if item.artifact == "layout" else f"({text})" if item.artifact else text)
    return "\n".join(result)


@pytest.fixture
def placed(compose_release):
    """A function that sets a release and gives its lines of text by their words."""

    def run(release):
        items = [item for page in compose_release(release).pages for item in page.items]
        return {words(item.line): item for item in items if isinstance(item, TextItem)}

    return run


@pytest.mark.parametrize("element", ELEMENTS)
def test_an_element_alone(element, release_of, compose_release, same_as_expected):
    """Each element stands where it belongs among the other parts."""
    release = release_of(**TEXT, **{element: ELEMENTS[element]})
    same_as_expected(shown(compose_release(release)), f"element-{element}")


def test_the_header_of_law(release_of, compose_release, same_as_expected):
    """The header stands above the title: what it is, its subject, the issuer with its address, and its listings."""
    header = {"label": "Ad hoc announcement", "subject": "Forecast"}
    document = compose_release(release_of(**TEXT, regulated=header, listings=ELEMENTS["listings"]))
    same_as_expected(shown(document), "element-regulated")


def test_a_header_of_another_issuer(release_of, compose_release):
    """The issuer that the header names comes before the release's organisation; the words are the language's own."""
    issuer = {"name": "Lighthouse Holding SE", "address": "2 Harbour Road"}
    release = release_of(language="fr", organisation="Office", regulated={"issuer": issuer, "subject": "Prévisions"})
    assert lines(compose_release(release).pages[0])[1:4] == [
        "Information réglementée",
        "Objet\u00a0: Prévisions",
        "Lighthouse Holding SE, 2 Harbour Road",
    ]


@pytest.mark.parametrize("name", NAMES)
def test_a_preset(name, release_of, compose_release, same_as_expected):
    """Each national form: the order of the parts, the dateline and its place, the words, the mark, what is counted."""
    language = {"us": "en-US", "uk": "en-GB", "eu": "en", "listed": "en"}.get(name, name)
    elements = {key: value for key, value in ELEMENTS.items() if key not in ("end_mark", "counts")}
    document = compose_release(release_of(**TEXT, **elements, language=language, preset=name))
    same_as_expected(shown(document), f"preset-{name}")


def test_without_a_preset_nothing_changes(full_release, compose_release):
    """A release without these elements has neither a mark nor a count, and its dateline above the title."""
    text = shown(compose_release(full_release))
    assert "###" not in text
    assert "ENDS" not in text
    assert "Grey Point, 12 March 2026" in text.split("\n")


def test_a_layout_has_a_preset(write_layout, release_of, compose_release):
    """A layout may name the preset of its releases; a release's own comes before it."""
    layout = load_layout(write_layout('extends = "agency"\npreset = "uk"\n'))
    assert "[ENDS]" in shown(compose_release(release_of(**TEXT), layout))
    assert "[ENDS]" not in shown(compose_release(release_of(**TEXT, preset="eu"), layout))


def test_words_of_the_brand_come_before_those_of_a_preset(write_layout, release_of, compose_release):
    """The layout's words come before the preset's, and these before the language's."""
    layout = load_layout(write_layout('extends = "agency"\n[labels.de]\npress_release = "Nachricht"\n'))
    release = release_of(language="de-CH", preset="de", contacts=[{"name": "A"}])
    text = shown(compose_release(release, layout))
    assert "(Nachricht)" in text
    assert "Medienkontakt" in text
    assert "(Medienmitteilung)" in shown(compose_release(release))


def test_labels_that_are_left_empty(write_layout, release_of, compose_release):
    """Key points and facts stand without a heading where the layout leaves their label empty."""
    layout = load_layout(write_layout('extends = "agency"\n[labels.en]\nhighlights = ""\nfacts = ""\n'))
    document = compose_release(release_of(**TEXT, **ELEMENTS), layout)
    text = shown(document).split("\n")
    assert "Key points" not in text
    assert "Key facts" not in text
    assert text.index("The lighthouse at Grey Point is lit again") < text.index("The lamp is lit")


def test_kinds(release_of, compose_release):
    """Key points are a list, facts a list of terms and texts, the mark of the end is no part of the structure."""
    document = compose_release(release_of(**TEXT, **ELEMENTS))
    kinds = {text: kind for _, kind, _, text in kind_and_lines(document)}
    assert (kinds["Key points"], kinds["Key facts"]) == ("H2", "H2")
    assert (kinds["•"], kinds["Date"]) == ("Lbl", "Lbl")
    assert kinds["Tuesday morning"] == "P"
    assert "-30-" not in kinds
    assert [element.numbering for element in document.elements if element.kind == "L"] == ["Disc", "None"]
    links = [(element.href, element.contents) for element in document.elements if element.kind == "Link"]
    assert links[-2:] == [
        ("https://social.example/@lights", "Mastodon @lights@social.example"),
        ("https://video.example/@lights", "YouTube video.example/@lights"),
    ]


def test_facts_in_two_columns(placed, release_of, agency):
    """Labels stand at the margin, texts in one column behind the widest of them, on the baseline of their label."""
    texts = placed(release_of(facts={"Date": "Tuesday", "Accreditation": "By mail " * 30, "Venue": "House"}))
    assert texts["Date"].x == texts["Accreditation"].x == agency.keys.page.margin_left
    assert texts["Tuesday"].x == texts["House"].x > texts["Accreditation"].x + texts["Accreditation"].line.width
    assert texts["Tuesday"].y == texts["Date"].y
    assert all(item.x + item.line.width <= A4[0] - agency.keys.page.margin_right + 0.01 for item in texts.values())


def test_a_label_wider_than_its_column(placed, release_of):
    """A long label is broken into lines beside its text, and the next fact begins below both."""
    texts = placed(release_of(facts={"What is needed for accreditation to the opening": "A card", "Venue": "House"}))
    label = [item for text, item in texts.items() if text.startswith("What") or "accreditation" in text]
    assert len(label) > 1
    assert max(item.x + item.line.width for item in label) < texts["A card"].x
    assert texts["House"].y > max(item.y for item in label)


def test_facts_over_a_page_break(release_of, compose_release):
    """Facts that are longer than a page run on over it, and no label is parted from its text."""
    facts = {f"Fact {number}": "So it is. " * 25 for number in range(24)}
    document = compose_release(release_of(facts=facts))
    assert len(document.pages) > 1
    for page in document.pages:
        texts = lines(page)
        assert not texts[-1].startswith("Fact")
        for before, after in pairwise(texts):
            assert not before.startswith("Fact") or after.startswith("So")


def test_the_mark_stands_in_the_middle(placed, release_of, agency):
    """The mark of the end is centred in the column."""
    page, mark = agency.keys.page, placed(release_of(**TEXT, end_mark="-end-"))["-end-"]
    before, after = mark.x - page.margin_left, A4[0] - page.margin_right - mark.x - mark.line.width
    assert before == pytest.approx(after)


@pytest.mark.parametrize(
    ("fields", "mark"),
    [
        ({"language": "en-GB", "end_mark": True}, "[ENDS]"),
        ({"language": "en-US", "end_mark": True}, "[###]"),
        ({"language": "en", "country": "IE", "end_mark": True}, "[###]"),
        ({"language": "en", "country": "GB", "end_mark": True}, "[ENDS]"),
        ({"language": "nl-BE", "end_mark": True}, "[Einde persbericht]"),
        ({"language": "fr", "end_mark": True}, "[###]"),
        ({"language": "fr", "preset": "uk"}, "[###]"),
        ({"language": "en-US", "preset": "uk", "end_mark": True}, "[ENDS]"),
        ({"language": "en", "preset": "us", "end_mark": "-30-"}, "[-30-]"),
    ],
)
def test_which_mark(fields, mark, release_of, compose_release):
    """The release's own mark, the preset's in the release's language, or that of its country."""
    assert mark in shown(compose_release(release_of(**TEXT, **fields))).split("\n")


def test_no_mark_where_the_release_wants_none(release_of, compose_release):
    """A release may refuse its preset's mark and count."""
    text = shown(compose_release(release_of(**TEXT, preset="uk", end_mark=False, counts="none")))
    assert "[ENDS]" not in text
    assert "Word count" not in text


COUNTED = {"title": "One two", "lead": "Three four five.", "body": ["Six, 7 – eight."], "notes": "Not counted."}


@pytest.mark.parametrize(
    ("language", "counts", "expected"),
    [
        ("en", "words", "Word count: 8"),
        ("en", "characters", "Character count (with spaces): 38"),
        ("de", "characters", "38 Zeichen (mit Leerzeichen)"),
        ("ja", "words", None),
    ],
)
def test_counts(language, counts, expected, release_of, compose_release):
    """Title, lead and body count, signs that stand alone are no words, and what follows the body does not count."""
    fields = {**COUNTED, "language": "en" if expected is None else language, "counts": counts}
    text = shown(compose_release(release_of(**fields, typography="verbatim"))).split("\n")
    assert (expected or "Word count: 8") in text


@pytest.mark.parametrize(
    ("language", "number"),
    [("en", "12,007"), ("fr", "12\u202f007"), ("de", "12.007"), ("de-CH", "12’007"), ("hu", "12\u00a0007")],
)
def test_numbers_are_written_by_the_language(language, number, release_of, compose_release):
    """A count has the marks between its thousands that the language and its region have."""
    release = release_of(title="Lights.", body=["a" * 12000], counts="characters", language=language)
    (line,) = [text for text in shown(compose_release(release)).split("\n") if "007" in text]
    assert number in line


@pytest.mark.parametrize(
    ("fields", "opens"),
    [
        ({"lead": "A lamp."}, "GREY POINT, Marrowshire, May 19, 2026 — A lamp."),
        ({"body": ["A lamp."]}, "GREY POINT, Marrowshire, May 19, 2026 — A lamp."),
        ({"lead": "A lamp.", "place": None}, "May 19, 2026 — A lamp."),
        ({"lead": "A lamp.", "date": None}, "GREY POINT, Marrowshire — A lamp."),
    ],
)
def test_the_dateline_opens_the_text(fields, opens, release_of, compose_release):
    """The dateline stands before the words of the first paragraph, and not above the title as well."""
    document = compose_release(release_of(**{**TEXT, "lead": (), "body": (), **fields}, preset="us"))
    text = shown(document).split("\n")
    assert opens in text
    assert sum("Marrowshire" in line or "2026" in line for line in text) == 1


@pytest.mark.parametrize(
    "body",
    [
        [{"type": "heading", "content": "A lamp"}, "It is lit."],
        ["Grey Point, Marrowshire, is lit."],
    ],
)
def test_the_dateline_stands_above_where_it_cannot_open(body, release_of, compose_release):
    """Where the text begins with a heading, or with the place already, the dateline keeps its place above the title."""
    document = compose_release(release_of(**{**TEXT, "lead": (), "body": body}, preset="us"))
    assert "GREY POINT, Marrowshire, May 19, 2026" in shown(document).split("\n")


def test_the_release_line_takes_the_place_of_the_dateline(placed, release_of, agency):
    """Where the text opens with the dateline, the release line stands beside the reference; else below the dateline."""
    texts = placed(release_of(**TEXT, preset="us"))
    assert texts["FOR IMMEDIATE RELEASE"].y == pytest.approx(texts["LO-13"].y, abs=0.5)
    texts = placed(release_of(**TEXT, status="immediate"))
    assert texts["For immediate release"].y > texts["LO-13"].y + 10
    texts = placed(release_of(**TEXT, preset="de", language="de"))
    assert texts["LO-13"].x == agency.keys.page.margin_left


def test_nothing_is_told_to_be_free_that_is_not(release_of, compose_release):
    """The American release line stands on no release that is embargoed or a correction."""
    for fields in ({"embargo": "2026-05-20 06:00 Europe/London"}, {"corrects": "LO-12"}):
        assert "FOR IMMEDIATE" not in shown(compose_release(release_of(**TEXT, **fields, preset="us")))


def test_a_signature_is_not_alone_on_its_page(release_of, compose_release):
    """A signature stands with the last line of the text before it."""
    for count in range(18, 34):
        document = compose_release(release_of(body=["One line."] * count, signatory=ELEMENTS["signatory"]))
        for page in document.pages:
            texts = lines(page)
            assert "Ines Falk" not in texts or "One line." in texts[: texts.index("Ines Falk")]


def test_what_holds_nothing_to_print(release_of, compose_release):
    """Parts of nothing but blanks are left out."""
    blank = "\u200b"
    document = compose_release(
        release_of(highlights=[blank], signatory=[{"name": blank, "role": blank}], end_mark=blank)
    )
    assert shown(document).split("\n") == ["(Press release)", "The lighthouse at Grey Point is lit again"]


def test_from_right_to_left(release_of, compose_release, write_layout, root, monkeypatch):
    """In Arabic labels stand at the right margin and texts to their left; nothing leaves the page."""
    monkeypatch.syspath_prepend(root / "tests" / "fonts")
    from fake_fonts import write_font

    folder = write_layout('extends = "agency"\n')
    write_font(folder / "fonts" / "Arabic.ttf", map(chr, range(0x620, 0x653)))
    fields = {"title": "بوابة المد", "facts": {"التاريخ": "19 مايو"}, "highlights": ["تغلق البوابة"]}
    document = compose_release(release_of(language="ar", **fields), load_layout(folder))
    items, margin = document.pages[0].items, load_layout(folder).keys.page.margin_left
    texts = {words(item.line): item for item in items if isinstance(item, TextItem)}
    label = texts["التاريخ"]
    assert label.x + label.line.width == pytest.approx(A4[0] - margin)
    assert all(
        item.x >= load_layout(folder).keys.page.margin_right - 0.01
        for item in items
        if not isinstance(item, (RuleItem, LogoItem))
    )
    assert label.x > next(item.x + item.line.width for text, item in texts.items() if "مايو" in text)


def test_the_kind_stands_in_place_of_the_label(write_layout, release_of, compose_release):
    """A kind prints its own word, over the words for a press release of layout and preset; “release” is as none."""
    layout = load_layout(write_layout('extends = "agency"\n[labels.de]\npress_release = "Nachricht"\n'))
    release = release_of(language="de-CH", preset="de", kind="statement")
    assert "Stellungnahme" in shown(compose_release(release, layout))
    assert "Nachricht" not in shown(compose_release(release, layout))
    assert "(Medienmitteilung)" in shown(compose_release(release_of(language="de-CH", preset="de", kind="release")))


@pytest.mark.parametrize("code", languages.known())
def test_each_kind_has_its_word(code):
    """Each kind has a word of its own in each language."""
    labels = languages.language(code).labels
    words = [labels["press_release" if kind == "release" else f"kind_{kind}"] for kind in KINDS]
    assert len(set(words)) == len(KINDS)


def test_the_slugline_is_the_running_title(release_of, compose_release):
    """The short title stands at the head of the second page and not on the first."""
    document = compose_release(release_of(slugline="Grey light", body=["The lamp burns. " * 40] * 12))
    assert "Grey light" not in lines(document.pages[0], artifacts=True)
    assert "Grey light" in lines(document.pages[1], artifacts=True)
