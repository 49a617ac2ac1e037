"""Single values: numbers, names and strings that every reader copes with (ISO 19005-3, 6.1.13)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pikepdf

_STRING, _NAME, _INTEGER = 32_767, 127, 2**31
_LARGEST, _SMALLEST = Decimal("3.403e38"), Decimal("1.175e-38")

Breach = tuple[str, str, str]
"""The clause, what is wrong, and what to do."""


def breach_of(value: Any) -> Breach | None:
    """What is wrong with a value that is no array and no dictionary, or None."""
    if isinstance(value, Decimal):
        if abs(value) > _LARGEST:
            return "A 6.1.13-2", "holds a number that is too large", "write a smaller one"
        if value and abs(value) < _SMALLEST:
            return "A 6.1.13-5", "holds a number that is nearly nothing", "write 0"
    elif isinstance(value, int):
        if not -_INTEGER <= value < _INTEGER:
            return "A 6.1.13-1", "holds a whole number beyond 32 bits", "write a smaller one"
    elif isinstance(value, pikepdf.String):
        if len(bytes(value)) > _STRING:
            return "A 6.1.13-3", f"holds a string of more than {_STRING} bytes", "shorten it"
    elif isinstance(value, pikepdf.Name):
        return breach_of_name(str(value))
    return None


def breach_of_name(name: str) -> Breach | None:
    """What is wrong with a name, which begins with its slash, or None."""
    if len(name.encode(errors="surrogateescape")) - 1 > _NAME:
        return "A 6.1.13-4", f"holds a name of more than {_NAME} bytes", "shorten it"
    return None
