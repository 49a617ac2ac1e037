"""What is not installed with pressprint itself, told in words where it is missing."""

from __future__ import annotations

from importlib.util import find_spec

from pressprint.errors import PressprintError, Problem

EXTRA = 'pip install "pressprint[sign]"'
"""The command that installs what signing needs."""


def is_there(module: str = "pyhanko") -> bool:
    """Whether a module of the extra is installed."""
    return find_spec(module) is not None


def need(module: str = "pyhanko") -> None:
    """Ends with words where a module of the extra is missing.

    Raises:
        PressprintError: it is not installed.
    """
    if not is_there(module):
        what = "signing needs more than is installed"
        raise PressprintError(Problem(f"{what}; install it with: {EXTRA}"))
