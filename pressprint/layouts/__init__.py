"""What a brand looks like: a folder with a `layout.toml`, a logo and fonts of its own."""

from pressprint.layouts.colour import components, contrast, grey_of, least_contrast, mixed
from pressprint.layouts.declaration import LayoutFile, TablesLook, TypeStyle
from pressprint.layouts.find import find, folders, found
from pressprint.layouts.load import DEFAULT_LAYOUT, Layout, load_layout
from pressprint.layouts.logo import Logo

__all__ = [
    "DEFAULT_LAYOUT",
    "Layout",
    "LayoutFile",
    "Logo",
    "TablesLook",
    "TypeStyle",
    "components",
    "contrast",
    "find",
    "folders",
    "found",
    "grey_of",
    "least_contrast",
    "load_layout",
    "mixed",
]
