"""The words, dates and digits of the languages that a digest is published in.

The only user of Babel and jdatetime, both imported when first needed. Tags are canonical BCP 47.
Words come from the catalogue of the tag's language, English where there is none; dates, digits
and lists follow the tag's own conventions.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from functools import lru_cache

from site_builder.language import dates, numbers, phrases
from site_builder.language.calendar import calendar_names
from site_builder.language.catalogue import has_catalogue, translations
from site_builder.language.dates import DayStyle
from site_builder.language.tags import canonical_tag, direction, territorial
from site_builder.model import Direction

__all__ = ["DayStyle", "Language", "canonical_tag", "direction", "has_catalogue"]


@dataclass(frozen=True, slots=True)
class Language:
    """A language as pages need it. Made by ``Language.of``; equal tags are one object."""

    tag: str
    dir: Direction

    @classmethod
    def of(cls, tag: str) -> "Language":
        """Return the language of a canonical tag."""
        return _language(tag)

    def gettext(self, message: str) -> str:
        """Translate a message, whose English text is its key."""
        return translations(self.tag).gettext(message)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """Translate a message that counts something, in the form for ``n``."""
        return translations(self.tag).ngettext(singular, plural, n)

    def pgettext(self, context: str, message: str) -> str:
        """Translate a message that has other meanings elsewhere."""
        return translations(self.tag).pgettext(context, message)

    def npgettext(self, context: str, singular: str, plural: str, n: int) -> str:
        """Translate a message that counts and that has other meanings elsewhere."""
        return translations(self.tag).npgettext(context, singular, plural, n)

    @property
    def territorial(self) -> str:
        """The language with the territory where it is mostly spoken: ``en_US``, or nothing."""
        return territorial(self.tag)

    def number(self, n: float) -> str:
        """Write a number with at most three decimals: ``1,234.5``."""
        return numbers.number(self.tag, n)

    def percent(self, share: float) -> str:
        """Write a share from 0 to 1 in whole per cent: ``34%``, «۳۴٪»."""
        return numbers.percent(self.tag, share)

    def day(self, day: date, style: DayStyle = "full") -> str:
        """Write a day: ``18 Nov. 2026``, short ``18 Nov.``, long with its weekday.

        Persian has the Solar Hijri calendar: «۲۷ آبان ۱۴۰۵».
        """
        return dates.day(self.tag, day, style)

    def weekday(self, day: date) -> str:
        """Name the weekday of a day."""
        return dates.weekday(self.tag, day)

    def clock(self, clock: time) -> str:
        """Write a time of day in hours and minutes: ``14:05``."""
        return dates.clock(self.tag, clock)

    def month(self, year: int, month: int) -> str:
        """Write a Gregorian month, as addresses have it: ``November 2026``, «نوامبر ۲۰۲۶»."""
        return dates.month(self.tag, year, month)

    def month_name(self, month: int) -> str:
        """Name a Gregorian month (1 to 12) standing alone."""
        return dates.month_name(self.tag, month)

    def calendar_names(self) -> Mapping[str, str]:
        """Map the names of months and weekdays in texts to what they are: ``Oct``, «مهر»."""
        return calendar_names(self.tag)

    def year(self, year: int) -> str:
        """Write a Gregorian year: no grouping of digits."""
        return dates.year(self.tag, year)

    def listing(self, items: list[str]) -> str:
        """Join items into a phrase: ``a, b and c``, «الف، ب و پ»."""
        return phrases.listing(self.tag, items)

    def language_name(self, tag: str) -> str:
        """Name another language in this one; its tag where there is no name for it."""
        return phrases.language_name(self.tag, tag)


@lru_cache(maxsize=256)
def _language(tag: str) -> Language:
    return Language(tag, direction(tag))
