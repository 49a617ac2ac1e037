"""What pressprint knows of each language: one TOML file a language beside this module.

The files hold wording and patterns, never code: labels, date patterns and the names of months and days (CLDR), the
words by which plain text is recognised. A language tag with a region or script (`fr-CH`) uses the file of its language.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from msgspec import Struct

from pressprint.languages.rules import Typography
from pressprint.languages.rules import read as read_typography

_FOLDER = Path(__file__).parent
# BCP 47 (RFC 5646) in the part a release needs: language, then script, region and variants.
TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*")
# UTS #35, part 4, 8: letters are fields, but in quotes; no pattern here has a quote as such.
_PART = re.compile(r"(?P<field>([A-Za-z])\2*)|'(?P<quoted>[^']+)'|[^A-Za-z']+")
_JOINING_SCRIPTS = {"Hans", "Jpan", "Kore"}
_ALIASES = {"no": "nb", "nn": "nb", "iw": "he", "sh": "hr"}


class Language(Struct, frozen=True):
    """One language's data.

    `labels` are the words pressprint itself prints or speaks. `date` and `moment` are CLDR patterns;
    `dateline` has the places `{place}` and `{date}`. `calendar` has the names of `months`, `months_short` and
    `days` from Monday as they stand in dates, and, with `_alone` behind the key, as they stand alone.
    `recognise` holds lower-case words with straight apostrophes, by kind, that tell what a piece of plain text
    is. Those of `boilerplate` stand before an organisation's name in a heading, those of `boilerplate_last`
    behind it. `typography` is by region, and under `""` that of the language at large.
    """

    code: str
    name: str
    english_name: str
    direction: Literal["ltr", "rtl"]
    script: str
    region: str
    labels: Mapping[str, str]
    dates: Mapping[str, str]
    calendar: Mapping[str, tuple[str, ...]]
    recognise: Mapping[str, tuple[str, ...]]
    typography: Mapping[str, Typography]

    @property
    def joins_words(self) -> bool:
        """Whether words may follow each other without a space, or, as in Korean, carry what belongs to them."""
        return self.script in _JOINING_SCRIPTS


@cache
def known() -> tuple[str, ...]:
    """The codes of all languages that have a data file, sorted."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


@lru_cache(maxsize=256)
def code_of(tag: str) -> str | None:
    """The code whose data file serves the tag, or None if the tag is malformed or its language not known."""
    if not TAG.fullmatch(tag):
        return None
    code = tag.split("-")[0].lower()
    code = _ALIASES.get(code, code)
    return code if code in known() else None


def meant_by(words: str) -> str | None:
    """The tag that was meant by the name of a language, English or its own, or by a tag with a slip in it, or None."""
    tag = words.strip().replace("_", "-")
    if code_of(tag):
        first, *others = tag.split("-")
        return "-".join((first.lower(), *(part.title() if len(part) == 4 else part.upper() for part in others)))
    name = tag.lower()
    found = (code for code in known() if name in (language(code).name.lower(), language(code).english_name.lower()))
    return next(found, None)


@lru_cache(maxsize=256)
def main_region(tag: str) -> str | None:
    """The ISO 3166 region that a tag names (`CH` of `fr-CH`), or else the likeliest one (CLDR's subtags)."""
    match = TAG.fullmatch(tag)
    if match and match[3]:
        return match[3].upper()
    return language(tag).region if code_of(tag) else None


def language(tag: str) -> Language:
    """The data of a known language.

    Raises:
        KeyError: `code_of(tag)` is None.
    """
    code = code_of(tag)
    if code is None:
        raise KeyError(tag)
    return _load(code)


@lru_cache(maxsize=256)
def typography(tag: str) -> Typography:
    """The typographic rules of a tag's language, in the region it names or in its likeliest one.

    Raises:
        KeyError: `code_of(tag)` is None.
    """
    rules = language(tag).typography
    return rules.get(main_region(tag) or "", rules[""])


def pattern_parts(pattern: str) -> Iterator[tuple[bool, str]]:
    """The parts of a CLDR pattern: whether each is a field, such as `MMMM`, and its letters."""
    for match in _PART.finditer(pattern):
        yield (True, match[0]) if match["field"] else (False, match["quoted"] if match["quoted"] else match[0])


@cache
def common_words(code: str) -> tuple[tuple[str, ...], bool]:
    """The commonest words of a language, and whether they may be joined to others (see `Language.joins_words`).

    Who asks for those of all languages waits for two lines of each file, not for all of it.
    """
    text = (_FOLDER / f"{code}.toml").read_text(encoding="utf-8")
    return tuple(_value(text, "common")), _value(text, "script") in _JOINING_SCRIPTS


def _value(text: str, key: str) -> Any:
    """What a line of a file gives a key. Strings and lists of them are written alike in TOML and in JSON, read in C."""
    start = text.index(f"\n{key} = ") + len(key) + 4
    return json.loads(text[start : text.index("\n", start)])


@cache
def _load(code: str) -> Language:
    data = tomllib.loads((_FOLDER / f"{code}.toml").read_text(encoding="utf-8"))
    return Language(
        code=data["code"],
        name=data["name"],
        english_name=data["english_name"],
        direction=data["direction"],
        script=data["script"],
        region=data["region"],
        labels=MappingProxyType(data["labels"]),
        dates=MappingProxyType(data["dates"]),
        calendar=MappingProxyType(_calendar(data["calendar"])),
        recognise=MappingProxyType({kind: tuple(words) for kind, words in data["recognise"].items()}),
        typography=read_typography(data["typography"]),
    )


def _calendar(given: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    """The names of months and days by all keys; a file leaves out what is the same where it stands alone."""
    names = {key: tuple(given[key]) for key in ("months", "months_short", "days")}
    return names | {f"{key}_alone": tuple(given.get(f"{key}_alone", same)) for key, same in names.items()}
