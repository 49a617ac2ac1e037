"""Makes the pictures of the README anew: the pages of the samples as PNG, in samples/pictures/.

python scripts/pictures.py
"""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

import pressprint

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"
DPI = 80
LAYOUTS = {"harbour-en": SAMPLES / "layouts" / "marrowby"}


def main() -> None:
    """Writes a picture for each page of each sample."""
    folder = SAMPLES / "pictures"
    folder.mkdir(exist_ok=True)
    for path in sorted(SAMPLES.glob("*-??.md")):
        pdf = pressprint.render(pressprint.read(path), layout=LAYOUTS.get(path.stem))
        for page in range(1, pdf.pages + 1):
            image = Image.open(io.BytesIO(pdf.preview(page, dpi=DPI))).convert(
                "P", palette=Image.Palette.ADAPTIVE, colors=64
            )
            image.save(folder / f"{path.stem}-{page}.png", optimize=True)


if __name__ == "__main__":
    main()
