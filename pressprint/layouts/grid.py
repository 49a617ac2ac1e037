"""The grid of a layout: which of its margins, leadings and spaces are no multiples of its step."""

from __future__ import annotations

from collections.abc import Iterator

from pressprint.layouts.declaration import LayoutFile

# The lengths that keep the grid. Sizes of type, indents and the thickness of rules do not; nor does the right margin,
# which is what the others leave of a width (595.28 points) that is no multiple of anything.
_LENGTHS = {
    "page": ("margin_left", "margin_top", "margin_bottom", "side", "side_gap"),
    "header": ("band", "strip", "logo_height", "gap", "below", "running_below"),
    "figures": ("gutter", "above", "below"),
    "tables": ("above", "below"),
    "key_figures": ("gutter",),
    "contacts": ("gutter", "above"),
}
_OF_TYPE = ("leading", "above", "below")


def off_grid(keys: LayoutFile) -> Iterator[tuple[str, float]]:
    """Each key that is no multiple of the layout's grid, with its value; none where the layout names no grid."""
    step = keys.page.grid
    if not step:
        return
    parts = [
        (f"{part}.{name}", getattr(getattr(keys, part), name)) for part, names in _LENGTHS.items() for name in names
    ]
    for role in type(keys.type).model_fields:
        style = getattr(keys.type, role)
        parts += [(f"type.{role}.{name}", getattr(style, name)) for name in _OF_TYPE]
    yield from ((key, length) for key, length in parts if length % step)
