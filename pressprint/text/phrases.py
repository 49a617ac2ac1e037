"""Phrases of Japanese and Chinese, between which the lines of a title end.

BudouX's models tell phrases apart (a small model of each language, learnt from corpora). What they do not know is held
together here: figures with their counters, katakana, names and what stands in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from functools import cache, lru_cache
from itertools import accumulate

_TRADITIONAL = {"hant", "tw", "hk", "mo"}
_LONGEST_HELD = 12  # characters that are held together for no other reason than that they are a name or in brackets
_NUMERAL = "0-9０-９一二三四五六七八九十百千万億兆亿〇零两兩数數"
# Read when it is first needed, as few releases do.
_HELD = (
    # A figure and its counter, of which Japanese may have two characters: 三か月, 1.4メートル, 第3回.
    f"第?[{_NUMERAL}][{_NUMERAL}.,．，]*(?:[かカヵヶ箇]?[\u4e00-\u9fff]|[ァ-ヺー]+)?"
    "|[ァ-ヺー・]+"
    f"|[「『“《〈（(【][^「『“《〈（(【」』”》〉）)】]{{1,{_LONGEST_HELD - 2}}}[」』”》〉）)】]"
)
# Chinese words that belong to what is before them, and those that belong to what follows.
_ENDS = frozenset("的地得了着著过過们們等之吗嗎呢吧于於")
_BEGINS = frozenset("将將向在与與和及或并並从從对對把被为為由以至第各该該本最不于於")


def phrase_ends(text: str, tag: str, names: Collection[str] = ()) -> frozenset[int]:
    """After how many characters of a text without spaces a phrase ends, its end among them.

    `tag` is the text's language, `names` are held together. In a language whose phrases are not known each character
    may be the last of a line.
    """
    return _ends(text, tag, tuple(sorted(name for name in names if name in text)))


@lru_cache(maxsize=500)
def _ends(text: str, tag: str, names: tuple[str, ...]) -> frozenset[int]:
    parse = _parser(tag)
    if parse is None:
        return frozenset(range(1, len(text) + 1))
    ends = set(accumulate(map(len, parse(text))))
    for start, end in _held(text, names):
        ends -= set(range(start + 1, end))
    return frozenset(ends | {len(text)}) if tag.startswith("ja") else frozenset(_chinese(text, sorted(ends)))


@cache
def _parser(tag: str) -> Callable[[str], list[str]] | None:
    """What tells the phrases of a language apart."""
    code, *subtags = tag.lower().partition("-x-")[0].split("-")
    if code not in ("ja", "zh", "yue"):
        return None
    import budoux  # few releases need it

    if code == "ja":
        parser = budoux.load_default_japanese_parser()
    elif code == "yue" or _TRADITIONAL & set(subtags):
        parser = budoux.load_default_traditional_chinese_parser()
    else:
        parser = budoux.load_default_simplified_chinese_parser()
    parse: Callable[[str], list[str]] = parser.parse
    return parse


def _held(text: str, names: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Where what is held together begins and ends."""
    for match in re.finditer(_HELD, text):
        yield match.span()
    for name in names:
        if len(name) <= _LONGEST_HELD:
            for match in re.finditer(re.escape(name), text):
                yield match.span()


def _chinese(text: str, ends: list[int]) -> Iterator[int]:
    """The ends of Chinese phrases: the models give words, of which some cannot end or begin a line."""
    start = 0
    for end in ends:
        if end < len(text):
            is_single = end - start == 1 and text[start] not in _ENDS
            if is_single or text[end] in _ENDS or text[end - 1] in _BEGINS:
                continue
        yield end
        start = end
    if start < len(text):
        yield len(text)
