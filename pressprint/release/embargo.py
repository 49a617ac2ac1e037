"""The embargo guard: what may be called released, and when.

Nothing here reads the clock. Whoever has a time gives it; without one no embargo is taken to be over.
"""

from __future__ import annotations

from datetime import MAXYEAR, UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from pressprint.errors import Problem, SettingError, counted, listed
from pressprint.release.model import Release
from pressprint.release.moment import zone_name


def check_embargo(release: Release, now: datetime | None) -> tuple[Problem, ...]:
    """What the author should know of a release's embargo at a time: that it is over.

    Raises:
        SettingError: the release says that it is released, and its embargo has not ended, or there is no time by which
            to tell.
        ValueError: `now` has no time zone.
    """
    _check_zone(now)
    embargo = release.embargo
    if embargo is None:
        return ()
    if release.is_embargoed:
        if now is None or now < embargo:
            return ()
        what = f"the embargo ended at {_both(embargo)}; the release is set as embargoed all the same"
        return (Problem(f"{what}, and “pressprint release” makes the edition without it", field="embargo"),)
    if now is None:
        what = f"the status is “released”, and the embargo ends at {_both(embargo)}; say what time it is with now="
        raise SettingError(Problem(f"{what}, so that nothing is released before", field="status"))
    if now < embargo:
        what = f"the status is “released”, but {_waiting(embargo, now)}"
        hint = "set it then, or take the status out: it is set as embargoed"
        raise SettingError(Problem(f"{what}; {hint}", field="status"))
    return ()


def lifted(release: Release, *, now: datetime) -> Release:
    """A release without its embargo, which must be over: its status is “released”, and it keeps the moment.

    The files of its other editions are taken to be lifted with it: their names lose the mark too.

    Raises:
        SettingError: the embargo has not ended at `now`, there is none, or the release is a draft.
        ValueError: `now` has no time zone.
    """
    _check_zone(now)
    if release.embargo is None:
        raise SettingError(
            Problem("there is no embargo to lift; “pressprint render” sets the release", field="embargo")
        )
    if release.status == "draft":
        what = "the status is “draft”; take it out when the release is final, and release it then"
        raise SettingError(Problem(what, field="status"))
    if now < release.embargo:
        raise SettingError(Problem(f"{_waiting(release.embargo, now)}; release it then", field="embargo"))
    mark = f"{embargo_mark(release)}-"
    editions = tuple(
        edition.model_copy(update={"file": edition.file.removeprefix(mark)}) if edition.file else edition
        for edition in release.editions
    )
    return release.model_copy(update={"status": "released", "editions": editions})


def embargo_mark(release: Release) -> str:
    """What a file's name says of an embargo: `EMBARGO-2026-05-20-0500UTC`; nothing where there is none."""
    if release.embargo is None or not release.is_embargoed:
        return ""
    moment = _in_utc(release.embargo)
    if (moment.second or moment.microsecond) and moment.year < MAXYEAR:  # a name tells minutes, and none too early
        moment += timedelta(minutes=1)
    return f"EMBARGO-{moment.year:04}-{moment:%m-%d-%H%M}UTC"


def _check_zone(now: datetime | None) -> None:
    if now is not None and now.utcoffset() is None:
        raise ValueError(f"now is {now}, without a time zone; expected one such as datetime.now(UTC)")


def _waiting(embargo: datetime, now: datetime) -> str:
    return f"the embargo ends at {_both(embargo)}, {_distance(embargo - now)}"


def _both(moment: datetime) -> str:
    """A moment as it was given, and in UTC: `2026-05-20 06:00 Europe/London (2026-05-20 05:00 UTC)`."""
    utc = _in_utc(moment)
    zone = moment.tzinfo.key if isinstance(moment.tzinfo, ZoneInfo) else zone_name(moment)
    own = f"{_clock(moment)} {zone}"
    return own if zone == "UTC" else f"{own} ({_clock(utc)} UTC)"


def _clock(moment: datetime) -> str:
    precision = "seconds" if moment.second or moment.microsecond else "minutes"
    return moment.replace(tzinfo=None).isoformat(" ", precision)


def _in_utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError:  # the first and last hours of time
        return moment.replace(tzinfo=UTC)


def _distance(time: timedelta) -> str:
    """How long to wait: the two largest units of it, rounded up to the minute."""
    minutes = -(-time // timedelta(minutes=1))
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    units = [counted(number, unit) for number, unit in ((days, "day"), (hours, "hour"), (minutes, "minute")) if number]
    return f"in {listed(units[:2])}"
