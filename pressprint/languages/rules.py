"""The table `[typography]` of a language file: which marks, spaces and ties a language has.

What a table leaves out is as `Typography` has it by default: what European languages in Latin, Greek and
Cyrillic script have in common. A table `[typography.regions.CH]` holds what a region has otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from msgspec import Struct, field

NO_BREAK = "\u00a0"

_NOTHING: Mapping[str, str] = MappingProxyType({})


class Typography(Struct, frozen=True):
    """The rules of one language, or of one region of it, as data.

    Quotes are an opening and a closing mark: `outer`, `inner` within them, and `single` for what stands in
    straight single quotes outside any others. Words are written as they stand in text, with their full stops.
    """

    untouched: bool = False  # no rule at all: the text is set as it was written
    outer: tuple[str, ...] = ("“", "”")
    inner: tuple[str, ...] = ("‘", "’")
    single: tuple[str, ...] = ("‘", "’")
    elisions: tuple[str, ...] = ()  # words that begin with an apostrophe: 's, 'tis
    trailing: tuple[str, ...] = ()  # endings after which an apostrophe rarely closes a quotation: dogs'
    inside: str = ""  # the space inside « »
    # The space before a mark, by mark.
    before: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    insert: bool = True  # whether `inside` and `before` are put in where no space stands
    spaced: str = ""  # symbols before which a number has a no-break space, put in where it is missing
    dash: str = ""  # what a hyphen between spaces becomes; "" leaves it
    double_dash: str = ""  # what -- between letters becomes, with its spaces; "" leaves it
    tie_dash: bool = False  # whether a spaced dash never begins a line
    thousands: str = NO_BREAK  # the space in 41 000
    decimal: str = ","  # the mark before a number's decimals (CLDR)
    units: tuple[str, ...] = ()  # what stays with the number before it, beside the units of every language
    before_number: tuple[str, ...] = ()  # what stays with the number after it
    before_name: tuple[str, ...] = ()  # what stays with the name after it
    short_words: tuple[str, ...] = ()  # words that stay with the next one
    leaning: tuple[str, ...] = ()  # articles and the like, small: no line of a title ends with one if it can be helped
    abbreviations: tuple[str, ...] = ()  # of several words, which stay together
    day_of: str = ""  # the word between day and month: 6 de noviembre
    month_first: bool = False  # whether a day may follow its month: November 6
    month_endings: bool = False  # whether months take endings that CLDR does not list: 6. novembrī


def read(table: Mapping[str, Any]) -> Mapping[str, Typography]:
    """The rules of a language by region; those of the language at large have the key `""`.

    Raises:
        ValueError: a key is not known.
    """
    regions = table.get("regions", {})
    own = {key: value for key, value in table.items() if key != "regions"}
    return MappingProxyType({"": _one(own)} | {region: _one(own | changes) for region, changes in regions.items()})


def _one(table: Mapping[str, Any]) -> Typography:
    if unknown := table.keys() - set(Typography.__struct_fields__):
        raise ValueError(f"unknown keys in [typography]: {', '.join(sorted(unknown))}")
    return Typography(**{key: _frozen(value) for key, value in table.items()})


def _frozen(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(value)
    return MappingProxyType(value) if isinstance(value, dict) else value
