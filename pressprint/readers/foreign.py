"""Values of a data format that is not pressprint's own, looked at with care: each may be missing or something else."""

from __future__ import annotations

from typing import Any

from pressprint.errors import quoted
from pressprint.readers.source import Source

Data = dict[str, Any]


def objects(data: Data, name: str, source: Source) -> list[Data]:
    """The objects of a property; one alone stands for a list of it.

    Raises:
        ReadError: it holds something else.
    """
    value = data.get(name)
    found = value if isinstance(value, list) else [] if value is None else [value]
    for one in found:
        if not isinstance(one, dict):
            raise source.error(f"“{name}” holds {quoted(one)}; expected objects with keys and values")
    return found


def texts(data: Data, name: str) -> list[str]:
    """The texts of a property; one alone stands for a list of it."""
    value = data.get(name)
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)]


def said(data: Data, name: str) -> str:
    """The text of a property; empty where it holds none."""
    value = data.get(name)
    return value if isinstance(value, str) else ""


def entries(data: Data, name: str, role: str, source: Source) -> Any:
    """The value of the first object of a property that has a role; None where there is none."""
    return next((one.get("value") for one in objects(data, name, source) if said(one, "role") == role), None)
