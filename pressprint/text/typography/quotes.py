"""Straight quotes and apostrophes become a language's own, by a small automaton over one paragraph.

Each mark is told by its neighbours whether it opens or closes; a stack pairs them. Quotes that are typographic
already keep their form and count for the nesting only. A mark that could be a sign of feet, inches, minutes or
seconds, and one that neither opens nor closes, stays straight.
"""

from __future__ import annotations

import re
from enum import Enum, auto

from msgspec import Struct, field

from pressprint.languages.rules import Typography

# An apostrophe inside a word is left out: it is no quote, and there are many.
_MARKS = re.compile("[\"'«»“”„‟‘‚‹›]|’(?!\\w)")
_WORD = re.compile(r"\w{1,16}\b")
_SINGLE = "'‘’‚‹›"
_OPENING = "«“„‟‘‚‹"
_BEFORE_OPENING = "([{<—–-−/=+*:’…¿¡|"
_AFTER_OPENING_NEVER = ".,;:!?)]}"
_BEFORE_CLOSING_NEVER = "([{<"
_AFTER_CLOSING = ".,;:!?)]}>…—–-/|*"
_APOSTROPHE = "’"


class _Kind(Enum):
    NEITHER = auto()
    OPENS = auto()
    CLOSES = auto()
    EITHER = auto()
    WEAK = auto()  # closes only if nothing better follows: 12" and dogs'
    APOSTROPHE = auto()
    ALONE = auto()  # after a space and before another or a point, as some French typists have it


class _Mark(Struct):
    place: int
    char: str
    kind: _Kind
    before: str  # the sign before it, a space, or "" at the start
    better_follows: bool = False

    @property
    def straight(self) -> bool:
        return self.char in "\"'"

    @property
    def single(self) -> bool:
        return self.char in _SINGLE


class _Open(Struct):
    mark: _Mark
    pair: tuple[str, ...]


def curl(text: str, rules: Typography) -> str:
    """The text with its straight quotes and apostrophes as the language has them."""
    marks = _read(text, rules)
    automaton = _Automaton(rules, _balanced(marks))
    for mark in marks:
        automaton.take(mark)
    changes = automaton.finish(len(text) - len(text.lstrip()))
    if not changes:
        return text
    pieces: list[str] = []
    done = 0
    for place in sorted(changes):
        pieces += (text[done:place], changes[place])
        done = place + 1
    return "".join(pieces) + text[done:]


def _balanced(marks: list[_Mark]) -> bool:
    """Whether as many straight double quotes open as close, so that one within another is a nested one."""
    kinds = [mark.kind for mark in marks if mark.char == '"']
    return kinds.count(_Kind.OPENS) == kinds.count(_Kind.CLOSES)


def _read(text: str, rules: Typography) -> list[_Mark]:
    """The marks of a text, each with what its neighbours tell of it."""
    places = [match.start() for match in _MARKS.finditer(text)]
    after = _signs_after(text, places)
    marks: list[_Mark] = []
    for number, place in enumerate(places):
        char = text[place]
        before = text[place - 1] if place else ""
        follows = marks and marks[-1].place == place - 1
        if follows:
            before = _APOSTROPHE if marks[-1].kind is _Kind.APOSTROPHE else marks[-1].before
        elif char == "'" and before.isalnum() and after[number].isalnum() and text[place + 1] in '"«“„':
            marks.append(_Mark(place, char, _Kind.APOSTROPHE, before))  # l'"avenir"
            continue
        marks.append(_Mark(place, char, _kind(char, before, after[number]), before))
    _refine(text, marks, rules)
    return marks


def _signs_after(text: str, places: list[int]) -> list[str]:
    """For each mark the next sign that is no mark, or "" at the end."""
    after = [""] * len(places)
    for number in range(len(places) - 1, -1, -1):
        place = places[number] + 1
        is_mark = number + 1 < len(places) and places[number + 1] == place
        after[number] = after[number + 1] if is_mark else text[place : place + 1]
    return after


def _kind(char: str, before: str, after: str) -> _Kind:
    starts, ends = not before or before.isspace(), not after or after.isspace()
    if starts and (ends or after in _AFTER_OPENING_NEVER):
        return _Kind.ALONE if char == '"' else _Kind.NEITHER
    opens = starts or (not ends and after not in _AFTER_OPENING_NEVER and before in _BEFORE_OPENING)
    closes = not starts and before not in _BEFORE_CLOSING_NEVER and (ends or after in _AFTER_CLOSING)
    if opens and closes:
        return _Kind.EITHER
    return _Kind.OPENS if opens else _Kind.CLOSES if closes else _Kind.NEITHER


def _refine(text: str, marks: list[_Mark], rules: Typography) -> None:
    """Tells elisions from quotes that open, and weak closes from strong ones."""
    later = {False: False, True: False}
    for number in range(len(marks) - 1, -1, -1):
        mark = marks[number]
        if mark.char == "'":
            _refine_single(text, marks, number, rules)
        if mark.straight and mark.kind is _Kind.CLOSES and mark.before.isdigit():
            mark.kind = _Kind.WEAK
        mark.better_follows = later[mark.single]
        if mark.kind in (_Kind.OPENS, _Kind.CLOSES):
            later[mark.single] = mark.kind is _Kind.CLOSES


def _refine_single(text: str, marks: list[_Mark], number: int, rules: Typography) -> None:
    mark = marks[number]
    near = (marks[number - 1] if number else None, marks[number + 1] if number + 1 < len(marks) else None)
    if any(other and other.char == "'" and abs(other.place - mark.place) == 1 for other in near):
        mark.kind = _Kind.NEITHER  # '' is somebody's double quote
    elif mark.kind is _Kind.OPENS and _elides(text, mark.place + 1, rules.elisions):
        mark.kind = _Kind.APOSTROPHE
    elif mark.kind is _Kind.CLOSES and text[max(0, mark.place - 5) : mark.place].lower().endswith(rules.trailing):
        mark.kind = _Kind.WEAK
    elif mark.kind is _Kind.NEITHER and mark.before.isalpha():
        mark.kind = _Kind.APOSTROPHE  # l'(ancien) pont


def _elides(text: str, place: int, elisions: tuple[str, ...]) -> bool:
    """Whether a word that begins with an apostrophe stands at a place: 's, 'tis, '90s."""
    match = _WORD.match(text, place)
    word = match[0].lower() if match else ""
    return word in elisions or (len(word) == 3 and word[:2].isdigit() and word[2] == "s")


class _Automaton(Struct):
    rules: Typography
    nests: bool
    open: list[_Open] = field(default_factory=list)
    doubles: int = 0  # how many of the open ones are double
    left_over: list[_Open] = field(default_factory=list)
    changes: dict[int, str] = field(default_factory=dict)

    def take(self, mark: _Mark) -> None:
        """Goes one mark further."""
        kind = self._settled(mark)
        if kind is _Kind.APOSTROPHE:
            self.changes[mark.place] = _APOSTROPHE
        elif kind is _Kind.OPENS:
            self._opens(mark)
        elif kind is _Kind.CLOSES:
            self._closes(mark)

    def finish(self, start: int) -> dict[int, str]:
        """The changes by place, when all marks are read. A quotation may stay open over the paragraph's end."""
        for entry in self.left_over + self.open:
            mark = entry.mark
            if not mark.straight or mark.kind is _Kind.ALONE:
                continue
            speech = not mark.single or mark.place == start
            self.changes[mark.place] = entry.pair[0] if speech else _APOSTROPHE
        return self.changes

    def _settled(self, mark: _Mark) -> _Kind:
        """Opens or closes, for a mark whose neighbours leave it open."""
        if not mark.straight:
            return self._typographic(mark)
        if mark.kind is _Kind.WEAK:
            if not mark.better_follows and self._nearest(mark) is not None:
                return _Kind.CLOSES
            return _Kind.APOSTROPHE if mark.single and mark.before.isalpha() else _Kind.NEITHER
        if mark.kind is _Kind.EITHER:
            return _Kind.OPENS if self._nearest(mark) is None else _Kind.CLOSES
        if mark.kind is _Kind.ALONE:
            if not self.rules.inside:
                return _Kind.NEITHER
            return _Kind.OPENS if self._nearest(mark) is None else _Kind.CLOSES
        return mark.kind

    def _typographic(self, mark: _Mark) -> _Kind:
        if mark.char == _APOSTROPHE:
            quoted = self.open and self.open[-1].mark.single
            return _Kind.CLOSES if quoted and mark.kind is _Kind.CLOSES else _Kind.NEITHER
        if mark.kind in (_Kind.OPENS, _Kind.CLOSES):
            return mark.kind
        openers, closers = zip(self.rules.outer, self.rules.inner, strict=True)
        if mark.char in openers and mark.char not in closers:
            return _Kind.OPENS
        if mark.char in closers and mark.char not in openers:
            return _Kind.CLOSES
        return _Kind.OPENS if mark.char in _OPENING else _Kind.CLOSES

    def _opens(self, mark: _Mark) -> None:
        if mark.char == '"' and not self.nests:
            # The one before was never closed: the author forgot it, or the speech runs over paragraphs.
            self.left_over += self.open
            self.open.clear()
            self.doubles = 0
        self.open.append(_Open(mark, self._pair(mark) if mark.straight else (mark.char, self._mate(mark.char))))
        self.doubles += not mark.single

    def _pair(self, mark: _Mark) -> tuple[str, ...]:
        """The quotes for a straight one that opens: the inner ones within outer ones, and the reverse."""
        rules = self.rules
        if not self.open:
            return rules.single if mark.single else rules.outer
        return rules.outer if self.open[-1].pair[0] == rules.inner[0] else rules.inner

    def _mate(self, opening: str) -> str:
        for pair in (self.rules.outer, self.rules.inner, self.rules.single):
            if pair[0] == opening:
                return pair[1]
        return {"“": "”", "‘": "’", "«": "»", "‹": "›"}.get(opening, "")

    def _nearest(self, mark: _Mark) -> int | None:
        """The place on the stack of what a mark would close; a single quote closes nothing across a double one."""
        if not mark.single and not self.doubles:
            return None
        for place in range(len(self.open) - 1, -1, -1):
            if self.open[place].mark.single == mark.single:
                return place
            if mark.single:
                return None
        return None

    def _closes(self, mark: _Mark) -> None:
        place = self._nearest(mark)
        if place is None:
            self._closes_nothing(mark)
            return
        opened = self.open[place]
        self.left_over += self.open[place + 1 :]
        del self.open[place:]
        self.doubles -= not mark.single
        if mark.straight and opened.pair[1]:
            self.changes[mark.place] = opened.pair[1]
        if opened.mark.straight and (mark.straight or mark.char == opened.pair[1]):
            self.changes[opened.mark.place] = opened.pair[0]

    def _closes_nothing(self, mark: _Mark) -> None:
        """The end of a speech that began in an earlier paragraph, or an apostrophe."""
        if not mark.straight or (mark.kind in (_Kind.WEAK, _Kind.ALONE) and not mark.before.isalpha()):
            return
        if not mark.single:
            self.changes[mark.place] = self.rules.outer[1]
        elif mark.before.isalpha() or self.rules.single[1] == _APOSTROPHE:
            self.changes[mark.place] = _APOSTROPHE
