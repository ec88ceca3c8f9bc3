"""Feeds: Atom for the digest and each part of it, and JSON Feed for the whole.

They tell of what changed last, with whole texts and ids that no change of a title or an address
touches.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from site_builder.cache import of_bytes
from site_builder.feeds.articles import article_entry
from site_builder.feeds.atom import atom, atom_entry
from site_builder.feeds.choosing import choose, feed_of, latest_claims, latest_corrections
from site_builder.feeds.desk import Desk
from site_builder.feeds.feed import FeedEntry
from site_builder.feeds.ingredients import Ingredients
from site_builder.feeds.json_feed import json_feed
from site_builder.graph import Site
from site_builder.open_data import annotations_of
from site_builder.routes import DataKind, FeedKind, Plan, PlannedFeed

__all__ = ["FeedFile", "files"]


class FeedFile(NamedTuple):
    """A feed to be written: its path, the fingerprint of what goes into it, what makes it."""

    path: str
    made_of: bytes
    make: Callable[[], bytes]


def files(site: Site, plan: Plan) -> Iterator[FeedFile]:
    """Yield each feed of the plan."""
    desk = Desk.of(site, plan)
    chosen, ingredients, writer = choose(site), Ingredients(desk), _Writer(desk)
    for (kind, subject), planned in plan.feeds.items():
        if kind in (FeedKind.CLAIMS, FeedKind.CORRECTIONS):
            make = latest_claims if kind is FeedKind.CLAIMS else latest_corrections
            data = writer.atom(planned, make(desk))
            yield FeedFile(planned.path, of_bytes(data), partial(bytes, data))
        else:
            articles = chosen.get((kind, subject), ())
            made_of = ingredients.of(planned, articles)
            yield FeedFile(planned.path, made_of, partial(writer.articles, planned, articles))


class _Writer:
    """Writes feeds; an entry is made once, however many feeds have it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._entries: dict[str, FeedEntry] = {}
        self._texts: dict[str, str] = {}

    def articles(self, planned: PlannedFeed, keys: Sequence[str]) -> bytes:
        """Write a feed of articles, given by their ids."""
        for key in keys:
            if key not in self._entries:
                self._entries[key] = article_entry(self._desk, key)
        entries = [self._entries[key] for key in keys]
        return (self._json if planned.kind is FeedKind.JSON else self.atom)(planned, entries)

    def atom(self, planned: PlannedFeed, entries: Sequence[FeedEntry]) -> bytes:
        """Write a feed as Atom."""
        return atom(feed_of(self._desk, planned, entries), map(self._text, entries))

    def _json(self, planned: PlannedFeed, entries: Sequence[FeedEntry]) -> bytes:
        site, plan = self._desk.site, self._desk.plan
        keys = {entry.id: key for key, entry in self._entries.items()}
        notes = [annotations_of(site, plan, site.entries[keys[entry.id]]) for entry in entries]
        schema = self._desk.whole(plan.data[DataKind.ARTICLES_SCHEMA].address)
        return json_feed(feed_of(self._desk, planned, entries), notes, schema)

    def _text(self, entry: FeedEntry) -> str:
        if entry.id not in self._texts:
            self._texts[entry.id] = atom_entry(entry)
        return self._texts[entry.id]
