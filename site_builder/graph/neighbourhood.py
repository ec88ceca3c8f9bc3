"""What stands near an article: the ones before and after it, and those that share its topics.

Also which topics stand near a topic. All of it takes time in proportion to the number of articles:
each looks at so many others as the constants below allow, and no further.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations, pairwise

from site_builder.graph.site import Entry, Neighbours, Translation

# At most so many related articles and near topics are named.
RELATED = 4
NEAR = 6
# Of an article's topics the rarest count, since they say most about it ...
RAREST = 5
# ... and of a topic's articles those nearest in time, on each side: so a new article changes the
# related articles of its neighbours and of no older page.
NEAREST = 4
# What a topic weighs is this, divided by the number of binary digits of its size: a topic of 3
# articles weighs five times one of 1,000, and weights keep still while topics grow a little.
WEIGHT = 5040

Members = Mapping[str, Sequence[str]]
Telling = Mapping[str, Sequence[str]]


def neighbours(ids: Sequence[str]) -> dict[str, Neighbours]:
    """Join each of the ids, which are newest first, to those before and after it."""
    older = dict(pairwise(ids))
    newer = {old: new for new, old in older.items()}
    return {key: Neighbours(older.get(key), newer.get(key)) for key in ids}


def telling_topics(entries: Mapping[str, Entry], members: Members) -> Telling:
    """Choose the topics of each article that say most about it: the rarest, rarest first.

    ``members`` are the articles of each topic. Equally rare ones go by key, so that two topics
    stand in the same order wherever they meet.
    """
    order = sorted(members, key=lambda topic: (len(members[topic]), topic))
    rank = {topic: number for number, topic in enumerate(order)}
    return {
        key: sorted(entry.topics, key=rank.__getitem__)[:RAREST] for key, entry in entries.items()
    }


class Related(Mapping[str, tuple[str, ...]]):
    """Maps each article to those that share most with it: rare topics first, then the newest.

    ``telling`` has all articles, newest first, as have the ``members`` of each topic.
    Translations of an article are not related to it: a page names them as what they are. Each
    answer is found when it is asked for: who shows one page need not find them all.
    """

    def __init__(
        self, telling: Telling, members: Members, translations: Mapping[str, Iterable[Translation]]
    ) -> None:
        self._telling = telling
        self._members = members
        self._translations = translations
        self._ids = tuple(telling)
        self._position = {key: number for number, key in enumerate(self._ids)}
        self._lists = {topic: [self._position[k] for k in keys] for topic, keys in members.items()}
        self._found: dict[str, tuple[str, ...]] = {}

    @property
    def grounds(self) -> object:
        """What all answers come of, as plain data: equal grounds give equal answers."""
        return self._telling, self._members, self._translations

    def __getitem__(self, key: str) -> tuple[str, ...]:
        """Return the related articles of one, the best first."""
        if key not in self._found:
            self._found[key] = self._find(key)
        return self._found[key]

    def _find(self, key: str) -> tuple[str, ...]:
        number, ids = self._position[key], self._ids
        lists = [self._lists[topic] for topic in self._telling[key]]
        ranks = _ranks(number, lists, len(ids))
        ranks.pop(number, None)
        for translation in self._translations.get(key, ()):
            ranks.pop(self._position[translation.entry], None)
        best = sorted(ranks.values(), reverse=True)[:RELATED]
        return tuple([ids[-rank % len(ids)] for rank in best])

    def __iter__(self) -> Iterator[str]:
        """Go through all articles, newest first."""
        return iter(self._ids)

    def __len__(self) -> int:
        """Return the number of all articles."""
        return len(self._ids)


def _ranks(number: int, lists: Iterable[Sequence[int]], total: int) -> dict[int, int]:
    """Rank what stands near the article of this number in each list; the numbers are sorted.

    A rank is the weight of the shared topics times ``total``, less the number: of equal weights
    the newer article, which has the lower number, ranks higher.
    """
    ranks: dict[int, int] = {}
    for numbers in lists:
        here = bisect_left(numbers, number)
        weight = total * (WEIGHT // len(numbers).bit_length())
        for other in numbers[max(0, here - NEAREST) : here + NEAREST + 1]:
            if other in ranks:
                ranks[other] += weight
            else:
                ranks[other] = weight - other
    return ranks


def near_topics(telling: Telling, members: Members) -> dict[str, tuple[str, ...]]:
    """Map each topic to those that stand beside it most often; of equals the rarer first."""
    together: dict[str, dict[str, int]] = {topic: {} for topic in members}
    pairs = Counter(chain.from_iterable(combinations(t, 2) for t in telling.values()))
    for (one, other), count in pairs.items():
        together[one][other] = together[other][one] = count
    return {
        topic: tuple(sorted(counts, key=lambda t: (-counts[t], len(members[t]), t))[:NEAR])
        for topic, counts in together.items()
    }
