"""How the roles of a layout look in a mail: sizes in pixels, stacks of fonts, colours that can be read on white.

Mail programs read inline styles and little else; there are no classes, no files, and nothing that is fetched.
"""

from __future__ import annotations

from functools import lru_cache
from html import escape
from pathlib import Path

from pressprint.layouts import Layout, TypeStyle, contrast, mixed

BODY = 16.0
"""The size of running text in pixels: that of the layout's `body` role; the others keep their proportion to it."""

_SMALLEST = 13
_TINT = 0.06
_AA = 4.5  # WCAG 2.2, 1.4.3
_SERIF = "Georgia, 'Times New Roman', serif"
_SANS = "Arial, Helvetica, sans-serif"
_SERIF_CLASSES = range(1, 8)  # sFamilyClass of OpenType's OS/2: old style to slab, and freeform serifs
# Roles of pieces that the layout calls otherwise.
_ROLES = {"free": "status", "band": "notes"}
_COLOURS = {"free": "text"}


class Looks:
    """The inline styles of one layout for one direction of writing, and for a script with italics or without."""

    def __init__(self, layout: Layout, *, right_to_left: bool, italics: bool) -> None:
        self.layout, self.right_to_left, self.italics = layout, right_to_left, italics
        self.start, self.end = ("right", "left") if right_to_left else ("left", "right")
        self.scale = BODY / layout.style("body").size

    def text(self, role: str, *, margin: str | None = None, ground: str = "#ffffff", colour: str | None = None) -> str:
        """The style of a paragraph in a role; its margins and its colour are the layout's where none are given."""
        style = self.layout.style(_ROLES.get(role, role))
        above, below = round(style.above * self.scale), max(round(style.below * self.scale), 4)
        side = "center" if role == "end_mark" else self.start
        look = self.type(role, ground=ground, colour=colour)
        return f"margin:{margin or f'{above}px 0 {below}px 0'};{look};text-align:{side}"

    def type(self, role: str, *, ground: str = "#ffffff", colour: str | None = None) -> str:
        """The font, the size and the colour of a role."""
        style = self.layout.style(_ROLES.get(role, role))
        return self.css(
            font_family=stack(self.layout, style),
            font_size=f"{max(round(style.size * self.scale), _SMALLEST)}px",
            line_height=f"{max(style.leading / style.size, 1.2):.2f}",
            font_weight="bold" if "bold" in style.face else "normal",
            font_style="italic" if self.italics and "italic" in style.face else "normal",
            color=self.colour(colour or _COLOURS.get(role, style.colour), ground),
        )

    def colour(self, name: str, ground: str = "#ffffff") -> str:
        """A colour of the layout, or where it cannot be read on a ground its text's, or black or white."""
        colours = self.layout.keys.colours
        wanted: str = getattr(colours, name)
        known = (wanted, colours.text, "#000000", "#ffffff")
        return next(
            (one for one in known if contrast(one, ground) >= _AA), max(known, key=lambda c: contrast(c, ground))
        )

    def tint(self, name: str) -> str:
        """A touch of a colour of the layout, as the ground of a box."""
        return mixed(getattr(self.layout.keys.colours, name), _TINT)

    def bar(self, colour: str) -> str:
        """A bar at the side at which lines begin."""
        return f"border-{self.start}:3px solid {colour};padding-{self.start}:14px"

    @staticmethod
    def css(**values: str) -> str:
        """A declaration for each value; `_` stands for the hyphen of a property's name."""
        return ";".join(f"{name.replace('_', '-')}:{value}" for name, value in values.items())


def attribute(name: str, value: str | None) -> str:
    """An attribute with the space before it; nothing for a value that is None."""
    return "" if value is None else f' {name}="{escape(value)}"'


def stack(layout: Layout, style: TypeStyle) -> str:
    """The fonts of a style for `font-family`: the layout's own, where the reader has it, then common ones."""
    name, is_serif = _named(layout.faces[style.family, "regular"])
    return f"{name}, {_SERIF if is_serif else _SANS}" if name else _SERIF if is_serif else _SANS


@lru_cache(maxsize=64)
def _named(file: Path) -> tuple[str, bool]:
    """The name of the family that a font file belongs to, quoted for CSS, and whether its letters have serifs."""
    from fontTools.ttLib import TTFont  # what only renders does not pay for it

    with TTFont(file, lazy=True) as font:
        name = font["name"].getBestFamilyName() or ""
        family_class = font["OS/2"].sFamilyClass >> 8 if "OS/2" in font else 0
    is_serif = family_class in _SERIF_CLASSES if family_class else "serif" in f"{name}{file.stem}".lower()
    return f"'{name}'" if name and all(c.isalnum() or c in " -" for c in name) else "", is_serif
