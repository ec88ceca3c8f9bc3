"""What a feed of articles is made of: equal bytes here are an equal feed, and cheaper to compare.

Whatever ``articles``, ``notes`` and ``json_feed`` look at has to be among it.
"""

from collections.abc import Iterator, Sequence

from site_builder.cache import encoded, fingerprint, of_bytes
from site_builder.feeds.desk import Desk
from site_builder.graph import Entry, Note
from site_builder.markdown.body import Body
from site_builder.routes import PlannedFeed


class Ingredients:
    """Takes the fingerprints of feeds; an article's is taken once, however many feeds have it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._everywhere = of_bytes(encoded((desk.site.settings, desk.pictures)))
        self._articles: dict[str, bytes] = {}

    def of(self, planned: PlannedFeed, articles: Sequence[str]) -> bytes:
        """Return the fingerprint of all that a feed of these articles is made of."""
        subject, site = planned.subject, self._desk.site
        topic, source = site.topics.get(subject), site.sources.get(subject)
        names = topic.name if topic else None, source.source.name if source else None
        head = encoded((planned.kind.value, subject, planned.address, names))
        return fingerprint(self._everywhere, head, *map(self.of_article, articles))

    def of_article(self, key: str) -> bytes:
        """Return the fingerprint of all that the entry of an article is made of."""
        if key not in self._articles:
            self._articles[key] = fingerprint(self._everywhere, *_of_article(self._desk, key))
        return self._articles[key]


def _of_article(desk: Desk, key: str) -> Iterator[bytes]:
    site, plan = desk.site, desk.plan
    entry = site.entries[key]
    topics = [(topic, site.topics[topic].name) for topic in entry.topics]
    publisher = site.sources[entry.source].source.name
    yield encoded((plan.articles[key], plan.sources[entry.source], publisher, topics))
    yield encoded((entry.article, site.changes[key], *_written(entry)))
    for note in entry.notes:
        yield from _of_note(desk, note)


def _written(entry: Entry) -> tuple[object, ...]:
    return (entry.prose.digest, _of_body(entry.note))


def _of_body(body: Body | None) -> tuple[object, ...]:
    """Return what is shown of a body; its ids are a set, and in no order."""
    return () if body is None else (body.content, body.footnotes, body.text)


def _of_note(desk: Desk, note: Note) -> Iterator[bytes]:
    yield encoded((note.placement, _of_body(note.explanation)))
    if note.claim is not None:
        yield encoded((desk.site.claims[note.claim].claim, desk.plan.claims[note.claim]))
