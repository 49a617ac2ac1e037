"""One release in other forms than pages: plain text, HTML for mail, and the formats in which news is exchanged."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pressprint.forms.html import to_html
    from pressprint.forms.jsonld import to_jsonld
    from pressprint.forms.lost import losses
    from pressprint.forms.ninjs import to_ninjs
    from pressprint.forms.text import to_text

__all__ = ["losses", "to_html", "to_jsonld", "to_ninjs", "to_text"]


def __getattr__(name: str) -> Any:
    """A form's function; the others are not loaded for it."""
    if name in __all__:
        home = "lost" if name == "losses" else name.removeprefix("to_")
        return globals().setdefault(name, getattr(import_module(f"{__name__}.{home}"), name))
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
