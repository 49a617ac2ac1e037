"""A mailing by a real server on this machine, which refuses, stalls and drops the line."""

from __future__ import annotations

import ssl
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path

import pytest
import trustme
from post_office import Post, Served

from pressprint import OutputError
from pressprint.mail import Ledger, Letters, Line, Mailbox, Outcome, Pace, Recipient, Server, mail
from pressprint.mail.breaks import Broken
from pressprint.mail.editions import Edition

SENDER = Mailbox("press@lights.example", "Lighthouse Office")


class Clock:
    """A clock that a mailing sleeps by."""

    def __init__(self) -> None:
        self.now = 0.0
        self.naps: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.naps.append(seconds)
        self.now += seconds

    def pace(self, rate: float = 60_000_000.0, **options: float) -> Pace:
        return Pace(rate=rate, sleep=self.sleep, clock=lambda: self.now, **options)


@contextmanager
def serving(post: Post, context: ssl.SSLContext | None = None, **options: object) -> Iterator[Server]:
    """A server that runs meanwhile."""
    served = Served(post, context, **options)
    served.start()
    post.lines = 0  # one was a trial
    try:
        yield Server("127.0.0.1", served.port, is_tls=bool(options.get("at_once")))
    finally:
        served.stop()


def people(number: int) -> list[Recipient]:
    return [Recipient(Mailbox(f"desk{place}@paper.example", f"Desk {place}")) for place in range(number)]


@pytest.fixture(scope="session")
def letters(release, pdf, agency) -> Callable[[list[Recipient]], Letters]:
    """A function that makes the messages of a mailing."""
    from datetime import UTC, datetime

    edition = Edition(release, pdf, agency, "release.md")
    return lambda recipients: Letters([edition], recipients, SENDER, now=datetime.now(UTC))


@pytest.fixture
def send(letters) -> Callable[..., list[Outcome]]:
    """A function that mails the release by a server, with one ledger for the whole test."""

    def run(server: Server, recipients: list[Recipient], **options: object) -> list[Outcome]:
        line_options = {name: options.pop(name) for name in ("login", "timeout", "context") if name in options}
        options.setdefault("pace", Clock().pace())
        with Ledger(Path("ledger.sqlite")) as ledger, Line(server, **line_options) as line:
            return list(mail(recipients, letters(recipients).mold_for, line, ledger, **options))

    return run


def told(outcomes: list[Outcome]) -> Counter[str]:
    return Counter(outcome.status for outcome in outcomes)


def test_each_recipient_alone(send, reread, pdf):
    """Each gets one message, addressed to nobody else, over one line; the second run sends nothing."""
    post = Post()
    with serving(post) as server:
        assert told(send(server, people(3))) == {"sent": 3}
        assert post.lines == 1
        assert told(send(server, people(4))) == {"already": 3, "sent": 1}
    assert post.recipients == [f"desk{place}@paper.example" for place in range(4)]
    for place, (sender, _, content) in enumerate(post.taken):
        message = reread(content)
        assert sender == SENDER.email
        assert message["To"] == f"Desk {place} <desk{place}@paper.example>"
        assert len(message.get_all("Message-ID")) == len(message.get_all("Date")) == 1
        (attached,) = message.iter_attachments()
        assert attached.get_content() == pdf.content
    assert len({reread(content)["Message-ID"] for *_, content in post.taken}) == 4


def test_a_thousand_over_a_line_that_drops(send):
    """1,000 recipients over a server that drops the line 50 times get one message each.

    It drops it at each step in turn, also in place of the answer to a whole message, or takes leave there.
    """
    steps = cycle(["rcpt", "data", "leave", "mail", "dot"])
    wanted, calls, leaves = next(steps), 0, 0

    def plan(step: str, address: str) -> str | None:
        nonlocal wanted, calls, leaves
        is_wanted = step == ("dot" if wanted == "leave" else wanted)
        calls += is_wanted
        if not is_wanted or calls % 20 or post.drops.total() + leaves >= 50:
            return None
        action = "421 closing down" if wanted == "leave" else "drop"
        leaves += wanted == "leave"
        wanted = next(steps)
        return action

    post, recipients = Post(plan), people(1000)
    with serving(post) as server:
        outcomes = send(server, recipients)
    assert post.drops == {"rcpt": 10, "data": 10, "mail": 10, "dot": 10}
    assert leaves == 10
    assert Counter(post.recipients) == {recipient.mailbox.email: 1 for recipient in recipients}
    assert told(outcomes) == {"sent": 1000}


@pytest.mark.parametrize("step", ["ehlo", "mail", "rcpt", "data", "content", "dot"])
def test_a_line_that_drops(step, send):
    """What breaks off before the server has taken the message is sent again, after pauses that grow."""
    post = Post(lambda at, address: "drop" if at == step and post.drops[step] < 3 else None)
    clock = Clock()
    with serving(post) as server:
        outcomes = send(server, people(2), pace=clock.pace())
    assert told(outcomes) == {"sent": 2}
    assert sorted(post.recipients) == ["desk0@paper.example", "desk1@paper.example"]
    assert post.drops[step] == 3
    assert [round(nap) for nap in clock.naps if nap > 0.5] == [1, 2, 4]


def test_an_answer_that_is_missing(send, reread):
    """What was given away without an answer is not sent again, but when that is asked for."""
    stalls = iter(["stall", None])
    post = Post(lambda step, address: next(stalls) if step == "dot" else None)
    with serving(post) as server:
        (outcome,) = send(server, people(1), timeout=0.2)
        assert (outcome.status, outcome.reason) == ("uncertain", "no answer within 0.2 seconds")
        (again,) = send(server, people(1))
        assert again.status == "uncertain"
        assert again.reason.startswith("a run ended before the server answered (at 20")
        assert post.taken == []
        assert told(send(server, people(1), retry_uncertain=True)) == {"sent": 1}
        assert told(send(server, people(1), retry_uncertain=True)) == {"already": 1}
    assert post.recipients == ["desk0@paper.example"]


def test_the_same_message_again(send, reread):
    """A server that takes a message and does not say so gets it again, as the one that it is by its Message-ID."""
    actions = iter(["stall", "drop", None])
    post = Post(lambda step, address: next(actions) if step == "taken" else None)
    with serving(post) as server:
        assert told(send(server, people(1), timeout=0.2, retry_uncertain=True)) == {"sent": 1}
    assert len(post.taken) == 3
    assert len({reread(content)["Message-ID"] for *_, content in post.taken}) == 1


def test_what_may_have_arrived_stays_in_doubt(send):
    """A message that may have arrived and is put off when it is sent again is still not sent without a wish."""
    answers = iter(["stall", *["451 later"] * 6])
    post = Post(lambda step, address: next(answers, None) if step == "dot" else None)
    with serving(post) as server:
        assert told(send(server, people(1), timeout=0.2, retry_uncertain=True)) == {"uncertain": 1}
        assert told(send(server, people(1))) == {"uncertain": 1}
    assert post.taken == []


@pytest.mark.parametrize("step", ["rcpt", "data", "dot"])
def test_put_off(step, send):
    """Who is put off comes again after growing pauses, and the others do not wait for him."""
    answers, said = iter(["450 come again", "451 and again"]), []

    def plan(at: str, address: str) -> str | None:
        return next(answers, None) if at == step and address.startswith("desk0@") else None

    post, clock = Post(plan), Clock()
    with serving(post) as server:
        outcomes = send(server, people(3), pace=clock.pace(), tell=said.append)
    assert told(outcomes) == {"sent": 3}
    assert said == ["waiting 30 seconds: 450 come again", "waiting 60 seconds: 451 and again"]
    assert post.recipients == [f"desk{place}@paper.example" for place in (1, 2, 0)]
    assert [round(nap) for nap in clock.naps if nap > 0.5] == [30, 60]


def test_put_off_for_ever(send):
    """After six times it is given up, told with the server's words, and left for the next run."""
    busy = [True]
    post = Post(lambda step, address: "452 4.2.2 mailbox full" if step == "rcpt" and busy[0] else None)
    with serving(post) as server:
        (outcome,) = send(server, people(1))
        assert (outcome.status, outcome.reason) == ("failed", "452 4.2.2 mailbox full")
        busy[0] = False
        assert told(send(server, people(1))) == {"sent": 1}


@pytest.mark.parametrize("step", ["rcpt", "data", "dot"])
def test_refused(step, send):
    """What is refused for good is told and remembered; it is tried again only when that is asked for."""
    answer = ["550 5.1.1 no\x07 such user"]
    post = Post(lambda at, address: answer[0] if at == step and address.startswith("desk1@") else None)
    with serving(post) as server:
        outcomes = send(server, people(3))
        assert told(outcomes) == {"sent": 2, "refused": 1}
        assert [each.reason for each in outcomes if each.status == "refused"] == ["550 5.1.1 no such user"]
        answer[0] = None
        again = send(server, people(3))
        assert told(again) == {"already": 2, "refused": 1}
        assert again[1].reason.startswith("550 5.1.1 no such user (at ")
        assert told(send(server, people(3), retry_refused=True)) == {"already": 2, "sent": 1}


@pytest.mark.parametrize(("step", "status"), [("rcpt", "failed"), ("dot", "uncertain")])
def test_a_server_that_stalls(step, status, send):
    """A server that says nothing for long is left; what it did not answer after the message's end is in doubt."""
    post = Post(lambda at, address: "stall" if at == step else None)
    with serving(post) as server:
        (outcome,) = send(server, people(1), timeout=0.2, pace=Clock().pace(attempts=2))
    assert (outcome.status, outcome.reason) == (status, "no answer within 0.2 seconds")


def test_a_server_that_is_not_there(send):
    """Nobody is sent anything, and all are told; the pauses between the tries grow."""
    post, clock = Post(), Clock()
    with serving(post) as server:
        pass
    said: list[str] = []
    outcomes = send(server, people(3), pace=clock.pace(), tell=said.append)
    assert told(outcomes) == {"failed": 3}
    assert said == [
        f"waiting {number} seconds: {server} cannot be reached: Connection refused" for number in (4, 8, 16)
    ]
    assert outcomes[0].reason == f"{server} cannot be reached: Connection refused"
    assert [round(nap) for nap in clock.naps if nap > 0.5] == [1, 2, 4, 8, 16]


def test_the_rate(send):
    """No more messages go in a minute than are asked for."""
    post, clock = Post(), Clock()
    with serving(post) as server:
        send(server, people(4), pace=clock.pace(rate=30))
    assert [round(nap, 3) for nap in clock.naps] == [2, 2, 2]


def test_a_long_pause_ends_the_line(send):
    """No line is held open over a long silence."""
    post = Post()
    with serving(post) as server:
        send(server, people(3), pace=Clock().pace(rate=1))
    assert post.lines == 3


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    """Who vouches for the servers of these tests."""
    return trustme.CA()


@pytest.fixture
def contexts(authority) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """The two sides of TLS: the server's, and that of a client who trusts the authority."""
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(server)
    client = ssl.create_default_context()
    authority.configure_trust(client)
    return server, client


@pytest.mark.parametrize("at_once", [False, True])
def test_encrypted(at_once, contexts, send):
    """A line is encrypted by STARTTLS or at once, and whoever has a password logs in on it."""
    post = Post()
    options = {} if at_once else {"logins": True, "require_starttls": True}
    with serving(post, contexts[0], at_once=at_once, **options) as server:
        login = None if at_once else ("press", "secret of the lamp")
        assert told(send(server, people(2), context=contexts[1], login=login)) == {"sent": 2}
    assert post.encrypted == [True, True]
    assert post.logins == [] if at_once else [("press", "secret of the lamp")]


def test_a_wrong_password(contexts, send):
    """A login that is refused ends the run, and the password is not told."""
    with serving(Post(), contexts[0], logins=True) as server:
        with pytest.raises(OutputError, match="refuses the login of “press”: 535") as caught:
            send(server, people(2), context=contexts[1], login=("press", "guessed"))
        assert "guessed" not in str(caught.value)
        with pytest.raises(OutputError, match=r"does not take mail from press@lights\.example: 530"):
            send(server, people(2), context=contexts[1])


def test_a_certificate_of_another_name(authority, contexts, send):
    """A certificate that is good, and another server's, ends the run too."""
    server_side = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("other.example").configure_cert(server_side)
    untrusted = pytest.raises(OutputError, match="has a certificate that cannot be trusted: IP address mismatch")
    with serving(Post(), server_side) as server, untrusted:
        send(server, people(1), context=contexts[1])


@pytest.mark.parametrize("at_once", [False, True])
def test_a_certificate_of_nobody(at_once, contexts, send):
    """A certificate that no authority vouches for ends the run before anything is told to the server."""
    post = Post()
    untrusted = pytest.raises(OutputError, match="has a certificate that cannot be trusted")
    with serving(post, contexts[0], at_once=at_once) as server, untrusted:
        send(server, people(1), login=("press", "secret of the lamp"))
    assert (post.taken, post.logins) == ([], [])


def test_no_tls_off_this_machine(send, monkeypatch):
    """Without encryption nothing is sent to another machine."""
    monkeypatch.setattr("pressprint.mail.opening._is_loopback", lambda sock: False)
    post = Post()
    with serving(post) as server, pytest.raises(OutputError, match=r"offers no encryption \(STARTTLS\)"):
        send(server, people(1))
    assert post.taken == []


def test_the_wrong_kind_of_tls(contexts, send):
    """A server with STARTTLS that is asked for TLS at once is told from one that is not there."""
    with serving(Post(), contexts[0]) as server, pytest.raises(OutputError, match="write smtp:// for a server with"):
        send(Server(server.host, server.port, is_tls=True), people(1), context=contexts[1])


def test_a_sender_who_is_refused(send):
    """A server that does not take the sender ends the run: nobody is counted as refused."""
    post = Post(lambda step, address: "553 who are you" if step == "mail" else None)
    refused = pytest.raises(OutputError, match=r"does not take mail from press@lights\.example: 553 who are you")
    with serving(post) as server, refused:
        send(server, people(2))
    with Ledger(Path("ledger.sqlite")) as ledger:
        assert ledger._base.execute("select count(*) from mailed").fetchone() == (0,)


def test_a_message_that_is_too_large(send):
    """A server that says that it takes less is believed."""
    too_large = pytest.raises(OutputError, match=r"takes 0\.0 MB at most, and the message has")
    with serving(Post(), data_size_limit=1000) as server, too_large:
        send(server, people(1))


def test_letters_beyond_ascii(send):
    """An address beyond ASCII goes to a server that takes it, and is refused by another."""
    recipients = [Recipient(Mailbox("rédaction@paper.example"))]
    post = Post()
    with serving(post, enable_SMTPUTF8=False) as server:
        (outcome,) = send(server, recipients)
        assert outcome.status == "refused"
        assert outcome.reason.endswith("takes no address with letters beyond ASCII")
    with serving(post, enable_SMTPUTF8=True) as server:
        assert told(send(server, recipients, retry_refused=True)) == {"sent": 1}
    assert post.recipients == ["rédaction@paper.example"]


def test_one_run_at_a_time():
    """A ledger that is in use is not used by another run, which would send the same."""
    with Ledger(Path("ledger.sqlite")), pytest.raises(OutputError, match="another run is sending with this ledger"):
        Ledger(Path("ledger.sqlite"))
    with Ledger(Path("ledger.sqlite")):
        pass


def test_bad_ledgers(tmp_path):
    """A file that is no ledger, or of a later version, is told and left as it is."""
    (tmp_path / "ledger.sqlite").write_bytes(b"something else" * 100)
    with pytest.raises(OutputError, match="is no ledger, or damaged"):
        Ledger(tmp_path / "ledger.sqlite")
    with Ledger(tmp_path / "later.sqlite") as ledger:
        ledger._base.execute("pragma user_version = 99")
    with pytest.raises(OutputError, match="was written by a later version of pressprint"):
        Ledger(tmp_path / "later.sqlite")
    with pytest.raises(OutputError, match="cannot be read or written"):
        Ledger(tmp_path / "nowhere" / "ledger.sqlite")


def test_dots_and_line_ends(letters, send, release_of, reread):
    """A line that is a dot does not end a message."""
    post = Post()
    with serving(post) as server, Line(server) as line:
        line.send(SENDER, Mailbox("a@b.example"), b"Subject: x\r\n\r\n.\r\n..x\r\n.", lambda: None)
    assert post.taken[0][2] == b"Subject: x\r\n\r\n.\r\n..x\r\n.\r\n"


def test_an_early_answer():
    """An answer that comes before the end of a message is that to the message; the next one has a line of its own."""
    import threading

    post = Post(lambda step, address: "drop" if step == "content" else None)
    gone = threading.Event()
    with serving(post) as server, Line(server) as line:
        with pytest.raises(Broken) as caught:
            line.send(SENDER, Mailbox("a@b.example"), b"Subject: x\r\n\r\nx\r\n" * 99, lambda: gone.wait(0.3))
        assert not caught.value.in_doubt
