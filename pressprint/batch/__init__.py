"""Whole archives: many releases set in parallel, resumable, each accounted for."""

from pressprint.batch.archive import MEMORY, TIMEOUT, render_archive
from pressprint.batch.crew import available_cores
from pressprint.batch.export import check_report, write_report
from pressprint.batch.find import find_sources
from pressprint.batch.manifest import Entry, Manifest
from pressprint.batch.places import open_outputs
from pressprint.batch.result import Marks, Result
from pressprint.batch.sources import Sources

__all__ = [
    "MEMORY",
    "TIMEOUT",
    "Entry",
    "Manifest",
    "Marks",
    "Result",
    "Sources",
    "available_cores",
    "check_report",
    "find_sources",
    "open_outputs",
    "render_archive",
    "write_report",
]
