"""The names of languages: in the language itself, as its readers look for it, and in another one (CLDR)."""

from __future__ import annotations

from functools import lru_cache

from pressprint.languages import TAG, code_of, language, main_region


@lru_cache(maxsize=256)
def own_name(tag: str) -> str | None:
    """The name of a tag's language in that language, such as `français`; None where there is no such language.

    A region or script is told where it is not the likeliest one: `français (Canada)`.
    """
    if not TAG.fullmatch(tag):
        return None
    code = code_of(tag)
    if code is not None:
        known = language(tag)
        if tag.count("-") == 0 or (tag.count("-") == 1 and main_region(tag) == known.region and len(tag) == 5):
            return known.name
        return _told(tag, tag) or known.name
    return _told(tag, tag)


@lru_cache(maxsize=256)
def name_in(tag: str, other: str) -> str:
    """The name of a tag's language in another language: `japonais`; the tag itself where that is not known."""
    return _told(tag, other) or tag


def _told(tag: str, other: str) -> str | None:
    """What CLDR has as the name of a language in another one."""
    from babel import Locale, UnknownLocaleError  # few releases exist in several languages

    try:
        name: str | None = Locale.parse(tag, sep="-").get_display_name(Locale.parse(other, sep="-"))
    except (UnknownLocaleError, ValueError):
        return None
    return name
