"""The feeds of a site and their addresses."""

from collections.abc import Iterator, Mapping

from site_builder.graph import Site
from site_builder.routes.addresses import encode, file_of
from site_builder.routes.plan import FeedKind, PlannedFeed


def plan_feeds(site: Site) -> Mapping[tuple[FeedKind, str], PlannedFeed]:
    """Plan the feeds by their kind and subject."""
    return {
        (kind, subject): PlannedFeed(kind, subject, encode(address), file_of(address))
        for (kind, subject), address in _addresses(site)
    }


def _addresses(site: Site) -> Iterator[tuple[tuple[FeedKind, str], str]]:
    yield (FeedKind.SITE, ""), "/feed.xml"
    yield (FeedKind.JSON, ""), "/feed.json"
    yield (FeedKind.CLAIMS, ""), "/claims/feed.xml"
    yield (FeedKind.CORRECTIONS, ""), "/corrections/feed.xml"
    for key in site.topics:
        yield (FeedKind.TOPIC, key), f"/topics/{key}/feed.xml"
    for key in site.sources:
        yield (FeedKind.SOURCE, key), f"/sources/{key}/feed.xml"
