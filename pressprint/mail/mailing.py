"""A mailing: a release to each recipient of a list, alone, at a bounded rate, and to nobody twice."""

from __future__ import annotations

import heapq
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Literal

from msgspec import Struct

from pressprint.mail.breaks import Broken, Postponed, Refused
from pressprint.mail.ledger import Entry, Ledger
from pressprint.mail.line import Line
from pressprint.mail.mold import Mold
from pressprint.mail.recipients import Recipient

RATE = 60.0
"""Messages a minute that are sent where nothing else is said."""

_LONG = 4.0  # seconds; shorter pauses are not told

Status = Literal["sent", "already", "refused", "uncertain", "failed"]


class Outcome(Struct, frozen=True):
    """What became of the release for a recipient.

    `already` was sent by an earlier run. `refused` is for good; `reason` is the server's. `uncertain` was given away,
    and no answer came: it may have arrived. `failed` was not sent, and may be by the next run.
    """

    recipient: Recipient
    status: Status
    reason: str = ""


class Pace(Struct, frozen=True):
    """How fast a mailing goes, and how patient it is. Times are in seconds.

    `rate` is in messages a minute. A recipient that the server puts off is tried again after `postponed`, then twice
    that and so on; a line that broke is opened again after `broken`, then twice that and so on, up to `longest`. After
    `attempts` for one recipient, or as many lines in a row that broke, no more are made.
    """

    rate: float = RATE
    attempts: int = 6
    postponed: float = 30.0
    broken: float = 1.0
    longest: float = 900.0
    idle: float = 20.0
    sleep: Callable[[float], object] = time.sleep
    clock: Callable[[], float] = time.monotonic

    def pause(self, first: float, number: int) -> float:
        """How long to wait after a number of failures."""
        return float(min(first * 2 ** (number - 1), self.longest))


class _Turn(Struct):
    """Whose turn it is when, and how often it was before."""

    due: float
    place: int
    recipient: Recipient
    tries: int = 0
    reason: str = ""  # for which it comes again
    in_doubt: bool = False  # a message of this or of an earlier run may have arrived

    def __lt__(self, other: _Turn) -> bool:
        return (self.due, self.place) < (other.due, other.place)


def mail(
    recipients: Sequence[Recipient],
    mold_for: Callable[[Recipient], Mold],
    line: Line,
    ledger: Ledger,
    *,
    pace: Pace | None = None,
    retry_uncertain: bool = False,
    retry_refused: bool = False,
    tell: Callable[[str], object] = lambda text: None,
) -> Iterator[Outcome]:
    """Sends a release to recipients, and gives what became of it for each, in the order in which it is known.

    All molds are of one release. What the ledger has as sent is not sent again, whatever a run was ended by; what it
    has as refused is sent again with `retry_refused`. What was given away without an answer may have arrived, and is
    given away again only with `retry_uncertain`, under the same Message-ID. `tell` is told why a pause is made.

    Raises:
        OutputError: the server cannot be used at all, or the ledger not be written.
    """
    run = _Run(mold_for, line, ledger, pace or Pace(), retry_uncertain, tell)
    known = ledger.entries(mold_for(recipients[0]).key) if recipients else {}
    for place, recipient in enumerate(recipients):
        entry = known.get(recipient.key)
        if entry is None or (entry.state == "refused" and retry_refused):
            run.turns.append(_Turn(0.0, place, recipient))
        elif entry.state == "sending" and retry_uncertain:
            run.turns.append(_Turn(0.0, place, recipient, in_doubt=True))
        else:
            yield _earlier(recipient, entry)
    try:
        yield from run.outcomes()
    finally:
        line.close()


def _earlier(recipient: Recipient, entry: Entry) -> Outcome:
    """What an earlier run left."""
    match entry.state:
        case "sent":
            return Outcome(recipient, "already", entry.at)
        case "refused":
            return Outcome(recipient, "refused", f"{entry.reason} (at {entry.at} UTC)")
    return Outcome(recipient, "uncertain", f"a run ended before the server answered (at {entry.at} UTC)")


class _Run:
    """One run of a mailing."""

    def __init__(
        self,
        mold_for: Callable[[Recipient], Mold],
        line: Line,
        ledger: Ledger,
        pace: Pace,
        retry_uncertain: bool,
        tell: Callable[[str], object],
    ) -> None:
        self.mold_for, self.line, self.ledger, self.pace = mold_for, line, ledger, pace
        self.retry_uncertain, self.tell = retry_uncertain, tell
        self.turns: list[_Turn] = []
        self._next = 0.0  # when the rate lets another message go
        self._broken, self._reason = 0, ""  # lines in a row, and why the last one

    def outcomes(self) -> Iterator[Outcome]:
        """What becomes of each turn."""
        while self.turns:
            turn = heapq.heappop(self.turns)
            self._wait(max(turn.due, self._next), turn.reason if turn.due > self._next else self._reason)
            self._next = self.pace.clock() + 60 / self.pace.rate if self.pace.rate else 0.0
            turn.tries += 1
            outcome = self._attempt(turn)
            if outcome is not None:
                yield outcome
            if self._broken >= self.pace.attempts:
                yield from self._given_up()

    def _attempt(self, turn: _Turn) -> Outcome | None:
        """What becomes of a turn; None where it comes again."""
        mold, to = self.mold_for(turn.recipient), turn.recipient.mailbox
        told = (mold.key, turn.recipient.key)
        message_id = mold.message_id(to)
        try:
            content = mold.addressed(to, datetime.now(UTC))
            self.line.send(mold.sender, to, content, lambda: self.ledger.note(*told, "sending", message_id))
        except Refused as refused:
            self._broken, self._reason = 0, ""
            self.ledger.note(*told, "refused", message_id, str(refused))
            return Outcome(turn.recipient, "refused", str(refused))
        except Postponed as postponed:
            self._broken, self._reason = 0, ""
            self._take_back(turn, *told)
            return self._again(turn, self.pace.pause(self.pace.postponed, turn.tries), str(postponed))
        except Broken as broken:
            return self._after_break(turn, broken, *told)
        self._broken, self._reason = 0, ""
        self.ledger.note(*told, "sent", message_id)
        return Outcome(turn.recipient, "sent")

    def _after_break(self, turn: _Turn, broken: Broken, key: str, address: str) -> Outcome | None:
        """What becomes of a turn on whose line something broke. The next line waits a while."""
        self._broken += 1
        pause = self.pace.pause(self.pace.broken, self._broken)
        self._next = max(self._next, self.pace.clock() + pause)
        self._reason = str(broken)
        if not broken.in_doubt:
            self._take_back(turn, key, address)
            return self._again(turn, 0.0, str(broken))
        turn.in_doubt = True
        if self.retry_uncertain:
            return self._again(turn, 0.0, str(broken))
        return Outcome(turn.recipient, "uncertain", str(broken))

    def _again(self, turn: _Turn, pause: float, reason: str) -> Outcome | None:
        """Has a turn come again, or gives up."""
        if turn.tries >= self.pace.attempts:
            return Outcome(turn.recipient, "uncertain" if turn.in_doubt else "failed", reason)
        turn.due, turn.reason = self.pace.clock() + pause, reason
        heapq.heappush(self.turns, turn)
        return None

    def _take_back(self, turn: _Turn, key: str, address: str) -> None:
        """Notes that a message was not taken; one that may have arrived before stays in doubt."""
        if not turn.in_doubt:
            self.ledger.forget(key, address)

    def _given_up(self) -> Iterator[Outcome]:
        """All turns that are left, when the server cannot be reached."""
        for turn in sorted(self.turns):
            yield Outcome(turn.recipient, "uncertain" if turn.in_doubt else "failed", self._reason)
        self.turns.clear()

    def _wait(self, until: float, reason: str) -> None:
        """Waits, and tells why where it takes long; a line is not held open over a long silence."""
        left = until - self.pace.clock()
        if left >= _LONG and reason:
            self.tell(f"waiting {left:.0f} seconds: {reason}")
        if left > self.pace.idle:
            self.line.close()
        if left > 0:
            self.pace.sleep(left)
