"""A mailing by a real server on this machine, which refuses, stalls and drops the line."""

from __future__ import annotations

from collections import Counter
from itertools import cycle

import pytest
from post_office import Post
from sending import SENDER, Clock, people, serving, told


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
