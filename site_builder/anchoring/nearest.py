"""The passage of a text that is most like a quote which the text does not have.

For messages alone: what is found here is shown to a person and never marked. The same text and
quote give the same passage in every process, for nothing here goes by the order of a set.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import islice

from site_builder.anchoring.borders import Borders
from site_builder.anchoring.words import Words, words_of

# From here on a passage is worth showing: what it shares with the quote, of a hundred characters,
# and how many of the words are the same or nearly so. "the two counties' ministries" is no passage
# for "the two counties' presidents" (79); "rose in 2020" is one for "fell in 2020".
_LIKENESS = 80
_SHARED_WORDS = 0.6

# Comparing costs the square of the length: of a longer quote the ends are looked for.
_MOST_WORDS = 200
_MOST_CHARACTERS = 1_500
_WORDS_OF_AN_END = 40
# No article is as long; listing the words of more would take seconds.
_LONGEST_TEXT = 1_000_000

_ALIKE = 80
_VOTES = 3000
_RARE = 100
_CANDIDATES = 8
_FINALISTS = 2
_STEPS = (1, -1, 2, -2, 4, -4)
_ROUNDS = 12
# Words that the text does not have are taken for the nearest that it has. Comparing with so many
# takes a second; when they are used up, only words that the text has show where to look.
_COMPARISONS = 3_000_000
_NEAR_WORDS = 3
_NEAR_TRIES = 6
_SHORTEST_MISSPELT = 4
_LONGEST_MISSPELT = 40


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a text, from a word's beginning to a word's end: offsets of the text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Needle:
    """The words of a quote by the numbers that the text's words have."""

    words: Words
    ids: tuple[int, ...]

    @property
    def text(self) -> str:
        return self.words.slice(0, len(self.words)).casefold()


@dataclass(frozen=True, slots=True)
class _Fit:
    """Words of the text from ``first`` to before ``last``, and how like they are, up to 100."""

    first: int
    last: int
    likeness: float


class Passages:
    """A text in which passages are looked for. Its words are listed when that is first done."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._index: _Index | None = None

    def nearest(self, quote: str) -> Passage | None:
        """Return the passage that is most like a quote, or None where none is near."""
        if len(self._text) > _LONGEST_TEXT:
            return None
        if self._index is None:
            self._index = _Index(self._text)
        words = words_of(quote)
        if len(words) <= _MOST_WORDS:
            return self._index.nearest(words)
        first, last = (
            self._index.nearest(words_of(words.slice(begin, end)))
            for begin, end in ((0, _WORDS_OF_AN_END), (len(words) - _WORDS_OF_AN_END, len(words)))
        )
        if first is None or last is None or last.end < first.start:
            return None
        return Passage(first.start, last.end)


class _Index:
    """The words of a text and where each of them stands."""

    def __init__(self, text: str) -> None:
        self._words = words_of(text)
        self._borders = Borders(self._words.folded, text)
        self._numbers: dict[str, int] = {}
        self._ids = [self._numbers.setdefault(key, len(self._numbers)) for key in self._words.keys]
        self._places: Mapping[int, list[int]] = defaultdict(list)
        for place, number in enumerate(self._ids):
            self._places[number].append(place)
        self._common = [key for key in self._numbers if len(key) <= _LONGEST_MISSPELT]
        self._left = _COMPARISONS

    def nearest(self, quote: Words) -> Passage | None:
        """Return the passage that is most like these words."""
        if not len(quote) or len(quote.folded.text) > _MOST_CHARACTERS:
            return None
        needle = _Needle(quote, tuple(self._number(key) for key in quote.keys))
        begun = nsmallest(
            _FINALISTS,
            (self._begin(needle, start) for start in self._candidates(needle)),
            key=_order,
        )
        fits = [self._improve(needle, fit) for fit in begun]
        best = min(fits, key=_order, default=None)
        if best is None or not self._is_near(needle, best):
            return None
        return Passage(*self._words.span(*self._to_borders(best)))

    def _number(self, key: str) -> int:
        """Return the number of a word; those that the text lacks come after all others."""
        known = self._numbers.get(key)
        return len(self._numbers) + len(key) if known is None else known

    def _candidates(self, needle: _Needle) -> list[int]:
        """Return where in the text the quote may begin: where its rarer words put it."""
        width = max(4, len(needle.ids) // 2)
        votes: Counter[int] = Counter()
        for place, index, weight in islice(self._sightings(needle), _VOTES):
            votes[(place - index) // width] += weight
        both = {bucket: count + votes[bucket + 1] for bucket, count in list(votes.items())}
        best = nsmallest(_CANDIDATES, both.items(), key=lambda item: (-item[1], item[0]))
        return [bucket * width for bucket, _ in best]

    def _sightings(self, needle: _Needle) -> Iterator[tuple[int, int, int]]:
        """Yield where a word of the quote stands, which it is, and what that tells of the place.

        The rarest words come first, then those that the text has misspelt, then frequent ones.
        """
        keys = needle.words.keys
        places = [self._places.get(number, []) for number in needle.ids]
        order = sorted(range(len(keys)), key=lambda index: (len(places[index]), index))
        rare = [index for index in order if len(places[index]) <= _RARE]
        for index in rare:
            yield from _seen(keys[index], index, places[index])
        missing = [index for index in rare if not places[index]]
        for index in sorted(missing, key=lambda index: -len(keys[index]))[:_NEAR_TRIES]:
            if _SHORTEST_MISSPELT <= len(keys[index]) <= _LONGEST_MISSPELT:
                for number in self._near(keys[index]):
                    yield from _seen(keys[index], index, self._places[number])
        for index in order[len(rare) :]:
            yield from _seen(keys[index], index, places[index])

    def _near(self, key: str) -> list[int]:
        """Return the numbers of the words that are most like one."""
        from rapidfuzz import fuzz, process

        self._left -= len(self._common)
        if self._left < 0:
            return []
        found = process.extract(
            key, self._common, scorer=fuzz.ratio, limit=_NEAR_WORDS, score_cutoff=_ALIKE
        )
        return [self._numbers[word] for word, _, _ in found]

    def _begin(self, needle: _Needle, start: int) -> _Fit:
        """Lay the quote's words along the text's from about ``start``."""
        from rapidfuzz.distance import Indel

        length = len(needle.ids)
        slack = length // 2 + 4
        first = max(start - slack, 0)
        window = self._ids[first : start + 2 * length + slack]
        blocks = Indel.opcodes(needle.ids, window).as_matching_blocks()
        # Where the quote begins and ends if a block of equal words is its own; frequent words
        # may match far away, so the first and the last block are not always to be believed.
        begins = [first + block.b - block.a for block in blocks if block.size]
        longest = max(blocks, key=lambda block: block.size)
        anchored = first + longest.b - longest.a
        offers = [(anchored, anchored + length)]
        if begins:
            offers.append((begins[0], begins[-1] + length))
        return min((self._fit(needle, *offer) for offer in offers), key=_order)

    def _fit(self, needle: _Needle, first: int, last: int) -> _Fit:
        from rapidfuzz import fuzz

        first, last = max(first, 0), min(last, len(self._ids))
        length = self._words.ends[last - 1] - self._words.begins[first] if first < last else 0
        if not 0 < length <= 2 * _MOST_CHARACTERS:
            return _Fit(first, last, 0)
        text = self._words.slice(first, last).casefold()
        return _Fit(first, last, fuzz.ratio(needle.text, text))

    def _improve(self, needle: _Needle, fit: _Fit) -> _Fit:
        """Move both ends as long as that makes the passage more like the quote."""
        for _ in range(_ROUNDS):
            moved = [
                self._fit(needle, first, last)
                for step in _STEPS
                for first, last in ((fit.first + step, fit.last), (fit.first, fit.last + step))
                if first < last
            ]
            best = min((fit, *moved), key=_order)
            if best == fit:
                break
            fit = best
        return fit

    def _is_near(self, needle: _Needle, fit: _Fit) -> bool:
        if fit.likeness < _LIKENESS:
            return False
        theirs = self._words.keys[fit.first : fit.last]
        return _shared_words(needle.words.keys, theirs) >= _SHARED_WORDS

    def _to_borders(self, fit: _Fit) -> tuple[int, int]:
        """Move the ends outwards to where a quote may begin and end."""
        first, last = fit.first, fit.last
        while first > 0 and not self._borders.is_border(self._words.begins[first]):
            first -= 1
        while last < len(self._ids) and not self._borders.is_border(self._words.ends[last - 1]):
            last += 1
        return first, last


def _seen(key: str, index: int, places: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Yield the places of a word with its weight: long and rare words tell most."""
    weight = 1 + 60 * min(len(key), 10) // (4 + len(places))
    for place in places:
        yield place, index, weight


def _order(fit: _Fit) -> tuple[float, int, int]:
    return -fit.likeness, fit.first, fit.last


def _shared_words(ours: Sequence[str], theirs: Sequence[str]) -> float:
    """Return how many words are the same, or nearly, of those of both: 0 to 1."""
    from rapidfuzz.distance import Levenshtein

    ours, theirs = _plain(ours), _plain(theirs)
    numbers: dict[str, int] = {}
    a, b = ([numbers.setdefault(key, len(numbers)) for key in keys] for keys in (ours, theirs))
    shared = 0.0
    for op in Levenshtein.opcodes(a, b):
        if op.tag == "equal":
            shared += op.src_end - op.src_start
        elif op.tag == "replace":
            pairs = zip(
                ours[op.src_start : op.src_end], theirs[op.dest_start : op.dest_end], strict=True
            )
            for one, other in pairs:
                shared += _alike(one, other)
    return 2 * shared / max(len(ours) + len(theirs), 1)


def _plain(keys: Sequence[str]) -> list[str]:
    return [key for key in keys if any(map(str.isalnum, key))]


def _alike(one: str, other: str) -> float:
    """Return how nearly two words are the same; two numbers are, or are not."""
    from rapidfuzz import fuzz

    if any(map(str.isdecimal, one + other)):
        return 0.0
    return fuzz.ratio(one, other, score_cutoff=_ALIKE) / 100
