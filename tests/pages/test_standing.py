"""What is said of a release before it is used: draft, embargo, and the band of what replaces another."""

from __future__ import annotations

import pytest
from page_text import kind_and_lines, lines, words

from pressprint import load_layout
from pressprint.layouts import contrast
from pressprint.pages import A4, RuleItem, TextItem, WatermarkItem
from pressprint.pdf import Recorder, paint

SENTENCE = "The lamp was built in 1907 and its lens weighs two tonnes, for which ships have asked since. "
LONG = [SENTENCE * 6] * 14
NOTE = "The lens weighs two tonnes, not twenty."
LABELS = {
    "corrects": "Correction to press release LO-11",
    "updates": "Update to press release LO-11",
    "withdraws": "Withdrawal of press release LO-11",
}
EMBARGO = {"embargo": "2026-05-20 06:00 Europe/London"}
EMBARGOED = "Embargoed until Wednesday 20 May 2026, 06:00 (London, UTC+1)"


@pytest.mark.parametrize("field", LABELS)
def test_a_band_names_what_is_replaced(field, release_of, compose_release):
    """It is text that is read before the title, with its note, and on each page that follows as furniture."""
    document = compose_release(release_of(**{field: "LO-11"}, correction_note=NOTE, body=LONG))
    first = [(kind, text) for _, kind, _, text in kind_and_lines(document)][:3]
    assert first == [("P", LABELS[field]), ("P", NOTE), ("H1", "The lighthouse at Grey Point is lit again")]
    for page in document.pages[1:]:
        assert lines(page, artifacts=True).count(LABELS[field]) == 1
        assert NOTE not in lines(page, artifacts=True)
    assert document.standing == LABELS[field]


def test_a_release_that_is_withdrawn_itself(release_of, compose_release):
    """Its band has its own reference."""
    document = compose_release(release_of(reference="LO-11", status="withdrawn"))
    assert lines(document.pages[0])[0] == document.standing == LABELS["withdraws"]


def test_the_ground_of_a_band(release_of, compose_release):
    """It is as wide as the column, holds its text, and stands between the dateline and the title."""
    note = "The lens weighs two tonnes, not twenty. " * 6
    release = release_of(corrects="LO-11", correction_note=note, date="2026-03-12")
    (page,) = compose_release(release).pages
    (bar,) = [item for item in page.items if isinstance(item, RuleItem) and item.width == 3]
    (ground,) = [
        item for item in page.items if isinstance(item, RuleItem) and item.height == bar.height and item is not bar
    ]
    assert (ground.x, ground.width) == (88, pytest.approx(A4[0] - 180))
    placed = {words(item.line): item for item in page.items if isinstance(item, TextItem)}
    inside = [item for item in placed.values() if ground.y < item.y < ground.y + ground.height]
    assert len(inside) == 4
    assert all(ground.x < item.x and item.x + item.line.width < ground.x + ground.width for item in inside)
    assert placed["12 March 2026"].y < ground.y
    assert placed["The lighthouse at Grey Point is lit again"].y > ground.y + ground.height


def test_a_band_that_would_cost_contrast_is_white(write_layout, release_of, compose_release):
    """The ground is tinted only where the text on it keeps the contrast that it needs."""
    for colour, tinted in (("#a3121f", True), ("#d92b2b", False)):
        layout = load_layout(write_layout(f'extends = "agency"\n[colours]\nalert = "{colour}"\n'))
        (page,) = compose_release(release_of(corrects="LO-11"), layout).pages
        items = [item for item in page.items if isinstance(item, RuleItem) and item.height > 20]
        assert items[1].colour == colour
        assert (items[0].colour != "#ffffff") is tinted
        assert contrast(colour, items[0].colour) >= 4.5


def test_all_that_can_be_said_at_once(release_of, compose_release):
    """A draft under embargo that corrects another says all three, in that order; that it is a draft once."""
    release = release_of(status="draft", corrects="LO-11", body=LONG, **EMBARGO)
    document = compose_release(release)
    assert lines(document.pages[0])[:3] == ["Draft", EMBARGOED, LABELS["corrects"]]
    for page in document.pages[1:]:
        assert [line for line in lines(page, artifacts=True) if line in (EMBARGOED, *LABELS.values())] == [
            EMBARGOED,
            LABELS["corrects"],
        ]
    assert document.standing == f"Draft · {EMBARGOED} · {LABELS['corrects']}"


def test_a_lifted_correction_keeps_its_band(release_of, compose_release):
    """What is released has no embargo any more, and corrects what it corrected."""
    document = compose_release(release_of(status="released", corrects="LO-11", **EMBARGO))
    assert lines(document.pages[0])[0] == document.standing == LABELS["corrects"]


def test_the_watermark_of_a_draft(release_of, compose_release):
    """The word stands behind the text in the middle of each page, within it; what is no draft has none."""
    document = compose_release(release_of(status="draft", body=LONG))
    assert len(document.pages) > 1
    for page in document.pages:
        (mark,) = [item for item in page.items if isinstance(item, WatermarkItem)]
        assert page.items[0] is mark
        assert (mark.x, mark.y, words(mark.line)) == (A4[0] / 2, A4[1] / 2, "Draft")
        assert 300 < mark.line.width <= 600
    (page,) = compose_release(release_of()).pages
    assert not [item for item in page.items if isinstance(item, WatermarkItem)]


def test_the_watermark_lies_on_the_ground_of_the_contacts(release_of, compose_release):
    """What lies behind the contacts does not cut the word off."""
    release = release_of(status="draft", contacts=[{"name": "Ines Falk", "email": "falk@lighthouse.example"}])
    ground, mark = compose_release(release, load_layout("company")).pages[-1].items[:2]
    assert isinstance(ground, RuleItem)
    assert ground.colour == load_layout("company").keys.colours.tint
    assert isinstance(mark, WatermarkItem)


@pytest.mark.parametrize(("brand", "grey"), [("#0b3d6e", "#ebebeb"), ("#767676", "#f8f8f8")])
def test_text_on_the_watermark_can_be_read(brand, grey, write_layout, release_of, compose_release):
    """The word is so light that text on it keeps its contrast, or nearly so where that is scarce on white."""
    layout = load_layout(write_layout(f'extends = "agency"\n[colours]\nbrand = "{brand}"\n'))
    item = compose_release(release_of(status="draft"), layout).pages[0].items[0]
    colour = item.line.segments[0].style.colour
    assert colour == grey
    assert contrast("#55585c", colour) >= 4.5
    assert contrast(brand, colour) >= 4.2


def test_a_long_word_for_a_draft_is_smaller(write_layout, release_of, compose_release):
    """The word never leaves the page, however long a brand's is."""
    word = "Not to be quoted"
    layout = load_layout(write_layout(f'extends = "agency"\n[labels.en]\ndraft = "{word}"\n'))
    item = compose_release(release_of(status="draft"), layout).pages[0].items[0]
    assert (words(item.line), round(item.line.width)) == (word, 600)


def test_from_right_to_left(write_layout, release_of, compose_release):
    """The bar stands at the right, the text beside it; the watermark stays in the middle and rises as it did."""
    labels = 'draft = "Draft"\ncorrection = "Correction {reference}"\npress_release = "News"\n'
    layout = load_layout(write_layout(f'extends = "agency"\n[labels.he]\n{labels}'))
    (page,) = compose_release(release_of(language="he", status="draft", corrects="LO-11"), layout).pages
    mark = page.items[0]
    assert (mark.x, mark.angle > 0) == (A4[0] / 2, True)
    (bar,) = [item for item in page.items if isinstance(item, RuleItem) and item.width == 3]
    assert bar.x + bar.width == pytest.approx(A4[0] - 88)
    (text,) = [i for i in page.items if isinstance(i, TextItem) and words(i.line) == "Correction LO-11"]
    assert text.x + text.line.width == pytest.approx(bar.x + bar.width - 12)


def test_the_drawing_of_a_draft_that_corrects(release_of, compose_release, same_as_expected):
    """Watermark, release lines and band are drawn where and as they were looked at and found right."""
    release = release_of(
        reference="LO-12",
        date="2026-05-19",
        status="draft",
        corrects="LO-11",
        correction_note=["The lens weighs ", {"type": "strong", "content": "two"}, " tonnes, not twenty."],
        body=["It is lit."],
        **EMBARGO,
    )
    recorder = Recorder()
    for page in compose_release(release).pages:
        paint(page, recorder)
    same_as_expected(str(recorder), "draft-correction")
