"""A moment of time with its zone, as embargoes need it.

Written as ISO 8601 with an offset, with a zone's name after the local time, or with both as in RFC 9557:
`2026-05-20T06:00:00+01:00`, `2026-05-20 06:00 Europe/London`, `2026-05-20T06:00:00+01:00[Europe/London]`.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

from pressprint.errors import quoted

_EXPECTED = "expected a moment with its time zone, such as 2026-05-20 06:00 Europe/London"
_FORM = re.compile(
    r"(?P<local>\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?)"
    r"\s*(?P<offset>Z|[+-]\d\d:?\d\d)?"
    r"\s*(\[(?P<boxed>[^\]]+)\]|(?P<named>[A-Za-z][\w+/-]*))?"
)


def parse_moment(text: str) -> datetime:
    """The aware datetime that a text names.

    Raises:
        ValueError: not a moment, no zone, an unknown zone, or a local time that does not exist or comes
            twice there (the clocks change) and no offset that decides it.
    """
    match = _FORM.fullmatch(text.strip())
    if not match:
        raise ValueError(f"{quoted(text)} is not a moment; {_EXPECTED}")
    try:
        local = datetime.fromisoformat(match["local"])  # naive on purpose: the zone is applied below
    except ValueError:
        raise ValueError(f"{quoted(text)} does not exist in the calendar; {_EXPECTED}") from None
    name = match["boxed"] or match["named"]
    if name in ("UTC", "Z", "GMT"):
        return local.replace(tzinfo=UTC)
    if match["offset"]:
        fixed = datetime.fromisoformat(local.isoformat() + match["offset"])
        return _with_zone(fixed, name, text) if name else fixed
    if not name:
        raise ValueError(f"{quoted(text)} has no time zone; {_EXPECTED}")
    return _local_in(_zone(name, text), local, text)


def _zone(name: str, text: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f"{quoted(text)} names an unknown time zone {quoted(name)}; {_EXPECTED}") from None


def _with_zone(fixed: datetime, name: str, text: str) -> datetime:
    moment = fixed.astimezone(_zone(name, text))
    if moment.utcoffset() != fixed.utcoffset():
        raise ValueError(f"{quoted(text)}: {name} has another offset at that time; leave the offset out")
    return moment


def _local_in(zone: ZoneInfo, local: datetime, text: str) -> datetime:
    first, second = local.replace(tzinfo=zone, fold=0), local.replace(tzinfo=zone, fold=1)
    if first.utcoffset() == second.utcoffset():
        return first
    gap = first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != local
    why = "does not exist" if gap else "comes twice"
    raise ValueError(f"{quoted(text)} {why}, because the clocks change then; write the offset, such as +01:00")


def write_moment(moment: datetime) -> str:
    """The form of RFC 9557 from which `parse_moment` gives the same moment back."""
    zone = moment.tzinfo.key if isinstance(moment.tzinfo, ZoneInfo) else None
    return moment.isoformat() + (f"[{zone}]" if zone else "")


def _checked(value: Any) -> Any:
    if isinstance(value, str):
        return parse_moment(value)
    if isinstance(value, datetime) and value.utcoffset() is None:
        raise ValueError(f"{quoted(value)} has no time zone; {_EXPECTED}")
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
