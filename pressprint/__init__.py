"""pressprint typesets press releases: a release as a structured object becomes a branded A4 PDF.

import pressprint

release = pressprint.read("cp199.md")
pdf = pressprint.render(release, layout="agency")
pdf.save("cp199.pdf")
"""

from typing import TYPE_CHECKING, Any

from pressprint.errors import (
    FontError,
    FullDiskError,
    LayoutError,
    OutputError,
    PressprintError,
    PressprintWarning,
    Problem,
    ReadError,
    SettingError,
)
from pressprint.layouts import Layout, load_layout
from pressprint.pdf import Pdf
from pressprint.readers import read
from pressprint.release import (
    Boilerplate,
    Contact,
    Divider,
    Emphasis,
    Figure,
    Foreign,
    Heading,
    Item,
    Link,
    List,
    Organisation,
    Paragraph,
    Quote,
    Release,
    Strong,
    Table,
    Text,
    Website,
)
from pressprint.road import render

if TYPE_CHECKING:
    from pressprint.batch import render_archive

__all__ = [
    "Boilerplate",
    "Contact",
    "Divider",
    "Emphasis",
    "Figure",
    "FontError",
    "Foreign",
    "FullDiskError",
    "Heading",
    "Item",
    "Layout",
    "LayoutError",
    "Link",
    "List",
    "Organisation",
    "OutputError",
    "Paragraph",
    "Pdf",
    "PressprintError",
    "PressprintWarning",
    "Problem",
    "Quote",
    "ReadError",
    "Release",
    "SettingError",
    "Strong",
    "Table",
    "Text",
    "Website",
    "load_layout",
    "read",
    "render",
    "render_archive",
]


def __getattr__(name: str) -> Any:
    """What a single render does not need, loaded when it is asked for."""
    if name == "render_archive":
        from pressprint.batch import render_archive

        return render_archive
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
