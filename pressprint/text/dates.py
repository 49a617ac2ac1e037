"""Dates and moments in the words of a language."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from pressprint.languages import Language, pattern_parts
from pressprint.release import zone_name


def write_date(day: date, language: Language, pattern: str | None = None) -> str:
    """A date as datelines have it, by the language's pattern or another one of CLDR's kind: `6 novembre 2015`."""
    fields = {"d": str(day.day), "M": str(day.month), "y": str(day.year)}
    fields["MMMM"] = language.calendar["months"][day.month - 1]
    parts = pattern_parts(pattern or language.dates["date"])
    text = "".join(fields[part] if is_field else part for is_field, part in parts)
    first = language.dates["first_day"]
    if day.day == 1 and first and text.startswith("1 "):
        return first + text[1:]
    return text


def write_moment(moment: datetime, language: Language) -> str:
    """A moment with weekday, date, time and zone: `mercredi 20 mai 2026 à 06:00 (Europe/London, UTC+1)`."""
    text = _format(moment.replace(tzinfo=None), language.dates["moment"], language.code)
    zone = zone_name(moment)
    key = moment.tzinfo.key if isinstance(moment.tzinfo, ZoneInfo) else None
    return f"{text} ({_city(key, language)}, {zone})" if key and "/" in key else f"{text} ({zone})"


def write_dateline(place: str | None, day: date | None, language: Language, pattern: str | None = None) -> str:
    """Place and date as the language joins them: `Paris, le 6 novembre 2015`; either may be missing."""
    dates = language.dates
    if day is None:
        return dates["dateline_undated_place"].format(place=place) if place else ""
    written = write_date(day, language, pattern)
    if place is None:
        return dates["dateline_placeless"].format(date=written)
    return dates["dateline"].format(place=place, date=written)


def _format(moment: datetime, pattern: str, code: str) -> str:
    from babel.dates import format_datetime, parse_pattern  # few releases have a moment

    return str(format_datetime(moment, parse_pattern(pattern), locale=_locale(code)))


@cache
def _locale(code: str) -> Any:
    from babel import Locale

    return Locale.parse(code)


def _city(key: str, language: Language) -> str:
    """A zone by its city in the language, as the time-zone data of CLDR has it."""
    zones = _locale(language.code).time_zones
    return str(zones.get(key, {}).get("city") or key.rsplit("/", 1)[1].replace("_", " "))
