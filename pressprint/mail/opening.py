"""A line to a mail server is opened: connected, encrypted with a certificate that is verified, logged in."""

from __future__ import annotations

import ipaddress
import smtplib
import socket
import ssl

from pressprint.errors import OutputError, quoted
from pressprint.mail.breaks import Broken, broken, said
from pressprint.mail.server import USER, Server


class Opener:
    """Opens lines to a server: `login` are user and password, `timeout` is in seconds, for each answer."""

    def __init__(
        self, server: Server, login: tuple[str, str] | None, timeout: float, context: ssl.SSLContext | None
    ) -> None:
        self._server, self._login, self._timeout = server, login, timeout
        self._context = context
        self._own_name: str | None = None

    def open(self) -> smtplib.SMTP:
        """A new line, encrypted and logged in.

        Raises:
            Broken: the server does not answer, or not now.
            OutputError: the server cannot be used at all: not with this login, or not securely.
        """
        smtp = self._connected()
        try:
            self._make_ready(smtp)
        except BaseException:  # also Ctrl-C
            smtp.close()
            raise
        return smtp

    def _make_ready(self, smtp: smtplib.SMTP) -> None:
        """Greets, encrypts and logs in."""
        try:
            smtp.ehlo_or_helo_if_needed()
            is_near = _is_loopback(smtp.sock)
            if not self._server.is_tls and (smtp.has_extn("starttls") or not is_near):
                self._start_tls(smtp)
            if self._login is not None:
                self._log_in(smtp)
        except ssl.SSLError as error:
            raise self._untrusted(error) from None
        except smtplib.SMTPHeloError as error:
            raise broken(f"{error.smtp_code} {said(error.smtp_error)}", self._timeout) from None
        except (OSError, smtplib.SMTPException) as error:
            raise broken(error, self._timeout) from None

    def _connected(self) -> smtplib.SMTP:
        server = self._server
        own = self._own_name
        smtp: smtplib.SMTP
        if server.is_tls:
            smtp = smtplib.SMTP_SSL("", 0, own, timeout=self._timeout, context=self._tls())
        else:
            smtp = smtplib.SMTP("", 0, own, timeout=self._timeout)
        self._own_name = smtp.local_hostname  # looked up once
        smtp._host = server.host  # type: ignore[attr-defined]  # the name that the certificate must have
        try:
            code, text = smtp.connect(server.host, server.port)
        except ssl.SSLError as error:
            smtp.close()
            raise self._untrusted(error) from None
        except UnicodeError:
            raise self._server.unusable("is no name of a server") from None
        except (OSError, smtplib.SMTPException) as error:
            smtp.close()
            raise Broken(f"{server} cannot be reached: {broken(error, self._timeout)}") from None
        if code != 220:
            smtp.close()
            raise Broken(f"{code} {said(text)}")
        if smtp.sock is not None:  # the dot at a message's end is not held back until the text before it has arrived
            smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return smtp

    def _tls(self) -> ssl.SSLContext:
        self._context = self._context or ssl.create_default_context()
        return self._context

    def _start_tls(self, smtp: smtplib.SMTP) -> None:
        if not smtp.has_extn("starttls"):
            what = "offers no encryption (STARTTLS), without which no mail is sent to another machine"
            raise self._server.unusable(f"{what}; for a server with TLS at once, write smtps://")
        code, text = smtp.starttls(context=self._tls())
        if code != 220:
            raise Broken(f"{code} {said(text)}")
        smtp.ehlo_or_helo_if_needed()

    def _log_in(self, smtp: smtplib.SMTP) -> None:
        assert self._login is not None
        if not smtp.has_extn("auth"):
            raise self._server.unusable(f"offers no login; take {USER} out of the environment, or give another server")
        try:
            smtp.login(*self._login)
        except smtplib.SMTPAuthenticationError as error:
            told = f"{error.smtp_code} {said(error.smtp_error)}"
            if error.smtp_code // 100 == 4:
                raise Broken(told) from None
            raise self._server.unusable(f"refuses the login of {quoted(self._login[0])}: {told}") from None
        except smtplib.SMTPServerDisconnected:
            raise
        except smtplib.SMTPException:
            raise self._server.unusable("knows no way to log in that is known here too") from None
        except UnicodeError:
            raise self._server.unusable("takes no login with letters beyond ASCII") from None

    def _untrusted(self, error: ssl.SSLError) -> OutputError | Broken:
        if isinstance(error, ssl.SSLCertVerificationError):
            what = f"has a certificate that cannot be trusted: {error.verify_message}"
            return self._server.unusable(f"{what}; SSL_CERT_FILE in the environment names authorities of your own")
        if error.reason in ("WRONG_VERSION_NUMBER", "PACKET_LENGTH_TOO_LONG", "HTTP_REQUEST"):
            return self._server.unusable("does not speak TLS at once; write smtp:// for a server with STARTTLS")
        return broken(error, self._timeout)


def _is_loopback(sock: socket.socket | None) -> bool:
    """Whether a line leads to this machine itself."""
    if sock is None:
        return False
    try:
        return ipaddress.ip_address(sock.getpeername()[0].partition("%")[0]).is_loopback
    except (OSError, ValueError, IndexError):
        return False
