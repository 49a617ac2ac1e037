"""A line to a server: encrypted, logged in, and what the server may not take at all."""

from __future__ import annotations

import ssl
from pathlib import Path

import pytest
import trustme
from post_office import Post
from sending import SENDER, people, serving, told

from pressprint import OutputError
from pressprint.mail import Ledger, Line, Mailbox, Recipient, Server
from pressprint.mail.breaks import Broken


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
