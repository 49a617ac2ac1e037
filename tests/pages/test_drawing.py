"""What is drawn, as a recorder writes it down call by call."""

from __future__ import annotations

import pytest

from pressprint import Release, load_layout
from pressprint.pages import Document, LogoItem, RuleItem, TextItem
from pressprint.pdf import Mark, Recorder, paint


def _drawn(document: Document) -> str:
    recorder = Recorder()
    for page in document.pages:
        paint(page, recorder)
    return str(recorder)


def test_the_drawing_of_one_page(full_release, compose_release, same_as_expected):
    """Each thing that can be set is drawn where and as it was looked at and found right."""
    same_as_expected(_drawn(compose_release(full_release)), "one-page")


def test_the_drawing_of_two_pages(release_of, compose_release, same_as_expected):
    """An embargoed release of two pages has its heads, folios and contacts at their places."""
    release = release_of(
        reference="LO-14",
        embargo="2026-05-20 06:00 Europe/London",
        body=[f"Line {number}." for number in range(1, 40)],
        contacts=[{"name": "Maud Kervella", "email": "maud@lights.example"}],
    )
    same_as_expected(_drawn(compose_release(release)), "two-pages")


def test_the_drawing_of_a_brand(write_layout, logo, compose_release, same_as_expected):
    """A brand's logo and colours are drawn, and its ragged text has no stretched spaces."""
    toml = """extends = "agency"
[organisation]
name = "Lighthouse Office"
logo = "logo.svg"
[colours]
brand = "#6b1f5c"
[paragraphs]
justify = false
[quote]
bar = 0
"""
    layout = load_layout(write_layout(toml, logo_svg=logo))
    quote = {"type": "quote", "text": "It is lit."}
    release = Release(title="Lit", language="fr", body=["Un phare.", quote], corrects="LO-1", date="2026-03-01")
    same_as_expected(_drawn(compose_release(release, layout)), "brand")


class _Strict(Recorder):
    """A recorder that holds whoever paints to the contract."""

    def __init__(self) -> None:
        super().__init__()
        self.page_is_open = False
        self.mark: Mark | None = None

    def begin_page(self, width: float, height: float) -> None:
        assert not self.page_is_open
        self.page_is_open = True

    def end_page(self) -> None:
        assert self.page_is_open
        assert self.mark is None
        self.page_is_open = False

    def begin_mark(self, mark: Mark) -> None:
        assert self.page_is_open
        assert self.mark is None, "marks never nest"
        assert (mark.node is None) == (mark.artifact is not None)
        self.mark = mark

    def end_mark(self) -> None:
        assert self.mark is not None
        self.mark = None

    def text(self, segment, line, x, y) -> None:
        assert self.mark is not None
        assert self.mark.artifact or self.mark.node == segment.node
        assert self.mark.actual == segment.actual or self.mark.artifact

    def rule(self, x, y, width, height, colour) -> None:
        assert self.mark is not None
        assert self.mark.artifact

    def logo(self, logo, x, y, width, height) -> None:
        assert self.mark is not None


@pytest.mark.parametrize("which", ["full", "long"])
def test_the_contract_of_painting(which, full_release, release_of, compose_release):
    """Whatever is painted stands in one page and one mark, and each mark is of its text's own element."""
    text = "See https://www.lights.example/a/rather/long/way/that/has/to/be/broken/somewhere or not. " * 6
    release = {"full": full_release, "long": release_of(body=[text] * 20)}[which]
    document = compose_release(release)
    surface = _Strict()
    for page in document.pages:
        paint(page, surface)
    assert not surface.page_is_open


def test_items_can_be_moved(full_release, compose_release):
    """An item moved to the right and down is the same item elsewhere."""
    for item in compose_release(full_release).pages[0].items:
        moved = item.moved(3, 5)
        assert (moved.x, moved.y) == (item.x + 3, item.y + 5)
        assert type(moved) is type(item)
        assert isinstance(item, (TextItem, RuleItem, LogoItem))


def test_pages_are_values(full_release, compose_release):
    """A finished page cannot be changed."""
    (page,) = compose_release(full_release).pages
    with pytest.raises(AttributeError):
        page.items = ()
    with pytest.raises(AttributeError):
        page.items[0].x = 3
