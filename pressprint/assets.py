"""Where the files that pressprint ships stand: `fonts/` and `layouts/`.

In a checkout they are top-level folders; the wheel carries them inside the package.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_PACKED = _PACKAGE / "_assets"
_ROOT = _PACKED if _PACKED.is_dir() else _PACKAGE.parent

FONTS = _ROOT / "fonts"
LAYOUTS = _ROOT / "layouts"
SPECIMENS = LAYOUTS / "specimen"


def inside(folder: Path, name: str) -> Path | None:
    """The path of `name` in `folder`, or None where the name leads out of it (links are followed)."""
    path = (folder / name).resolve()
    return path if path.is_relative_to(folder.resolve()) else None
