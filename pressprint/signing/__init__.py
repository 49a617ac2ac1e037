"""Proof of origin: who issued a PDF, when, and that nothing in it was changed since (ETSI EN 319 142-1, PAdES).

A signature comes last, as an addition to the end of a finished file, whose bytes stay as they are. Two signatures of
the same file differ, as their times do: what is signed is no longer the same for the same input.

pyHanko does the cryptography. It is an extra, and loaded only where something is signed or a signature is looked at.
"""

from __future__ import annotations

from pressprint.signing.keys import LockedError, Pkcs11, Pkcs12, Signer, load_pkcs11, load_pkcs12
from pressprint.signing.making import sign, sign_bytes, signer_mark
from pressprint.signing.needed import EXTRA
from pressprint.signing.orders import LEVELS, Level, Order
from pressprint.signing.report import Seal, seals_of, trusted_roots
from pressprint.signing.sums import sign_sums, sums_of

__all__ = [
    "EXTRA",
    "LEVELS",
    "Level",
    "LockedError",
    "Order",
    "Pkcs11",
    "Pkcs12",
    "Seal",
    "Signer",
    "load_pkcs11",
    "load_pkcs12",
    "seals_of",
    "sign",
    "sign_bytes",
    "sign_sums",
    "signer_mark",
    "sums_of",
    "trusted_roots",
]
