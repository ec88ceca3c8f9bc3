"""The articles of the digest as data: where each comes from, what is said of its words."""

from collections.abc import Iterable, Iterator
from functools import partial

from site_builder.cache import in_json
from site_builder.graph import Entry, Site, SourceEntry
from site_builder.model import Correction
from site_builder.open_data.annotations import annotations_of
from site_builder.open_data.values import Json, LineOf, Member, given, when
from site_builder.routes import Plan


def articles_data(site: Site, plan: Plan, line_of: LineOf) -> Iterator[Member]:
    """Yield topics, sources and articles; an article names the others by their keys."""
    base_url = site.settings.base_url
    topics = (
        given({"key": key, "name": topic.name, "url": base_url + plan.topics[key]})
        for key, topic in site.topics.items()
    )
    sources = (_source(entry, base_url + plan.sources[key]) for key, entry in site.sources.items())
    yield "topics", map(in_json, topics)
    yield "sources", map(in_json, sources)
    yield "articles", (line_of(key, partial(_article, site, plan, key)) for key in site.entries)


def _source(entry: SourceEntry, url: str) -> Json:
    source = entry.source
    return given(
        {
            "key": source.key,
            "name": source.name,
            "url": url,
            "full_name": source.full_name,
            "site": source.url,
            "kind": source.kind,
            "owner": source.owner,
            "country": source.country,
            "languages": [*source.languages],
        }
    )


def _article(site: Site, plan: Plan, key: str) -> bytes:
    entry = site.entries[key]
    article = entry.article
    data = given(
        {
            "id": key,
            "url": site.settings.base_url + plan.articles[key],
            "title": article.title,
            "lang": article.lang,
            "date": when(article.date),
            "changed": when(site.changes[key]),
            "status": entry.status.value,
            "reproduction": article.reproduction.value,
            "source": _origin(entry),
            "topics": [*entry.topics],
            "summary": article.summary,
            "translations": [one.entry for one in site.translations.get(key, ())],
            "corrections": corrections_data(article.corrections),
            "annotations": annotations_of(site, plan, entry),
        }
    )
    return in_json(data)


def _origin(entry: Entry) -> Json:
    source = entry.article.source
    return given(
        {
            "key": entry.source,
            "url": source.url.value if source.url else None,
            "citation": source.citation,
            "archived": source.archived,
            "author": source.author,
            "retrieved": when(source.retrieved),
        }
    )


def corrections_data(corrections: Iterable[Correction]) -> list[Json]:
    """Return corrections as data, in the order in which they were written."""
    return [
        {"date": when(one.date), "severity": one.severity.value, "text": one.text}
        for one in corrections
    ]
