"""What is asked for when something is signed."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from msgspec import Struct

from pressprint.signing.keys import Signer

Level = Literal["b-b", "b-t", "b-lta"]
"""How long a signature can be checked (ETSI EN 319 142-1, 6.1): as long as the certificate is valid (B-B), with its
time certified by a server (B-T), and with all that a check needs in the file, under a time stamp (B-LTA)."""

LEVELS: tuple[Level, ...] = ("b-b", "b-t", "b-lta")


class Order(Struct, frozen=True):
    """Who signs and how. It can be sent to other processes of this machine, and shows no secret.

    `tsa` is the address of a time-stamp server (RFC 3161). `roots` are files of certificates that checks trust, which
    B-LTA needs where neither the key's file nor the server gives the whole chain.
    With `visible` a small mark on the last page tells who signed, as the release's layout, or the one that is named,
    designs it.
    """

    signer: Signer
    level: Level = "b-b"
    tsa: str | None = None
    roots: tuple[Path, ...] = ()
    visible: bool = False
    layout: str | None = None
