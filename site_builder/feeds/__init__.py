"""Feeds: Atom for the digest and each part of it, and JSON Feed for the whole.

They tell of what changed last, with whole texts and ids that no change of a title or an address
touches.
"""

from collections.abc import Callable, Iterator

from site_builder.feeds.atom import atom
from site_builder.feeds.choosing import Choice
from site_builder.feeds.desk import Desk
from site_builder.feeds.feed import Feed
from site_builder.feeds.json_feed import json_feed
from site_builder.graph import Site
from site_builder.open_data import annotations_of
from site_builder.routes import DataKind, FeedKind, Plan

__all__ = ["Feed", "atom", "files"]


def files(
    site: Site, plan: Plan, write: Callable[[Feed], bytes] = atom
) -> Iterator[tuple[str, bytes]]:
    """Yield the path and the bytes of each feed of the plan; ``write`` writes those in Atom."""
    choice = Choice(Desk.of(site, plan))
    for planned in plan.feeds.values():
        feed = choice.feed(planned)
        if planned.kind is FeedKind.JSON:
            entries = (site.entries[key] for key in choice.keys(planned))
            notes = [annotations_of(site, plan, entry) for entry in entries]
            schema = site.settings.base_url + plan.data[DataKind.ARTICLES_SCHEMA].address
            yield planned.path, json_feed(feed, notes, schema)
        else:
            yield planned.path, write(feed)
