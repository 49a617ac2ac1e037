"""Keys with their certificates: in a file (PKCS#12, RFC 7292), or on a card or in a security module (PKCS#11)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from pressprint.errors import Problem, ReadError
from pressprint.signing.needed import need


class LockedError(ReadError):
    """A key's file that needs another passphrase than was given, or one at all."""


class Signer(Protocol):
    """Someone who can sign: what `sign` takes. A secret is never shown, neither by `repr` nor in a message."""

    @property
    def name(self) -> str:
        """Where the key is, as messages tell it."""

    def opened(self) -> Any:
        """A context with pyHanko's signer.

        Raises:
            ReadError: the key cannot be had.
        """


@dataclass(frozen=True, slots=True)
class Pkcs12:
    """A key and its certificates from a file; the bytes are kept, so that other processes need not ask again."""

    name: str
    data: bytes = field(repr=False)
    passphrase: str | None = field(default=None, repr=False)

    @contextmanager
    def opened(self) -> Iterator[Any]:
        """pyHanko's signer with this key.

        Raises:
            ReadError: the file is none, the passphrase is wrong, or key or certificate are missing.
        """
        need()
        from cryptography.hazmat.primitives.serialization import pkcs12
        from pyhanko.sign.signers import SimpleSigner

        passphrase = self.passphrase.encode() if self.passphrase is not None else None
        try:
            key, certificate, _ = pkcs12.load_key_and_certificates(self.data, passphrase)
        except Exception:  # ValueError, and what malformed data make the library raise
            raise _unopened(self.data, self.name, passphrase is not None) from None
        if key is None or certificate is None:
            missing, there = ("key", "certificate") if key is None else ("certificate", "key")
            what = f"holds no {missing} that belongs to its {there}; export the two together, as one .p12 file"
            raise ReadError(Problem(what, self.name))
        yield SimpleSigner.load_pkcs12_data(self.data, other_certs=[], passphrase=passphrase)


@dataclass(frozen=True, slots=True)
class Pkcs11:
    """A key that stays where it is: on a card, a stick or in a security module with a library of PKCS#11.

    `token` and `label` are the names of the token and of the certificate on it.
    """

    module: str
    token: str
    label: str
    pin: str | None = field(default=None, repr=False)

    @property
    def name(self) -> str:
        """The token and the certificate."""
        return f"{self.token}: {self.label}"

    @contextmanager
    def opened(self) -> Iterator[Any]:
        """pyHanko's signer with this key; the session with the token ends with the context.

        Raises:
            ReadError: the library, the token or the certificate is not there, or the PIN is wrong.
        """
        need()
        need("pkcs11")
        import pkcs11
        from pyhanko.config.pkcs11 import TokenCriteria
        from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session

        if not Path(self.module).is_file():
            raise ReadError(
                Problem("there is no such library of PKCS#11; give the path of the .so or .dll", self.module)
            )
        try:
            wanted = TokenCriteria(label=self.token)
            session = open_pkcs11_session(self.module, token_criteria=wanted, user_pin=self.pin)
        except pkcs11.exceptions.PKCS11Error as error:
            raise ReadError(Problem(_no_session(error), self.name)) from None
        with session:
            # What is signed is hashed here: not every card can do that.
            signer = PKCS11Signer(session, cert_label=self.label, use_raw_mechanism=True)
            try:
                _ = signer.signing_cert
            except Exception as error:  # pyHanko's own, or the library's
                what = f"the token holds no such certificate with its key ({str(error)[:80] or type(error).__name__})"
                raise ReadError(Problem(f"{what}; give its name with --cert-label", self.name)) from None
            yield signer


def load_pkcs12(path: str | Path, passphrase: str | None = None) -> Pkcs12:
    """A key from a PKCS#12 file, looked at once so that a wrong passphrase is told before anything is signed.

    Raises:
        ReadError: there is no such file, it is none, the passphrase is wrong, or key or certificate are missing.
    """
    file = Path(path)
    try:
        data = file.read_bytes()
    except OSError as error:
        is_gone = isinstance(error, FileNotFoundError)
        what = (
            "there is no such file; check its name and its folder" if is_gone else f"cannot be read: {error.strerror}"
        )
        raise ReadError(Problem(what, str(path))) from None
    result = Pkcs12(str(path), data, passphrase)
    with result.opened():
        return result


def load_pkcs11(module: str | Path, token: str, label: str, pin: str | None = None) -> Pkcs11:
    """A key on a token, looked for once. `label` is the name of the certificate on it.

    Raises:
        ReadError: the library, the token or the certificate is not there, or the PIN is wrong.
    """
    result = Pkcs11(str(module), token, label, pin)
    with result.opened():
        return result


def checked(signer: Any, name: str, now: datetime) -> None:
    """Looks at whether a certificate may sign at a time.

    Raises:
        ReadError: it is not valid yet, has expired, or is not made for signatures.
    """
    certificate = signer.signing_cert
    begin, end = certificate.not_valid_before, certificate.not_valid_after
    if now > end:
        what = f"the certificate expired on {end:%Y-%m-%d}; nobody would trust what it signs; have it renewed"
        raise ReadError(Problem(what, name))
    if now < begin:
        raise ReadError(Problem(f"the certificate is valid from {begin:%Y-%m-%d} on; sign then", name))
    usage = certificate.key_usage_value
    if usage is not None and not {"digital_signature", "non_repudiation"} & usage.native:
        what = "the certificate is not made for signatures (its key usage says so); ask for one that is"
        raise ReadError(Problem(what, name))


def _unopened(data: bytes, name: str, given: bool) -> ReadError:
    """Why a PKCS#12 file was not opened."""
    from asn1crypto import pkcs12

    try:
        pkcs12.Pfx.load(data).native  # noqa: B018
    except (ValueError, TypeError):
        what = "is no PKCS#12 file; such files end in .p12 or .pfx and hold a key with its certificate"
        return ReadError(Problem(what, name))
    if given:
        return LockedError(Problem("the passphrase is wrong, or the file is damaged", name))
    what = "needs a passphrase; set PRESSPRINT_PKCS12_PASSPHRASE, or keep it in the keyring"
    return LockedError(Problem(what, name))


def _no_session(error: Exception) -> str:
    kind = type(error).__name__
    if kind.startswith("Pin"):
        locked = "; too many wrong ones lock the card" if kind == "PinIncorrect" else ""
        return f"the PIN is wrong or missing ({kind}){locked}"
    if "No token" in str(error):
        return "there is no token of this name; put the card in, and see its name with: pkcs11-tool --list-slots"
    if "while loading" in str(error):
        return "the library of the card cannot be loaded; is it one of PKCS#11?"
    return f"the token cannot be used ({kind}{f': {error}' if str(error) else ''})"
