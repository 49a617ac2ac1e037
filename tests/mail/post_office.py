"""A mail server on this machine that can be made to refuse, to stall and to drop the line."""

from __future__ import annotations

import asyncio
import ssl
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

Plan = Callable[[str, str], str | None]
"""What to do for an address at a step, ehlo, mail, rcpt, data, content, dot or taken: an answer, `drop` or `stall`."""


@dataclass
class Post:
    """What a server took, and what it was told to do."""

    plan: Plan = lambda step, address: None
    taken: list[tuple[str, str, bytes]] = field(default_factory=list)  # sender, recipient, message
    logins: list[tuple[str, str]] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)
    drops: Counter[str] = field(default_factory=Counter)
    lines: int = 0

    @property
    def recipients(self) -> list[str]:
        """Who got a message, once for each."""
        return [recipient for _, recipient, _ in self.taken]


class _Protocol(SMTP):
    """The server's side of a line."""

    post: Post

    async def _act(self, step: str, address: str = "") -> str | None:
        """Does what is planned; the answer, if there is one."""
        action = self.post.plan(step, address)
        if action == "drop":
            self.post.drops[step] += 1
            assert self.transport is not None
            self.transport.abort()
            raise asyncio.CancelledError
        if action == "stall":
            await asyncio.sleep(60)
        return action

    async def smtp_EHLO(self, hostname: str) -> None:
        if answer := await self._act("ehlo"):
            await self.push(answer)
            return
        await super().smtp_EHLO(hostname)

    async def smtp_MAIL(self, arg: str | None) -> None:
        if answer := await self._act("mail"):
            await self.push(answer)
            return
        await super().smtp_MAIL(arg)

    async def smtp_RCPT(self, arg: str | None) -> None:
        if answer := await self._act("rcpt", (arg or "").partition("<")[2].partition(">")[0]):
            await self.push(answer)
            return
        await super().smtp_RCPT(arg)

    async def smtp_DATA(self, arg: str | None) -> None:
        (address,) = self.envelope.rcpt_tos if self.envelope and self.envelope.rcpt_tos else ("",)
        if answer := await self._act("data", address):
            await self.push(answer)
            return
        if self.post.plan("content", address) == "drop":
            await self.push("354 go on")
            await self._reader.read(10)
            await self._act("content", address)
        await super().smtp_DATA(arg)


class _Handler:
    """Takes what comes."""

    def __init__(self, post: Post) -> None:
        self.post = post

    async def handle_DATA(self, server: _Protocol, session: Session, envelope: Envelope) -> str:
        (address,) = envelope.rcpt_tos
        if answer := await server._act("dot", address):
            return answer
        assert isinstance(envelope.original_content, bytes)
        self.post.taken.append((envelope.mail_from or "", address, envelope.original_content))
        self.post.encrypted.append(server.transport.get_extra_info("sslcontext") is not None)
        return await server._act("taken", address) or "250 taken"


class Served(Controller):
    """The server, in a thread of its own, from `start` to `stop`."""

    def __init__(self, post: Post, context: ssl.SSLContext | None = None, *, at_once: bool = False, **options: Any):
        self.post = post
        self._starttls = None if at_once else context
        self._options = options
        super().__init__(
            _Handler(post), hostname="127.0.0.1", port=0, ssl_context=context if at_once else None, ready_timeout=20
        )

    def factory(self) -> SMTP:
        self.post.lines += 1
        options = self._options
        if options.pop("logins", None) or "authenticator" in options:
            options |= {"authenticator": self._authenticate, "auth_required": True}
            options |= {"auth_require_tls": self._starttls is not None}
        protocol = _Protocol(self.handler, tls_context=self._starttls, hostname="here.example", **options)
        protocol.post = self.post
        return protocol

    def _trigger_server(self) -> None:
        """The port is one that the system chose."""
        assert self.server is not None
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()

    def _authenticate(self, server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        login = (data.login.decode(), data.password.decode())
        self.post.logins.append(login)
        return AuthResult(success=login == ("press", "secret of the lamp"), handled=False)
