"""A handful of pages as reference images: what a reader would see at a glance, with a tolerance."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from pressprint import read, render

DPI = 50
IMAGES = Path(__file__).parent / "images"
PAGES = [
    ("samples/observatoire-fr.md", None, 1),
    ("samples/harbour-en.md", "samples/layouts/marrowby", 1),
    ("samples/harbour-en.md", "samples/layouts/marrowby", 2),
    ("samples/regenkunde-de.md", None, 1),
]
# Renderers differ in their grey at the edges of letters; a line that moved by a point is far more than this.
MEAN_DIFFERENCE = 1.5
CHANGED_SHARE = 0.01


@pytest.mark.parametrize(("sample", "layout", "number"), PAGES)
def test_a_page_looks_as_it_did(root, request, tmp_path, sample, layout, number):
    """The page is drawn as the reference image has it; a difference is left as an image to look at."""
    release = read(root / sample)
    pdf = render(release, layout=root / layout if layout else None)
    seen = Image.open(io.BytesIO(pdf.preview(number, dpi=DPI))).convert("L")
    file = IMAGES / f"{Path(sample).stem}-{number}.png"
    if request.config.getoption("--update-expected"):
        IMAGES.mkdir(exist_ok=True)
        seen.save(file, optimize=True)
        pytest.skip(f"wrote {file.name}; look at it, then run again without the switch")
    expected = Image.open(file)
    assert seen.size == expected.size
    difference = ImageChops.difference(seen, expected)
    changed = sum(difference.histogram()[64:]) / (seen.width * seen.height)
    if ImageStat.Stat(difference).mean[0] > MEAN_DIFFERENCE or changed > CHANGED_SHARE:
        ImageChops.invert(difference).save(tmp_path / "difference.png")
        pytest.fail(f"{changed:.1%} of the page changed; see {tmp_path / 'difference.png'}, then --update-expected")


def test_a_moved_line_is_noticed(root):
    """The tolerance is tight enough: a page shifted by one pixel is told apart."""
    expected = Image.open(IMAGES / "observatoire-fr-1.png")
    moved = ImageChops.offset(expected, 0, 1)
    difference = ImageChops.difference(moved, expected)
    assert sum(difference.histogram()[64:]) / (expected.width * expected.height) > CHANGED_SHARE
