"""Language tags: BCP 47 form, direction, and what Babel knows of a tag."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from site_builder.model import Direction

if TYPE_CHECKING:
    from babel import Locale

# RFC 5646, section 2.1: ``langtag`` without private use alone and grandfathered tags.
_LANGTAG = re.compile(
    r"(?P<language>[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})"
    r"(?:-(?P<script>[a-z]{4}))?"
    r"(?:-(?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)"
    r"(?P<extensions>(?:-[0-9a-wyz](?:-[a-z0-9]{2,8})+)*)"
    r"(?P<private>-x(?:-[a-z0-9]{1,8})+)?",
)

# Scripts written from right to left (ISO 15924, Unicode bidi classes R and AL).
_RIGHT_TO_LEFT = re.compile(
    "Adlm|Arab|Aran|Armi|Avst|Chrs|Hatr|Hebr|Hung|Mand|"
    "Mani|Mend|Nbat|Nkoo|Palm|Phli|Phlp|Phnx|Prti|Rohg|"
    "Samr|Sarb|Sogd|Sogo|Syrc|Syre|Syrj|Syrn|Thaa|Yezi"
)

# What nearly every digest uses is answered without loading Babel.
_USUAL = {"en": Direction.LTR, "fa": Direction.RTL}
_USUAL_TERRITORIES = {"en": "en_US", "fa": "fa_IR"}


@lru_cache(maxsize=256)
def canonical_tag(tag: str) -> str | None:
    """Return the tag in its canonical letter case, or None where it is no language tag.

    A tag must be well-formed (RFC 5646) and repeat no variant or extension; its language, script
    and region must be known to CLDR.
    """
    if tag in _USUAL:
        return tag
    match = _LANGTAG.fullmatch(tag.lower()) if tag.isascii() else None
    if match is None or _repeats(match) or not _known(match):
        return None
    region = match["region"]
    parts = (
        match["language"],
        f"-{match['script'].title()}" if match["script"] else "",
        f"-{region.upper()}" if region else "",
        match["variants"],
        match["extensions"],
        match["private"] or "",
    )
    return "".join(parts)


def _repeats(match: re.Match[str]) -> bool:
    variants = match["variants"].split("-")[1:]
    singletons = re.findall(r"-(.)(?=-)", match["extensions"])
    return len(set(variants)) < len(variants) or len(set(singletons)) < len(singletons)


def _known(match: re.Match[str]) -> bool:
    """Say whether CLDR knows the language, the script and the region."""
    from babel.core import get_global

    english = _english()
    language = match["language"].partition("-")[0]
    script, region = match["script"], match["region"]
    return (
        (language in english.languages or language in get_global("likely_subtags"))
        and (script is None or script.title() in english.scripts)
        and (region is None or region.upper() in english.territories)
    )


@lru_cache(maxsize=1)
def _english() -> "Locale":
    from babel import Locale

    return Locale("en")


@lru_cache(maxsize=256)
def direction(tag: str) -> Direction:
    """Return the direction of a canonical tag's script, or of its language's usual script."""
    if tag in _USUAL:
        return _USUAL[tag]
    match = _LANGTAG.fullmatch(tag.lower())
    if match is None:
        return Direction.LTR
    script = match["script"] or _usual_script(match["language"].partition("-")[0], match["region"])
    return Direction.RTL if _RIGHT_TO_LEFT.fullmatch(script.title()) else Direction.LTR


def _usual_script(language: str, region: str | None) -> str:
    """Return the script of a language, in the region if that makes a difference, or nothing."""
    from babel.core import get_global

    likely = get_global("likely_subtags")
    names = [f"{language}_{region.upper()}"] if region else []
    for name in (*names, language):
        if name in likely:
            return str(likely[name]).split("_")[1]
    return ""


@lru_cache(maxsize=256)
def territorial(tag: str) -> str:
    """Return a canonical tag as Open Graph has it, language and territory: ``fa_IR``.

    A tag without a territory gets the likeliest; where nobody knows one the answer is empty.
    """
    if tag in _USUAL_TERRITORIES:
        return _USUAL_TERRITORIES[tag]
    match = _LANGTAG.fullmatch(tag.lower())
    if match is None:
        return ""
    language = match["language"].partition("-")[0]
    region = match["region"] or _likely(language, match["script"])
    return f"{language}_{region.upper()}" if region else ""


def _likely(language: str, script: str | None) -> str:
    """Return the likeliest territory of a language, if it is written in the script."""
    from babel.core import get_global

    likely = get_global("likely_subtags")
    names = [f"{language}_{script.title()}"] if script else []
    found = next((str(likely[name]) for name in (*names, language) if name in likely), "")
    return found.split("_")[-1]


@lru_cache(maxsize=256)
def locale_of(tag: str) -> "Locale":
    """Return Babel's nearest locale for a canonical tag: British English if there is none."""
    from babel import Locale, UnknownLocaleError

    if tag.partition("-")[0] == "en":
        return Locale("en", "GB")
    subtags = tag.split("-")
    for length in range(len(subtags), 0, -1):
        try:
            return Locale.parse("-".join(subtags[:length]), sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en", "GB")
