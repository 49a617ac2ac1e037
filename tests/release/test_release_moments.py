"""Moments with their zones: embargoes."""

from __future__ import annotations

import datetime
from importlib import resources
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressprint import ReadError, Release
from pressprint.release import parse_moment, write_moment, zone_name

EXPECTED = "expected a moment with its time zone, such as 2026-05-20 06:00 Europe/London"


@pytest.mark.parametrize(
    ("text", "iso", "zone"),
    [
        ("2026-05-20T06:00:00+01:00", "2026-05-20T06:00:00+01:00", None),
        ("2026-05-20 06:00 +01:00", "2026-05-20T06:00:00+01:00", None),
        ("2026-05-20T06:00+0530", "2026-05-20T06:00:00+05:30", None),
        ("2026-05-20T06:00Z", "2026-05-20T06:00:00+00:00", None),
        ("2026-05-20 06:00 UTC", "2026-05-20T06:00:00+00:00", None),
        ("2026-05-20 06:00 GMT", "2026-05-20T06:00:00+00:00", None),
        ("2026-05-20 06:00 Europe/London", "2026-05-20T06:00:00+01:00", "Europe/London"),
        ("2026-01-20 06:00 Europe/London", "2026-01-20T06:00:00+00:00", "Europe/London"),
        ("2026-05-20T06:00[Europe/London]", "2026-05-20T06:00:00+01:00", "Europe/London"),
        ("2026-05-20T06:00:00+01:00[Europe/London]", "2026-05-20T06:00:00+01:00", "Europe/London"),
        ("2026-05-20T06:00:00+01:00[!Europe/London]", "2026-05-20T06:00:00+01:00", "Europe/London"),
        ("2026-05-20T05:00:00Z[Europe/London]", "2026-05-20T06:00:00+01:00", "Europe/London"),
        ("2026-05-20 06:00 Zulu", "2026-05-20T06:00:00+00:00", "Zulu"),
        ("2026-10-25 02:30 +01:00 Europe/Paris", "2026-10-25T02:30:00+01:00", "Europe/Paris"),
        ("2026-10-25 02:30 +02:00 Europe/Paris", "2026-10-25T02:30:00+02:00", "Europe/Paris"),
        ("  2026-05-20 06:00:30.5 UTC  ", "2026-05-20T06:00:30.500000+00:00", None),
    ],
)
def test_forms_of_a_moment(text: str, iso: str, zone: str | None) -> None:
    """ISO 8601 with an offset, a local time with its zone's name, and both as in RFC 9557."""
    moment = parse_moment(text)
    assert moment.isoformat() == iso
    assert (moment.tzinfo.key if isinstance(moment.tzinfo, ZoneInfo) else None) == zone


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("tomorrow", f"“tomorrow” is not a moment; {EXPECTED}"),
        ("2026-05-20", f"“2026-05-20” is not a moment; {EXPECTED}"),
        ("20 May 2026, 6 am", f"“20 May 2026, 6 am” is not a moment; {EXPECTED}"),
        ("2026-05-20 06:00", f"“2026-05-20 06:00” has no time zone; {EXPECTED}"),
        ("2026-05-20T06:00:00", f"“2026-05-20T06:00:00” has no time zone; {EXPECTED}"),
        ("2026-02-30 06:00 UTC", f"“2026-02-30 06:00 UTC” does not exist in the calendar; {EXPECTED}"),
        ("2026-05-20 25:00 UTC", f"“2026-05-20 25:00 UTC” does not exist in the calendar; {EXPECTED}"),
        ("2026-05-20T06:00+99:00", f"“2026-05-20T06:00+99:00” does not exist in the calendar; {EXPECTED}"),
        (
            "0001-01-01T00:00+14:00[Asia/Tokyo]",
            f"“0001-01-01T00:00+14:00[Asia/Tokyo]” does not exist in the calendar; {EXPECTED}",
        ),
        (
            "2026-05-20 06:00 localtime",
            f"“2026-05-20 06:00 localtime” names an unknown time zone “localtime”; {EXPECTED}",
        ),
        (
            "2026-05-20 06:00 Mars/Olympus",
            f"“2026-05-20 06:00 Mars/Olympus” names an unknown time zone “Mars/Olympus”; {EXPECTED}",
        ),
        (
            "2026-05-20T06:00+02:00[Europe/London]",
            "“2026-05-20T06:00+02:00[Europe/London]”: the zone has another offset at that time; leave the offset out",
        ),
        (
            "2026-05-20 06:00 +02:00 UTC",
            "“2026-05-20 06:00 +02:00 UTC”: the zone has another offset at that time; leave the offset out",
        ),
        (
            "2026-03-29 02:30 Europe/Paris",
            "“2026-03-29 02:30 Europe/Paris” does not exist, because the clocks go forward then; take another time",
        ),
        (
            "2026-10-25 02:30 Europe/Paris",
            "“2026-10-25 02:30 Europe/Paris” comes twice, because the clocks go back then; "
            "write the offset before the zone, such as +01:00",
        ),
    ],
)
def test_what_is_no_moment(text: str, message: str) -> None:
    """What names no moment, or more than one, is refused with the reason."""
    with pytest.raises(ReadError) as caught:
        Release(title="T", language="en", embargo=text)
    assert str(caught.value) == f"embargo: {message}"


@pytest.mark.parametrize("value", [1747717200, 0.5, True, datetime.date(2026, 5, 20), ["2026"]])
def test_values_that_are_no_moment(value: object) -> None:
    """Numbers, which could be seconds since 1970, and other values are no moments."""
    with pytest.raises(ReadError, match="is not a moment; expected a moment with its time zone"):
        Release(title="T", language="en", embargo=value)


def test_datetimes() -> None:
    """A `datetime` is a moment if it has a zone."""
    moment = datetime.datetime(2026, 5, 20, 6, tzinfo=ZoneInfo("Europe/London"))
    assert Release(title="T", language="en", embargo=moment).embargo == moment
    with pytest.raises(ReadError) as caught:
        Release(title="T", language="en", embargo=moment.replace(tzinfo=None))
    assert str(caught.value) == f"embargo: “2026-05-20 06:00:00” has no time zone; {EXPECTED}"
    left_out = moment.replace(month=3, day=29, hour=1, minute=30)
    with pytest.raises(ReadError, match=r"“2026-03-29 01:30:00\+00:00” does not exist, because the clocks go forward"):
        Release(title="T", language="en", embargo=left_out)


@given(st.datetimes(timezones=st.timezones(), allow_imaginary=False))
def test_written_moments_are_read_back(moment: datetime.datetime) -> None:
    """The form of RFC 9557 gives the same moment with the same local time back."""
    try:
        again = parse_moment(write_moment(moment))
    except ValueError as error:
        assert "does not exist in the calendar" in str(error)  # noqa: PT017  # the first or last hours of time
        assert moment.year in (1, 9999)
        return
    assert (again, again.replace(tzinfo=None)) == (moment, moment.replace(tzinfo=None))


@given(st.text(max_size=40) | st.from_regex(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d ?([+-]\d\d:\d\d)?(\[.*\])?", fullmatch=True))
def test_any_text_is_a_moment_or_refused(text: str) -> None:
    """Whatever stands for a moment, there is no other exception than that of a wrong value."""
    try:
        assert parse_moment(text).utcoffset() is not None
    except ValueError as error:
        assert "“" in str(error)  # noqa: PT017


@pytest.mark.parametrize(
    ("offset", "name"),
    [(0, "UTC"), (120, "UTC+2"), (330, "UTC+5:30"), (-210, "UTC−3:30"), (-480, "UTC−8"), (-30, "UTC−0:30")],
)
def test_zones_as_they_are_printed(offset: int, name: str) -> None:
    """A zone is printed as its distance from UTC, in hours and, where there are any, minutes."""
    zone = datetime.timezone(datetime.timedelta(minutes=offset))
    assert zone_name(datetime.datetime(2026, 5, 20, tzinfo=zone)) == name


def test_a_zone_of_the_machine_is_written_as_its_offset() -> None:
    """What is called `localtime` is another zone on each machine, so that only its offset is told."""
    zones = resources.files("tzdata") / "zoneinfo"
    with (zones / "Europe" / "London").open("rb") as file:
        local = datetime.datetime(2026, 5, 20, 6, tzinfo=ZoneInfo.from_file(file, "localtime"))
    assert write_moment(local) == "2026-05-20T06:00:00+01:00"


@pytest.mark.parametrize("text", ["9999-12-31 23:59 America/New_York", "0001-01-01 00:00 Asia/Tokyo"])
def test_the_ends_of_time_come_back_in_their_zones(text: str) -> None:
    """A moment of the first or last hours of time, which UTC does not have, can be read again where it was written."""
    moment = parse_moment(text)
    assert parse_moment(write_moment(moment)) == moment
