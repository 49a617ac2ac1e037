"""Figures that stand out: what a release is about in a few numbers."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from pressprint.errors import quoted
from pressprint.release.base import Part

_LONGEST = 24
_MOST = 6


def _as_text(value: Any) -> Any:
    """A number that a file gives without quotes, as it is written there."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, str) and len(value) > _LONGEST:
        what = f"{quoted(value)} has {len(value)} characters, and a figure at most {_LONGEST}"
        raise ValueError(f"{what}; put what it stands for into “text”")
    return value


class KeyFigure(Part):
    """A figure, and what it is the figure of."""

    figure: Annotated[str, BeforeValidator(_as_text, json_schema_input_type=str | int | float)] = Field(
        description="The figure with its unit, as it is to be printed", examples=["£23.4 million"], min_length=1
    )
    text: str = Field(description="What it is the figure of", examples=["the cost of the barrier"], min_length=1)


KeyFigures = Annotated[tuple[KeyFigure, ...], Field(max_length=_MOST)]
"""At most six: more are a table."""
