"""Patterns of hyphenation (Liang, 1983), read from the dictionaries that pyphen brings.

Pyphen reads a dictionary pattern by pattern, which for German takes longer than a hundred releases. Here a file is
taken apart as a whole, and a pattern is read when a word first has it; the points are the same.
"""

from __future__ import annotations

import re
from pathlib import Path

_DIGITS = b"0123456789"
_ENDS = re.compile(rb"[ \t\r]+\n")
_DIGIT = re.compile("[0-9]")
_PIECES = re.compile(r"(\d?)(\D?)")

Values = tuple[int, ...]


class Patterns:
    """The patterns of one language: by their letters alone, and with the digits among them as they stand in the file.

    A digit says how good a place is for a hyphen (odd) or how bad (even); the highest counts.
    """

    def __init__(self, path: Path) -> None:
        data = _ENDS.sub(b"\n", path.read_bytes())
        encoding = data[: data.index(b"\n")].decode("ascii").strip()
        lines = data.decode(encoding).split("\n")
        letters = data.translate(None, _DIGITS).decode(encoding).split("\n")
        # What has no digits says nothing; what is no pattern, such as a remark, has signs in it that no word has.
        self._lines = {letter: line for letter, line in zip(letters, lines, strict=True) if letter != line}
        # A pattern that changes the spelling is one like others, with what it changes behind it.
        for line in [line for line in self._lines.values() if "/" in line and "=" in line]:
            pattern = line.partition("/")[0]
            self._lines[_DIGIT.sub("", pattern)] = pattern
        self._longest = max(map(len, self._lines))
        self._values: dict[str, Values] = {}

    def positions(self, word: str) -> list[int]:
        """After how many letters of a word it may be divided, in rising order."""
        pointed = f".{word.lower()}."
        end = len(pointed)
        best = [0] * (end + 1)
        known = self._lines
        for start in range(end - 1):
            for stop in range(start + 1, min(start + self._longest, end) + 1):
                letters = pointed[start:stop]
                if letters in known:
                    for place, value in enumerate(self._values.get(letters) or self._read(letters), start):
                        if value > best[place]:
                            best[place] = value
        return [place - 1 for place, value in enumerate(best) if value % 2]

    def _read(self, letters: str) -> Values:
        """The values of a pattern before each of its letters, and behind the last one."""
        values = self._values[letters] = tuple(int(digit or 0) for digit, _ in _PIECES.findall(self._lines[letters]))
        return values
