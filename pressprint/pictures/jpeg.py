"""The little that is read of a JPEG's own structure (ITU T.81, annex B)."""

from __future__ import annotations

_ALONE = {0x01, *range(0xD0, 0xD8)}  # markers without a length, which stand among the data of a scan
_MOST_SCANS = 100  # good progressive files have about ten; each has to be read for the whole picture


def has_too_many_scans(data: bytes) -> bool:
    """Whether a file asks for so much work that it was made for that."""
    return data.count(b"\xff\xda") > _MOST_SCANS


def first_picture(data: bytes) -> bytes:
    """A file up to the end of its first picture: cameras put smaller ones, and depths, behind it (CIPA DC-007).

    The data themselves where no end is found.
    """
    at = 2
    while 0 <= (at := data.find(b"\xff", at)) < len(data) - 1:
        marker = data[at + 1]
        if marker == 0xD9:
            return data[: at + 2]
        if marker == 0xFF:
            at += 1
        elif marker == 0 or marker in _ALONE:
            at += 2
        else:
            at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return data
