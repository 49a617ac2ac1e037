"""National forms of a release: one TOML file each beside this module, every choice with its source beside it.

A preset says in which order the parts stand, how place and date are told, which words pressprint prints, and what
marks the end. It never changes what the author wrote.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from msgspec import Struct, field

NAMES = ("fr", "uk", "us", "de", "it", "es", "nl", "pl", "ru", "kk", "eu", "listed")

PARTS = (
    "highlights",
    "lead",
    "facts",
    "body",
    "signatory",
    "end_mark",
    "counts",
    "notes",
    "references",
    "assets",
    "boilerplate",
    "listings",
    "legal",
    "contacts",
)
"""The parts below the title, in the order in which they stand where no preset has another."""

_FOLDER = Path(__file__).parent
_NEUTRAL_MARK = "###"
# Countries (ISO 3166) whose form has another name than theirs.
_COUNTRIES = {"GB": "uk", "KZ": "kk", "AT": "de", "CH": "de", "LI": "de", "BE": "nl"}
_NOTHING: Mapping[str, Any] = MappingProxyType({})


class Preset(Struct, frozen=True):
    """One national form.

    `order` holds each of `PARTS` once; contacts that come last stand at the foot of the last page, others where they
    come. `dateline` is "above" the title, or "opening" the first paragraph, followed by `joint`; with
    `capitals` the place is in capitals up to its first comma. `dates` are CLDR patterns and `labels` words of
    pressprint's own, by language tag; an empty label leaves a heading out. `end_mark` is the mark by language, under
    `""` that of all others; `ends` tells whether it is printed where the release does not say. `counts` is what is
    counted then. `immediate` tells whether a release that is neither embargoed nor a correction says that it is free.
    """

    order: tuple[str, ...] = PARTS
    dateline: Literal["above", "opening"] = "above"
    joint: str = " – "
    capitals: bool = False
    dates: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: _NOTHING)
    end_mark: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    ends: bool = False
    counts: Literal["characters", "words"] | None = None
    immediate: bool = False

    def label(self, tag: str, code: str, name: str) -> str | None:
        """The preset's own word for a label in a language, by its whole tag (`de-CH`) or its code; None for none."""
        for key in (tag, code):
            if name in self.labels.get(key, _NOTHING):
                return self.labels[key][name]
        return None

    def mark(self, code: str) -> str:
        """The mark that ends a text in a language."""
        return self.end_mark.get(code) or self.end_mark.get("") or _NEUTRAL_MARK


NONE = Preset()
"""What holds where a release has no preset."""


def preset(name: str | None) -> Preset:
    """The preset with one of `NAMES`, or the one that holds without a name."""
    return NONE if name is None else _load(name)


def of_country(country: str | None) -> Preset:
    """The preset of a country (ISO 3166), or the one that holds without a name."""
    name = _COUNTRIES.get(country or "", (country or "").lower())
    return preset(name if name in NAMES else None)


@cache
def _load(name: str) -> Preset:
    return read(tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8")))


def read(table: Mapping[str, Any]) -> Preset:
    """The preset that a table describes.

    Raises:
        ValueError: a key or a choice is not known, or the order does not hold each part once.
    """
    if unknown := table.keys() - set(Preset.__struct_fields__):
        raise ValueError(f"unknown keys in a preset: {', '.join(sorted(unknown))}")
    values: dict[str, Any] = {key: tuple(v) if isinstance(v, list) else v for key, v in table.items()}
    found = Preset(**values)
    if sorted(found.order) != sorted(PARTS):
        raise ValueError(f"the order of a preset holds each part once: {', '.join(PARTS)}")
    if found.dateline not in ("above", "opening") or found.counts not in (None, "characters", "words"):
        raise ValueError("a preset has its dateline above or opening, and counts characters or words")
    return found
