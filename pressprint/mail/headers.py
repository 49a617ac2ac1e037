"""The fields of a message's head, made so that no text of a release or of a list can become a field of its own.

The fields are folded and encoded here (RFC 5322, 2.2.3; RFC 2047; RFC 2231): the standard library loses a space between
two encoded words now and then, and has one name for an attachment, not two.
"""

from __future__ import annotations

import re
import unicodedata
from email.header import Header
from urllib.parse import quote

from msgspec import Struct
from msgspec.structs import force_setattr

from pressprint.errors import quoted
from pressprint.release.people import checked_email

_LINE = 76  # the most characters of a folded line; RFC 5322 advises 78
_LONGEST_WORD = 60  # of plain ASCII; what is longer cannot be folded and is encoded
# What changes how the rest of a line is shown, or is not seen at all. Joiners stay: Persian and Hindi are spelt with
# them.
_UNSEEN = frozenset("\u00ad\u200b\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_MAILBOX = re.compile(r"(?P<name>[^<>]*)<(?P<email>[^<>]*)>")


def one_line(text: str) -> str:
    """A text as a field can hold it: one line, without control characters, with plain spaces.

    What looks like an encoded word (RFC 2047) is parted, so that no reader decodes what an author never wrote.
    """
    kept = (" " if _breaks(c) else c for c in text if c not in _UNSEEN and unicodedata.category(c) != "Cs")
    return " ".join("".join(kept).split()).replace("=?", "= ?")


def _breaks(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Zl", "Zp")


class Mailbox(Struct, frozen=True):
    """An e-mail address, and whose it is.

    Raises:
        ValueError: it is no address that a message can be sent to.
    """

    email: str
    name: str = ""

    def __post_init__(self) -> None:
        email = str(checked_email(self.email))
        local, _, domain = email.rpartition("@")
        # RFC 5321, 4.5.3.1; and dots part the words of a local part, they do not enclose it (RFC 5322, 3.4.1).
        is_long = len(local.encode()) > 64 or len(email.encode()) > 254
        if is_long or not email.isprintable() or "=?" in email or local.startswith(".") or local.endswith("."):
            raise ValueError(f"{quoted(email)} is not an e-mail address; expected one such as press@office.example")
        try:
            host = domain.encode("idna").decode("ascii")
        except UnicodeError:
            raise ValueError(f"{quoted(email)} is not an e-mail address; {quoted(domain)} is no domain") from None
        force_setattr(self, "email", f"{local}@{host}")
        force_setattr(self, "name", one_line(self.name))

    @classmethod
    def read(cls, text: str) -> Mailbox:
        """The mailbox that a text names: `press@office.example`, or `Press office <press@office.example>`.

        Raises:
            ValueError: it names none.
        """
        match = _MAILBOX.fullmatch(text.strip())
        if match is None:
            return cls(text.strip())
        return cls(match["email"].strip(), match["name"].strip().strip('"'))

    @property
    def domain(self) -> str:
        """The domain, in lower-case ASCII (RFC 5890's A-labels)."""
        return self.email.rpartition("@")[2].lower()

    @property
    def is_ascii(self) -> bool:
        """Whether each server takes the address; other ones ask for SMTPUTF8 (RFC 6531)."""
        return self.email.isascii()

    def __str__(self) -> str:
        return f"{self.name} <{self.email}>" if self.name else self.email


def text_field(name: str, text: str) -> str:
    """The content of a field of free text, folded and encoded."""
    text = one_line(text)
    return _encoded(name, text) if text else ""


def mailbox_field(name: str, *mailboxes: Mailbox) -> str:
    """The content of a field that names mailboxes, one on each line."""
    return ",\r\n ".join(_mailbox(name, mailbox) for mailbox in mailboxes)


def _mailbox(field: str, mailbox: Mailbox) -> str:
    if not mailbox.name:
        return mailbox.email
    name = mailbox.name
    if name.isascii() and len(name) <= _LONGEST_WORD:
        shown = '"{}"'.format(re.sub(r'(["\\])', r"\\\1", name))
    else:
        shown = Header(name, "utf-8", header_name=field, maxlinelen=_LINE).encode(linesep="\r\n")
    is_short = len(field) + len(shown.splitlines()[-1]) + len(mailbox.email) + 5 <= _LINE
    return f"{shown}{' ' if is_short else chr(13) + chr(10) + ' '}<{mailbox.email}>"


def _encoded(name: str, text: str) -> str:
    is_plain = text.isascii() and all(len(word) <= _LONGEST_WORD for word in text.split())
    return Header(text, None if is_plain else "utf-8", header_name=name, maxlinelen=_LINE).encode(linesep="\r\n")


def attachment_field(plain: str, real: str) -> str:
    """A Content-Disposition with a file's name in ASCII and, where it has another, its real one in parts (RFC 2231).

    Programs that know both forms take the real name, as RFC 6266, 4.3 has it for the web; the others take the first.
    """
    lines = ["attachment", f'filename="{plain}"']
    if real != plain:
        lines += _parts(real)
    return ";\r\n ".join(lines)


def _parts(name: str) -> list[str]:
    """A name as percent-encoded UTF-8, in parts that each fit on a line and hold whole characters."""
    parts = ["utf-8''"]
    for character in name:
        encoded = quote(character, safe="")
        if len(parts[-1]) + len(encoded) > 55:
            parts.append("")
        parts[-1] += encoded
    if len(parts) == 1:
        return [f"filename*={parts[0]}"]
    return [f"filename*{number}*={part}" for number, part in enumerate(parts)]
