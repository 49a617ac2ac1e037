"""One release in other forms than pages: plain text, HTML for mail."""

from pressprint.forms.html import to_html
from pressprint.forms.text import to_text

__all__ = ["to_html", "to_text"]
