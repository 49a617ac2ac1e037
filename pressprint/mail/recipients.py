"""The list that a release is mailed to: a CSV file with a line for each recipient."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from pressprint.errors import Problem, ReadError, few, nearest, quoted
from pressprint.languages import TAG
from pressprint.mail.headers import Mailbox
from pressprint.readers import bytes_of

COLUMNS = ("email", "name", "language")
_FIELD_LIMIT = 1000  # characters of a cell; more is a quote that is not closed
_EXPECTED = "expected a first line that names the columns: email, and perhaps name and language"


class Recipient(Struct, frozen=True):
    """Who gets a release, and in which language: a BCP 47 tag, or nothing where any will do. Lines count from 1."""

    mailbox: Mailbox
    language: str = ""
    line: int | None = None

    @property
    def key(self) -> str:
        """What he is known by: his address, whatever its case."""
        return self.mailbox.email.casefold()


def read_recipients(file: Path) -> tuple[tuple[Recipient, ...], tuple[Problem, ...]]:
    """The recipients of a list, each address once; and what in the list is not used.

    The list is UTF-8, its columns parted by commas, semicolons or tabs, and its first line names them.

    Raises:
        ReadError: the list cannot be read, or lines of it are not right; it holds the faults of all lines.
    """
    recipients: list[Recipient] = []
    problems: list[Problem] = []
    warnings: list[Problem] = []
    rows = _rows(_text(file), str(file))
    columns = _columns(next(rows, (1, []))[1], str(file))
    unused = [name for name in columns if name not in COLUMNS]
    if unused:
        warnings.append(Problem(f"{few([quoted(name) for name in unused])}: not used", str(file), 1))
    seen: dict[str, int] = {}
    for line, cells in rows:
        try:
            recipient = _recipient(columns, cells, str(file), line)
        except ReadError as error:
            problems += error.problems
            continue
        if recipient.key in seen:
            what = f"{recipient.mailbox.email} stands in line {seen[recipient.key]} too, which counts"
            warnings.append(Problem(what, str(file), line, "email"))
            continue
        seen[recipient.key] = line
        recipients.append(recipient)
    if problems:
        raise ReadError(problems)
    if not recipients:
        raise ReadError(Problem("names nobody; expected a line for each recipient", str(file)))
    return tuple(recipients), tuple(warnings)


def _text(file: Path) -> str:
    try:
        return bytes_of(file).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        what = "is not UTF-8; save the list as CSV in UTF-8"
        raise ReadError(Problem(what, str(file), line)) from None


def _rows(text: str, file: str) -> Iterator[tuple[int, list[str]]]:
    """The lines that hold something, each with its number and its cells without spaces around them."""
    first = text.lstrip("\r\n").partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            if any(cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise ReadError(Problem(f"is no line of a CSV file ({error}); see its quotes", file, line)) from None


def _columns(head: list[str], file: str) -> list[str]:
    names = [name.casefold() for name in head]
    if not names:
        raise ReadError(Problem(f"is empty; {_EXPECTED}", file))
    for name in names:
        if name in COLUMNS and names.count(name) > 1:
            raise ReadError(Problem("there are two such columns; leave one", file, 1, name))
    if "email" not in names:
        near = nearest("email", names)
        hint = f"; {quoted(near)} is perhaps the one" if near else ""
        raise ReadError(Problem(f"there is no column “email”{hint}; {_EXPECTED}", file, 1))
    return names


def _recipient(columns: list[str], cells: list[str], file: str, line: int) -> Recipient:
    """The recipient of a line.

    Raises:
        ReadError: it is not right; with the name of the column.
    """
    problems: list[Problem] = []
    if len(cells) > len(columns):
        what = f"the line has {len(cells)} cells, and there are {len(columns)} columns"
        raise ReadError(Problem(f"{what}; put a cell with a comma in quotes", file, line))
    values = dict(zip(columns, cells, strict=False))
    for column in COLUMNS:
        if len(values.get(column, "")) > _FIELD_LIMIT:
            what = f"has {len(values[column]):,} characters; is a quote not closed?"
            raise ReadError(Problem(what, file, line, column))
    language = values.get("language", "").replace("_", "-")
    if language and not TAG.fullmatch(language):
        what = f"{quoted(language)} is not a language; expected a tag such as en or fr-CH"
        problems.append(Problem(what, file, line, "language"))
    try:
        mailbox = Mailbox(values.get("email", ""), values.get("name", ""))
    except ValueError as error:
        problems.append(Problem(str(error), file, line, "email"))
    if problems:
        raise ReadError(problems)
    return Recipient(mailbox, language, line)


def in_languages(recipients: Iterable[Recipient], languages: Iterable[str]) -> dict[str, int]:
    """The index, in `languages`, of the edition for each language that recipients ask for; −1 where there is none."""
    from pressprint.languages import code_of

    served = [tag.casefold() for tag in languages]
    codes = [code_of(tag) for tag in served]
    result: dict[str, int] = {"": 0}
    for wanted in {recipient.language for recipient in recipients} - {""}:
        code = code_of(wanted)
        if wanted.casefold() in served:
            result[wanted] = served.index(wanted.casefold())
        elif code is not None and code in codes:
            result[wanted] = codes.index(code)
        else:
            result[wanted] = -1
    return result
