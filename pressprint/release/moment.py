"""A moment of time with its zone, as embargoes need it.

Written as ISO 8601 with an offset, with a zone's name after the local time, or with both as in RFC 9557:
`2026-05-20T06:00:00+01:00`, `2026-05-20 06:00 Europe/London`, `2026-05-20T06:00:00+01:00[Europe/London]`.
"""

import re
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

from pressprint.errors import quoted

_EXPECTED = "expected a moment with its time zone, such as 2026-05-20 06:00 Europe/London"
_FORM = re.compile(
    r"(?P<local>\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?)"
    r"\s*(?P<offset>Z(?![A-Za-z])|[+-]\d\d:?\d\d(:\d\d)?)?"
    r"\s*(\[!?(?P<boxed>[^\]]+)\]|(?P<named>[A-Za-z][\w+/-]*))?"
)
_OF_THE_MACHINE = ("localtime", "posixrules", "Factory")  # files beside the zones: each machine has its own


def parse_moment(text: str) -> datetime:
    """The aware datetime that a text names.

    Raises:
        ValueError: not a moment, no zone, an unknown zone, or a local time that does not exist or comes
            twice there (the clocks change) and no offset that decides it.
    """
    match = _FORM.fullmatch(text.strip())
    if not match:
        raise ValueError(f"{quoted(text)} is not a moment; {_EXPECTED}")
    name, offset = match["boxed"] or match["named"], match["offset"]
    if not (name or offset):
        raise ValueError(f"{quoted(text)} has no time zone; {_EXPECTED}")
    zone = _zone(name, text) if name else None
    try:
        if zone and not offset:
            return _local_in(zone, datetime.fromisoformat(match["local"]), text)
        fixed = datetime.fromisoformat(match["local"] + offset)
        return _fixed_in(zone, fixed, text, is_utc=offset == "Z") if zone else fixed
    except _ClockError:
        raise
    except (ValueError, OverflowError):
        raise ValueError(f"{quoted(text)} does not exist in the calendar; {_EXPECTED}") from None


class _ClockError(ValueError):
    """A time that stands in the calendar, but not on a zone's clocks, or twice."""


def _zone(name: str, text: str) -> tzinfo:
    if name in ("UTC", "Z", "GMT"):
        return UTC
    try:
        if name in _OF_THE_MACHINE:
            raise ValueError
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f"{quoted(text)} names an unknown time zone {quoted(name)}; {_EXPECTED}") from None


def _fixed_in(zone: tzinfo, fixed: datetime, text: str, is_utc: bool) -> datetime:
    """A moment in its zone. The offset must be the zone's, but for Z, which says nothing of it (RFC 9557, 2)."""
    try:
        moment = fixed.astimezone(zone)
    except OverflowError:  # the first and last hours of time, which UTC does not have
        moment = fixed.replace(tzinfo=zone)
        if moment.utcoffset() != fixed.utcoffset():
            raise
    if moment.utcoffset() != fixed.utcoffset() and not is_utc:
        raise _ClockError(f"{quoted(text)}: the zone has another offset at that time; leave the offset out")
    return moment


def _local_in(zone: tzinfo, local: datetime, text: str) -> datetime:
    first, second = local.replace(tzinfo=zone, fold=0), local.replace(tzinfo=zone, fold=1)
    if first.utcoffset() == second.utcoffset():
        return first
    if _in_gap(first):
        raise _left_out(text)
    what = "comes twice, because the clocks go back then; write the offset before the zone, such as +01:00"
    raise _ClockError(f"{quoted(text)} {what}")


def _in_gap(moment: datetime) -> bool:
    """Whether a moment's local time is one that its zone's clocks leave out."""
    try:
        again = moment.astimezone(UTC).astimezone(moment.tzinfo)
    except OverflowError:  # the first and last hours of time, which no clock leaves out
        return False
    return again.replace(tzinfo=None) != moment.replace(tzinfo=None)


def _left_out(moment: object) -> _ClockError:
    return _ClockError(f"{quoted(moment)} does not exist, because the clocks go forward then; take another time")


def write_moment(moment: datetime) -> str:
    """The form of RFC 9557 from which `parse_moment` gives the same moment back."""
    zone = moment.tzinfo.key if isinstance(moment.tzinfo, ZoneInfo) else None
    return moment.isoformat() + (f"[{zone}]" if zone and zone not in _OF_THE_MACHINE else "")


def _checked(value: Any) -> Any:
    if isinstance(value, str):
        return parse_moment(value)
    if not isinstance(value, datetime):
        # Pydantic would take a number as seconds since 1970.
        raise ValueError(f"{quoted(value)} is not a moment; {_EXPECTED}")
    if value.utcoffset() is None:
        raise ValueError(f"{quoted(value)} has no time zone; {_EXPECTED}")
    if _in_gap(value):
        raise _left_out(value)
    return value


def zone_name(moment: datetime) -> str:
    """How a moment's zone is printed: `UTC+2`, `UTC+5:30`, `UTC`."""
    offset = moment.utcoffset() or timedelta()
    minutes = round(offset.total_seconds() / 60)
    sign = "−" if minutes < 0 else "+"
    hours, rest = divmod(abs(minutes), 60)
    return "UTC" + (f"{sign}{hours}" if minutes else "") + (f":{rest:02}" if rest else "")


Moment = Annotated[
    datetime,
    BeforeValidator(_checked),
    PlainSerializer(write_moment, return_type=str),
    WithJsonSchema({"type": "string", "examples": ["2026-05-20 06:00 Europe/London", "2026-05-20T06:00:00+01:00"]}),
]
