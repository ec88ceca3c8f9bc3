"""Records by key, and what the articles among them refer to; everything that does not fit."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from site_builder.diagnostics import Code, Diagnostic
from site_builder.graph import references, tags
from site_builder.graph.publishers import Naming, find_publishers
from site_builder.graph.site import Rendered
from site_builder.graph.translations import translation_groups
from site_builder.markdown.body import Body
from site_builder.model import Claim, Located, Page, Source, Topic

Keyed = TypeVar("Keyed", Source, Topic, Claim)


@dataclass(frozen=True, slots=True)
class Joined:
    """All records, of two with one key the first, and what each article refers to.

    ``articles`` are all but the expired ones, drafts last, so that what two of them claim is the
    published one's; two may have one id. ``namings`` stand in their order. ``settled`` says which
    topic a slug belongs to, ``groups`` which articles are translations of each other.
    """

    articles: tuple[Rendered, ...]
    sources: Mapping[str, tuple[Source, Body]]
    topics: Mapping[str, tuple[Topic, Body]]
    claims: Mapping[str, tuple[Claim, Body]]
    pages: Mapping[str, tuple[Page, Body]]
    namings: tuple[Naming, ...]
    settled: tags.Settled
    groups: Mapping[str, str]


def join(
    articles: Iterable[Rendered],
    sources: Iterable[tuple[Source, Body]],
    topics: Iterable[tuple[Topic, Body]],
    claims: Iterable[tuple[Claim, Body]],
    pages: Iterable[tuple[Page, Body]],
) -> tuple[Joined, list[Diagnostic]]:
    """Put the records by key, find what they refer to, and report what is not there or twice."""
    ordered = tuple(sorted(articles, key=lambda rendered: rendered.article.draft))
    known_sources, problems = _by_key(sources, "The source key")
    known_topics, faults = _by_key(topics, "The topic key")
    problems += faults
    known_claims, faults = _by_key(claims, "The claim key")
    problems += faults
    known_pages, faults = _by_slug(pages)
    problems += faults
    namings, faults = find_publishers(
        [source for source, _ in known_sources.values()], [r.article for r in ordered]
    )
    problems += faults
    settled, faults = tags.settle([topic for topic, _ in known_topics.values()])
    problems += faults
    groups = translation_groups(rendered.article for rendered in ordered)
    joined = Joined(
        articles=ordered,
        sources=known_sources,
        topics=known_topics,
        claims=known_claims,
        pages=known_pages,
        namings=namings,
        settled=settled,
        groups=groups,
    )
    problems += _dangling(joined)
    return joined, problems


def _by_key(
    records: Iterable[tuple[Keyed, Body]], what: str
) -> tuple[dict[str, tuple[Keyed, Body]], list[Diagnostic]]:
    def key(pair: tuple[Keyed, Body]) -> Located[str]:
        return Located(pair[0].key, pair[0].place)

    return references.first_of_each(records, key, Code.DUPLICATE_ID, what)


def _by_slug(
    pages: Iterable[tuple[Page, Body]],
) -> tuple[dict[str, tuple[Page, Body]], list[Diagnostic]]:
    ordered = sorted(pages, key=lambda pair: pair[0].draft)
    code = Code.TWO_PAGES_ONE_ADDRESS
    return references.first_of_each(ordered, lambda pair: pair[0].slug, code, "The slug")


def _dangling(joined: Joined) -> Iterator[Diagnostic]:
    articles = [rendered.article for rendered in joined.articles]
    claims = {key: claim for key, (claim, _) in joined.claims.items()}
    ids, problems = references.first_of_each(articles, lambda a: a.id, Code.DUPLICATE_ID, "The id")
    yield from problems
    yield from tags.check_tags(articles, joined.settled)
    yield from references.check_translations(articles, ids)
    yield from references.check_source_addresses(articles, joined.groups)
    yield from references.check_cited_claims(articles, claims)
    yield from references.check_related_claims(claims)
    sources = joined.sources.keys() | {naming.key for naming in joined.namings}
    yield from references.check_claimants(claims.values(), sources)
