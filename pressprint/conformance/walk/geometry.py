"""Matrices and upright boxes of a page (ISO 32000-1, 8.3)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]
"""Left, bottom, right and top, in points."""

IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


def matrix_of(operands: Sequence[Any]) -> Matrix:
    """The matrix that six operands give.

    Raises:
        ValueError, TypeError: they are not six, or no numbers.
    """
    a, b, c, d, e, f = (float(operand) for operand in operands)
    return a, b, c, d, e, f


def times(one: Matrix, two: Matrix) -> Matrix:
    """The matrix that applies `one`, then `two`."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = two
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def box_of(matrix: Matrix, left: float, bottom: float, right: float, top: float) -> Box:
    """A rectangle where a matrix puts it, its sides upright."""
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x, y in ((left, bottom), (right, top))]
    ys = [b * x + d * y + f for x, y in ((left, bottom), (right, top))]
    return min(xs), min(ys), max(xs), max(ys)
