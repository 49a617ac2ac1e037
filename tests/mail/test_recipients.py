"""The list of recipients: what is read, and what is told of a list that is not right."""

from __future__ import annotations

from pathlib import Path

import pytest

from pressprint import ReadError
from pressprint.mail import Recipient, read_recipients
from pressprint.mail.headers import Mailbox
from pressprint.mail.recipients import in_languages


def read(text: str | bytes) -> tuple[list[tuple[str, str, str]], list[str]]:
    """What a list says, and what is noted of it."""
    Path("list.csv").write_bytes(text if isinstance(text, bytes) else text.encode())
    recipients, noted = read_recipients(Path("list.csv"))
    return [(one.mailbox.email, one.mailbox.name, one.language) for one in recipients], [str(each) for each in noted]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_a_list(delimiter, start):
    """Lists as office programs write them, with whatever parts the columns, in any order and case."""
    lines = ["Name,EMAIL,language", "Ines Falk,ines@paper.example,fr_CH", "", ",desk@wire.example,"]
    text = start + "\r\n".join(lines).replace(",", delimiter)
    assert read(text) == ([("ines@paper.example", "Ines Falk", "fr-CH"), ("desk@wire.example", "", "")], [])


def test_addresses_alone():
    """A list may have one column."""
    assert read("email\na@b.example\nmailto:c@d.example\n")[0] == [("a@b.example", "", ""), ("c@d.example", "", "")]


def test_what_is_not_used_is_told():
    """Columns that mean nothing here are told, and an address that stands twice, whatever its case, counts once."""
    recipients, noted = read("email,phone,name\na@b.example,1,A\n\nA@B.example,2,B\n")
    assert recipients == [("a@b.example", "A", "")]
    assert noted == [
        "list.csv:1: “phone”: not used",
        "list.csv:4: email: A@B.example stands in line 2 too, which counts",
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", "list.csv: is empty; expected a first line that names the columns: email, and perhaps name and language"),
        ("email\n", "list.csv: names nobody; expected a line for each recipient"),
        ("a@b.example\n", "list.csv:1: there is no column “email”; expected a first line that names the columns"),
        ("mail,name\n", "list.csv:1: there is no column “email”; “mail” is perhaps the one; expected"),
        ("email,email\n", "list.csv:1: email: there are two such columns; leave one"),
        ("email\nnobody\n", "list.csv:2: email: “nobody” is not an e-mail address; expected one such as"),
        ("name,email\nA,\n", "list.csv:2: email: “” is not an e-mail address"),
        ("name,email\nA\n", "list.csv:2: email: “” is not an e-mail address"),
        (
            "email,language\na@b.example,English?\n",
            "list.csv:2: language: “English?” is not a language; expected a tag",
        ),
        ("email,name\na@b.example,A,B\n", "list.csv:2: the line has 3 cells, and there are 2 columns; put a cell"),
        ('email,name\na@b.example,"A\n', "list.csv:2: is no line of a CSV file (unexpected end of data); see its quot"),
        (f"email,name\na@b.example,{'x' * 2000}\n", "list.csv:2: name: has 2,000 characters; is a quote not closed?"),
        (f"email,name\na@b.example,{'x' * 200_000}\n", "list.csv:2: is no line of a CSV file (field larger than"),
        (b"email,name\na@b.example,\xe9\n", "list.csv:2: is not UTF-8; save the list as CSV in UTF-8"),
    ],
)
def test_bad_lists(text, line):
    """What is wrong is told with line and column."""
    with pytest.raises(ReadError) as caught:
        read(text)
    assert str(caught.value).startswith(line)


def test_all_faults_are_told():
    """Each line that is not right is told, and a quoted name of several lines does not shift them."""
    with pytest.raises(ReadError) as caught:
        read('email,name,language\nx,,y!\na@b.example,"A\nB",\nz,,\n')
    assert [(fault.line, fault.field) for fault in caught.value.problems] == [
        (2, "language"),
        (2, "email"),
        (5, "email"),
    ]


def test_no_list():
    """A list that is not there is told."""
    with pytest.raises(ReadError, match=r"nowhere\.csv: there is no such file"):
        read_recipients(Path("nowhere.csv"))


def test_names_are_one_line():
    """A name of several lines, as a list may hold it, is one in a message."""
    assert read('email,name\na@b.example,"A\r\nBcc: x@y.example"\n')[0] == [("a@b.example", "A Bcc: x@y.example", "")]


def test_languages():
    """The edition with the very tag comes first, then one in the language, and else there is none."""
    wanted = ["", "fr", "FR-ch", "pt-BR", "nl", "nn", "xx"]
    recipients = [Recipient(Mailbox("a@b.example"), language) for language in wanted]
    found = in_languages(recipients, ["en", "fr-CH", "fr", "pt", "nb"])
    assert [found[language] for language in wanted] == [0, 2, 1, 3, -1, 4, -1]
