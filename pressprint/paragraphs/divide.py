"""Divide: words become several boxes, at the places where a line may break inside them.

That is the last resort of a justified paragraph and the only way for addresses: a break inside a word is
what spoils copied text, and each shows a fragment that has to be told whole.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import lru_cache
from itertools import accumulate, pairwise

from msgspec import Struct

from pressprint.fonts import cut
from pressprint.languages import code_of, typography
from pressprint.paragraphs.collect import add_narrow
from pressprint.paragraphs.ideographs import has_hangul, units_of
from pressprint.paragraphs.material import Material, Piece, width_of
from pressprint.text import hyphen_points

# What a break inside a word costs beside one at a space, which is free.
EXPLICIT_PENALTY = 60.0  # after a hyphen or dash that the author wrote
ADDRESS_PENALTY = 40.0
HYPHEN_PENALTY = 150.0
# English needs so few hyphens that each may serve to even a line. Languages of longer words would have many, so
# there they are dearer, and a paragraph may be somewhat looser before it is hyphenated at all.
HYPHEN_PENALTY_LONG_WORDS = 260.0
LOOSEST_UNDIVIDED = 1.4
LOOSEST_UNDIVIDED_LONG_WORDS = 1.46
_SHORT_WORDS = {"en"}

_SHORTEST_DIVIDED = 6
_SHORTEST_PART = 3
_EXPLICIT = re.compile(
    r"(?<=[^\W\d_]-)(?=[^\W\d_])"  # after a hyphen between letters
    r"|(?<=[\w)”’][—―])(?=[\w(“‘])|(?<=[^\W\d_)”’]–)(?=[^\W\d_(“‘])"  # after a dash that has no spaces
    r"|(?<=[a-z\)][.,;:!?])(?=[A-Z][a-z])"  # after a full stop that the author gave no space
    r"|(?<=[^\W\d_]/)(?=[^\W\d_])"  # after a slash between words
    r"|(?<=…)(?=\w)"
)
_WEB = re.compile(r"://|www\.|\w\.\w+/", re.IGNORECASE)
_EMAIL = re.compile(r"\w@\w")
# After slashes and before dots and question marks; in long addresses after other signs, too.
_WEB_BREAK = re.compile(r"(?<=/)(?=[^/])|(?<=[^/.:])(?=[.?#](?!$))|(?<=[_=&-])(?=[^/\s])")


# After how many characters of a word a break may stand, at which penalty, and whether it adds a hyphen.
Break = tuple[int, float, bool]
Breaks = tuple[Break, ...]


class Divider(Struct, frozen=True):
    """What is known of dividing in a language: its tag, and words that are names and never divided."""

    tag: str
    names: Collection[str] = ()

    @property
    def loosest_undivided(self) -> float:
        """A paragraph whose loosest word space is no more than this times the natural one is not hyphenated."""
        return LOOSEST_UNDIVIDED if code_of(self.tag) in _SHORT_WORDS else LOOSEST_UNDIVIDED_LONG_WORDS

    @property
    def leaning(self) -> frozenset[str]:
        """The words of the language that lean on the next one, in small letters."""
        return _leaning(self.tag)

    def breaks(self, text: str, *, hyphenate: bool) -> Breaks:
        """Where a word may be divided."""
        found, may_be_hyphenated = _own_breaks(text)
        if not (hyphenate and may_be_hyphenated):
            return found
        hyphens = _hyphens(text, self.tag)
        return () if hyphens and text.strip(".,;:!?()«»“”„’\u00a0\u202f") in self.names else hyphens


@lru_cache(maxsize=256)
def _leaning(tag: str) -> frozenset[str]:
    return frozenset(typography(tag).leaning) if code_of(tag) else frozenset()


@lru_cache(maxsize=10_000)
def _hyphens(text: str, tag: str) -> Breaks:
    """Where a word may be divided by a hyphen that is added."""
    penalty = HYPHEN_PENALTY if code_of(tag) in _SHORT_WORDS else HYPHEN_PENALTY_LONG_WORDS
    return tuple([(at, penalty, True) for at in hyphen_points(text, tag)])


@lru_cache(maxsize=10_000)
def _own_breaks(text: str) -> tuple[Breaks, bool]:
    """Where a word may be divided without a hyphen being added, and whether one may be added instead."""
    if has_hangul(text):
        ends = [] if _EMAIL.search(text) else list(accumulate(len(unit) for unit in units_of(text)))
        return tuple((end, EXPLICIT_PENALTY, False) for end in ends[:-1]), False
    if len(text) < _SHORTEST_DIVIDED:
        return (), False
    if text.isalpha():
        return (), True
    if _EMAIL.search(text):
        return (), False
    if _WEB.search(text):
        return _without_stubs(
            [(match.start(), ADDRESS_PENALTY, False) for match in _WEB_BREAK.finditer(text)], text
        ), False
    found = [(match.start(), EXPLICIT_PENALTY, False) for match in _EXPLICIT.finditer(text)]
    return _without_stubs(found, text), not found


def _without_stubs(found: Iterable[Break], text: str) -> Breaks:
    """The breaks that leave no part of fewer than three characters."""
    kept: list[Break] = []
    before = 0
    for at, penalty, hyphen in found:
        if at - before >= _SHORTEST_PART and len(text) - at >= _SHORTEST_PART:
            kept.append((at, penalty, hyphen))
            before = at
    return tuple(kept)


def divided(
    material: Material, divider: Divider, measure: float, *, hyphenate: bool, only_wide: bool = False
) -> Material:
    """The material with its words as several boxes where they may be divided.

    With `only_wide` a hyphen is added to no word that fits the measure. Text from right to left, and text without
    spaces, is given back as it is.
    """
    if material.levels or material.is_spaceless:
        return material
    breaks = [
        divider.breaks(material.text(number), hyphenate=hyphenate and not (only_wide and width_of(word) <= measure))
        for number, word in enumerate(material.words)
    ]
    result = Material(wide=material.wide, is_plain=material.is_plain)
    done = 0
    for number, found in enumerate(breaks):
        if found:
            result.copy(material, done, number)
            pieces = material.words[number]
            space = pieces[-1][1].face.space.width * pieces[-1][1].size
            result.open_word(pieces)
            _add_divided(result, pieces, found, space, divider.tag, measure)
            done = number + 1
    if not done:
        return material
    result.copy(material, done, len(material.words))
    return result


def _add_divided(
    result: Material, pieces: tuple[Piece, ...], breaks: Breaks, space: float, tag: str, measure: float
) -> None:
    fragments = _fragments(pieces, [at for at, _, _ in breaks])
    if any(width_of(fragment) > measure for fragment in fragments):
        add_narrow(result, fragments, space, measure)
        return
    costs = {at: (penalty, hyphen) for at, penalty, hyphen in breaks}
    done = 0
    for fragment, _ in pairwise(fragments):
        done += sum([len(word.text) for word, _, _ in fragment])
        penalty, hyphen = costs[done]
        face = fragment[-1][0].face
        result.add(fragment, 0.0, penalty, face.word("-", tag) if hyphen else None)
    result.add(fragments[-1], space)


def _fragments(pieces: tuple[Piece, ...], ends: list[int]) -> list[tuple[Piece, ...]]:
    """The pieces of a word in fragments that end after the given numbers of characters."""
    fragments: list[tuple[Piece, ...]] = []
    current: list[Piece] = []
    before = 0
    for word, style, node in pieces:
        after = before + len(word.text)
        inner = [end - before for end in ends if before < end <= after]
        for part in cut(word, tuple(inner) if inner and inner[-1] == len(word.text) else (*inner, len(word.text))):
            current.append((part, style, node))
            before += len(part.text)
            if before in ends:
                fragments.append(tuple(current))
                current = []
        before = after
    return [*fragments, tuple(current)] if current else fragments
