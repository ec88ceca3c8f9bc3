"""“Did you mean …?”: the known name that is most like a mistaken one."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from heapq import nsmallest
from itertools import chain, pairwise

# The ratio of difflib from which two names are taken for one with a slip of the pen.
LIKENESS = 0.8
# ... and from which one may be shown to a person who looks for the other.
SOME_LIKENESS = 0.55
# Comparing costs the square of the length: nothing longer is compared, ...
LONGEST = 120
# ... no word with more names than these, found by the pairs of letters that they share, ...
CANDIDATES = 8
PAIRS = 8
# ... and no more words than these: ten thousand mistakes must not cost a minute.
MOST = 500


def suggest(words: Iterable[str], names: Iterable[str]) -> dict[str, str]:
    """Map each mistaken word to the known name that is nearest, where one is near enough."""
    wanted = sorted({word for word in words if len(word) <= LONGEST})[:MOST]
    if not wanted:
        return {}
    holders = _holders(names)
    found = ((word, _nearest(word, holders, 1, LIKENESS)) for word in wanted)
    return {word: names[0] for word, names in found if names}


def alike(word: str, names: Iterable[str], most: int) -> list[str]:
    """Return the known names that are somewhat like a word, the likest first."""
    return _nearest(word, _holders(names), most, SOME_LIKENESS) if len(word) <= LONGEST else []


def did_you_mean(name: str | None) -> str:
    """Return the hint that offers a name, or nothing."""
    return "" if name is None else f"Did you mean “{name}”?"


def _holders(names: Iterable[str]) -> Mapping[tuple[str, str], list[str]]:
    holders: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name in sorted({name for name in names if len(name) <= LONGEST}):
        for pair in _pairs(name):
            holders[pair].append(name)
    return holders


def _nearest(
    word: str, holders: Mapping[tuple[str, str], list[str]], most: int, likeness: float
) -> list[str]:
    known = sorted((len(holders[pair]), pair) for pair in _pairs(word) if pair in holders)
    shared = Counter(chain.from_iterable(holders[pair] for _, pair in known[:PAIRS]))
    likely = nsmallest(CANDIDATES, shared.items(), key=lambda item: (-item[1], item[0]))
    return get_close_matches(word, [name for name, _ in likely], most, likeness)


def _pairs(name: str) -> set[tuple[str, str]]:
    return set(pairwise(f"\n{name}\n"))
