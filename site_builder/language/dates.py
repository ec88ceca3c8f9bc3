"""Days, months and times of day in the conventions of a language.

English and Persian follow the digest's house style, all others CLDR. Days in Persian are those of
the Solar Hijri calendar; months and years as units are Gregorian in every language, since
addresses and archives are.
"""

from datetime import date, time
from functools import lru_cache
from typing import Literal

from site_builder.language.calendar import months, weekdays
from site_builder.language.numbers import in_digits
from site_builder.language.tags import locale_of

DayStyle = Literal["full", "short", "long"]

_ENGLISH_SHORT = (
    "Jan.",
    "Feb.",
    "March",
    "April",
    "May",
    "June",
    "July",
    "Aug.",
    "Sept.",
    "Oct.",
    "Nov.",
    "Dec.",
)


@lru_cache(maxsize=8192)
def day(tag: str, on: date, style: DayStyle) -> str:
    """Write a day: with its year, without (``short``), or with weekday and year (``long``)."""
    language = tag.partition("-")[0]
    if language == "en":
        return _english_day(on, style)
    if language == "fa":
        return in_digits(tag, _persian_day(tag, on, style))
    return in_digits(tag, _other_day(tag, on, style))


def _english_day(on: date, style: DayStyle) -> str:
    if style == "long":
        weekday_name, name = weekday("en", on), month_name("en", on.month)
        return f"{weekday_name} {on.day} {name} {on.year}"
    short = f"{on.day} {_ENGLISH_SHORT[on.month - 1]}"
    return short if style == "short" else f"{short} {on.year}"


def _persian_day(tag: str, on: date, style: DayStyle) -> str:
    import jdatetime

    # ``jdatetime.date`` ends before the year 10000 of the Gregorian calendar does.
    converted = jdatetime.GregorianToJalali(on.year, on.month, on.day)
    short = f"{converted.jday} {jdatetime.date.j_months_fa[converted.jmonth - 1]}"
    if style == "short":
        return short
    full = f"{short} {converted.jyear}"
    return full if style == "full" else f"{weekday(tag, on)} {full}"


def _other_day(tag: str, on: date, style: DayStyle) -> str:
    from babel.dates import format_date

    locale = locale_of(tag)
    if style == "short":
        pattern = locale.datetime_skeletons.get("MMMd")
        return format_date(on, str(pattern) if pattern else "medium", locale=locale)
    return format_date(on, "full" if style == "long" else "medium", locale=locale)


def weekday(tag: str, on: date) -> str:
    """Name the weekday of a day."""
    return weekdays(tag, "format", "wide")[on.weekday()]


@lru_cache(maxsize=2048)
def clock(tag: str, at: time) -> str:
    """Write a time of day, to the minute; English and Persian in 24 hours."""
    if tag.partition("-")[0] in ("en", "fa"):
        return in_digits(tag, f"{at:%H:%M}")
    from babel.dates import format_time

    return in_digits(tag, format_time(at, "short", locale=locale_of(tag)))


@lru_cache(maxsize=2048)
def month(tag: str, year: int, month: int) -> str:
    """Write a Gregorian month with its year."""
    from babel.dates import format_date

    locale = locale_of(tag)
    pattern = locale.datetime_skeletons.get("yMMMM")
    text = format_date(date(year, month, 1), str(pattern or "MMMM y"), locale=locale)
    return in_digits(tag, text)


def month_name(tag: str, month: int) -> str:
    """Name a Gregorian month, standing alone."""
    return months(tag, "stand-alone", "wide")[month]


def year(tag: str, year: int) -> str:
    """Write a Gregorian year in the language's digits."""
    return in_digits(tag, str(year))
