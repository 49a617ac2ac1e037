"""Makes the pictures of the README anew, in samples/pictures/: the layouts with the specimen, and the samples.

python scripts/pictures.py
"""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

import pressprint
from pressprint.layouts.specimen import specimen

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"
FOLDER = SAMPLES / "pictures"
DPI = 80
SMALL = 60
SHIPPED = ("agency", "ministry", "company", "wire")
LAYOUTS = {"observatoire-fr": None, "harbour-en": SAMPLES / "layouts" / "marrowby", "regenkunde-de": None}


def main() -> None:
    """Writes a picture for each page of some samples, and the first two pages of the specimen in each layout."""
    FOLDER.mkdir(exist_ok=True)
    for layout in SHIPPED:
        pdf = pressprint.render(specimen("en"), layout)
        for page in (1, 2):
            picture(pdf, page, layout, SMALL)
    for name, layout in LAYOUTS.items():
        pdf = pressprint.render(pressprint.read(SAMPLES / f"{name}.md"), layout=layout)
        for page in range(1, pdf.pages + 1):
            picture(pdf, page, name, DPI)


def picture(pdf: pressprint.Pdf, page: int, name: str, dpi: int) -> None:
    """Writes a page as a picture of few colours."""
    image = Image.open(io.BytesIO(pdf.preview(page, dpi=dpi)))
    few = image.convert("P", palette=Image.Palette.ADAPTIVE, colors=64)
    few.save(FOLDER / f"{name}-{page}.png", optimize=True)


if __name__ == "__main__":
    main()
