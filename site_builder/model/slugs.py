"""Slugs: the part of an address and of a file's name that is made from words."""

import re
import unicodedata

__all__ = ["RESERVED", "is_reserved", "is_slug", "slugify"]

# Names that the digest keeps for its own addresses, and the devices that Windows finds in every
# folder (Microsoft, "Naming Files, Paths, and Namespaces").
RESERVED = frozenset(
    {
        "index",
        "feed",
        "page",
        "data",
        "assets",
        "pagefind",
        "con",
        "prn",
        "aux",
        "nul",
        *(f"com{number}" for number in range(10)),
        *(f"lpt{number}" for number in range(10)),
    },
)

_LONGEST = 80
# A slug names a folder, and file systems take 255 bytes; an ending needs some of them.
_LONGEST_BYTES = 240
# How far before the end a hyphen is near enough to cut there rather than inside a word.
_NEAR = 20
# What comes after cannot reach a slug of this length; normal forms of hostile text take
# quadratic time.
_ENOUGH = 2000

_SPELT = {"+": "-plus-", "#": "-sharp-"}
_RUN = re.compile("-{2,}")
_ASCII_SLUG = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*")
_ASCII_RUN = re.compile("[^a-z0-9]+")
_ASCII_SIGNS = re.compile("(?<=[a-z])[+#]+")
# Marks and letters that nobody sees: no slug may differ from another by them alone.
_UNSEEN_MARKS = re.compile("[\u034f\u17b4\u17b5\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_UNSEEN_LETTERS = frozenset("\u115f\u1160\u3164\uffa0")


def is_reserved(slug: str) -> bool:
    """Say whether the digest, or Windows, keeps this name for itself."""
    return slug in RESERVED


def is_slug(text: str) -> bool:
    """Say whether the text is a slug already: ``slugify`` would leave it as it is."""
    if not 0 < len(text) <= _LONGEST:
        return False
    return _ASCII_SLUG.fullmatch(text) is not None or slugify(text) == text


def slugify(text: str) -> str:
    """Make a slug, or nothing where the text has no letter or digit.

    Letters, marks and digits of any script stay, in NFKC and casefolded; ``+`` and ``#`` after a
    letter are spelt out; every other run is one hyphen, none at the ends. At most 80 characters,
    cut at a hyphen if one is near. A slug is a slug of itself.
    """
    slug = _once(text[:_ENOUGH])
    if slug.isascii():
        return slug
    while (again := _once(slug)) != slug:
        slug = again
    return slug


def _once(text: str) -> str:
    if text.isascii():
        signs = _ASCII_SIGNS.sub(lambda match: _spell(match[0]), text.lower())
        return _shorten(_ASCII_RUN.sub("-", signs).strip("-"))
    folded = _UNSEEN_MARKS.sub("", _fold(text))
    return _shorten(_RUN.sub("-", "".join(_pieces(folded))).strip("-"))


def _fold(text: str) -> str:
    """Fold case and compatibility forms, again after casefolding has made new ones."""
    once = unicodedata.normalize("NFKC", text).casefold()
    return unicodedata.normalize("NFKC", once)


def _spell(signs: str) -> str:
    return "".join(_SPELT[sign] for sign in signs)


def _pieces(text: str) -> list[str]:
    """Turn each character into what the slug has in its place."""
    pieces: list[str] = []
    after_letter = based = False
    for character in text:
        kind = unicodedata.category(character)[0]
        if character in _SPELT and after_letter:
            pieces.append(_SPELT[character])
            based = False
        elif (kind in "LN" and character not in _UNSEEN_LETTERS) or (kind == "M" and based):
            pieces.append(character)
            after_letter = kind == "L" or (kind == "M" and after_letter)
            based = True
        else:
            pieces.append("-")
            after_letter = based = False
    return pieces


def _shorten(slug: str) -> str:
    """Cut a slug that is too long: at a hyphen that is near, else before a letter."""
    end = _longest(slug)
    if end == len(slug):
        return slug
    hyphen = slug.rfind("-", end - _NEAR, end + 1)
    if hyphen > 0:
        return slug[:hyphen]
    start = end
    while start and unicodedata.category(slug[start])[0] == "M":
        start -= 1
    return slug[: start or end].rstrip("-")


def _longest(slug: str) -> int:
    """Return how many characters fit."""
    end = min(len(slug), _LONGEST)
    while len(slug[:end].encode()) > _LONGEST_BYTES:
        end -= 1
    return end
