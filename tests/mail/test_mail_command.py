"""`pressprint mail`: drafts, the first message, and mailings by a server, from the command line."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
import trustme
from click.testing import CliRunner, Result
from post_office import Post, Served

from pressprint import OutputError
from pressprint.cli import main
from pressprint.mail import Server, credentials

TEXT = """---
title: {title}
language: {language}
reference: LO-14
{more}contacts: [{{name: Maud Kervella, email: maud@lights.example}}]
organisation: {{name: Lighthouse Office}}
---
**{title}.**
"""
LIST = "email,name,language\nines@paper.example,Ines Falk,en\nluc@journal.example,Luc,fr-BE\njan@krant.example,,nl\n"


def run(*words: object) -> Result:
    return CliRunner().invoke(main, ["mail", *(str(word) for word in words)])


@pytest.fixture(autouse=True)
def files(monkeypatch) -> list[str]:
    """A release in two languages, and a list."""
    for name in ("PRESSPRINT_SMTP_USER", "PRESSPRINT_SMTP_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    write("en.md", "The light is lit", "en")
    write("fr.md", "Le phare est rallumé", "fr")
    Path("list.csv").write_text(LIST, encoding="utf-8")
    return ["en.md", "fr.md", "--to-list", "list.csv"]


def write(name: str, title: str, language: str, more: str = "") -> None:
    Path(name).write_text(TEXT.format(title=title, language=language, more=more), encoding="utf-8")


@pytest.fixture
def post():
    """What a server takes; it is at `post.url`."""
    taken = Post()
    served = Served(taken)
    served.start()
    taken.url = f"smtp://127.0.0.1:{served.port}"
    yield taken
    served.stop()


def test_drafts(files):
    """Without a server each recipient's message is a file, in his language or else the first one."""
    result = run(*files)
    assert (result.exit_code, result.stdout) == (0, "drafts  (3 drafts)\n")
    assert result.stderr == "warning: no edition is in “nl” (1 recipient); they get the one in “en”\n"
    drafts = {path.name: message_from_bytes(path.read_bytes(), policy=default) for path in Path("drafts").iterdir()}
    assert {name: (draft["To"], draft["Subject"], draft["Content-Language"]) for name, draft in drafts.items()} == {
        "ines-paper-example.eml": ("Ines Falk <ines@paper.example>", "The light is lit (LO-14)", "en"),
        "luc-journal-example.eml": ("Luc <luc@journal.example>", "Le phare est rallumé (LO-14)", "fr"),
        "jan-krant-example.eml": ("jan@krant.example", "The light is lit (LO-14)", "en"),
    }
    assert {draft["From"] for draft in drafts.values()} == {"Lighthouse Office <maud@lights.example>"}
    assert {draft["X-Unsent"] for draft in drafts.values()} == {"1"}


def test_drafts_whose_names_are_alike():
    """Addresses that differ in signs only have drafts of their own."""
    Path("list.csv").write_text("email\na.b@c.example\na-b@c.example\na_b@c.example\n")
    assert run("en.md", "--to-list", "list.csv", "-o", "out").exit_code == 0
    assert sorted(path.name for path in Path("out").iterdir()) == [f"a-b-c-example{n}.eml" for n in ("-2", "-3", "")]


def test_dry_run(files):
    """The first message is shown as its reader sees it, and nothing is written."""
    before = sorted(Path().iterdir())
    result = run(*files, "--dry-run", "--from", "Office <o@lights.example>", "--reply-to", "desk@lights.example")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[:4] == [
        "From: Office <o@lights.example>",
        "To: Ines Falk <ines@paper.example>",
        "Reply-To: desk@lights.example",
        "Subject: The light is lit (LO-14)",
    ]
    assert "The light is lit." in lines
    assert lines[-2].startswith("With the same as HTML, and LO-14.pdf (")
    assert lines[-1] == "This is the first of 3 messages: 2 in “en”, 1 in “fr”. Nothing was sent or written."
    assert sorted(Path().iterdir()) == before


def test_sending(files, post):
    """With a server each gets his message, which is told; the same command again sends nothing."""
    result = run(*files, "--smtp", post.url, "--rate", "6000")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "sent: ines@paper.example",
        "sent: luc@journal.example",
        "sent: jan@krant.example",
        "3 recipients: 3 sent",
    ]
    assert len(post.taken) == 3
    assert run(*files, "--smtp", post.url).stdout == "3 recipients: 3 sent before\n"
    assert run("fr.md", "--to-list", "list.csv", "--smtp", post.url).stdout == "3 recipients: 3 sent before\n"
    assert len(post.taken) == 3
    assert Path("pressprint-mailings.sqlite").exists()


def test_who_did_not_get_it(files, post):
    """Who was refused is told as it happens and in the sum, by reason, with what to do."""
    answers = {"ines@paper.example": "550 no such user", "luc@journal.example": "550 no such user"}
    post.plan = lambda step, address: answers.get(address) if step == "rcpt" else None
    result = run(*files, "--smtp", post.url, "--rate", "6000")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[1:] == [
        "refused: ines@paper.example: 550 no such user",
        "refused: luc@journal.example: 550 no such user",
    ]
    assert result.stdout.splitlines() == [
        "sent: jan@krant.example",
        "3 recipients: 1 sent, 2 refused",
        "  refused, 550 no such user: ines@paper.example and luc@journal.example",
        "    not tried again, unless with --retry-refused",
    ]


def test_embargoed(post):
    """An embargoed release goes out as such; one that says that it is released, not before its time."""
    embargo = "embargo: 2030-05-20 06:00 Europe/London\n"
    write("en.md", "The light is lit", "en", embargo)
    words = ("en.md", "--to-list", "list.csv", "--smtp", post.url, "--rate", "6000", "--now", "2030-05-19 12:00 UTC")
    assert run(*words).exit_code == 0
    message = message_from_bytes(post.taken[0][2], policy=default)
    assert message["Subject"].startswith("Embargoed until Monday 20 May 2030")
    write("en.md", "The light is lit", "en", f"{embargo}status: released\n")
    result = run(*words)
    assert result.exit_code == 1
    assert "the status is “released”, but the embargo ends at" in result.stderr
    assert len(post.taken) == 3
    assert run(*words[:-1], "2030-05-20 12:00 UTC").exit_code == 0  # and is something else to send
    assert len(post.taken) == 6


def test_a_pdf_is_attached_as_it_is(post):
    """A PDF that was made before, and perhaps signed, goes out with its own bytes."""
    assert CliRunner().invoke(main, ["render", "en.md"]).exit_code == 0
    signed = Path("en.pdf").read_bytes() + b"\n% signed\n"
    Path("en.pdf").write_bytes(signed)
    assert run("en.pdf", "--to-list", "list.csv", "--smtp", post.url, "--rate", "6000").exit_code == 0
    (attached,) = message_from_bytes(post.taken[0][2], policy=default).iter_attachments()
    assert attached.get_content() == signed
    assert attached.get_filename() == "LO-14.pdf"


@pytest.mark.parametrize(
    ("more", "line"),
    [
        ("reference: LO-15\n", "error: fr.md: reference: “LO-15” with its status is not that of en.md; mail each"),
        ("embargo: 2030-05-20 06:00 UTC\n", "error: fr.md: embargo: differs from that of en.md; give each edition"),
    ],
)
def test_files_that_do_not_belong_together(files, more, line):
    """Several files are one release: what differs is told, and nothing is written."""
    text = TEXT.replace("reference: LO-14\n", "") if "reference" in more else TEXT
    Path("fr.md").write_text(text.format(title="Le phare", language="fr", more=more), encoding="utf-8")
    result = run(*files)
    assert result.exit_code == 1
    assert result.stderr.startswith(line)
    assert not Path("drafts").exists()
    write("fr.md", "The same again", "en")
    assert run(*files).stderr.startswith("error: fr.md: language: is in “en” as en.md is; each language has one")


def test_nobody_sends_it():
    """A release without an address of its own needs one in the command."""
    Path("en.md").write_text("---\ntitle: The light\nlanguage: en\n---\nIt is lit.\n", encoding="utf-8")
    result = run("en.md", "--to-list", "list.csv")
    assert result.exit_code == 1
    assert result.stderr == (
        "error: en.md: contacts: no contact of the release has an e-mail address; say who sends it with --from\n"
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--smtp", "smtp://press:hunter2@mail.office.example"], "holds a password, which other users"),
        (["--smtp", "http://mail.office.example"], "is no address of a mail server"),
        (["--smtp", "smtp://mail.office.example:x"], "is no address of a mail server"),
        (["--smtp", "smtp://mail.office.example/x"], "is no address of a mail server"),
        (["--from", "press"], "“press” is not an e-mail address"),
        (["--rate", "0"], "0.0 is not in the range"),
        (["--ledger", "x"], "give --smtp"),
        (["--smtp", "smtp://localhost", "-o", "x"], "leave one of them out"),
    ],
)
def test_wrong_usage(words, told, files):
    """What is wrong in the command is told, and no password is repeated."""
    result = run(*files, *words)
    assert result.exit_code == 2
    assert told in " ".join(result.stderr.split())
    assert "hunter2" not in result.output


def test_credentials(files, monkeypatch, tmp_path):
    """User and password come from the environment; a server's authority can be named there too."""
    import ssl

    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost", "127.0.0.1").configure_cert(context)
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    taken = Post()
    served = Served(taken, context, logins=True, require_starttls=True)
    served.start()
    words = (*files, "--smtp", f"smtp://press@127.0.0.1:{served.port}", "--rate", "6000")
    try:
        monkeypatch.setitem(sys.modules, "keyring", None)
        result = run(*words)
        assert result.exit_code == 1
        assert "there is no password of “press”; set PRESSPRINT_SMTP_PASSWORD in the environment" in result.stderr
        monkeypatch.setenv("PRESSPRINT_SMTP_PASSWORD", "secret of the lamp")
        assert run(*words).exit_code == 0
    finally:
        served.stop()
    assert taken.logins == [("press", "secret of the lamp")]
    assert taken.encrypted == [True] * 3


def test_keyring(monkeypatch):
    """A password that is not in the environment comes from the keyring, by server and user."""
    from types import ModuleType

    keyring, errors = ModuleType("keyring"), ModuleType("keyring.errors")
    errors.KeyringError = RuntimeError
    keyring.get_password = lambda host, user: {("mail.office.example", "press"): "secret of the lamp"}.get((host, user))
    monkeypatch.setitem(sys.modules, "keyring", keyring)
    monkeypatch.setitem(sys.modules, "keyring.errors", errors)
    found = credentials(Server.read("smtps://press@mail.office.example"))
    assert found == ("press", "secret of the lamp")
    assert credentials(Server.read("smtps://mail.office.example")) is None
    with pytest.raises(OutputError, match="there is no password of “desk”"):
        credentials(Server.read("smtps://desk@mail.office.example"))


def start(*words: str) -> subprocess.Popen[str]:
    """The command in a process of its own."""
    command = [sys.executable, "-m", "pressprint", "mail", *words]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ)


def wait_for(post: Post, number: int) -> None:
    """Waits until the server has taken a number of messages."""
    end = time.monotonic() + 60
    while len(post.taken) < number:
        assert time.monotonic() < end
        time.sleep(0.005)


def test_killed_again_and_again(post):
    """However often a run is killed, nobody gets the release twice, and who did not get it for certain is named."""
    recipients = [f"desk{place}@paper.example" for place in range(120)]
    Path("list.csv").write_text("email\n" + "\n".join(recipients) + "\n")
    words = ("en.md", "--to-list", "list.csv", "--smtp", post.url, "--rate", "100000")
    for number in (20, 50, 80):
        process = start(*words)
        wait_for(post, number)
        process.kill()
        process.communicate()
    result = run(*words)
    counts = Counter(post.recipients)
    assert set(counts.values()) == {1}
    uncertain = {line.split(": ")[1] for line in result.stderr.splitlines() if line.startswith("uncertain: ")}
    assert len(uncertain) <= 3
    assert set(recipients) - set(counts) <= uncertain


def test_ctrl_c(post):
    """Ctrl-C ends a run with the sum so far; the same command goes on."""
    words = ("en.md", "--to-list", "list.csv", "--smtp", post.url, "--rate", "1")
    process = start(*words)
    wait_for(post, 1)
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, err.splitlines()[1:]) == (130, [])
    assert out.splitlines() == [
        "sent: ines@paper.example",
        "3 recipients: 1 sent, 2 left, which the same command sends",
    ]
    assert run(*words[:-1], "6000").stdout.splitlines()[-1] == "3 recipients: 2 sent, 1 sent before"


def test_a_large_message_is_told(files):
    """What is told of a message's size names its file."""
    import pressprint.mail.message as module

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "ADVISED", 5_000)
        result = run(*files)
        assert result.exit_code == 0
        assert "warning: en.md: the message has 0." in result.stderr
        patch.setattr(module, "LARGEST", 9_000)
        result = run(*files, "-o", "none")
        assert result.exit_code == 1
        assert "servers take 0 MB at most" in result.stderr
        assert not Path("none").exists()


def test_help_suffices():
    """The help tells where passwords are taken from, what the list holds and what becomes of drafts."""
    text = " ".join(run("--help").stdout.split())
    for words in ("PRESSPRINT_SMTP_PASSWORD", "columns email and", ".eml", "nobody gets a release twice", "STARTTLS"):
        assert words in text
