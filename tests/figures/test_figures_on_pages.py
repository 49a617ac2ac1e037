"""Where figures stand on pages, how large they are, and what stays with them."""

from __future__ import annotations

import pytest
from PIL import Image
from whole_figures import LEFT, MEASURE, RIGHT, SENTENCE, figure, made_of, pages_of, pictures

from pressprint import SettingError, render
from pressprint.pages import A4, PictureItem, TextItem
from pressprint.road import set_release


def test_full_width():
    """A picture takes the measure and keeps its proportions."""
    (item,) = pictures(pages_of(made_of(figure("lamp.jpg"))))
    assert (item.x, item.width) == (LEFT, pytest.approx(MEASURE))
    assert item.height == pytest.approx(MEASURE * 600 / 900)


def test_high_pictures():
    """A high picture takes the share of the page that the layout grants, and no more."""
    (item,) = pictures(pages_of(made_of(figure("tower.jpg"))))
    assert item.height == pytest.approx(0.45 * (A4[1] - 44 - 52))
    assert item.width == pytest.approx(item.height / 2)
    assert item.x == LEFT


def test_side_by_side():
    """Two half figures stand beside each other; a third and one after a paragraph stand alone."""
    halves = [figure(src, width="half") for src in ("lamp.jpg", "map.png", "bars.svg")]
    first, second, third, fourth = pictures(pages_of(made_of(*halves, "One.", figure("lamp.jpg", width="half"))))
    assert first.y == second.y < third.y < fourth.y
    assert first.x == third.x == fourth.x == LEFT
    assert second.x + second.width == pytest.approx(RIGHT)


@pytest.mark.usefixtures("_arabic")
def test_right_to_left():
    """In Arabic the first of two figures stands at the right, and a lonely one too."""
    halves = [figure(src, width="half") for src in ("lamp.jpg", "map.png")]
    release = made_of(*halves, "نص", figure("tower.jpg"), language="ar", title="عاد الضوء")
    first, second, third = pictures(pages_of(release))
    assert first.x + first.width == pytest.approx(A4[0] - LEFT)
    assert second.x == pytest.approx(A4[0] - RIGHT)
    assert third.x + third.width == pytest.approx(A4[0] - LEFT)


def test_two_of_different_shapes_are_equally_high():
    """Two pictures side by side share the measure so that they end at one height, but none is very narrow."""
    Image.new("RGB", (1200, 1200), "#c00000").save("square.png")
    halves = [figure(src, width="half") for src in ("lamp.jpg", "square.png")]
    first, second = pictures(pages_of(made_of(*halves)))
    assert first.height == pytest.approx(second.height)
    assert first.width / second.width == pytest.approx(1.5)
    assert second.x == pytest.approx(first.x + first.width + 16)
    assert second.x + second.width == pytest.approx(RIGHT)
    Image.new("RGB", (600, 1800), "#c00000").save("mast.png")
    first, second = pictures(pages_of(made_of(figure("lamp.jpg", width="half"), figure("mast.png", width="half"))))
    assert first.width == pytest.approx((MEASURE - 16) / 2)
    assert second.x == pytest.approx(LEFT + first.width + 16)


@pytest.mark.parametrize("missing", ["first", "second"])
def test_the_fault_of_one_of_two(missing):
    """Of two figures side by side the one at fault is named, by its own field."""
    names = ["none.jpg", "lamp.jpg"] if missing == "first" else ["lamp.jpg", "none.jpg"]
    with pytest.raises(SettingError) as caught:
        render(made_of("One.", *(figure(name, width="half") for name in names)))
    field = "body[2]" if missing == "first" else "body[3]"
    what = "the image “none.jpg” is not there; put it beside the release, or check its name"
    assert str(caught.value) == f"{field}: {what}"


def test_few_pixels_are_not_blown_up():
    """A picture with few pixels is set smaller, which its author is told."""
    Image.new("RGB", (100, 50)).save("small.png")
    made = set_release(made_of(figure("small.png")))
    (item,) = pictures(made.document)
    assert item.width == pytest.approx(72)
    what = "the image “small.png” has 100 × 50 pixels, too few for a sharp print; give a larger one if there is"
    assert [str(warning) for warning in made.warnings] == [f"body[1]: {what}"]


def test_a_caption_stays_with_its_picture():
    """Wherever the page ends: picture, caption and credit are on one page, and on it whole."""
    caption = "The light at Grey Point, an hour after it was lit. " * 3
    for count in range(1, 40, 3):
        body = [*[SENTENCE] * count, figure("lamp.jpg", caption=caption, credit="Photo: Ines Falk"), SENTENCE]
        (holder,) = [
            page for page in pages_of(made_of(*body)).pages if any(isinstance(item, PictureItem) for item in page.items)
        ]
        at = next(n for n, item in enumerate(holder.items) if isinstance(item, PictureItem))
        picture, *lines = holder.items[at : at + 5]
        assert isinstance(picture, PictureItem)
        assert all(isinstance(line, TextItem) for line in lines[:3])
        assert picture.y + picture.height < lines[0].y < lines[1].y < lines[2].y < A4[1] - 52


def test_a_caption_longer_than_a_page():
    """What cannot be kept together is refused."""
    with pytest.raises(SettingError) as caught:
        render(made_of(figure("lamp.jpg", caption=SENTENCE * 60)))
    what = "what stands under the image “lamp.jpg” is too long for a page; put a part of it into the text"
    assert str(caught.value) == f"body[1]: {what}"
