"""A feed as JSON Feed 1.1 (jsonfeed.org), with the annotations of each article as data."""

from collections.abc import Sequence

from site_builder.cache import in_json
from site_builder.feeds.feed import Feed, FeedEntry, Person, written
from site_builder.open_data import Json, document, given

VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(
    feed: Feed, entries: Sequence[FeedEntry], annotations: Sequence[list[Json]], schema: str
) -> bytes:
    """Write a feed as UTF-8, an item a line; ``annotations`` are those of each entry, in order.

    They are in ``_annotations``, an object as the format wants extensions to be; ``schema`` is the
    address of what explains them.
    """
    pairs = zip(entries, annotations, strict=True)
    head: dict[str, Json] = {
        "version": VERSION,
        "title": feed.title,
        "description": feed.subtitle,
        "home_page_url": feed.page,
        "feed_url": feed.address,
        "language": feed.lang,
        "authors": [_person(feed.author)],
    }
    items = (in_json(_item(entry, notes, schema)) for entry, notes in pairs)
    return document(given(head), [("items", items)])


def _item(entry: FeedEntry, annotations: list[Json], schema: str) -> Json:
    return given(
        {
            "id": entry.id,
            "url": entry.address,
            "external_url": entry.original,
            "title": entry.title,
            "summary": entry.summary,
            "content_html": entry.content,
            "date_published": written(entry.published) if entry.published else None,
            "date_modified": written(entry.updated),
            "authors": [_person(entry.author)] if entry.author else [],
            "tags": [topic.name for topic in entry.topics],
            "language": entry.lang,
            "_annotations": _extension(annotations, schema),
        }
    )


def _extension(annotations: list[Json], schema: str) -> Json:
    return {"about": schema, "annotations": annotations} if annotations else None


def _person(person: Person) -> Json:
    return given({"name": person.name, "url": person.url})
