"""A release as a message, and a mailing of it to a list."""

from pressprint.mail.headers import Mailbox
from pressprint.mail.message import compose

__all__ = ["Mailbox", "compose"]
