"""ToUnicode maps, read (ISO 32000-1, 9.10.3)."""

from __future__ import annotations

import re
from typing import Any

import pikepdf

from pressprint.readers.pdf import unpacked

_BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")
_MOST = 65_536


def texts_of(stream: Any) -> dict[int, str] | None:
    """The text of each code, or None where there is no map."""
    if not isinstance(stream, pikepdf.Stream):
        return None
    result: dict[int, str] = {}
    for kind, body in _BLOCK.findall(unpacked(stream)):
        tokens = [_token(match) for match in _TOKEN.finditer(body)]
        if kind == b"bfrange":
            _ranges(tokens, result)
            continue
        for code, value in zip(tokens[::2], tokens[1::2], strict=False):
            if isinstance(code, bytes) and isinstance(value, bytes):
                result[int.from_bytes(code, "big")] = _text(value)
    return result


def _ranges(tokens: list[bytes | str], result: dict[int, str]) -> None:
    """Takes the ranges of a block: a first code, a last one, and a text or an array of texts."""
    waiting = iter(tokens)
    for first in waiting:
        last, value = next(waiting, b""), next(waiting, b"")
        if not isinstance(first, bytes) or not isinstance(last, bytes):
            continue
        low, high = int.from_bytes(first, "big"), int.from_bytes(last, "big")
        codes = range(low, min(high, low + _MOST) + 1)
        if value == "[":
            listed = list(iter(lambda: next(waiting, "]"), "]"))
            result.update((c, _text(v)) for c, v in zip(codes, listed, strict=False) if isinstance(v, bytes))
        elif isinstance(value, bytes) and value:
            result.update((code, _text(value[:-1] + bytes([(value[-1] + n) & 255]))) for n, code in enumerate(codes))


def _token(match: re.Match[bytes]) -> bytes | str:
    if match[2] or match[3]:
        return "[" if match[2] else "]"
    digits = b"".join(match[1].split()).decode()
    return bytes.fromhex(digits + "0" * (len(digits) % 2))


def _text(value: bytes) -> str:
    return value.decode("utf-16-be", errors="replace")
