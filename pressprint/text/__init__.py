"""A release's text as it is set: cleaned, by its language's rules, its addresses found, its dates in words."""

from pressprint.text.addresses import printed_address, sent_address
from pressprint.text.dates import write_date, write_dateline, write_moment
from pressprint.text.hyphens import points as hyphen_points
from pressprint.text.phones import tel
from pressprint.text.phrases import phrase_ends
from pressprint.text.prepare import Correction, Prepared, prepare, prepare_in

__all__ = [
    "Correction",
    "Prepared",
    "hyphen_points",
    "phrase_ends",
    "prepare",
    "prepare_in",
    "printed_address",
    "sent_address",
    "tel",
    "write_date",
    "write_dateline",
    "write_moment",
]
