"""A release as a message, and a mailing of it to a list."""

from pressprint.mail.editions import Edition, Letters, check_editions, sender_of
from pressprint.mail.headers import Mailbox
from pressprint.mail.ledger import Ledger
from pressprint.mail.line import TIMEOUT, Line
from pressprint.mail.mailing import RATE, Outcome, Pace, mail
from pressprint.mail.message import compose
from pressprint.mail.mold import Mold
from pressprint.mail.recipients import Recipient, read_recipients
from pressprint.mail.server import Server, credentials

__all__ = [
    "RATE",
    "TIMEOUT",
    "Edition",
    "Ledger",
    "Letters",
    "Line",
    "Mailbox",
    "Mold",
    "Outcome",
    "Pace",
    "Recipient",
    "Server",
    "check_editions",
    "compose",
    "credentials",
    "mail",
    "read_recipients",
    "sender_of",
]
