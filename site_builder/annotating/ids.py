"""Names for new annotations."""

from collections.abc import Collection
from itertools import count

from site_builder.model.slugs import slugify

_WORDS = 6
# With a number, and in four bytes a character, this is still a slug.
_STEM = 50
_FALLBACK = "note"


def fresh_id(words: str, taken: Collection[str]) -> str:
    """Return the slug of the first six words, as the format makes ids, with a number if need be."""
    slug = slugify(" ".join(words.split()[:_WORDS])) or _FALLBACK
    if slug not in taken:
        return slug
    stem = slugify(slug[:_STEM])
    return next(name for number in count(2) if (name := f"{stem}-{number}") not in taken)
