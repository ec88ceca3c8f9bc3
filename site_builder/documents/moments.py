"""Dates and times as editors write them (FORMAT, "Dates")."""

import re
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from site_builder.model import Moment

# Seconds, their fraction and the zone are optional; a fraction is not kept.
_MOMENT = re.compile(
    r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"
    r"(?:[Tt ](?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:\.[0-9]{1,9})?)?"
    r"(?: ?(?P<zone>[Zz]|(?P<sign>[+-])(?P<hours>[0-9]{2})(?::?(?P<minutes>[0-9]{2}))?))?)?"
)
_LOOSE = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
_FORMS = "Write a date as 2020-12-20, with a time as 2020-12-20 14:05 or 2020-12-20T14:05+03:30."

_MIDNIGHT = time()
_FIRST_YEAR = 1000
_MONTHS = 12
_MINUTES = 60
# No place on Earth is further from UTC (IANA time zone database, Pacific/Kiritimati).
_FURTHEST = timedelta(hours=14)


class NoMomentError(ValueError):
    """A text that is no moment: ``reason`` is a sentence, ``hint`` what to write."""

    def __init__(self, reason: str, hint: str = _FORMS) -> None:
        super().__init__(reason)
        self.reason = reason
        self.hint = hint


def parse_moment(text: str, zone: tzinfo) -> Moment:
    """Read a date, or a date and time; without a zone of its own it is in ``zone``.

    Raises ``NoMomentError`` with the reason in an editor's words.
    """
    match = _MOMENT.fullmatch(text)
    if match is None:
        raise NoMomentError("The digest reads dates in one form only.", _hint(text))
    day = _day(match)
    if match["hour"] is None:
        return Moment(day, None, _instant(day, _MIDNIGHT, zone))
    clock = _clock(match)
    return Moment(day, clock, _instant(day, clock, _zone(match) or zone))


def _hint(text: str) -> str:
    match = _LOOSE.match(text)
    if match is None:
        return _FORMS
    year, month, day = match.groups()
    return f"Did you mean “{year}-{month:0>2}-{day:0>2}”? {_FORMS}"


def _day(match: re.Match[str]) -> date:
    year, month, day = map(int, match.group("year", "month", "day"))
    if year < _FIRST_YEAR:
        raise NoMomentError("A year has to be between 1000 and 9999.")
    try:
        return date(year, month, day)
    except ValueError:
        raise NoMomentError(_impossible_day(year, month, day)) from None


def _impossible_day(year: int, month: int, day: int) -> str:
    if not 1 <= month <= _MONTHS:
        return f"There is no month {month:02}."
    last = monthrange(year, month)[1]
    return f"There is no day {day:02} in {year}-{month:02}: it has {last} days."


def _clock(match: re.Match[str]) -> time:
    try:
        return time(int(match["hour"]), int(match["minute"]), int(match["second"] or 0))
    except ValueError:
        clock = f"{match['hour']}:{match['minute']}"
        clock += f":{match['second']}" if match["second"] else ""
        raise NoMomentError(f"There is no time {clock}: a day goes from 00:00 to 23:59.") from None


def _zone(match: re.Match[str]) -> tzinfo | None:
    if match["zone"] is None:
        return None
    if match["sign"] is None:
        return UTC
    hours, minutes = int(match["hours"]), int(match["minutes"] or 0)
    offset = timedelta(hours=hours, minutes=minutes)
    if minutes >= _MINUTES or offset > _FURTHEST:
        raise NoMomentError(f"No time zone is {match['zone']} from UTC.")
    return timezone(-offset if match["sign"] == "-" else offset)


def _instant(day: date, clock: time, zone: tzinfo) -> datetime:
    try:
        return datetime.combine(day, clock, zone).astimezone(UTC)
    except OverflowError:
        raise NoMomentError("The last hours of the year 9999 are too late.") from None
