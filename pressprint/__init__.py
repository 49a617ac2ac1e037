"""pressprint typesets press releases: a release as a structured object becomes a branded A4 PDF.

import pressprint

release = pressprint.read("cp199.md")
pdf = pressprint.render(release, layout="agency")
pdf.save("cp199.pdf")
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pressprint.batch import render_archive
    from pressprint.binding import bind, join_editions, render_editions
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
    from pressprint.forms import losses, to_html, to_jsonld, to_ninjs, to_text
    from pressprint.layouts import Layout, load_layout
    from pressprint.pdf import Pdf
    from pressprint.readers import read
    from pressprint.release import (
        Account,
        Boilerplate,
        Contact,
        Divider,
        Edition,
        Emphasis,
        Fact,
        Figure,
        Foreign,
        Heading,
        Item,
        Link,
        List,
        Listing,
        Organisation,
        Paragraph,
        Quote,
        Regulated,
        Release,
        Signatory,
        Strong,
        Table,
        Text,
        Website,
        lifted,
    )
    from pressprint.road import render
    from pressprint.signing import sign

__all__ = [
    "Account",
    "Boilerplate",
    "Contact",
    "Divider",
    "Edition",
    "Emphasis",
    "Fact",
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
    "Listing",
    "Organisation",
    "OutputError",
    "Paragraph",
    "Pdf",
    "PressprintError",
    "PressprintWarning",
    "Problem",
    "Quote",
    "ReadError",
    "Regulated",
    "Release",
    "SettingError",
    "Signatory",
    "Strong",
    "Table",
    "Text",
    "Website",
    "bind",
    "join_editions",
    "lifted",
    "load_layout",
    "losses",
    "read",
    "render",
    "render_archive",
    "render_editions",
    "sign",
    "to_html",
    "to_jsonld",
    "to_ninjs",
    "to_text",
]

_HOMES = ("errors", "release", "readers", "layouts", "pdf", "road", "batch", "binding", "signing", "forms")


def __getattr__(name: str) -> Any:
    """A public name, from the stage that has it; no stage is loaded before a name of it is asked for."""
    if name == "mail":  # a package of its own, with names that are common words
        return import_module(f"{__name__}.mail")
    if name in __all__:
        for home in _HOMES:
            module = import_module(f"{__name__}.{home}")
            if hasattr(module, name):
                return globals().setdefault(name, getattr(module, name))
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
