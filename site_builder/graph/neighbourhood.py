"""What stands near an article: the ones before and after it, and those that share its topics.

Also which topics stand near a topic. All of it takes time in proportion to the number of articles:
each looks at so many others as the constants below allow, and no further.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
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


def related(
    telling: Telling, members: Members, translations: Mapping[str, Iterable[Translation]]
) -> dict[str, tuple[str, ...]]:
    """Map each article to those that share most with it: rare topics first, then the newest.

    ``telling`` has all articles, newest first, as have the ``members`` of each topic.
    Translations of an article are not related to it: a page names them as what they are.
    """
    ids = tuple(telling)
    position = {key: number for number, key in enumerate(ids)}
    lists = {topic: [position[key] for key in keys] for topic, keys in members.items()}
    found: dict[str, tuple[str, ...]] = {}
    for number, (key, topics) in enumerate(telling.items()):
        ranks = _ranks(number, [lists[topic] for topic in topics], len(ids))
        ranks.pop(number, None)
        for translation in translations.get(key, ()):
            ranks.pop(position[translation.entry], None)
        best = sorted(ranks.values(), reverse=True)[:RELATED]
        found[key] = tuple([ids[-rank % len(ids)] for rank in best])
    return found


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
