"""Text from right to left: embedding levels and the order in which pieces stand on a line (UAX #9)."""

from __future__ import annotations

import re
from collections.abc import Sequence

# Hebrew, Arabic, Syriac, Thaana, N'Ko and the presentation forms; a quick test that most text fails.
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")


# The rules would put the groups of a number in international form, and its plus sign, in the wrong order.
_PHONE = re.compile(r"\+\d(?:[\s().-]{0,2}\d){6,14}")
# They would part the sign from the hashtag or the name of an account that it belongs to.
_SIGN = re.compile(r"(?<!\w)[#＃@](?=[^\W\d_])")


_AS_LETTERS = {0x200C: "\u0640", 0x200D: "\u0640"}  # the joiners as the stroke that lengthens Arabic letters


def is_right_to_left(text: str) -> bool:
    """Whether a text has characters that run from right to left."""
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None


def levels_of(text: str, *, base: int) -> list[int]:
    """The embedding level of each character; odd ones run from right to left. `base` is the paragraph's.

    A telephone number runs from left to right as letters of ours would, the sign of a hashtag or an account as the
    letter after it. Joiners, which the rules take out of the text (X9), are letters here, so that each character keeps
    its place.
    """
    from bidi import algorithm  # few releases need it

    storage = algorithm.get_empty_storage()
    storage["base_level"] = base
    storage["base_dir"] = "R" if base else "L"
    text = _PHONE.sub(lambda number: "A" * len(number[0]), text.translate(_AS_LETTERS))
    text = _SIGN.sub(lambda sign: sign.string[sign.end()], text)
    algorithm.get_embedding_levels(text, storage)
    for character in storage["chars"]:
        if not character[
            "type"
        ]:  # unassigned in this Python's Unicode: such stand for what their block is (UAX #9, 3.2)
            character["type"] = "R" if is_right_to_left(character["ch"]) else "L"
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    # Explicit controls are removed before text comes here, so each character still has its place.
    return [int(character["level"]) for character in storage["chars"]]


def visual_order(levels: Sequence[int]) -> list[int]:
    """The indices of a line's pieces from left to right (rule L2)."""
    order = list(range(len(levels)))
    if not levels:
        return order
    least_odd = min((level for level in levels if level % 2), default=max(levels) + 1)
    for level in range(max(levels), least_odd - 1, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            if end > start:
                order[start:end] = order[start:end][::-1]
            start = max(end, start + 1)
    return order
