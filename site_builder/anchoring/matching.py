"""From a quote to every place in a text where it stands, exactly.

All offsets that leave this module are of the text as readers see it.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple

from site_builder.anchoring.borders import Borders
from site_builder.anchoring.folding import fold, folded_text

# ``first words … last words``, also with the brackets in which editors put what they leave out.
_ELLIPSIS = re.compile(r"\s+[\[(]?(?:\u2026|\.{3})[\])]?\s+")

MOST_PLACES = 1_000
"""So many places of one quote are told; nobody annotates words that stand more often."""

# All quotes of a text together: one that was made to be slow costs a second, not minutes.
_MOST_LOOKS = 500_000


class Span(NamedTuple):
    """A part of the canonical text: offsets of its first character and after its last."""

    start: int
    end: int


def unite(spans: Iterable[Span]) -> list[Span]:
    """Return disjoint spans that cover what some spans cover, ascending."""
    united: list[Span] = []
    for span in sorted(spans):
        if united and span.start <= united[-1].end:
            united[-1] = Span(united[-1].start, max(united[-1].end, span.end))
        else:
            united.append(span)
    return united


def parts_of(quote: str) -> tuple[str, ...]:
    """Return the first and the last words of ``first … last``, or another quote as it is."""
    first, *others = _ELLIPSIS.split(quote.strip())
    match others:
        case [last]:
            return first, last
        case _:
            return (quote,)


class Searched:
    """A text in which quotes are looked for: folded once, however many there are."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._folded = fold(text)
        self._text = self._folded.text
        self._is_uneven = bool(self._folded.begins)
        self._borders = Borders(self._folded, text)
        self._left = _MOST_LOOKS

    @property
    def is_exhausted(self) -> bool:
        """Tell whether so much was looked at that the last answers may lack places."""
        return self._left <= 0

    def only(self, quote: str) -> Span | None:
        """Return the place of a quote that stands once: most quotes are found so, and soon.

        None leaves it to ``find`` to say more.
        """
        # Words that stand in a folded text as they were written are folded.
        text, needle = self._text, quote.strip()
        start = text.rfind(needle)
        if start < 0:
            needle = folded_text(quote).strip()
            start = text.rfind(needle)
        end = start + len(needle)
        if start < 0 or start == end or text.rfind(needle, 0, end - 1) >= 0 or self._left <= 0:
            return None
        if not self._borders.enclose(start, end):
            return None
        self._left -= 1
        span = Span(start, end)
        return self._original(span) if self._is_uneven else span

    def find(self, quote: str, prefix: str = "", suffix: str = "") -> tuple[Span, ...]:
        """Return every place of a quote between these words, in the order of the text.

        After ``MOST_PLACES`` it stops, and when the text is exhausted it says nothing any more.

        A quote stands for itself; only where it is nowhere does an ellipsis in it stand for all
        that is between the words before and after.
        """
        places = self._places(quote) or self._between(quote)
        if self._left <= 0:
            return ()
        if prefix or suffix:
            places = self._among(places, prefix, suffix)
        if self._is_uneven:
            places = list(map(self._original, places))
        return tuple(places)

    def _original(self, place: Span) -> Span:
        return Span(self._folded.start(place.start), self._folded.stop(place.end))

    def _among(self, places: Iterable[Span], prefix: str, suffix: str) -> list[Span]:
        """Return those of some places that stand between these words."""
        before, after = folded_text(prefix).strip(), folded_text(suffix).strip()
        return [
            place
            for place in places
            if self._follows(place.start, before) and self._precedes(place.end, after)
        ]

    def _places(self, words: str) -> list[Span]:
        """Return the places of words in the folded text, in their order."""
        text, needle = self._text, folded_text(words).strip()
        is_border = self._borders.is_border
        places: list[Span] = []
        # Most words stand once: where the first place is the last, nothing is left to look through.
        start, last = (text.find(needle), text.rfind(needle)) if needle else (-1, -1)
        while start >= 0 and len(places) < MOST_PLACES and self._left > 0:
            self._left -= 1
            end = start + len(needle)
            if is_border(start) and is_border(end):
                places.append(Span(start, end))
            start = text.find(needle, start + 1) if start < last else -1
        return places

    def _between(self, quote: str) -> list[Span]:
        """Return the places of ``first words … last words``: each first with each later last."""
        first, *rest = parts_of(quote)
        if not rest:
            return []
        lasts = self._places(rest[0])
        pairs = (
            Span(start, end)
            for start, border in self._places(first)
            for begin, end in lasts[bisect_left(lasts, (border, 0)) :]
        )
        return list(islice(pairs, MOST_PLACES))

    def _follows(self, start: int, words: str) -> bool:
        """Tell whether a place follows directly upon these folded words; any follows on none."""
        if not words:
            return True
        end = start - (self._text[start - 1 : start] == " ")
        begin = end - len(words)
        return begin >= 0 and (
            self._text.startswith(words, begin) and self._borders.is_border(begin)
        )

    def _precedes(self, end: int, words: str) -> bool:
        """Tell whether these folded words, if any, follow directly upon a place."""
        if not words:
            return True
        begin = end + (self._text[end : end + 1] == " ")
        return self._text.startswith(words, begin) and (self._borders.is_border(begin + len(words)))
