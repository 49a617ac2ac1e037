"""Tables of Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """The lines of a table. A bar in a cell would begin the next one, and is written out."""
    head = list(head)
    yield _row(head)
    yield _row("---" for _ in head)
    for row in rows:
        yield _row(" ".join(cell.split()).replace("|", "\\|") for cell in row)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def sentence(text: str) -> str:
    """A description with its full stop."""
    return text if not text or text.endswith((".", "!", "?")) else f"{text}."
