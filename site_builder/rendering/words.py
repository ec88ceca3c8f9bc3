"""What a template can say in its page's language: messages, dates, numbers, lists.

Every function finds the language in the view that is being rendered (``view.page.language``), so
one set of compiled templates serves all languages. Messages are HTML, what is put into them is
escaped; whole numbers in them are written as the language writes them.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, time

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from site_builder.language import DayStyle, Language


class _Message(str):
    """A message of the catalogues, or texts that are escaped already: HTML as it stands."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


def _language(context: Context) -> Language:
    return Language.of(context["view"].page.language)


def _fill(context: Context, message: str, values: Mapping[str, object]) -> Markup:
    language = _language(context)
    written = {
        name: language.number(value) if type(value) is int else value
        for name, value in values.items()
    }
    return escape(_Message(message)) % written


@pass_context
def _gettext(context: Context, message: str, **values: object) -> Markup:
    return _fill(context, _language(context).gettext(message), values)


@pass_context
def _ngettext(context: Context, singular: str, plural: str, num: int, **values: object) -> Markup:
    message = _language(context).ngettext(singular, plural, num)
    return _fill(context, message, {"num": num, **values})


@pass_context
def _pgettext(context: Context, meaning: str, message: str, **values: object) -> Markup:
    return _fill(context, _language(context).pgettext(meaning, message), values)


@pass_context
def _npgettext(
    context: Context, meaning: str, singular: str, plural: str, num: int, **values: object
) -> Markup:
    message = _language(context).npgettext(meaning, singular, plural, num)
    return _fill(context, message, {"num": num, **values})


@pass_context
def _day(context: Context, value: date, style: DayStyle = "full") -> str:
    return _language(context).day(value, style)


@pass_context
def _weekday(context: Context, value: date) -> str:
    return _language(context).weekday(value)


@pass_context
def _clock(context: Context, value: time) -> str:
    return _language(context).clock(value)


@pass_context
def _month(context: Context, value: date | tuple[int, int]) -> str:
    year, month = (value.year, value.month) if isinstance(value, date) else value
    return _language(context).month(year, month)


@pass_context
def _year(context: Context, value: int) -> str:
    return _language(context).year(value)


@pass_context
def _number(context: Context, value: float) -> str:
    return _language(context).number(value)


@pass_context
def _percent(context: Context, value: float) -> str:
    return _language(context).percent(value)


@pass_context
def _listing(context: Context, values: Iterable[object]) -> Markup:
    """Join texts to a list; what is HTML already stays so, the rest is escaped."""
    texts = [str(escape(value)) for value in values]
    return escape(_Message(_language(context).listing(texts)))


@pass_context
def _language_name(context: Context, value: str) -> str:
    return _language(context).language_name(value)


FUNCTIONS: Mapping[str, Callable[..., Markup]] = {
    "_": _gettext,
    "gettext": _gettext,
    "ngettext": _ngettext,
    "pgettext": _pgettext,
    "npgettext": _npgettext,
}
"""The functions that a template may call; ``{% trans %}`` calls them too."""

FILTERS: Mapping[str, Callable[..., str]] = {
    "clock": _clock,
    "day": _day,
    "language_name": _language_name,
    "listing": _listing,
    "month": _month,
    "number": _number,
    "percent": _percent,
    "weekday": _weekday,
    "year": _year,
}
"""The filters by which a template writes values in its page's language."""
