"""The rules that change what is seen, one function each, in the order in which they are applied.

Each function takes a language's data and its code, and gives the step that the language needs, or None.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, partial

from msgspec import Struct

from pressprint import languages
from pressprint.languages.rules import NO_BREAK, Typography
from pressprint.text.typography.quotes import curl
from pressprint.text.typography.ties import tie_pattern

_SPACES = "[ \u00a0\u202f\u2009]"
_LETTER = r"[^\W\d_]"
# What a mark may follow: no space, no bracket or quote that opens, no other mark.
_MARKED = r"(?<=[^\s(\[{«“‘„‚;:!?¿¡])"
_NEAR = 24


class Step(Struct, frozen=True):
    """One rule as a language has it: where it may have something to do, and what it does to a text there.

    Each alternative of `suspects` begins with a plain sign: then Python's search goes from sign to sign.
    """

    suspects: str
    change: Callable[[str], str]
    finds: Callable[[str], object]

    def apply(self, text: str) -> str:
        """The text as the rule has it."""
        return self.change(text) if self.finds(text) else text


class Rules(Struct, frozen=True):
    """All the steps of a language, and two searches that tell whether any has something to do.

    The second is that of the last step, the ties, whose expression is by far the largest: in one search with the
    others it would be compiled twice.
    """

    suspects: re.Pattern[str]
    steps: tuple[Step, ...]
    phone_words: tuple[str, ...]

    def suspect(self, text: str) -> bool:
        """Whether a step may have something to do in a text."""
        return bool(self.suspects.search(text) or self.steps[-1].finds(text))


@cache
def rules_of(tag: str) -> Rules | None:
    """The rules for a language tag, or None where the language has none.

    Raises:
        KeyError: the tag's language is not known.
    """
    data = languages.typography(tag)
    if data.untouched:
        return None
    language = languages.language(tag)
    steps = tuple(step for rule in RULES if (step := rule(data, language.code)))
    # Telephone numbers, whose groups are tied, are found when the text is tokenised.
    suspects = [step.suspects for step in steps[:-1]] + [" (?<=[\\d)] )[\\d(]"]
    return Rules(re.compile("|".join(suspects)), steps, language.recognise.get("phone", ()))


def _ellipsis(data: Typography, code: str) -> Step | None:
    """Three dots are one sign; two or four are their author's affair."""
    return _step(r"\.\.\.", r"(?<!\.)\.\.\.(?!\.)", "…")


def _apostrophe(data: Typography, code: str) -> Step | None:
    """An apostrophe inside a word. Between two digits it may be a sign of feet or minutes."""
    return _step("'", rf"'(?<={_LETTER}')(?=[^\W_])|'(?<=\d')(?={_LETTER})", "’")


def _quotes(data: Typography, code: str) -> Step | None:
    """Straight quotes, and apostrophes at the borders of words."""
    return Step("\"|'", partial(curl, rules=data), re.compile("[\"']").search)


def _spaced_dash(data: Typography, code: str) -> Step | None:
    """A hyphen or two between spaces are a dash; between numbers or in a reference they stay."""
    if not data.dash:
        return None
    pattern = rf"(?<=[^\s-])({_SPACES})--?(?={_SPACES}[^\s-])"
    return _step(f"-(?<={_SPACES}-)(?=-?{_SPACES})", pattern, partial(_dash, data.dash))


def _dash(dash: str, match: re.Match[str]) -> str:
    left = match.string[max(0, match.start() - _NEAR) : match.start()].split()[-1]
    right = match.string[match.end() + 1 : match.end() + _NEAR].split()[0]
    return match[0] if _numbers(left, right) or _numbers(right, left) else match[1] + dash


def _numbers(one: str, other: str) -> bool:
    """Whether two words at a hyphen are a range or a reference: 10 - 15, CP199 - 2015, AN - 07."""
    if not any(map(str.isdigit, one)):
        return False
    return any(map(str.isdigit, other)) or (other.isupper() and len(other) <= 3)


def _closed_dash(data: Typography, code: str) -> Step | None:
    """Two hyphens between letters; codes in capitals stay."""
    if not data.double_dash:
        return None
    return _step("--", rf"(?<={_LETTER})(?:--(?={_LETTER})(?<![A-Z]--)|--(?={_LETTER})(?![A-Z]))", data.double_dash)


def _before_marks(data: Typography, code: str) -> Step | None:
    """The spaces before ; ! ? and : — in French narrow ones, and a full one before the colon (Imprimerie nationale)."""
    steps = [_before(marks, space, data.insert) for space, marks in _by_space(data).items()]
    return _chain([step for step in steps if step])


def _by_space(data: Typography) -> dict[str, str]:
    marks: dict[str, str] = {}
    for mark, space in data.before.items():
        marks[space] = marks.get(space, "") + mark
    return marks


def _before(marks: str, space: str, insert: bool) -> Step:
    ends = rf"[{marks}]+(?:\s|$|[»”])"
    if "!" in marks and space:
        ends += r"|[!?]+[\"’')\]…,.;:]"
    if not space:  # a narrow space is a choice, a full one is a typist's
        suspects = "|".join(rf"{re.escape(mark)}(?<=[ \u00a0].)" for mark in marks)
        return _step(suspects, rf"{_MARKED}[ \u00a0]+(?={ends})", "")
    least = "*" if insert else "+"
    wrong = rf"{_MARKED}(?!{space}[{marks}]){_SPACES}{least}(?={ends})"
    unspaced = rf"(?<![{space};:!?(].)(?=[!?]*(?:\s|$|[»”\"’')\]…,.;:]))"
    return _step("|".join(re.escape(mark) + unspaced for mark in marks), wrong, space)


def _guillemets(data: Typography, code: str) -> Step | None:
    """The spaces inside « »; a mark that stands the other way round is somebody else's."""
    if not data.inside:
        return None
    space, least = data.inside, "*" if data.insert else "+"
    opening = _step(f"«(?!{space})", rf"(?<!\w)«(?!{space}\S){_SPACES}{least}(?=[^\s»])", f"«{space}")
    closing = _step(f"»(?<!{space}»)", rf"(?<=[^\s«])(?!{space}»){_SPACES}{least}(?=»(?!\w))", space)
    return _chain([opening, closing])


def _percent(data: Typography, code: str) -> Step | None:
    """The space between a number and %, ‰ or € where it is missing; not in a compound such as 10%ig."""
    if not data.spaced:
        return None
    signs = re.escape(data.spaced)
    suspects = "|".join(rf"{re.escape(sign)}(?<=\d.)(?![\w-])" for sign in data.spaced)
    return _step(suspects, rf"(?<=\d)(?=[{signs}](?![\w-]))", NO_BREAK)


def _space_before_point(data: Typography, code: str) -> Step | None:
    """No language has a space before a comma or a full stop; dots in a row are not touched."""
    return _step(r" [,.](?=\s|$)", r"(?<=[\w)\]»”’%]) (?=[,.](?:\s++[^\s.,]|\s*+$))", "")


def _thousands(data: Typography, code: str) -> Step | None:
    """The groups of a number that is written with spaces: 41 000."""
    pattern = r"(?<![\w.,:/+-])(?<!\d[ \u00a0\u202f])[1-9]\d{0,2}(?: \d{3})+(?![\w/-]| \d)"
    return _step(r" (?<=\d )\d{3}(?!\d)", pattern, lambda match: match[0].replace(" ", data.thousands))


def _ties(data: Typography, code: str) -> Step | None:
    """All spaces at which no line may end, in one pass."""
    pattern = tie_pattern(data, code)
    return _step(pattern, pattern, NO_BREAK)


RULES: tuple[Callable[[Typography, str], Step | None], ...] = (
    _ellipsis,
    _apostrophe,
    _quotes,
    _spaced_dash,
    _closed_dash,
    _before_marks,
    _guillemets,
    _percent,
    _space_before_point,
    _thousands,
    _ties,
)


def _step(suspects: str, pattern: str, replacement: str | Callable[[re.Match[str]], str]) -> Step:
    return Step(suspects, partial(_replaced, pattern, replacement), re.compile(suspects).search)


def _replaced(pattern: str, replacement: str | Callable[[re.Match[str]], str], text: str) -> str:
    """A text with what a pattern finds replaced. Most texts give most rules nothing to do: those are never compiled."""
    return _compiled(pattern).sub(replacement, text)


_compiled = cache(re.compile)


def _chain(steps: list[Step]) -> Step | None:
    """Several steps as one rule."""
    if not steps:
        return None

    def change(text: str) -> str:
        for step in steps:
            text = step.apply(text)
        return text

    suspects = "|".join(step.suspects for step in steps)
    return Step(suspects, change, re.compile(suspects).search)
