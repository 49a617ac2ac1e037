"""Cases of input and what is expected of it, read from text files.

A file holds any number of cases: a line that names the case, a line with a full stop, the input, a line with
a full stop, what is expected, a line with a full stop. Between cases stand empty lines and remarks (`//`).
"""

from __future__ import annotations

from pathlib import Path

import pytest

_FOLDER = Path(__file__).parent / "fixtures"


def cases(name: str) -> list[object]:
    """The cases of `fixtures/NAME` as parameters: input, expected."""
    found: list[object] = []
    lines = iter((_FOLDER / name).read_text(encoding="utf-8").split("\n"))
    for line in lines:
        if not line.strip() or line.startswith("//"):
            continue
        assert next(lines) == ".", f"{name}: a line with a full stop belongs under “{line}”"
        given, expected = ("\n".join(iter(lambda: next(lines), ".")) for _ in range(2))
        found.append(pytest.param(given, expected, id=line.replace(" ", "-")))
    return found
