"""Where words may be divided: pyphen's patterns, and what is never divided.

Never divided are names and other words with a capital (German nouns excepted), abbreviations, words with
figures or signs in them, words of fewer than six letters; no part is shorter than three letters.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pressprint.languages import code_of
from pressprint.text.patterns import Patterns

SHORTEST_WORD = 6
SHORTEST_PART = 3

_WORD = re.compile(r"^(?P<before>[^\w]*(?:[^\W\d_]{1,5}['’])?)(?P<core>[^\W\d_]+)(?P<after>[^\w]*)$")
# Pyphen has no Finnish, whose rule is short: a syllable begins with the last consonant before a vowel.
_FINNISH = re.compile("(?<=[aeiouyåäö])[bcdfghjklmnpqrstvwxzšž]*?(?=[bcdfghjklmnpqrstvwxzšž][aeiouyåäö])")
_CAPITAL_NOUNS = {"de", "lb"}
# Pyphen's names where they are not the language's code.
_DICTIONARIES = {"en": "en_GB", "pt": "pt_PT", "nb": "nb_NO", "de": "de_DE", "ga": "ga", "el": "el_GR"}
_REGIONS = {"en-us": "en_US", "en-ca": "en_US", "pt-br": "pt_BR", "de-ch": "de_CH", "de-at": "de_AT"}


@lru_cache(maxsize=10_000)
def points(token: str, tag: str) -> tuple[int, ...]:
    """After how many characters of a token a hyphen may be put, in rising order.

    A token is a word with the marks that stand at it: `(Fortschritte,`. No point where it may not be divided.
    """
    match = _WORD.match(token)
    if not match or len(match["core"]) < SHORTEST_WORD:
        return ()
    core = match["core"]
    if not core.islower() and not (core.istitle() and code_of(tag) in _CAPITAL_NOUNS):
        return ()
    start, longest = match.start("core"), len(core) - SHORTEST_PART
    return tuple(start + at for at in _syllables(core, tag) if SHORTEST_PART <= at <= longest)


def _syllables(word: str, tag: str) -> list[int]:
    """Where the syllables of a word part."""
    if code_of(tag) == "fi":
        return [match.end() for match in _FINNISH.finditer(word)]
    dictionary = _dictionary(tag)
    return dictionary.positions(word) if dictionary else []


@cache
def _dictionary(tag: str) -> Patterns | None:
    """Pyphen's dictionary for a language tag, or None where there is none."""
    import pyphen  # most releases need no dictionary

    code = code_of(tag) or ""
    named = _REGIONS.get(tag.lower()) or _DICTIONARIES.get(code)
    name = pyphen.language_fallback(named or tag.replace("-", "_")) or pyphen.language_fallback(code)
    return Patterns(pyphen.LANGUAGES[name]) if name else None
