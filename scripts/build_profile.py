"""Rebuild pressprint/pdf/srgb.icc, the colour profile that every file carries.

    python scripts/build_profile.py           write the profile
    python scripts/build_profile.py --check   compare with the committed one; exit 1 on a difference

It is written from the numbers of IEC 61966-2-1 and ICC.1:2010 by nothing but Python's `struct`, has a date that
stays, and holds what a display profile must hold and no more. It is part of pressprint and under its licence.
"""

from __future__ import annotations

import struct
import sys
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "pressprint" / "pdf" / "srgb.icc"

DATE = (2026, 1, 1, 0, 0, 0)
WHITE = (0.9642, 1.0, 0.8249)  # the profile connection space's own white, D50
# The primaries of sRGB, and the way from its white (D65) to D50 after Bradford.
RED, GREEN, BLUE = (0.43607, 0.22249, 0.01392), (0.38515, 0.71687, 0.09708), (0.14307, 0.06061, 0.71410)
ADAPTATION = (1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168)
# Y = ((X + 0.055) / 1.055) ^ 2.4 from 0.04045 upwards, X / 12.92 below.
CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)


def fixed(*values: float) -> bytes:
    """Numbers as s15Fixed16."""
    return b"".join(struct.pack(">i", round(value * 65536)) for value in values)


def text(words: str) -> bytes:
    """A multiLocalizedUnicodeType with one record."""
    return struct.pack(">4s4xII2s2sII", b"mluc", 1, 12, b"en", b"US", 2 * len(words), 28) + words.encode("utf-16-be")


def xyz(values: tuple[float, float, float]) -> bytes:
    """An XYZType."""
    return b"XYZ \0\0\0\0" + fixed(*values)


def profile() -> bytes:
    """The bytes of the profile: header, tag table, tags."""
    curve = struct.pack(">4s4xHxx", b"para", 3) + fixed(*CURVE)
    tags = {
        b"desc": text("sRGB"),
        b"cprt": text("CC0"),
        b"wtpt": xyz(WHITE),
        b"chad": b"sf32\0\0\0\0" + fixed(*ADAPTATION),
        b"rXYZ": xyz(RED),
        b"gXYZ": xyz(GREEN),
        b"bXYZ": xyz(BLUE),
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve),
    }
    places: dict[bytes, int] = {}
    body, start = b"", 128 + 4 + 12 * len(tags)
    for content in tags.values():
        if content not in places:
            places[content] = start + len(body)
            body += content + b"\0" * (-len(content) % 4)
    table = b"".join(struct.pack(">4sII", name, places[tag], len(tag)) for name, tag in tags.items())
    header = struct.pack(
        ">I4xI4s4s4s6H4s24xI12s48x",
        *(start + len(body), 0x04200000, b"mntr", b"RGB ", b"XYZ ", *DATE, b"acsp", 0, fixed(*WHITE)),
    )
    return header + struct.pack(">I", len(tags)) + table + body


def main() -> int:
    """Writes the profile, or compares it."""
    if "--check" in sys.argv[1:]:
        return int(TARGET.read_bytes() != profile())
    TARGET.write_bytes(profile())
    return 0


if __name__ == "__main__":
    sys.exit(main())
