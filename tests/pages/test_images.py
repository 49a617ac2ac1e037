"""A handful of pages as reference images: what a reader would see at a glance, with a tolerance.

They are the samples, and the specimen in each shipped layout: its first page, one that follows, its last.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from pressprint import Pdf, load_layout, read, render
from pressprint.layouts.specimen import specimen

DPI = 50
IMAGES = Path(__file__).parent / "images"
# Renderers differ in their grey at the edges of letters; a line that moved by a point is far more than this.
MEAN_DIFFERENCE = 1.5
CHANGED_SHARE = 0.01
LAYOUTS = ("agency", "company", "ministry", "wire")
SAMPLES = {
    "observatoire-fr": (None, 1),
    "harbour-en": ("samples/layouts/marrowby", 2),
    "regenkunde-de": (None, 1),
}


def _specimen(layout: str) -> Pdf:
    return render(specimen("en"), load_layout(layout))


def _seen(pdf: Pdf, number: int) -> Image.Image:
    """A page in sixteen greys, which make a small file."""
    page = Image.open(io.BytesIO(pdf.preview(number, dpi=DPI))).convert("L")
    return page.point([round(grey / 17) * 17 for grey in range(256)])


def _difference(seen: Image.Image, expected: Image.Image) -> tuple[float, float]:
    """The mean difference of the greys, from 0 to 255, and the share of pixels that are other ones."""
    difference = ImageChops.difference(seen, expected)
    return ImageStat.Stat(difference).mean[0], sum(difference.histogram()[64:]) / (seen.width * seen.height)


def _differs(seen: Image.Image, expected: Image.Image) -> bool:
    mean, changed = _difference(seen, expected)
    return mean > MEAN_DIFFERENCE or changed > CHANGED_SHARE


def _side_by_side(seen: Image.Image, expected: Image.Image) -> Image.Image:
    """What was expected, what is seen, and where the two differ, in one picture."""
    whole = Image.new("L", (3 * seen.width + 20, seen.height), 128)
    parts = (expected, seen, ImageChops.invert(ImageChops.difference(seen, expected)))
    for place, part in enumerate(parts):
        whole.paste(part, (place * (seen.width + 10), 0))
    return whole


def _compare(seen: Image.Image, name: str, number: int, folder: Path) -> None:
    """Fails where a page is not as its reference image has it; what differs is left as a picture in `folder`."""
    file = IMAGES / f"{name}-{number}.png"
    assert file.exists(), f"there is no {file}; look at the page, then --update-expected"
    expected = Image.open(file).convert("L")
    assert seen.size == expected.size
    if _differs(seen, expected):
        picture = folder / f"{name}-{number}.png"
        _side_by_side(seen, expected).save(picture)
        mean, changed = _difference(seen, expected)
        pytest.fail(
            f"{changed:.1%} of page {number} of {name} changed (mean {mean:.1f}); expected, seen and difference "
            f"are side by side in {picture}; look at it, then perhaps --update-expected"
        )


def _renew(seen: Image.Image, name: str, number: int) -> str:
    """Writes a reference image where it is not there or not as the page is; gives its name, or nothing."""
    file = IMAGES / f"{name}-{number}.png"
    if file.exists():
        expected = Image.open(file).convert("L")
        if seen.size == expected.size and not _differs(seen, expected):
            return ""
    seen.quantize(16).save(file, optimize=True)
    return file.name


@pytest.fixture
def looks_as_it_did(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[Pdf, str, int], None]:
    """A function that compares the pages of a PDF with their reference images; `--update-expected` writes those."""

    def compare(pdf: Pdf, name: str, pages: int) -> None:
        seen = {number: _seen(pdf, number) for number in range(1, pages + 1)}
        if request.config.getoption("--update-expected"):
            wrote = [new for number, page in seen.items() if (new := _renew(page, name, number))]
            if wrote:
                pytest.skip(f"wrote {', '.join(wrote)}; look at them, then run again without the switch")
        for number, page in seen.items():
            _compare(page, name, number, tmp_path)

    return compare


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_sample_looks_as_it_did(root, sample, looks_as_it_did):
    """The pages of a sample are drawn as the reference images have them."""
    layout, pages = SAMPLES[sample]
    pdf = render(read(root / "samples" / f"{sample}.md"), layout=root / layout if layout else None)
    looks_as_it_did(pdf, sample, pages)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_specimen_looks_as_it_did(layout, looks_as_it_did):
    """All pages of the specimen are drawn as the layout's reference images have them, and there are no more of them."""
    pdf = _specimen(layout)
    looks_as_it_did(pdf, layout, pdf.pages)
    assert len(list(IMAGES.glob(f"{layout}-?.png"))) == pdf.pages


def test_a_moved_line_is_noticed():
    """The tolerance is tight enough: a page shifted by one pixel is told apart."""
    expected = Image.open(IMAGES / "observatoire-fr-1.png").convert("L")
    assert _differs(ImageChops.offset(expected, 0, 1), expected)


def test_layouts_are_told_apart():
    """The specimen of one layout is not taken for that of another: each differs in kind."""
    pages = [Image.open(IMAGES / f"{layout}-1.png").convert("L") for layout in LAYOUTS]
    assert all(_differs(one, other) for one in pages for other in pages if one is not other)


def test_a_page_that_is_unlike_is_left_as_a_picture(tmp_path):
    """Where a page differs, the message names a picture that shows expected, seen and difference side by side."""
    with pytest.raises(pytest.fail.Exception, match="side by side in"):
        _compare(_seen(_specimen("wire"), 1), "agency", 1, tmp_path)
    with Image.open(tmp_path / "agency-1.png") as picture:
        assert picture.width > 3 * 400
