"""What a reader may narrow a list of claims down to, without a script.

The choices of a page are numbered, so that the stylesheet can have a rule for each, whatever the
digest's topics and sources are: ``v1`` is the first verdict that one may choose, ``t2`` the second
topic, ``s3`` the third source.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from site_builder.graph import ClaimEntry, Site
from site_builder.model import Settings
from site_builder.rendering.views.desk import Desk, own_text, plain_text
from site_builder.rendering.views.records import TextView

# So many topics and sources are offered, those with most claims first.
MOST_TOPICS = 24
MOST_SOURCES = 16


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """One choice: its number in the stylesheet, what it is called, how many claims it has here."""

    slot: str
    label: TextView
    count: int


@dataclass(frozen=True, slots=True)
class FiltersView:
    """What a list can be narrowed down to; where every claim is of one kind there is no choice.

    ``rows`` has the slots of each claim of the list, in its order, parted by spaces.
    """

    verdicts: tuple[ChoiceView, ...]
    topics: tuple[ChoiceView, ...]
    sources: tuple[ChoiceView, ...]
    rows: tuple[str, ...]


def slots_of(settings: Settings) -> tuple[str, ...]:
    """Return all slots that a page of the digest may use."""
    most = {"v": len(settings.verdicts), "t": MOST_TOPICS, "s": MOST_SOURCES}
    return tuple(f"{kind}{number}" for kind in most for number in range(1, most[kind] + 1))


def filters_of(desk: Desk, keys: Sequence[str]) -> FiltersView | None:
    """Return the choices that a list of claims, given by their keys, offers; None without any."""
    site = desk.site
    claims = [site.claims[key] for key in keys]
    verdicts = _verdicts(desk, [() if c.is_withdrawn else (c.verdict.key,) for c in claims])
    topics = _topics(desk, [_topics_of(site, claim) for claim in claims])
    sources = _sources(desk, [_sources_of(site, claim) for claim in claims])
    facets = (verdicts, topics, sources)
    if not any(facet.choices for facet in facets):
        return None
    rows = zip(*(facet.rows for facet in facets), strict=True)
    return FiltersView(
        verdicts=verdicts.choices,
        topics=topics.choices,
        sources=sources.choices,
        rows=tuple(" ".join(filter(None, row)) for row in rows),
    )


@dataclass(frozen=True, slots=True)
class _Facet:
    """The choices of one kind, and the slots of each claim among them, parted by spaces."""

    choices: tuple[ChoiceView, ...]
    rows: tuple[str, ...]


Groups = Sequence[Collection[str]]
"""The keys that each claim of a list has: of its verdict, its topics, its sources."""


def _verdicts(desk: Desk, groups: Groups) -> _Facet:
    scale = desk.site.settings.verdicts
    return _facet("v", groups, scale, lambda key: own_text(desk, scale[key].label))


def _topics(desk: Desk, groups: Groups) -> _Facet:
    topics = desk.site.topics
    best = _commonest(groups, MOST_TOPICS)
    return _facet("t", groups, best, lambda key: plain_text(topics[key].name))


def _sources(desk: Desk, groups: Groups) -> _Facet:
    sources = desk.site.sources
    best = _commonest(groups, MOST_SOURCES)
    return _facet("s", groups, best, lambda key: plain_text(sources[key].source.name))


def _commonest(groups: Groups, most: int) -> list[str]:
    counts = Counter(chain.from_iterable(groups))
    return sorted(counts, key=lambda key: (-counts[key], key))[:most]


def _facet(
    kind: str, groups: Groups, order: Iterable[str], label: Callable[[str], TextView]
) -> _Facet:
    """Give slots to the keys in this order, unless every claim has all of them."""
    counts = Counter(chain.from_iterable(groups))
    chosen = [key for key in order if counts[key]]
    if all(counts[key] == len(groups) for key in chosen):
        return _Facet((), ("",) * len(groups))
    slots = {key: f"{kind}{number}" for number, key in enumerate(chosen, start=1)}
    choices = tuple(ChoiceView(slots[key], label(key), counts[key]) for key in chosen)
    rows = (" ".join(slots[key] for key in chosen if key in group) for group in groups)
    return _Facet(choices, tuple(rows))


def _topics_of(site: Site, claim: ClaimEntry) -> set[str]:
    """Return the topics of the articles in which a claim appeared."""
    return {topic for place in claim.appearances for topic in site.entries[place.entry].topics}


def _sources_of(site: Site, claim: ClaimEntry) -> set[str]:
    """Return the publishers that made a claim, and those in whose articles it appeared."""
    made = {one.source.value for one in claim.claimants if one.source is not None}
    return made.union(site.entries[place.entry].source for place in claim.appearances)
