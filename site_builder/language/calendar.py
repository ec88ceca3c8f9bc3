"""The names of months and weekdays, as a text may hold them."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Literal

from site_builder.language.tags import locale_of

Use = Literal["format", "stand-alone"]
Width = Literal["wide", "abbreviated"]

_USES: tuple[Use, ...] = ("format", "stand-alone")
_WIDTHS: tuple[Width, ...] = ("wide", "abbreviated")
# One letter or two stand for a day in tables, not in sentences.
_SHORTEST = 3
_SOLAR_HIJRI = frozenset({"en", "fa"})


@lru_cache(maxsize=64)
def calendar_names(tag: str) -> Mapping[str, str]:
    """Map each name of a month or weekday in a language to what it is (``month 10``).

    Full names and abbreviations without their stop, capitalised as in running text. English and
    Persian know the months of the Solar Hijri calendar too.
    """
    names: dict[str, str] = {}
    for name, meaning in _names(tag):
        if len(name) >= _SHORTEST:
            names.setdefault(name, meaning)
    return names


@lru_cache(maxsize=256)
def months(tag: str, use: Use, width: Width) -> Mapping[int, str]:
    """Map the numbers of the Gregorian months to their names.

    Babel keeps what it looks up in tables that its locales share, so that a language without such
    names would get those of the one asked before. Copies of the tables take that harm.
    """
    return _named(locale_of(tag).months.copy()[use].copy()[width])


@lru_cache(maxsize=256)
def weekdays(tag: str, use: Use, width: Width) -> Mapping[int, str]:
    """Map the numbers of the weekdays, 0 for Monday, to their names."""
    return _named(locale_of(tag).days.copy()[use].copy()[width])


def _named(table: Mapping[int, object]) -> Mapping[int, str]:
    return {number: str(name) for number, name in table.items()}


def _names(tag: str) -> Iterator[tuple[str, str]]:
    for use in _USES:
        for width in _WIDTHS:
            for number, name in months(tag, use, width).items():
                yield name.rstrip("."), f"month {number}"
            for number, name in weekdays(tag, use, width).items():
                yield name.rstrip("."), f"weekday {number}"
    language = tag.partition("-")[0]
    if language == "en":
        yield "Sept", "month 9"
    if language in _SOLAR_HIJRI:
        import jdatetime

        hijri = jdatetime.date.j_months_en if language == "en" else jdatetime.date.j_months_fa
        for number, name in enumerate(hijri, 1):
            yield name, f"month {number} of the Solar Hijri calendar"
