"""The shortest words before or after a place that tell it from all others of the same quote."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from site_builder.anchoring.borders import Borders
from site_builder.anchoring.words import words_of

MOST_WORDS = 12
"""Nobody copies more words than these: the place's number is simpler."""

# What is looked at on either side of a place.
_REACH = 400


@dataclass(frozen=True, slots=True)
class Context:
    """What settles a place: the annotation's key for it, ``prefix`` or ``suffix``, and words."""

    key: str
    words: str


@dataclass(frozen=True, slots=True)
class _Beside:
    """What stands on one side of a place, folded.

    Before a place it is reversed, so that on either side equal words begin equally. ``offers`` are
    ever longer contexts: how much of ``text`` each is, and the words as written.
    """

    key: str
    text: str
    offers: tuple[tuple[int, str], ...]


def settle(text: str, spans: Sequence[tuple[int, int]]) -> tuple[Context | None, ...]:
    """Return for each place of a quote, by its offsets, the words that settle it.

    None where only its number can: the same dozen words stand on either side of another.
    """
    before = _shortest([_before(text, start) for start, _ in spans])
    after = _shortest([_after(text, end) for _, end in spans])
    return tuple(map(_better, before, after))


def words_beside(text: str, span: tuple[int, int], key: str, count: int) -> str:
    """Return so many words before (``prefix``) or after (``suffix``) a place, as written."""
    beside = _before(text, span[0]) if key == "prefix" else _after(text, span[1])
    offers = beside.offers[: max(count, 1)]
    return offers[-1][1] if offers else ""


def _better(*offers: tuple[int, Context] | None) -> Context | None:
    """Take the one of fewer words, of words without signs, of fewer letters; or the first."""

    def cost(offer: tuple[int, Context]) -> tuple[int, bool, int]:
        count, context = offer
        is_plain = all(word[0].isalnum() and word[-1].isalnum() for word in context.words.split())
        return count, not is_plain, len(context.words)

    best = min(filter(None, offers), key=cost, default=None)
    return None if best is None else best[1]


def _before(text: str, start: int) -> _Beside:
    reach = text[max(start - _REACH, 0) : start]
    words = words_of(reach)
    borders = Borders(words.folded, reach)
    folded = words.folded.text.rstrip()
    # What was cut off may have been cut inside a word.
    first = 1 if start > _REACH else 0
    offers = (
        (len(folded) - words.begins[index], words.written(index, len(words)))
        for index in reversed(range(first, len(words)))
        if _is_word(words.keys[index]) and borders.is_border(words.begins[index])
    )
    return _Beside("prefix", folded[::-1], tuple(islice(offers, MOST_WORDS)))


def _after(text: str, end: int) -> _Beside:
    reach = text[end : end + _REACH]
    words = words_of(reach)
    borders = Borders(words.folded, reach)
    folded = words.folded.text.lstrip()
    cut = len(words.folded.text) - len(folded)
    last = len(words) - (end + _REACH < len(text))
    offers = (
        (words.ends[index] - cut, words.written(0, index + 1))
        for index in range(last)
        if _is_word(words.keys[index]) and borders.is_border(words.ends[index])
    )
    return _Beside("suffix", folded, tuple(islice(offers, MOST_WORDS)))


def _is_word(key: str) -> bool:
    return any(map(str.isalnum, key))


def _shortest(sides: Sequence[_Beside]) -> Iterator[tuple[int, Context] | None]:
    """Yield the first offer of each side that no other side has, and how many words it is."""
    shared = _shared([side.text for side in sides])
    for side, length in zip(sides, shared, strict=True):
        longer = (
            (count, Context(side.key, words))
            for count, (reach, words) in enumerate(side.offers, 1)
            if reach > length
        )
        yield next(longer, None)


def _shared(texts: Sequence[str]) -> list[int]:
    """Return how much of its beginning each text shares with any other.

    In alphabetical order no text shares more than with its neighbours.
    """
    order = sorted(range(len(texts)), key=texts.__getitem__)
    shared = [0] * len(texts)
    for one, other in pairwise(order):
        length = _common(texts[one], texts[other])
        shared[one] = max(shared[one], length)
        shared[other] = max(shared[other], length)
    return shared


def _common(one: str, other: str) -> int:
    pairs: Iterable[tuple[str, str]] = zip(one, other, strict=False)
    shortest = min(len(one), len(other))
    return next((at for at, (a, b) in enumerate(pairs) if a != b), shortest)
