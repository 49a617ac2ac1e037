"""The embargo guard: what may be called released, at which time, and what is told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from pressprint import SettingError, lifted
from pressprint.release import check_embargo, embargo_mark, parse_moment

EMBARGO = "2026-05-20 06:00 Europe/London"
END = parse_moment(EMBARGO)
BEFORE, AFTER = END - timedelta(microseconds=1), END + timedelta(days=400)
BOTH = "2026-05-20 06:00 Europe/London (2026-05-20 05:00 UTC)"


def test_released_at_the_moment_and_after(release_of):
    """A release that says it is released is so from the very moment on at which its embargo ends."""
    release = release_of(embargo=EMBARGO, status="released")
    assert check_embargo(release, END) == check_embargo(release, AFTER) == ()
    assert not release.is_embargoed


@pytest.mark.parametrize(
    ("now", "distance"),
    [
        (BEFORE, "in 1 minute"),
        (END - timedelta(minutes=61), "in 1 hour and 1 minute"),
        (END - timedelta(days=3), "in 3 days"),
        (END - timedelta(days=3, hours=2, minutes=9), "in 3 days and 2 hours"),
        (datetime(2026, 5, 19, 21, 30, tzinfo=timezone(timedelta(hours=-7))), "in 30 minutes"),
    ],
)
def test_not_released_before(now, distance, release_of):
    """Before that it is refused with the moment, here and in UTC, how long there is to wait, and what to do."""
    release = release_of(embargo=EMBARGO, status="released")
    with pytest.raises(SettingError) as caught:
        check_embargo(release, now)
    assert str(caught.value) == (
        f"status: the status is “released”, but the embargo ends at {BOTH}, {distance}; "
        "set it then, or take the status out: it is set as embargoed"
    )


def test_not_released_without_a_time(release_of):
    """Where nobody says what time it is, no embargo is over, however old it is."""
    with pytest.raises(SettingError) as caught:
        check_embargo(release_of(embargo="2001-01-01T00:00Z", status="released"), None)
    assert str(caught.value) == (
        "status: the status is “released”, and the embargo ends at 2001-01-01 00:00 UTC; "
        "say what time it is with now=, so that nothing is released before"
    )


@pytest.mark.parametrize("status", [None, "embargoed"])
def test_an_embargoed_release_at_any_time(status, release_of):
    """It is embargoed before and after, and without a time; once the embargo is over, that is told."""
    release = release_of(embargo=EMBARGO, status=status)
    assert release.is_embargoed
    assert check_embargo(release, None) == check_embargo(release, BEFORE) == ()
    for now in (END, AFTER):
        (problem,) = check_embargo(release, now)
        assert str(problem) == (
            f"embargo: the embargo ended at {BOTH}; the release is set as embargoed all the same, "
            "and “pressprint release” makes the edition without it"
        )


@pytest.mark.parametrize("status", [None, "immediate", "released"])
def test_a_release_without_embargo(status, release_of):
    """There is nothing to guard, and no time is needed."""
    assert check_embargo(release_of(status=status), None) == ()
    assert check_embargo(release_of(status=status), BEFORE) == ()


def test_lifted(release_of):
    """The lifted release is released, keeps all else, and lifting it again changes nothing."""
    release = release_of(embargo=EMBARGO, reference="LO-13")
    free = lifted(release, now=END)
    assert free == release_of(embargo=EMBARGO, reference="LO-13", status="released")
    assert lifted(free, now=END) == free
    with pytest.raises(SettingError) as caught:
        lifted(release, now=BEFORE)
    assert str(caught.value) == f"embargo: the embargo ends at {BOTH}, in 1 minute; release it then"
    with pytest.raises(SettingError) as caught:
        lifted(release_of(), now=END)
    assert str(caught.value) == "embargo: there is no embargo to lift; “pressprint render” sets the release"
    with pytest.raises(SettingError) as caught:
        lifted(release_of(embargo=EMBARGO, status="draft"), now=AFTER)
    said = "the status is “draft”; take it out when the release is final, and release it then"
    assert str(caught.value) == f"status: {said}"


def test_a_time_without_zone(release_of):
    """A time without zone says nothing, and is a fault of who calls, whatever the release is."""
    for release in (release_of(), release_of(embargo=EMBARGO)):
        with pytest.raises(ValueError, match="without a time zone"):
            check_embargo(release, END.replace(tzinfo=None))
        with pytest.raises(ValueError, match="without a time zone"):
            lifted(release, now=END.replace(tzinfo=None))


@pytest.mark.parametrize(
    ("moment", "mark"),
    [
        (EMBARGO, "EMBARGO-2026-05-20-0500UTC"),
        ("2026-12-31T23:59:00.5-01:00", "EMBARGO-2027-01-01-0100UTC"),
        ("0900-01-01T00:00:30Z", "EMBARGO-0900-01-01-0001UTC"),
        ("9999-12-31T23:00-05:00", "EMBARGO-9999-12-31-2300UTC"),
    ],
)
def test_the_mark_of_a_name(moment, mark, release_of):
    """A file's name has the moment in UTC, by the minute and never too early."""
    assert embargo_mark(release_of(embargo=moment)) == mark
    assert embargo_mark(release_of(embargo=moment, status="released")) == ""
    assert embargo_mark(release_of()) == ""


def test_the_end_of_time_is_told(release_of):
    """Moments that have no like in UTC are told as they are."""
    release = release_of(embargo="9999-12-31T23:59:59.999999-05:00", status="released")
    with pytest.raises(SettingError, match="ends at 9999-12-31 23:59:59 UTC−5 "):
        check_embargo(release, datetime(2026, 1, 1, tzinfo=UTC))
    assert embargo_mark(release_of(embargo="9999-12-31T23:59:59.999999Z")).startswith("EMBARGO-9999")
