"""By what a release, and a message with it, is known again: it must not reach anybody twice."""

from __future__ import annotations

import hashlib
import json

from pressprint.mail.headers import Mailbox
from pressprint.release import Release


def release_key(release: Release) -> str:
    """What a release is known by: its reference, or else title and date; and what it is.

    A release with a reference stays the same when its text is edited, and in each of its languages. The embargoed one,
    the one that is released after it, a correction and a draft are different things to send.
    """
    replaced = release.replaces
    if release.status == "draft":
        kind = "draft"
    elif release.is_embargoed:
        kind = "embargoed"
    else:
        kind = replaced[0] if replaced else ""
    named = [_number(release)] if release.reference else [release.full_title, str(release.date or "")]
    return json.dumps([kind, *named], ensure_ascii=False)


def _number(release: Release) -> str:
    """The reference without the language that it may end in, in lower case."""
    return (release.reference or "").casefold().removesuffix(f"-{release.language.casefold()}")


def message_id(release: Release, sender: Mailbox, *to: Mailbox) -> str:
    """The Message-ID (RFC 5322, 3.6.4) of a release to recipients: always the same, so that a copy is known as one."""
    told = json.dumps([release_key(release), *(one.email.casefold() for one in to)], ensure_ascii=False)
    return f"<{hashlib.sha256(told.encode('utf-8', 'replace')).hexdigest()[:40]}@{sender.domain}>"
