"""A release as a message: what it says, as text and as HTML, and the PDF with it."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
import warnings
from collections.abc import Sequence
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime

from pressprint.errors import OutputError, PressprintWarning, Problem, SettingError
from pressprint.forms import to_html, to_text
from pressprint.layouts import DEFAULT_LAYOUT, Layout, load_layout
from pressprint.mail.headers import Mailbox, attachment_field, mailbox_field, one_line, text_field
from pressprint.mail.identity import message_id as id_of
from pressprint.pdf import Pdf, name_mark
from pressprint.release import Release
from pressprint.text import prepare_in

ADVISED, LARGEST = 1_500_000, 25_000_000
"""Bytes of a message as it is sent: what newsrooms ask for, and what the large providers take."""

_NAME_LIMIT = 120  # characters of an attachment's real name
_MARK = re.compile(r"(DRAFT-)?(EMBARGO-[\dUTC-]+?UTC-)?")


def compose(
    release: Release,
    pdf: Pdf,
    sender: str | Mailbox,
    to: str | Mailbox | Sequence[str | Mailbox],
    *,
    layout: str | os.PathLike[str] | Layout | None = None,
    now: datetime | None = None,
    reply_to: str | Mailbox | None = None,
    date: datetime | None = None,
    message_id: str | None = None,
) -> EmailMessage:
    """A release as a message that is ready to be sent: its text, the same as HTML, and its PDF.

    `pdf` is what `render` made of the release; `layout` is the one it was set in, by which the HTML gets its colours,
    and `now` is as for `render`. `sender`, `to` and `reply_to` are addresses, `press@office.example` or
    `Press office <press@office.example>`. The subject is the title with the reference, behind what must be known
    first: a draft, an embargo, a correction.

    `date` is the message's, with its zone; without it the clock gives it. `message_id` is made from the sender's
    domain, the release and the recipients where it is not given: the same message has the same one again.

    A message larger than 1.5 MB as it is sent comes with a `PressprintWarning`.

    Raises:
        OutputError: the message is larger than 25 MB.
        SettingError: the PDF is of another edition than the release, such as one without its embargo; or the release
            says that it is released, and may not.
        LayoutError: the layout is not there or not right.
        ValueError: an address is none, nobody is named, `date` has no time zone, or `message_id` is no Message-ID.
    """
    _check_same(release, pdf)
    writer = _mailbox(sender)
    readers = [_mailbox(one) for one in ([to] if isinstance(to, (str, Mailbox)) else to)]
    if not readers:
        raise ValueError("to names nobody; expected an address such as desk@paper.example")
    if not isinstance(layout, Layout):
        layout = load_layout(layout or release.layout or DEFAULT_LAYOUT)
    replies = [_mailbox(reply_to)] if reply_to else []
    ascii_only = all(mailbox.is_ascii for mailbox in (writer, *readers, *replies))
    message = EmailMessage(policy=(SMTP if ascii_only else SMTPUTF8).clone(cte_type="7bit"))
    message.set_raw("From", mailbox_field("From", writer))
    message.set_raw("To", mailbox_field("To", *readers))
    if replies:
        message.set_raw("Reply-To", mailbox_field("Reply-To", *replies))
    message.set_raw("Subject", text_field("Subject", subject(release, pdf, layout)))
    message.set_raw("Date", date_field(date or now or datetime.now(UTC)))
    message.set_raw("Message-ID", _checked_id(message_id) if message_id else id_of(release, writer, *readers))
    _fill(message, release, layout, now)
    _attach(message, release, pdf)
    _part(message, str(message["Message-ID"]))
    message.set_raw("Content-Language", release.language)  # last: a message that gets parts gives such fields to them
    _check_size(len(message.as_bytes()), release)
    return message


def subject(release: Release, pdf: Pdf, layout: Layout) -> str:
    """The subject of a message with a release: what must be known first, the title as it is set, the reference."""
    title = one_line(prepare_in(release, layout).release.full_title)
    reference = one_line(release.reference or "")
    told = f"{title} ({reference})" if reference and reference not in title else title
    return " · ".join(filter(None, (one_line(pdf.standing), told)))


def date_field(moment: datetime) -> str:
    """A moment as RFC 5322, 3.3 has it.

    Raises:
        ValueError: it has no time zone.
    """
    if moment.utcoffset() is None:
        raise ValueError(f"date is {moment}, without a time zone; expected one such as datetime.now(UTC)")
    return format_datetime(moment)


def _mailbox(given: str | Mailbox) -> Mailbox:
    return given if isinstance(given, Mailbox) else Mailbox.read(given)


def _checked_id(message_id: str) -> str:
    if not re.fullmatch(r"<[!-;=?A-~]+@[!-;=?A-~]+>", message_id):
        raise ValueError(f"message_id is {message_id!r}; expected one such as <release-31@office.example>")
    return message_id


def _check_same(release: Release, pdf: Pdf) -> None:
    """Refuses a PDF that says something else of embargo and draft than the text beside it.

    Raises:
        SettingError: it does.
    """
    mark = name_mark(release)
    match = _MARK.match(pdf.filename)
    if (match[0] if match else "") == mark and bool(pdf.standing) >= bool(mark):
        return
    what = "the PDF says something else of the embargo or the draft than the release"
    raise SettingError(Problem(f"{what}; make it with render from the same release", field="status"))


def _fill(message: EmailMessage, release: Release, layout: Layout, now: datetime | None) -> None:
    """The text, and the HTML as its alternative, each with its language."""
    message.set_content(to_text(release, layout=layout, now=now))
    message.add_alternative(to_html(release, layout, now=now), subtype="html")
    for part in message.iter_parts():
        part.set_raw("Content-Language", release.language)


def _attach(message: EmailMessage, release: Release, pdf: Pdf) -> None:
    """The PDF, under its ASCII name and, where the title has other letters, under the title too."""
    name, content, kind = pdf.attachment
    main, sub = kind.split("/")
    message.add_attachment(content, maintype=main, subtype=sub, filename=name, params={"name": name})
    *_, part = message.iter_attachments()
    del part["Content-Disposition"]
    part.set_raw("Content-Disposition", attachment_field(name, real_name(release, name)))
    part.set_raw("Content-Language", release.language)


def real_name(release: Release, plain: str) -> str:
    """The name of a release's file with all letters of its title; the plain one where the title is ASCII.

    It has no characters that a file system refuses or takes for something else.
    """
    title = one_line(release.full_title)
    if title.isascii():
        return plain
    told = unicodedata.normalize("NFC", " ".join(filter(None, (one_line(release.reference or ""), title))))
    told = " ".join(re.sub(r'[\\/:*?"<>|%]+', " ", told).split())
    return f"{name_mark(release)}{told[:_NAME_LIMIT].strip(' .')}.pdf"


def _part(message: EmailMessage, seed: str) -> None:
    """Gives the parts boundaries that are always the same, and stand in no encoded text (RFC 2045, 6.7: no “=_”)."""
    digest = hashlib.sha256(seed.encode("utf-8", "replace")).hexdigest()[:32]
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"=_{number}_{digest}")


def _check_size(size: int, release: Release) -> None:
    """Warns of a large message; refuses one that no server takes.

    Raises:
        OutputError: it is larger than that.
    """
    told = f"{size / 1_000_000:.1f} MB as it is sent"
    if size > LARGEST:
        what = f"the message has {told}, and servers take {LARGEST // 1_000_000} MB at most"
        raise OutputError(Problem(f"{what}; make the pictures smaller, or send a link to the PDF"))
    if size > ADVISED:
        what = f"the message has {told}; newsrooms ask for {ADVISED / 1_000_000} MB at most: make the pictures smaller"
        warnings.warn(PressprintWarning(str(Problem(what))), stacklevel=3)
