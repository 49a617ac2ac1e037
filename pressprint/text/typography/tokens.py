"""What in a text is no prose and is hidden from the rules: addresses, tickers, telephone numbers, references.

Each such token is one letter in the hidden text, so that a rule sees a word where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache, lru_cache

# U+A7F7, a letter of ancient inscriptions; where it stands in a text it is itself hidden.
HIDDEN = "\ua7f7"

_ADDRESS = r'[^\s<>«»“”„"]'
# Groups of digits, each parted from the next by one sign, or by brackets: `44 (0)20 7946 0018`.
_JOINT = "[ \u00a0\u202f./-]"
_DIGITS = rf"\d+(?:(?:{_JOINT}|{_JOINT}?\(\d{{1,5}}\){_JOINT}?)\d+)*"
_TICKER = r"[A-Z][\w. -]{1,30}: ?[A-Z0-9][A-Z0-9.-]{0,11}"
_EXCHANGE = r"(?:NYSE|NASDAQ|Nasdaq|TSX-V|TSXV?|CSE|OTC(?:QB|QX|PK)?|LSE|AIM|FSE|XETRA|SIX|ASX|ISIN|WKN|LEI)"
_TRAILING = ".,;:!?'’…)]}"
# The fewest and the most digits of a telephone number of each kind (E.164 has fifteen at most).
_LENGTHS = {"world": (7, 15), "nation": (8, 13), "labelled": (5, 15)}

# Where two groups of digits meet.
_GROUPS = "|".join(rf"{space}(?<=[\d)].)[\d(]" for space in (" ", "\u00a0", "\u202f"))
# Each kind of token: the sign without which a text has none, so that it is not looked for, and the token itself.
_KINDS = (
    ("://|www\\.", rf"(?<![\w@])(?P<web>(?:(?:https?|ftp)://|www\.){_ADDRESS}+)"),
    ("@", r"(?<![\w.+'’-])(?P<email>[\w.+'’-]{1,64}@\w[\w.-]{0,254}\w)"),
    (": ?(?=[A-Z0-9])", rf"\((?P<ticker>{_TICKER}(?:[;,/] ?{_TICKER})*)(?=\))"),
    (": ?(?=[A-Z0-9])", rf"(?<!\w)(?P<exchange>{_EXCHANGE}: ?[A-Z0-9][A-Z0-9.]{{0,11}}(?!\w))"),
    (_GROUPS, rf"(?<!\w)(?i:WORDS)\.?[: \u00a0\u202f]{{0,3}}(?P<labelled>[+(]?{_DIGITS})"),
    (_GROUPS, rf"(?P<world>\+{_DIGITS})"),
    (
        _GROUPS,
        rf"(?<![\w.,+/-])(?P<nation>(?:\(0\d{{1,5}}\){_JOINT}?|0\d*{_JOINT}){_DIGITS}|\(\d{{3}}\) ?\d{{3}}-\d{{4}})",
    ),
    ("/", rf"(?<![\w.-])(?P<path>\w[\w-]{{0,63}}(?:\.[\w-]{{1,63}}){{1,9}}/{_ADDRESS}*)"),
    ("--", r"(?<![\w.-])(?P<file>[\w.-]{1,99}--[\w-]{1,99}\.\w+)"),
    ("&", r"(?P<entity>&\w{1,12};)"),
)
_SIGNS = tuple(re.compile(sign).search for sign in dict.fromkeys(sign for sign, _ in _KINDS))


def hide(text: str, phone_words: tuple[str, ...], protected: Collection[str]) -> tuple[str, list[str]]:
    """The text with each token as one letter, and the tokens, the groups of telephone numbers tied."""
    text, own = _hide_protected(text, tuple(word for word in protected if word and word in text))
    seen = tuple([sign(text) is not None for sign in _SIGNS])
    if True not in seen:
        return text, own
    tokens: list[str] = []
    inside = iter(own)

    def found(match: re.Match[str]) -> str:
        return _hide_one(match, inside, tokens)

    return _pattern(seen, phone_words).sub(found, text), tokens


def reveal(text: str, tokens: list[str]) -> str:
    """A hidden text with its tokens in their places."""
    if not tokens:
        return text
    prose = text.split(HIDDEN)
    return prose[0] + "".join(token + after for token, after in zip(tokens, prose[1:], strict=True))


def _hide_protected(text: str, words: tuple[str, ...]) -> tuple[str, list[str]]:
    if not words and HIDDEN not in text:
        return text, []
    pattern = _alternatives(words)
    return pattern.sub(HIDDEN, text), pattern.findall(text)


@lru_cache(maxsize=64)
def _alternatives(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted({*words, HIDDEN}, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)))


def _hide_one(match: re.Match[str], inside: Iterator[str], tokens: list[str]) -> str:
    """What stands for a token: one letter, with what surrounds the token in its match."""
    kind = match.lastgroup or ""
    shown = match[kind]
    before = match[0][: match.start(kind) - match.start()]
    if kind in _LENGTHS:
        fewest, most = _LENGTHS[kind]
        if not fewest <= sum(map(str.isdigit, shown)) <= most:
            return match[0]
        shown = shown.replace(" ", "\u00a0")
    elif kind == "web":
        shown = shown.rstrip(_TRAILING)
    after = match[0][len(before) + len(match[kind]) :] + match[kind][len(shown) :]
    tokens.append(reveal(shown, [next(inside) for _ in range(shown.count(HIDDEN))]))
    return before + HIDDEN + after


@cache
def _pattern(seen: tuple[bool, ...], phone_words: tuple[str, ...]) -> re.Pattern[str]:
    """What finds the tokens of a text, of the kinds whose signs were seen in it."""
    signs = dict(zip(dict.fromkeys(sign for sign, _ in _KINDS), seen, strict=True))
    words = "|".join(re.escape(word) for word in sorted(phone_words, key=len, reverse=True)) or "(?!)"
    kinds = [token.replace("WORDS", words) for sign, token in _KINDS if signs[sign]]
    return re.compile("|".join([f"(?P<own>{HIDDEN})", *kinds]))
