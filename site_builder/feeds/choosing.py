"""The feeds of a site: which entries each of them has."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from heapq import nlargest

from site_builder.feeds.claims import claim_entry
from site_builder.feeds.corrections import correction_entry
from site_builder.feeds.desk import Desk
from site_builder.feeds.feed import NEVER, Feed, FeedEntry, Person
from site_builder.graph import Site
from site_builder.language import Language
from site_builder.routes import FeedKind, PageKind, PlannedFeed

ENTRIES = 30
"""How many entries a feed has.

Whoever asks once in three days misses nothing of a digest that adds or corrects ten articles a
day; and thirty whole texts of a few hundred words with their notes are some 60 KB compressed.
"""

Choice = Mapping[tuple[FeedKind, str], Sequence[str]]
"""The articles in each feed by their ids: what changed last comes first, whatever its own date.

So a correction of an old entry reaches those who read it long ago.
"""


def choose(site: Site) -> Choice:
    """Choose the articles of all feeds in one look at them."""
    moments = {key: moment.instant for key, moment in site.changes.items()}
    newest = sorted(site.entries, key=moments.__getitem__, reverse=True)
    places = {key: place for place, key in enumerate(newest)}

    def latest(keys: Iterable[str]) -> Sequence[str]:
        return sorted(keys, key=places.__getitem__)[:ENTRIES]

    return {
        (FeedKind.SITE, ""): newest[:ENTRIES],
        (FeedKind.JSON, ""): newest[:ENTRIES],
        **{(FeedKind.SOURCE, key): latest(one.entries) for key, one in site.sources.items()},
        **{(FeedKind.TOPIC, key): latest(one.entries) for key, one in site.topics.items()},
    }


def latest_claims(desk: Desk) -> list[FeedEntry]:
    """Return the entries of the claims that were checked or corrected last."""
    changed = {key: _changed(desk.site, key) for key in desk.site.checks}
    return [claim_entry(desk, key) for key in nlargest(ENTRIES, changed, key=changed.__getitem__)]


def latest_corrections(desk: Desk) -> list[FeedEntry]:
    """Return the entries of the latest corrections."""
    return [correction_entry(desk, one) for one in desk.site.corrections[:ENTRIES]]


def _changed(site: Site, claim: str) -> datetime:
    moment = site.checked[claim]
    return NEVER if moment is None else moment.instant


def feed_of(desk: Desk, planned: PlannedFeed, changes: Iterable[datetime]) -> Feed:
    """Say what a feed is; ``changes`` are when its entries changed."""
    settings = desk.site.settings
    title, page = _subject(desk, planned)
    return Feed(
        id=desk.lasting_id("feed", f"{planned.kind}/{planned.subject}"),
        title=f"{title} · {settings.title}" if title else settings.title,
        subtitle=settings.description,
        lang=settings.lang,
        address=desk.whole(planned.address),
        page=desk.whole(page),
        author=Person(settings.title, desk.whole("/")),
        updated=max(changes, default=NEVER),
    )


def _subject(desk: Desk, planned: PlannedFeed) -> tuple[str, str]:
    """Return what a feed is about, nothing for the whole digest, and the address of its page."""
    site, plan = desk.site, desk.plan
    language = Language.of(site.settings.lang)
    match planned.kind:
        case FeedKind.TOPIC:
            return site.topics[planned.subject].name, plan.topics[planned.subject]
        case FeedKind.SOURCE:
            return site.sources[planned.subject].source.name, plan.sources[planned.subject]
        case FeedKind.CLAIMS:
            return language.gettext("Claims"), plan.indexes[PageKind.CLAIMS]
        case FeedKind.CORRECTIONS:
            return language.gettext("Corrections"), plan.indexes[PageKind.CORRECTIONS]
        case FeedKind.SITE | FeedKind.JSON:
            return "", plan.indexes[PageKind.HOME]
