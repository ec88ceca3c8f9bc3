"""The names of months and weekdays, as a text may hold them."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from site_builder.language.tags import locale_of

_USES = ("format", "stand-alone")
_WIDTHS = ("wide", "abbreviated")
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


def _names(tag: str) -> Iterator[tuple[str, str]]:
    locale = locale_of(tag)
    for use in _USES:
        for width in _WIDTHS:
            for number, name in locale.months[use][width].items():
                yield str(name).rstrip("."), f"month {number}"
            for number, name in locale.days[use][width].items():
                yield str(name).rstrip("."), f"weekday {number}"
    language = tag.partition("-")[0]
    if language == "en":
        yield "Sept", "month 9"
    if language in _SOLAR_HIJRI:
        import jdatetime

        months = jdatetime.date.j_months_en if language == "en" else jdatetime.date.j_months_fa
        for number, name in enumerate(months, 1):
            yield name, f"month {number} of the Solar Hijri calendar"
