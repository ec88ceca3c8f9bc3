"""Lists and names of languages, in the words of a language."""

from functools import lru_cache

from site_builder.language.tags import locale_of

# Neither has a comma before its "and": the digest's house style.
_HOUSE_STYLE = {"en": (", ", " and "), "fa": ("، ", " و ")}


def listing(tag: str, items: list[str]) -> str:
    """Join items into a phrase; no items make an empty one."""
    style = _HOUSE_STYLE.get(tag.partition("-")[0])
    if style is None:
        from babel.lists import format_list

        return format_list(items, locale=locale_of(tag))
    comma, last = style
    return last.join(part for part in (comma.join(items[:-1]), *items[-1:]) if part)


@lru_cache(maxsize=1024)
def language_name(tag: str, named: str) -> str:
    """Name the language of the tag ``named`` in the language of ``tag``."""
    from babel import Locale, UnknownLocaleError

    try:
        name = Locale.parse(named, sep="-").get_display_name(locale_of(tag))
    except (UnknownLocaleError, ValueError):
        name = None
    return name or locale_of(tag).languages.get(named.partition("-")[0], named)
