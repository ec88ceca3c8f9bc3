"""“Did you mean …?”: the known name that is most like a mistaken one."""

from collections.abc import Iterable

MOST_HINTS = 100
"""Beyond this many problems of a file nobody reads hints, and finding them takes time."""

# The ratio of difflib from which two names are taken for one with a slip of the pen.
_LIKENESS = 0.7
# Comparing costs the square of the length; no key of the format is half as long.
_LONGEST = 60


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known name that is nearest to a word, case, hyphens and underscores aside."""
    if len(word) > _LONGEST:
        return None
    from difflib import get_close_matches

    names = {_plain(name): name for name in known}
    plain = _plain(word)
    if plain in names:
        return names[plain]
    return next((names[match] for match in get_close_matches(plain, names, 1, _LIKENESS)), None)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return the hint that offers the nearest known name, or nothing where none is near."""
    near = nearest(word, known)
    return f"Did you mean “{near}”?" if near is not None else ""


def _plain(name: str) -> str:
    return name.casefold().replace("-", "").replace("_", "").replace(" ", "")
