"""Feeds: Atom for the digest and each part of it, and JSON Feed for the whole.

They tell of what changed last, with whole texts and ids that no change of a title or an address
touches.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from site_builder.feeds.articles import article_entry
from site_builder.feeds.atom import atom, atom_entry
from site_builder.feeds.choosing import choose, feed_of, latest_claims, latest_corrections
from site_builder.feeds.desk import Desk
from site_builder.feeds.feed import Feed
from site_builder.feeds.ingredients import Ingredients
from site_builder.feeds.json_feed import json_feed
from site_builder.graph import Site
from site_builder.open_data import annotations_of
from site_builder.routes import DataKind, FeedKind, Plan, PlannedFeed

__all__ = ["FeedFile", "Recall", "at_once", "files", "latest"]

_LATEST = {FeedKind.CLAIMS: latest_claims, FeedKind.CORRECTIONS: latest_corrections}

Recall = Callable[
    [Sequence[str], Callable[[str], bytes], Callable[[Iterable[str]], Iterator[bytes]]],
    Iterable[bytes],
]
"""Returns the entries of articles, given by their ids, what stands for each, what makes some."""


class FeedFile(NamedTuple):
    """A feed to be written: its path, the fingerprint of what goes into it, what makes it."""

    path: str
    made_of: bytes
    make: Callable[[], bytes]


def at_once(
    keys: Sequence[str],
    _made_of: Callable[[str], bytes],
    make: Callable[[Iterable[str]], Iterator[bytes]],
) -> Iterable[bytes]:
    """Return the entries of articles, made now."""
    return make(keys)


def files(site: Site, plan: Plan, recall: Recall = at_once) -> Iterator[FeedFile]:
    """Yield each feed of articles; ``recall`` gives their entries."""
    desk = Desk.of(site, plan)
    chosen, ingredients = choose(site), Ingredients(desk)
    writer = _Writer(desk, ingredients, recall)
    for (kind, subject), planned in plan.feeds.items():
        if kind not in _LATEST:
            articles = chosen.get((kind, subject), ())
            made_of = ingredients.of(planned, articles)
            yield FeedFile(planned.path, made_of, partial(writer.write, planned, articles))


def latest(site: Site, plan: Plan) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield the path of each other feed, and what makes its bytes.

    Nothing of the site and the plan goes into it but what is looked at while it is made.
    """
    for (kind, subject), planned in plan.feeds.items():
        if kind in _LATEST:
            yield planned.path, partial(_latest, site, plan, kind, subject)


def _latest(site: Site, plan: Plan, kind: FeedKind, subject: str) -> bytes:
    desk = Desk.of(site, plan)
    entries = _LATEST[kind](desk)
    feed = feed_of(desk, plan.feeds[kind, subject], [entry.updated for entry in entries])
    return atom(feed, map(atom_entry, entries))


class _Writer:
    """Writes feeds of articles; an entry is made once, however many feeds have it."""

    def __init__(self, desk: Desk, ingredients: Ingredients, recall: Recall) -> None:
        self._desk = desk
        self._ingredients = ingredients
        self._recall = recall
        self._texts: dict[str, str] = {}

    def write(self, planned: PlannedFeed, keys: Sequence[str]) -> bytes:
        """Write a feed of articles, given by their ids."""
        return (self._json if planned.kind is FeedKind.JSON else self._atom)(planned, keys)

    def _atom(self, planned: PlannedFeed, keys: Sequence[str]) -> bytes:
        missing = [key for key in keys if key not in self._texts]
        found = self._recall(missing, self._ingredients.of_article, self._make)
        self._texts.update(zip(missing, (data.decode() for data in found), strict=True))
        return atom(self._feed(planned, keys), [self._texts[key] for key in keys])

    def _make(self, keys: Iterable[str]) -> Iterator[bytes]:
        return (atom_entry(article_entry(self._desk, key)).encode() for key in keys)

    def _json(self, planned: PlannedFeed, keys: Sequence[str]) -> bytes:
        site, plan = self._desk.site, self._desk.plan
        entries = [article_entry(self._desk, key) for key in keys]
        notes = [annotations_of(site, plan, site.entries[key]) for key in keys]
        schema = self._desk.whole(plan.data[DataKind.ARTICLES_SCHEMA].address)
        return json_feed(self._feed(planned, keys), entries, notes, schema)

    def _feed(self, planned: PlannedFeed, keys: Sequence[str]) -> Feed:
        changes = self._desk.site.changes
        return feed_of(self._desk, planned, [changes[key].instant for key in keys])
