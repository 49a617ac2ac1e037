"""The pictures in the folder of each test, and a font for text from right to left."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from whole_figures import SVG

from pressprint.fonts import find


@pytest.fixture(autouse=True)
def _files(tmp_path: Path) -> None:
    """Pictures in the folder of the test: a photograph, a flat one, a drawing."""
    across, down = Image.linear_gradient("L").rotate(90), Image.linear_gradient("L")
    picture = Image.merge("RGB", [across, down, down.rotate(180)]).resize((900, 600))
    picture.save("lamp.jpg", quality=80)
    picture.resize((400, 800)).save("tower.jpg", quality=80)
    picture.resize((2400, 1600)).save("large.jpg", quality=90)
    picture.resize((2111, 1277)).save("wide.jpg", quality=80)
    image = Image.new("RGB", (600, 400), "#c00000")
    image.paste("#0000c0", (0, 200, 600, 400))
    image.save("map.png")
    Path("bars.svg").write_text(SVG, encoding="utf-8")


@pytest.fixture
def _arabic(monkeypatch: pytest.MonkeyPatch) -> None:
    """A font of the system that has Arabic letters."""
    folder = Path("/usr/share/fonts/truetype/dejavu")
    if not (folder / "DejaVuSans.ttf").is_file():
        pytest.skip("DejaVu Sans, which has Arabic letters, is not on this machine")
    monkeypatch.setattr("pressprint.fonts.find.system_folders", lambda: [folder])
    find.forget()
