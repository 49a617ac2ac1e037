"""The line to a mail server: a message is given away, and what became of it is known, or known to be unknown.

RFC 5321 is exact about it: a message is the server's when it answers the line with the single dot by 250 (4.2.5), and a
transaction that breaks off before that line is none (4.1.1.10). A server that closes the line in place of the answer is
taken to have put the message off, as if it had said so by 451 (3.8). Where it is silent, or where the network or this
machine fails, nobody can tell (RFC 1047); only there is a break in doubt.
"""

from __future__ import annotations

import contextlib
import smtplib
import socket
import ssl
from collections.abc import Callable
from typing import Self

from pressprint.errors import OutputError, quoted
from pressprint.mail.breaks import Broken, Postponed, Refused, broken, said
from pressprint.mail.headers import Mailbox
from pressprint.mail.opening import Opener
from pressprint.mail.server import PASSWORD, USER, Server

TIMEOUT = 300.0
"""Seconds that a server may take to answer (RFC 5321, 4.5.3.2)."""

_SERVICE_ENDS = 421  # RFC 5321, 3.8: it closes the line, whatever was asked


class Line:
    """A line to a server, opened when it is needed, and again when it broke. Use it as a context manager.

    The line is encrypted, and the server's certificate is verified, unless the server is on this machine and does not
    offer it. `login` are user and password; `timeout` is in seconds, for each answer.
    """

    def __init__(
        self,
        server: Server,
        login: tuple[str, str] | None = None,
        *,
        timeout: float = TIMEOUT,
        context: ssl.SSLContext | None = None,
    ) -> None:
        self.server, self.timeout = server, timeout
        self._opener = Opener(server, login, timeout, context)
        self._smtp: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Takes leave of the server, if there is one; it is not waited for."""
        if self._smtp is not None:
            with contextlib.suppress(OSError, smtplib.SMTPException):
                if self._smtp.sock is not None:
                    self._smtp.sock.settimeout(1)
                self._smtp.send("QUIT\r\n")
            self._drop()

    def send(self, sender: Mailbox, to: Mailbox, content: bytes, before_dot: Callable[[], None]) -> None:
        """Gives a message away for one recipient. It has CR and LF at the end of each line.

        `before_dot` is called when all of the message is sent but its end: until it returns, nothing is taken.

        Raises:
            Postponed: the server does not take it now.
            Refused: the server does not take it for this recipient.
            Broken: the line broke; `in_doubt` where the message may have been taken.
            OutputError: the server cannot be used at all: not for this sender, this size, this login, or not securely.
        """
        smtp = self._smtp = self._smtp or self._opener.open()
        needs_utf8 = not (sender.is_ascii and to.is_ascii)
        if needs_utf8 and not smtp.has_extn("smtputf8"):
            raise Refused(f"{self.server} takes no address with letters beyond ASCII")
        self._check_size(smtp, len(content))
        self._ask_sender(smtp, sender, [f"SIZE={len(content)}"] * smtp.has_extn("size") + ["SMTPUTF8"] * needs_utf8)
        self._judge(self._ask(smtp, f"RCPT TO:<{to.email}>"), begun=True)
        self._judge(self._ask(smtp, "DATA"), begun=True, wanted=3)
        try:
            self._give(smtp, content, before_dot)
        except (Postponed, Refused, Broken):
            raise
        except BaseException:  # also Ctrl-C: in the midst of a message nothing else can be said on a line
            self._drop()
            raise

    def _give(self, smtp: smtplib.SMTP, content: bytes, before_dot: Callable[[], None]) -> None:
        """The message itself, and its end."""
        try:
            smtp.send(_dotted(content))
        except (OSError, smtplib.SMTPException) as error:
            raise self._broken(error) from None
        before_dot()
        match _waiting(smtp.sock):
            case b"":
                raise self._broken("the server closed the line")
            case None:
                self._judge(self._ask(smtp, ".", in_doubt=True), begun=False)
            case _:
                self._judge(self._early(smtp), begun=False, wanted=0)

    def _early(self, smtp: smtplib.SMTP) -> tuple[int, str]:
        """What a server says before it has all of a message. The line ends with it: both would go on elsewhere."""
        try:
            code, text = smtp.getreply()
        except (OSError, smtplib.SMTPException) as error:
            raise self._broken(error) from None
        self._drop()
        if code // 100 not in (4, 5) or code == _SERVICE_ENDS:
            raise Broken(f"{code} {said(text)}")
        return code, said(text)

    def _ask_sender(self, smtp: smtplib.SMTP, sender: Mailbox, options: list[str]) -> None:
        code, text = self._ask(smtp, " ".join([f"MAIL FROM:<{sender.email}>", *options]))
        if code >= 500:
            hint = f"; set {USER} and {PASSWORD} in the environment" if code == 530 else ""
            raise self._unusable(f"does not take mail from {sender.email}: {code} {text}{hint}")
        if code >= 400:  # nobody's message would be taken now
            self._drop()
            raise Broken(f"{code} {text}")

    def _judge(self, answer: tuple[int, str], *, begun: bool, wanted: int = 2) -> None:
        """Goes on after an answer of the wanted kind. A transaction that has `begun` is else taken back."""
        code, text = answer
        if code // 100 == wanted:
            return
        if begun and self._smtp is not None:
            with contextlib.suppress(Broken):
                self._ask(self._smtp, "RSET")
        if code // 100 == 5:
            raise Refused(f"{code} {text}")
        raise Postponed(f"{code} {text}")

    def _ask(self, smtp: smtplib.SMTP, command: str, *, in_doubt: bool = False) -> tuple[int, str]:
        """The server's answer to a command, on one line. Nothing of a command is more than one line itself."""
        assert "\r" not in command
        assert "\n" not in command
        try:
            smtp.send(command.encode("utf-8") + b"\r\n")
        except (OSError, smtplib.SMTPException) as error:  # it never left
            raise self._broken(error) from None
        try:
            code, text = smtp.getreply()
        except (OSError, smtplib.SMTPException) as error:
            raise self._broken(error, in_doubt=in_doubt) from None
        told = said(text)
        if code == _SERVICE_ENDS:  # an answer: nothing was taken
            self._drop()
            raise Broken(f"{code} {told}")
        if not 200 <= code < 600:
            raise self._broken(f"an answer that is none: {quoted(f'{code} {told}')}", in_doubt=in_doubt)
        return code, told

    def _broken(self, error: Exception | str, *, in_doubt: bool = False) -> Broken:
        self._drop()
        return broken(error, self.timeout, in_doubt=in_doubt)

    def _unusable(self, what: str) -> OutputError:
        self._drop()
        return self.server.unusable(what)

    def _drop(self) -> None:
        """Lets go of the line as it is."""
        smtp, self._smtp = self._smtp, None
        if smtp is not None:
            smtp.close()

    def _check_size(self, smtp: smtplib.SMTP, size: int) -> None:
        """Refuses a message that is larger than the server says it takes (RFC 1870)."""
        limit = smtp.esmtp_features.get("size", "")
        if limit.isdecimal() and 0 < int(limit) < size:
            told = f"{int(limit) / 1_000_000:.1f} MB at most, and the message has {size / 1_000_000:.1f} MB"
            raise self._unusable(f"takes {told}")


def _dotted(content: bytes) -> bytes:
    """A message without its end, dots at the beginning of lines doubled (RFC 5321, 4.5.2)."""
    dotted = content.replace(b"\r\n.", b"\r\n..")
    dotted = b"." + dotted if dotted.startswith(b".") else dotted
    return dotted if dotted.endswith(b"\r\n") else dotted + b"\r\n"


def _waiting(sock: socket.socket | None) -> bytes | None:
    """A byte that the other side has sent already; none where it closed the line, None where it is silent."""
    if sock is None:
        return b""
    try:
        with socket.fromfd(sock.fileno(), sock.family, socket.SOCK_STREAM) as bare:  # below TLS
            bare.setblocking(False)
            try:
                found = bare.recv(1, socket.MSG_PEEK)
            finally:
                bare.settimeout(sock.gettimeout())  # both are one to the system
    except BlockingIOError:
        return None
    except OSError:
        return b""
    return None if found and isinstance(sock, ssl.SSLSocket) else found  # TLS says things of its own
