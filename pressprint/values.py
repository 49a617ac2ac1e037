"""Values: small things that are made by the hundred for each release and never changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

_Made = TypeVar("_Made")


@dataclass_transform(eq_default=False, frozen_default=True)
def value(made: type[_Made]) -> type[_Made]:
    """A dataclass whose instances are never changed, and equal to none but themselves.

    That nothing assigns to them is left to the type checker: Python's own frozen dataclasses take three times as
    long to make.
    """
    return dataclass(slots=True, eq=False)(made)
