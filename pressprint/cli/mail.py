"""`pressprint mail`: a release to a list of recipients, as drafts or by a mail server."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pressprint.cli.mail_report import Report, show_first
from pressprint.cli.work import check_one, layout_option, now_option, tell
from pressprint.errors import OutputError, PressprintError, Problem, counted
from pressprint.layouts import load_layout
from pressprint.pdf import ascii_name, is_folder, unwritten, write_whole

if TYPE_CHECKING:
    from pressprint.mail import Edition, Letters, Mailbox, Recipient, Server

_INTERRUPTED = 130  # the exit code that shells have for what Ctrl-C ended
_LEDGER = "pressprint-mailings.sqlite"


def _mailbox(ctx: click.Context, param: click.Parameter, value: str | None) -> Mailbox | None:
    from pressprint.mail import Mailbox  # other commands do not pay for its loading

    try:
        return Mailbox.read(value) if value is not None else None
    except ValueError as error:
        raise click.BadParameter(str(error), ctx, param) from None


def _server(ctx: click.Context, param: click.Parameter, value: str | None) -> Server | None:
    from pressprint.mail import Server

    try:
        return Server.read(value) if value is not None else None
    except ValueError as error:
        raise click.BadParameter(str(error), ctx, param) from None


@click.command(short_help="Mails a release, or writes drafts of the messages.")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--to-list",
    "list_file",
    metavar="LIST.csv",
    required=True,
    type=click.Path(path_type=Path),
    help="The recipients: a CSV file with the columns email and, if you like, name and language.",
)
@click.option(
    "-o",
    "--output",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="The folder that drafts go into; it is made if it is not there. Default: drafts.",
)
@click.option(
    "--smtp",
    "server",
    metavar="URL",
    callback=_server,
    help="Send, by a server such as smtp://mail.office.example:587 (with STARTTLS) or smtps://mail.office.example. "
    "User and password are taken from PRESSPRINT_SMTP_USER and PRESSPRINT_SMTP_PASSWORD, or the password from the "
    "keyring.",
)
@click.option(
    "--from",
    "sender",
    metavar="ADDRESS",
    callback=_mailbox,
    help="The sender, as “Press office <press@office.example>”. Default: the organisation, at the address of the first "
    "contact that has one.",
)
@click.option("--reply-to", metavar="ADDRESS", callback=_mailbox, help="Where answers go. Default: to the sender.")
@click.option("--dry-run", is_flag=True, help="Show the first message, and send and write nothing.")
@click.option(
    "--rate",
    metavar="NUMBER",
    type=click.FloatRange(0, min_open=True, max=100_000),
    default=60.0,
    help="How many messages a minute are sent at most [60].",
)
@click.option(
    "--ledger",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help=f"The file in which what was sent is noted. Default: {_LEDGER} beside the list.",
)
@click.option(
    "--retry-uncertain",
    is_flag=True,
    help="Send again what was given away without an answer from the server: it may then arrive twice.",
)
@click.option("--retry-refused", is_flag=True, help="Send again to those for whom the server refused it.")
@click.option(
    "--timeout",
    metavar="SECONDS",
    type=click.FloatRange(1, 3600),
    default=300.0,
    help="How long the server may take for an answer [300].",
)
@layout_option
@now_option
def mail(
    files: tuple[Path, ...],
    list_file: Path,
    output: Path | None,
    server: Server | None,
    sender: Mailbox | None,
    reply_to: Mailbox | None,
    dry_run: bool,
    rate: float,
    ledger: Path | None,
    retry_uncertain: bool,
    retry_refused: bool,
    timeout: float,
    layout: str | None,
    now: datetime,
) -> None:
    """Mails a release to each recipient of a list, alone and once: its text, the same as HTML, and its PDF.

    Without --smtp the messages are written as drafts, an .eml file for each recipient, which mail programs open.

    Several FILEs are one release in several languages: each recipient gets it in his, or else in that of the first
    FILE. A FILE that is a PDF of pressprint's is attached as it is, with its signature if it has one.

    With --smtp, a ledger holds what was sent: the same command sends what is left, however the run before it ended, and
    nobody gets a release twice. A server that puts a message off is asked again, after longer and longer pauses. The
    exit code is 1 if somebody did not get the release, and 130 after Ctrl-C.

    An embargoed release goes out as such, and one whose status is “released” not before its embargo ends.
    """
    if server is None and (retry_uncertain or retry_refused or ledger):
        raise click.UsageError("--ledger, --retry-uncertain and --retry-refused are about sending; give --smtp")
    if server is not None and output is not None:
        raise click.UsageError("-o is where drafts go, and --smtp sends; leave one of them out")
    try:
        recipients, letters = _letters(files, list_file, layout, sender, reply_to, now)
        if dry_run:
            show_first(recipients, letters, datetime.now(UTC))
            return
        if server is None:
            _write_drafts(recipients, letters, output or Path("drafts"))
            return
        options = {"rate": rate, "timeout": timeout, "retry_uncertain": retry_uncertain, "retry_refused": retry_refused}
        code = _send(recipients, letters, server, ledger or list_file.parent / _LEDGER, **options)
    except PressprintError as error:
        sys.exit(tell(error))
    sys.exit(code)


def _letters(
    files: Sequence[Path],
    list_file: Path,
    layout: str | None,
    sender: Mailbox | None,
    reply_to: Mailbox | None,
    now: datetime,
) -> tuple[Sequence[Recipient], Letters]:
    """The recipients, and what they get. What is noted on the way is told."""
    from pressprint.mail import Letters, read_recipients, sender_of

    recipients, noted = read_recipients(list_file)
    editions, found = _editions(files, layout, now)
    sender = sender or sender_of(editions[0].release, editions[0].layout)
    if sender is None:
        what = "no contact of the release has an e-mail address; say who sends it with --from"
        raise OutputError(Problem(what, str(files[0]), field="contacts"))
    letters = Letters(editions, recipients, sender, reply_to=reply_to, now=now)
    for warning in (*noted, *found, *letters.warnings):
        click.echo(f"warning: {warning}", err=True)
    return recipients, letters


def _editions(files: Sequence[Path], layout: str | None, now: datetime) -> tuple[list[Edition], list[Problem]]:
    """The releases, set; a PDF of ours stays as it is. And what their authors should know."""
    from pressprint.mail import Edition, check_editions
    from pressprint.mail.editions import as_it_is

    chosen = load_layout(layout) if layout is not None else None
    editions: list[Edition] = []
    warnings: list[Problem] = []
    for file in files:
        checked = check_one(file, chosen, now=now)
        is_ready = file.suffix.lower() == ".pdf"
        pdf = as_it_is(checked.pdf, file.read_bytes()) if is_ready else checked.pdf
        editions.append(Edition(checked.made.source, pdf, checked.made.layout, str(file)))
        warnings += checked.warnings
    check_editions([edition.release for edition in editions], [edition.name for edition in editions])
    return editions, warnings


def _write_drafts(recipients: Sequence[Recipient], letters: Letters, folder: Path) -> None:
    """Writes a message for each recipient, named after his address.

    Raises:
        OutputError: the folder cannot be made, or a draft not be written.
    """
    if not is_folder(folder):
        try:
            folder.mkdir()
        except OSError as error:
            raise unwritten(error, str(folder)) from None
    date, taken = datetime.now(UTC), set[str]()
    for recipient in recipients:
        name = stem = ascii_name(recipient.mailbox.email) or "recipient"
        number = 1
        while name in taken:
            number += 1
            name = f"{stem}-{number}"
        taken.add(name)
        content = letters.mold_for(recipient).addressed(recipient.mailbox, date, is_draft=True)
        write_whole(folder / f"{name}.eml", content)
    click.echo(f"{folder}  ({counted(len(recipients), 'draft')})")


def _send(
    recipients: Sequence[Recipient], letters: Letters, server: Server, ledger: Path, *, timeout: float, **options: Any
) -> int:
    """Sends, tells what becomes of each message, and sums it up; the exit code.

    Raises:
        OutputError: the server cannot be used, or the ledger not be read.
    """
    from pressprint.mail import Ledger, Line, Pace, credentials
    from pressprint.mail import mail as mailed

    report = Report(len(recipients))
    pace = Pace(rate=options.pop("rate"))
    options["tell"] = partial(click.echo, err=True)
    with Ledger(ledger) as noted, Line(server, credentials(server), timeout=timeout) as line, _summed_up(report):
        for outcome in mailed(recipients, letters.mold_for, line, noted, pace=pace, **options):
            report.add(outcome)
    return report.code


@contextmanager
def _summed_up(report: Report) -> Iterator[None]:
    """Sums up what was done, also where Ctrl-C or an error ends it."""
    try:
        yield
    except KeyboardInterrupt:
        report.code = _INTERRUPTED
    except PressprintError:
        report.sum_up()
        raise
    report.sum_up()
