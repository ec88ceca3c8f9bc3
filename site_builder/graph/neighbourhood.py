"""What stands near an article: the ones before and after it, and those that share its topics.

Also which topics stand near a topic. All of it takes time in proportion to the number of articles:
each looks at so many others as the constants below allow, and no further.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, pairwise

from site_builder.graph.site import Entry, Neighbours, Translation

# At most so many related articles and near topics are named.
RELATED = 4
NEAR = 6
# Of an article's topics the rarest count, since they say most about it ...
RAREST = 8
# ... and of a topic's articles those nearest in time, on each side: so a new article changes the
# related articles of its neighbours and of no older page.
NEAREST = 8
# What a topic weighs is this, divided by the number of binary digits of its size: a topic of 3
# articles weighs five times one of 1,000, and weights keep still while topics grow a little.
WEIGHT = 5040

Members = Mapping[str, Sequence[str]]


def neighbours(ids: Sequence[str]) -> dict[str, Neighbours]:
    """Join each of the ids, which are newest first, to those before and after it."""
    older = dict(pairwise(ids))
    newer = {old: new for new, old in older.items()}
    return {key: Neighbours(older.get(key), newer.get(key)) for key in ids}


def related(
    entries: Mapping[str, Entry],
    members: Members,
    translations: Mapping[str, Iterable[Translation]],
) -> dict[str, tuple[str, ...]]:
    """Map each article to those that share most with it: rare topics first, then the newest.

    ``entries`` and the ``members`` of each topic are newest first. Translations of an article
    are not related to it: a page names them as what they are.
    """
    ids = tuple(entries)
    position = {key: number for number, key in enumerate(ids)}
    lists = {topic: [position[key] for key in keys] for topic, keys in members.items()}
    cursors = dict.fromkeys(lists, 0)
    found: dict[str, tuple[str, ...]] = {}
    for key, entry in entries.items():
        scores = _scores(_rarest(entry.topics, lists), lists, cursors)
        for topic in entry.topics:
            cursors[topic] += 1
        for other in (key, *(t.entry for t in translations.get(key, ()))):
            scores.pop(position[other], None)
        found[key] = tuple(ids[number] for number in _best(scores, len(ids)))
    return found


def _scores(
    topics: Iterable[str], lists: Mapping[str, Sequence[int]], cursors: Mapping[str, int]
) -> dict[int, int]:
    scores: dict[int, int] = {}
    for topic in topics:
        numbers = lists[topic]
        here = cursors[topic]
        weight = WEIGHT // len(numbers).bit_length()
        for other in numbers[max(0, here - NEAREST) : here + NEAREST + 1]:
            scores[other] = scores.get(other, 0) + weight
    return scores


def _best(scores: Mapping[int, int], total: int) -> list[int]:
    """Return the numbers with the highest scores; of equals the lower, which is the newer."""
    ranks = sorted((score * total - number for number, score in scores.items()), reverse=True)
    return [-rank % total for rank in ranks[:RELATED]]


def _rarest(topics: Sequence[str], lists: Mapping[str, Sequence[object]]) -> Sequence[str]:
    if len(topics) <= RAREST:
        return topics
    return sorted(topics, key=lambda topic: (len(lists[topic]), topic))[:RAREST]


def near_topics(entries: Iterable[Entry], members: Members) -> dict[str, tuple[str, ...]]:
    """Map each topic to those that stand beside it most often; of equals the rarer first."""
    together: dict[str, Counter[str]] = {topic: Counter() for topic in members}
    for entry in entries:
        for one, other in combinations(_rarest(entry.topics, members), 2):
            together[one][other] += 1
            together[other][one] += 1
    return {
        topic: tuple(sorted(counts, key=lambda t: (-counts[t], len(members[t]), t))[:NEAR])
        for topic, counts in together.items()
    }
