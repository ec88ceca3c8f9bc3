"""The feeds of a site: which entries each of them has."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from heapq import nlargest

from site_builder.feeds.articles import article_entry
from site_builder.feeds.claims import claim_entry
from site_builder.feeds.corrections import correction_entry
from site_builder.feeds.desk import Desk
from site_builder.feeds.feed import NEVER, Feed, FeedEntry, Person
from site_builder.graph import changed, claim_changed
from site_builder.language import Language
from site_builder.routes import FeedKind, PageKind, PlannedFeed

ENTRIES = 30
"""How many entries a feed has.

Whoever asks once in three days misses nothing of a digest that adds or corrects ten articles a
day; and thirty whole texts of a few hundred words with their notes are some 60 KB compressed.
"""


class Choice:
    """Finds the entries of feeds: what changed last comes first, whatever its own date.

    So a correction of an old entry reaches those who read it long ago. An article is made once,
    however many feeds have it.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._articles: dict[str, FeedEntry] = {}
        self._changed = {
            key: changed(entry, desk.site.claims).instant
            for key, entry in desk.site.entries.items()
        }

    def feed(self, planned: PlannedFeed) -> Feed:
        """Make a feed of the plan."""
        desk = self._desk
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
            entries=tuple(self._entries(planned)),
        )

    def keys(self, planned: PlannedFeed) -> list[str]:
        """Return the ids of the articles in a feed."""
        site = self._desk.site
        match planned.kind:
            case FeedKind.TOPIC:
                return self._latest(site.topics[planned.subject].entries)
            case FeedKind.SOURCE:
                return self._latest(site.sources[planned.subject].entries)
            case _:
                return self._latest(site.entries)

    def _entries(self, planned: PlannedFeed) -> Iterator[FeedEntry]:
        desk = self._desk
        match planned.kind:
            case FeedKind.CLAIMS:
                checks = nlargest(ENTRIES, desk.site.checks, key=self._claim_changed)
                return (claim_entry(desk, key) for key in checks)
            case FeedKind.CORRECTIONS:
                return (correction_entry(desk, one) for one in desk.site.corrections[:ENTRIES])
            case _:
                return map(self._article, self.keys(planned))

    def _latest(self, keys: Iterable[str]) -> list[str]:
        return nlargest(ENTRIES, keys, key=self._changed.__getitem__)

    def _claim_changed(self, key: str) -> datetime:
        moment = claim_changed(self._desk.site.claims[key])
        return NEVER if moment is None else moment.instant

    def _article(self, key: str) -> FeedEntry:
        if key not in self._articles:
            self._articles[key] = article_entry(self._desk, key)
        return self._articles[key]


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
