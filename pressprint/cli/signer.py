"""The options of commands that sign, and the secret that goes with a key: never an argument, which others may see."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

if TYPE_CHECKING:
    from pressprint.signing import Level, Order, Signer

PASSPHRASE, PIN = "PRESSPRINT_PKCS12_PASSPHRASE", "PRESSPRINT_PKCS11_PIN"
KEYRING = "pressprint"
"""The service under which the keyring holds the secret of a key; the user is the path of its file, or the token."""

Command = TypeVar("Command", bound=Callable[..., Any])
_FILE = click.Path(path_type=Path)

_OPTIONS = (
    click.option(
        "--pkcs12",
        metavar="KEY.p12",
        type=_FILE,
        help=f"The key with its certificate, as one file. Its passphrase comes from {PASSPHRASE}, "
        f"from the keyring (keyring set {KEYRING} /path/of/KEY.p12), or is asked for.",
    ),
    click.option(
        "--pkcs11",
        metavar="MODULE",
        type=_FILE,
        help="The library of a card or security module that holds the key, such as /usr/lib/opensc-pkcs11.so. "
        f"The PIN comes from {PIN}, from the keyring (keyring set {KEYRING} TOKEN), or is asked for.",
    ),
    click.option("--token", metavar="NAME", help="With --pkcs11: the name of the card or token."),
    click.option("--cert-label", metavar="NAME", help="With --pkcs11: the name of the certificate on it."),
    click.option(
        "--level",
        type=click.Choice(["b-b", "b-t", "b-lta"]),
        help="The level of PAdES. b-b: a signature; b-t: with its time from a time-stamp server; b-lta: with all that "
        "a check needs in years to come. Default: b-t with --tsa, else b-b.",
    ),
    click.option("--tsa", metavar="URL", help="The address of a time-stamp server (RFC 3161)."),
    click.option("--visible", is_flag=True, help="Show a small mark at the foot of the last page: who signed, when."),
)


def signing_options(command: Command) -> Command:
    """Adds the options that tell who signs and how."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def order_of(
    *,
    pkcs12: Path | None,
    pkcs11: Path | None,
    token: str | None,
    cert_label: str | None,
    level: str | None,
    tsa: str | None,
    visible: bool = False,
    layout: str | None = None,
    roots: tuple[Path, ...] = (),
) -> Order:
    """What the options ask for, the key looked at already.

    Raises:
        click.UsageError: the options do not fit together.
        PressprintError: the key cannot be had.
    """
    from pressprint.signing import Order

    if (pkcs12 is None) == (pkcs11 is None):
        raise click.UsageError("say which key signs: --pkcs12 with a file, or --pkcs11 with a card's library")
    if level in ("b-t", "b-lta") and not tsa:
        raise click.UsageError(f"--level {level} needs a time-stamp server; give its address with --tsa")
    if level == "b-b" and tsa:
        raise click.UsageError("--level b-b has no time stamp; leave out --tsa, or ask for b-t")
    chosen = cast("Level", level or ("b-t" if tsa else "b-b"))
    signer = _in_file(pkcs12) if pkcs12 else _on_token(cast(Path, pkcs11), token, cert_label)
    return Order(signer, chosen, tsa, roots, visible, layout)


def _in_file(file: Path) -> Signer:
    from pressprint.signing import LockedError, load_pkcs12

    secret = os.environ.get(PASSPHRASE)
    if secret is None:
        secret = _from_keyring(str(file.resolve()))
    try:
        return load_pkcs12(file, secret)
    except LockedError:
        if secret is not None or not sys.stdin.isatty():
            raise
    return load_pkcs12(file, _asked(f"Passphrase of {file}"))


def _on_token(module: Path, token: str | None, label: str | None) -> Signer:
    from pressprint.signing import load_pkcs11

    if not token or not label:
        raise click.UsageError("--pkcs11 needs --token and --cert-label: the names of the card and of its certificate")
    pin = os.environ.get(PIN) or _from_keyring(token)
    if pin is None and sys.stdin.isatty():
        pin = _asked(f"PIN of {token}")
    return load_pkcs11(module, token, label, pin)


def _asked(what: str) -> str:
    """A secret that is typed, unseen."""
    answer: str = click.prompt(what, hide_input=True, default="", show_default=False, err=True)
    return answer


def _from_keyring(user: str) -> str | None:
    """A secret that the desktop's keyring holds; None where there is none, or no keyring."""
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return None
    try:
        found: str | None = keyring.get_password(KEYRING, user)
    except (KeyringError, RuntimeError):
        return None
    return found
