"""pressprint typesets press releases: a release as a structured object becomes a branded A4 PDF.

import pressprint

release = pressprint.read("cp199.md")
pdf = pressprint.render(release, layout="agency")
pdf.save("cp199.pdf")
"""

from pressprint.errors import (
    FontError,
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

__all__ = [
    "Boilerplate",
    "Contact",
    "Divider",
    "Emphasis",
    "Figure",
    "FontError",
    "Foreign",
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
]
