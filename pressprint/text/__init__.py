"""A release's text as it is set: cleaned, its addresses found, its dates in the language's words."""

from pressprint.text.dates import write_date, write_dateline, write_moment
from pressprint.text.hyphens import points as hyphen_points
from pressprint.text.phones import tel
from pressprint.text.prepare import prepare

__all__ = ["hyphen_points", "prepare", "tel", "write_date", "write_dateline", "write_moment"]
