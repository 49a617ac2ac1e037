"""What the signatures of a file say: who, when, over what, and whether it still holds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct

from pressprint.errors import Problem, ReadError
from pressprint.readers.pdf import open_pdf
from pressprint.readers.source import bytes_of
from pressprint.signing.needed import need

if TYPE_CHECKING:
    import pikepdf


class Seal(Struct, frozen=True):
    """A signature, or a time stamp over the whole file, as a check found it.

    `invalid` tells why it does not hold; it is empty where it does. `untrusted` tells why the certificate is not known
    to be that of whom it names: mostly that no root was given to trust. `stamped` is whether a time-stamp server told
    the time; otherwise it is what the signer's clock said. `coverage` tells what of the file it is over.
    """

    kind: Literal["signature", "time stamp"]
    signer: str
    time: datetime | None
    stamped: bool
    coverage: str
    invalid: str = ""
    untrusted: str = ""

    @property
    def valid(self) -> bool:
        """Whether it holds: nothing was changed, and the certificate was in force."""
        return not self.invalid

    def __str__(self) -> str:
        what = "signed by" if self.kind == "signature" else "time-stamped by"
        clock = "" if self.stamped else ", by the signer's own clock"
        when = (
            f" on {self.time.astimezone(UTC):%Y-%m-%d at %H:%M:%S} UTC{clock}" if self.time else " at an unknown time"
        )
        if self.invalid:
            return f"{what} {self.signer}{when}: INVALID: {self.invalid}"
        trust = f"not trusted: {self.untrusted}" if self.untrusted else "trusted"
        return f"{what} {self.signer}{when}: valid; {self.coverage}; {trust}"


NO_ROOT = "no root was given (give its certificate with --trust)"


def seals_of(
    path: Path, roots: Iterable[str | Path] = (), *, data: bytes | None = None, now: datetime | None = None
) -> tuple[Seal, ...]:
    """The signatures of a file in the order in which they were made; none of one that is not signed.

    `roots` are files of certificates (PEM or DER) that are trusted, with all that they vouch for. `data` are the file's
    bytes where they were read already; `now` is the time by which certificates are told to have expired.

    Raises:
        ReadError: the file is no PDF, is damaged or encrypted; a file of `roots` holds no certificate.
        PressprintError: the file is signed, and pyHanko is not installed.
    """
    data = bytes_of(path) if data is None else data
    with open_pdf(path, data) as pdf:
        if not filled_fields(pdf):
            return ()
    need()
    import asyncio

    from pressprint.signing.check import checked_seals
    from pressprint.signing.making import apart

    trusted = trusted_roots(roots)
    return apart(lambda: asyncio.run(checked_seals(data, trusted, now or datetime.now(UTC))))


def filled_fields(pdf: pikepdf.Pdf) -> list[Any]:
    """The signature fields of a PDF that hold a signature."""
    from pressprint.conformance.parts import get, items, name

    waiting = items(get(pdf.Root, "/AcroForm", "/Fields"))
    found = []
    for field in waiting[:1000]:
        waiting += items(get(field, "/Kids"))
        if name(get(field, "/FT")) == "Sig" and get(field, "/V") is not None:
            found.append(field)
    return found


def trusted_roots(files: Iterable[str | Path]) -> list[Any]:
    """The certificates in files.

    Raises:
        ReadError: there is no such file, or it holds no certificate.
    """
    return [certificate for file in files for certificate in certificates(Path(file))]


def certificates(file: Path) -> list[Any]:
    """The certificates in a file, PEM or DER, as asn1crypto has them.

    Raises:
        ReadError: there is no such file, or it holds none.
    """
    need()
    from pyhanko.keys import load_certs_from_pemder_data

    try:
        found = list(load_certs_from_pemder_data(file.read_bytes()))
        for certificate in found:
            _ = certificate.subject.native
    except OSError as error:
        raise ReadError(Problem(f"cannot be read: {error.strerror or error}", str(file))) from None
    except (ValueError, TypeError):
        found = []
    if not found:
        raise ReadError(Problem("holds no certificate; expected PEM (“BEGIN CERTIFICATE”) or DER", str(file)))
    return found
