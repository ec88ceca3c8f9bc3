"""What a template can say in its page's language: messages, dates, numbers, lists.

Messages are HTML, what is put into them is escaped; whole numbers in them are written as the
language writes them.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache

from markupsafe import Markup, escape

from site_builder.language import Language

_MOST = 4096


class _Message(str):
    """A message of the catalogues, or texts that are escaped already: HTML as it stands."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


class Words:
    """The functions and filters of one language; equal tags share one object."""

    def __init__(self, language: Language) -> None:
        self._language = language
        # Most of what many pages say with a value in it, they say of the same few values.
        few = lru_cache(maxsize=_MOST, typed=True)
        self._gettext, self._ngettext = few(self._tell), few(self._count)
        self._number = few(self._write_number)

    @staticmethod
    @lru_cache(maxsize=64)
    def of(tag: str) -> "Words":
        """Return the words of a canonical BCP 47 tag."""
        return Words(Language.of(tag))

    def functions(self) -> Mapping[str, Callable[..., Markup]]:
        """Return the functions that a template may call; ``{% trans %}`` calls them too."""
        return {
            "_": self._gettext,
            "gettext": self._gettext,
            "ngettext": self._ngettext,
            "pgettext": self._pgettext,
            "npgettext": self._npgettext,
        }

    def filters(self) -> Mapping[str, Callable[..., str]]:
        """Return the filters by which a template writes values in its page's language."""
        language = self._language
        return {
            "clock": language.clock,
            "day": language.day,
            "language_name": language.language_name,
            "listing": self._listing,
            "month": self._month,
            "number": self._number,
            "percent": language.percent,
            "weekday": language.weekday,
            "year": language.year,
        }

    def _tell(self, message: str, **values: object) -> Markup:
        return self._fill(self._language.gettext(message), values)

    def _count(self, singular: str, plural: str, num: int, **values: object) -> Markup:
        message = self._language.ngettext(singular, plural, num)
        return self._fill(message, {"num": num, **values})

    def _pgettext(self, meaning: str, message: str, **values: object) -> Markup:
        return self._fill(self._language.pgettext(meaning, message), values)

    def _npgettext(
        self, meaning: str, singular: str, plural: str, num: int, **values: object
    ) -> Markup:
        message = self._language.npgettext(meaning, singular, plural, num)
        return self._fill(message, {"num": num, **values})

    def _fill(self, message: str, values: Mapping[str, object]) -> Markup:
        written = {
            name: self._language.number(value) if type(value) is int else str(escape(value))
            for name, value in values.items()
        }
        return escape(_Message(message % written))

    def _write_number(self, value: float) -> Markup:
        return escape(self._language.number(value))

    def _month(self, value: date | tuple[int, int]) -> str:
        year, month = (value.year, value.month) if isinstance(value, date) else value
        return self._language.month(year, month)

    def _listing(self, values: Iterable[object]) -> Markup:
        """Join texts to a list; what is HTML already stays so, the rest is escaped."""
        texts = [str(escape(value)) for value in values]
        return escape(_Message(self._language.listing(texts)))
