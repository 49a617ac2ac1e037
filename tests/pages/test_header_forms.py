"""The forms of header, folio and contact footer that a layout may ask for."""

from __future__ import annotations

import pytest
from page_text import lines, words

from pressprint import load_layout
from pressprint.pages import A4, LogoItem, RuleItem, TextItem
from pressprint.pages.furniture import FORMS

SENTENCE = "The lamp was built in 1907 and its lens weighs two tonnes, for which ships have asked since. "
FIELDS = {
    "organisation": {"name": "Lighthouse Office", "country": "GB"},
    "place": "Grey Point",
    "date": "2026-03-12",
    "reference": "LO-12",
}


@pytest.fixture
def layout_with(write_layout):
    """A function that makes a layout with some keys over those of agency."""

    def make(toml, **files):
        return load_layout(write_layout(f'extends = "agency"\n{toml}', **files))

    return make


def _texts(page):
    return {words(item.line).replace("\u00a0", " "): item for item in page.items if isinstance(item, TextItem)}


@pytest.mark.parametrize("style", FORMS)
def test_each_form_says_the_same_in_the_same_order(style, layout_with, release_of, compose_release):
    """Whatever the form: the issuer is read first, then the release line, the title, place and date, the reference."""
    layout = layout_with(f'[header]\nstyle = "{style}"\n')
    first, second = compose_release(release_of(**FIELDS, status="immediate", body=[SENTENCE * 40] * 2), layout).pages[
        :2
    ]
    title = "The lighthouse at Grey Point is lit again"
    read = [line.replace("\u00a0", " ") for line in lines(first)[:5]]
    assert read == [
        "Lighthouse Office",
        "For immediate release",
        title,
        "Grey Point, 12 March 2026",
        "LO-12",
    ]
    assert lines(first, artifacts=True)[0] == "Press release"
    assert lines(second, artifacts=True)[:2] == [title, "LO-12"]


@pytest.mark.parametrize("style", FORMS)
def test_no_form_needs_anything(style, layout_with, release_of, compose_release):
    """A release with nothing but a title has a head in each form, and text below the head."""
    (page,) = compose_release(release_of(), layout_with(f'[header]\nstyle = "{style}"\n')).pages
    assert lines(page) == ["The lighthouse at Grey Point is lit again"]
    assert lines(page, artifacts=True) == ["Press release"]


def test_the_band_reaches_over_the_page(layout_with, release_of, compose_release):
    """The band goes from edge to edge; issuer and label stand on it, in the colour that is for it."""
    layout = layout_with('[header]\nstyle = "band"\nband = 88\nstrip = 12\n[colours]\nband = "#123456"\n')
    first, second = compose_release(release_of(**FIELDS, body=[SENTENCE * 40] * 2), layout).pages[:2]
    band = next(item for item in first.items if isinstance(item, RuleItem))
    assert (band.x, band.y, band.width, band.height, band.colour) == (0, 0, A4[0], 88, "#123456")
    for text in ("Lighthouse Office", "Press release"):
        item = _texts(first)[text]
        assert item.y < 88
        assert item.line.segments[0].style.colour == "#ffffff"
    assert _texts(first)["Grey Point, 12 March 2026"].y > 88
    assert next(item for item in second.items if isinstance(item, RuleItem)).height == 12


def test_a_logo_stands_beside_the_band_or_on_it(layout_with, logo, release_of, compose_release):
    """A logo stands on white, and the band begins beside it, unless the layout says that it is made for the band."""
    for on_band in (False, True):
        keys = f'[header]\nstyle = "band"\nlogo_on_band = {str(on_band).lower()}\n[organisation]\nlogo = "logo.svg"\n'
        (page,) = compose_release(release_of(), layout_with(keys, logo_svg=logo)).pages
        mark = next(item for item in page.items if isinstance(item, LogoItem))
        band = next(item for item in page.items if isinstance(item, RuleItem))
        assert (band.x > mark.x + mark.width) is not on_band
        assert band.x + band.width == pytest.approx(A4[0])
        assert 0 < mark.y < mark.y + mark.height < band.height


def test_a_name_of_many_lines_makes_the_band_higher(layout_with, release_of, compose_release):
    """The band grows with a long name, which never leaves it."""
    fields = {**FIELDS, "organisation": {"name": "Office for the Lighthouses of the Northern Coasts " * 6}}
    (page,) = compose_release(release_of(**fields), layout_with('[header]\nstyle = "band"\n')).pages
    band = next(item for item in page.items if isinstance(item, RuleItem))
    on_it = [item for item in page.items if isinstance(item, TextItem) and item.line.segments[0].style.size == 15]
    assert len(on_it) > 4
    assert all(0 < item.y < band.height for item in on_it)


def test_a_column_in_the_margin(layout_with, release_of, compose_release):
    """Label, dateline and reference stand in the margin beside the title, and the label of the contacts beside them."""
    keys = '[header]\nstyle = "block"\n[page]\nmargin_left = 170\nside = 100\nside_gap = 16\n'
    release = release_of(**FIELDS, contacts=[{"name": "Maud Kervella", "email": "maud@lights.example"}])
    (page,) = compose_release(release, layout_with(keys)).pages
    placed = _texts(page)
    for text in ("Press release", "Grey Point,", "12 March 2026", "LO-12", "Media contact"):
        item = placed[text]
        assert item.x == 54
        assert item.x + item.line.width <= 154.01
    title = next(item for text, item in placed.items() if text.startswith("The lighthouse"))
    assert title.x == placed["Maud Kervella"].x == 170
    assert abs(placed["Press release"].y - title.y) < 20
    assert abs(placed["Media contact"].y - placed["Maud Kervella"].y) < 2


def test_the_block_mark_is_narrow_and_alone(layout_with, release_of, compose_release):
    """A long name is broken into short lines at the top left; without a column the rest stands at its right."""
    fields = {**FIELDS, "organisation": {"name": "Ministry of Lighthouses, Harbours and the Sea"}}
    (page,) = compose_release(release_of(**fields), layout_with('[header]\nstyle = "block"\n')).pages
    placed = _texts(page)
    name = [item for text, item in placed.items() if "Ministry" in text or "Sea" in text]
    assert len(name) == 2
    assert all(item.x + item.line.width < A4[0] / 2 for item in name)
    assert placed["Press release"].x > max(item.x + item.line.width for item in name)
    assert placed["LO-12"].y > placed["Grey Point, 12 March 2026"].y > placed["Press release"].y


@pytest.mark.parametrize(("place", "left"), [("left", True), ("right", False), ("centre", None), ("head", False)])
def test_where_the_folio_stands(place, left, layout_with, release_of, compose_release):
    """The page number stands where the layout has it; at the head only of pages that have a running head."""
    layout = layout_with(f'[page]\nfolio = "{place}"\n')
    pages = compose_release(release_of(**FIELDS, body=[SENTENCE * 40] * 2), layout).pages
    folios = [_texts(page)[f"{number}/{len(pages)}"] for number, page in enumerate(pages, start=1)]
    page = layout.keys.page
    for number, item in enumerate(folios):
        middle = item.x + item.line.width / 2
        assert (middle < A4[0] / 3) is (left is True)
        assert (middle > A4[0] * 2 / 3) is (left is False)
        assert (item.y < page.margin_top) is (place == "head" and number > 0)
    reference = _texts(pages[1])["LO-12"]
    assert reference.x + reference.line.width < folios[1].x or place != "head"


PEOPLE = [
    {"name": "Maud Kervella", "role": "Press", "phone": "+44 20 7946 0018", "email": "maud@lights.example"},
    {"name": "Owen Pryce", "phone": "+44 20 7946 0019"},
]


def test_contacts_in_a_box(layout_with, release_of, compose_release):
    """A box of the tint holds label, contacts and websites, all with the same distance from its edges."""
    layout = layout_with('[contacts]\nstyle = "box"\n')
    (page,) = compose_release(release_of(**FIELDS, contacts=PEOPLE, links=["https://www.lights.example"]), layout).pages
    (box,) = [item for item in page.items if isinstance(item, RuleItem) and item.colour == layout.keys.colours.tint]
    for text in ("Media contacts", "Maud Kervella", "www.lights.example"):
        item = _texts(page)[text]
        assert item.x == box.x + 16
        assert box.y < item.y < box.y + box.height
    assert box.y + box.height == pytest.approx(A4[1] - layout.keys.page.margin_bottom)
    assert page.items.index(box) < page.items.index(_texts(page)["Media contacts"])


def test_many_contacts_in_a_box_go_on_over_pages(layout_with, release_of, compose_release):
    """A box that is higher than half a page has its ground on each page that it comes to."""
    layout = layout_with('[contacts]\nstyle = "box"\n')
    pages = compose_release(release_of(**FIELDS, contacts=PEOPLE * 30), layout).pages
    grounds = [
        i for page in pages for i in page.items if isinstance(i, RuleItem) and i.colour == layout.keys.colours.tint
    ]
    assert len(grounds) == len(pages) > 1
    assert all(item.y + item.height <= A4[1] - layout.keys.page.margin_bottom + 0.01 for item in grounds)


def test_contacts_on_lines(layout_with, release_of, compose_release):
    """Each contact is a line of its own: name, role, number, address."""
    layout = layout_with('[contacts]\nstyle = "lines"\n')
    (page,) = compose_release(release_of(**FIELDS, contacts=PEOPLE), layout).pages
    assert "Maud Kervella\u00a0· Press\u00a0· Tel.\u00a0+44 20 7946 0018\u00a0· maud@lights.example" in lines(page)
    assert "Owen Pryce\u00a0· Tel.\u00a0+44 20 7946 0019" in lines(page)


def test_contacts_on_several_lines(layout_with, release_of, compose_release):
    """A contact that is too long for a line goes on without a dot at the line's end."""
    layout = layout_with('[contacts]\nstyle = "lines"\n')
    person = {
        "name": "Maud Kervella",
        "role": "Head of press and of the lamps",
        "email": "maud.kervella@lights.example",
    }
    person["phones"] = ["+44 20 7946 0018", "+44 20 7946 0017"]
    (page,) = compose_release(release_of(**FIELDS, contacts=[person]), layout).pages
    first, second = [line for line in lines(page) if "Maud" in line or "maud" in line]
    assert first.endswith("0017")
    assert second == "maud.kervella@lights.example"
