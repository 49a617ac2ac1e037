"""A whole archive vouched for: the SHA-256 of each file in one list, and a signature of the list beside it.

The list has the form of GNU coreutils, so that `sha256sum -c SHA256SUMS` checks it, too; the signature is a detached
one of CMS (RFC 5652), which `openssl cms -verify` knows.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from pressprint.errors import OutputError, Problem, ReadError
from pressprint.pdf import write_whole
from pressprint.signing.keys import checked
from pressprint.signing.making import apart, unsigned
from pressprint.signing.needed import need
from pressprint.signing.orders import Order
from pressprint.signing.report import Seal, trusted_roots
from pressprint.signing.stamps import time_stamper

LIST, SIGNATURE = "SHA256SUMS", "SHA256SUMS.p7s"
"""The names of the list and of its signature, in the folder that they are of."""

_LINE = re.compile(r"(?P<escaped>\\?)(?P<sum>[0-9a-f]{64}) [ *](?P<name>.+)")
_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r"}


class Sums(Struct, frozen=True):
    """What a check of a folder against its list found: how many files are as listed, what is wrong, the signature."""

    folder: str
    files: int
    faults: tuple[str, ...]
    seal: Seal | None

    @property
    def passed(self) -> bool:
        """Whether all is as it was listed, and no signature is broken."""
        return not self.faults and (self.seal is None or self.seal.valid)


def sign_sums(folder: Path, order: Order | None = None, *, now: datetime | None = None) -> int:
    """Writes the list of all files below a folder, save hidden ones, and its signature; gives the number of files.

    Without an `order` there is no signature, and one of an earlier list goes.

    Raises:
        ReadError: the key cannot be had, or its certificate is not valid.
        OutputError: there is no such folder, or it cannot be written to; the time-stamp server gave no time stamp.
    """
    if not folder.is_dir():
        raise OutputError(Problem("there is no such folder", str(folder)))
    names = sorted(_names(folder))
    lines = [_line(_sum(folder / name), name) for name in names]
    content = "".join(lines).encode("utf-8", "surrogateescape")
    signature = _signature(content, order, now) if order else None
    write_whole(folder / LIST, content)
    if signature is not None:
        write_whole(folder / SIGNATURE, signature)
    else:
        (folder / SIGNATURE).unlink(missing_ok=True)
    return len(names)


def sums_of(folder: Path, roots: Iterable[str | Path] = (), *, now: datetime | None = None) -> Sums:
    """Compares the files below a folder with its list, and checks the list's signature if there is one.

    Raises:
        ReadError: there is no list, or it is none; a file of `roots` holds no certificate.
    """
    try:
        content = (folder / LIST).read_bytes()
    except FileNotFoundError:
        what = "there is no such list; make it with: pressprint sign --sums"
        raise ReadError(Problem(what, str(folder / LIST))) from None
    except OSError as error:
        raise ReadError(Problem(f"cannot be read: {error.strerror or error}", str(folder / LIST))) from None
    listed = dict(_listed(content, folder / LIST))
    there = set(_names(folder))
    faults = [f"{name} is not there any more" for name in listed if name not in there]
    faults += [
        f"{name} is not the file that was listed" for name in listed if name in there and _differs(folder, name, listed)
    ]
    faults += [f"{name} is there and not in the list" for name in there - listed.keys()]
    kept = len(listed.keys() & there) - sum("is not the file" in fault for fault in faults)
    return Sums(str(folder), kept, tuple(sorted(faults)), _seal(folder, content, roots, now))


def _differs(folder: Path, name: str, listed: dict[str, str]) -> bool:
    return _sum(folder / name) != listed[name]


def _names(folder: Path) -> Iterator[str]:
    """The files below a folder, with slashes; not hidden ones, nor the list itself."""
    for path in folder.rglob("*"):
        parts = path.relative_to(folder).parts
        if not any(part.startswith(".") for part in parts) and parts not in ((LIST,), (SIGNATURE,)) and path.is_file():
            yield "/".join(parts)


def _sum(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ReadError(Problem(f"cannot be read: {error.strerror or error}", str(path))) from None


def _line(digest: str, name: str) -> str:
    """A line of the list; a name with a backslash or a line end is written with a backslash before the sum."""
    escaped = "".join(_ESCAPES.get(letter, letter) for letter in name)
    return f"{'' if escaped == name else chr(92)}{digest}  {escaped}\n"


def _listed(content: bytes, path: Path) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(content.decode("utf-8", "surrogateescape").split("\n"), start=1):
        found = _LINE.fullmatch(line)
        if found:
            name = found["name"]
            if found["escaped"]:
                name = re.sub(r"\\(.)", lambda m: {"n": "\n", "r": "\r"}.get(m[1], m[1]), name)
            yield name, found["sum"]
        elif line:
            raise ReadError(Problem("is no line of a list of SHA-256 sums", str(path), number))


def _signature(content: bytes, order: Order, now: datetime | None) -> bytes:
    need()
    import asyncio

    with order.signer.opened() as key:
        checked(key, order.signer.name, now or datetime.now(UTC))
        stamper = time_stamper(order.tsa) if order.tsa and order.level != "b-b" else None

        async def made() -> bytes:
            signed = await key.async_sign_general_data(
                content, "sha256", detached=True, use_cades=True, timestamper=stamper
            )
            data: bytes = signed.dump()
            return data

        try:
            return apart(lambda: asyncio.run(made()))
        except Exception as error:
            raise unsigned(error, order) from None


def _seal(folder: Path, content: bytes, roots: Iterable[str | Path], now: datetime | None) -> Seal | None:
    try:
        signature = (folder / SIGNATURE).read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ReadError(Problem(f"cannot be read: {error.strerror or error}", str(folder / SIGNATURE))) from None
    need()
    import asyncio

    from pressprint.signing.check import checked_list

    trusted = trusted_roots(roots)
    return apart(lambda: asyncio.run(checked_list(content, signature, trusted, now or datetime.now(UTC))))
