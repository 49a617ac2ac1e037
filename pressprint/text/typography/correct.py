"""One paragraph through all the rules of its language."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from pressprint.text.typography.changes import Corrected, split_like
from pressprint.text.typography.rules import Rules, rules_of
from pressprint.text.typography.tokens import hide, reveal

# What one pass gives is nearly always what it stays; nothing written by people was seen to need a third.
_PASSES = 4


def correct(runs: Sequence[str], tag: str, protected: Collection[str] = ()) -> Corrected:
    """The runs of one paragraph, which differ only in style, by the typographic rules of a language.

    Decisions look across the borders of runs. `tag` is a BCP 47 tag, whose region matters. What is `protected`,
    such as the release's own reference, is never changed. A correction that is corrected again stays as it is.

    Raises:
        KeyError: the tag's language is not known.
    """
    original = tuple(runs)
    rules = rules_of(tag)
    text = original[0] if len(original) == 1 else "".join(original)
    if rules is None or not rules.suspect(text):
        return Corrected(original, original)
    corrected = _settle(text, rules, protected)
    return Corrected(original if corrected == text else split_like(original, text, corrected), original)


def _settle(text: str, rules: Rules, protected: Collection[str]) -> str:
    """The text that the rules leave as it is. One that never settles is left as its author wrote it."""
    current = text
    for _ in range(_PASSES):
        new = _once(current, rules, protected)
        if new == current or not rules.suspect(new):
            return new
        current = new
    return text


def _once(text: str, rules: Rules, protected: Collection[str]) -> str:
    text, tokens = hide(text, rules.phone_words, protected)
    for step in rules.steps:
        text = step.apply(text)
    return reveal(text, tokens)
