"""Where mail is given to: a server's address, and the credentials for it, which never stand in a command."""

from __future__ import annotations

import os
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from pressprint.errors import OutputError, Problem, quoted

USER, PASSWORD = "PRESSPRINT_SMTP_USER", "PRESSPRINT_SMTP_PASSWORD"
_PORTS = {"smtp": 587, "smtps": 465}
_EXPECTED = "expected one such as smtp://mail.office.example:587 or smtps://mail.office.example"


class Server(Struct, frozen=True):
    """A mail server: host, port, whether TLS is there from the first byte, and who logs in."""

    host: str
    port: int
    is_tls: bool = False
    user: str | None = None

    @classmethod
    def read(cls, url: str) -> Server:
        """The server of a URL: `smtp://` asks for STARTTLS (RFC 3207), `smtps://` is TLS at once (RFC 8314).

        Raises:
            ValueError: it is no such URL, or holds a password, which everybody on the machine could read.
        """
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError:
            raise ValueError(f"{quoted(url)} is no address of a mail server; {_EXPECTED}") from None
        if parts.password is not None:
            what = "the address holds a password, which other users of the machine can read there"
            raise ValueError(f"{what}; set {PASSWORD} in the environment, or keep it in the keyring")
        rest = parts.path.strip("/") + parts.query + parts.fragment
        if parts.scheme not in _PORTS or not parts.hostname or rest or port == 0:
            raise ValueError(f"{quoted(url)} is no address of a mail server; {_EXPECTED}")
        user = unquote(parts.username) if parts.username else None
        return cls(parts.hostname, port or _PORTS[parts.scheme], parts.scheme == "smtps", user)

    def unusable(self, what: str) -> OutputError:
        """The error that tells why no mail can be given to the server at all."""
        return OutputError(Problem(what, str(self)))

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


def credentials(server: Server) -> tuple[str, str] | None:
    """User and password: from the environment, or the password from the keyring; None where there is no user.

    Raises:
        OutputError: there is a user, and no password.
    """
    user = os.environ.get(USER) or server.user
    if not user:
        return None
    password = os.environ.get(PASSWORD) or _from_keyring(server.host, user)
    if password is None:
        what = f"there is no password of {quoted(user)}; set {PASSWORD} in the environment"
        hint = f"or keep it in the keyring with: keyring set {server.host} {user}"
        raise OutputError(Problem(f"{what}, {hint}", str(server)))
    return user, password


def _from_keyring(host: str, user: str) -> str | None:
    """A password that the desktop's keyring holds; None where there is none, or no keyring."""
    try:
        import keyring
    except ImportError:
        return None
    from keyring.errors import KeyringError

    try:
        found: str | None = keyring.get_password(host, user)
    except KeyringError:
        return None
    return found
