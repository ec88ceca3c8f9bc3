"""Numbers in the digits of a language."""

from functools import lru_cache

from site_builder.language.tags import locale_of

# The zero of each numbering system that CLDR gives to a language instead of 0 to 9. Babel writes
# the signs of these systems but not their digits.
_ZEROS = {
    "adlm": 0x1E950,
    "arab": 0x0660,
    "arabext": 0x06F0,
    "beng": 0x09E6,
    "cakm": 0x11136,
    "deva": 0x0966,
    "hmnp": 0x1E140,
    "mtei": 0xABF0,
    "mymr": 0x1040,
    "nkoo": 0x07C0,
    "olck": 0x1C50,
    "tibt": 0x0F20,
}


@lru_cache(maxsize=4096)
def number(tag: str, n: float) -> str:
    """Write a number with the language's digits and signs, at most three decimals."""
    from babel.numbers import format_decimal

    return in_digits(tag, format_decimal(n, locale=locale_of(tag), numbering_system="default"))


@lru_cache(maxsize=4096)
def percent(tag: str, share: float) -> str:
    """Write a share from 0 to 1 in whole per cent."""
    from babel.numbers import format_percent

    locale = locale_of(tag)
    text = format_percent(share, locale=locale, numbering_system="default")
    symbols = locale.number_symbols.get(locale.default_numbering_system, {})
    return in_digits(tag, text.replace("%", symbols.get("percentSign", "%")))


def in_digits(tag: str, text: str) -> str:
    """Replace the digits 0 to 9 of a text by those of the language."""
    return text.translate(_digits(tag))


@lru_cache(maxsize=256)
def _digits(tag: str) -> dict[int, int]:
    zero = _ZEROS.get(locale_of(tag).default_numbering_system, ord("0"))
    return {ord("0") + value: zero + value for value in range(10)}
