"""Which pages a site has: what each asks for, before anybody knows whether its address is free."""

from collections.abc import Iterator
from typing import NamedTuple

from site_builder.diagnostics import Place
from site_builder.graph import ClaimEntry, Entry, Site, Status
from site_builder.model import Reproduction
from site_builder.routes.addresses import article_address
from site_builder.routes.plan import PageKind

# The front page is made of what is new: longer, it would be an archive, and there is one.
HOME_ITEMS = 20


class Proposal(NamedTuple):
    """A page and the address that it asks for, decoded.

    ``place`` is where an editor decides about the address: None where that is nobody's choice.
    ``items`` is the length of the list that the page shows in parts; None for other pages.
    """

    kind: PageKind
    subject: str
    address: str
    place: Place | None = None
    items: int | None = None
    indexed: bool = True


def proposals(site: Site) -> Iterator[Proposal]:
    """Yield the pages of a site: the digest's own, then the editor's, then the articles.

    In this order they get their addresses, so that of two with one address the later is the one
    that an editor can move. Articles come oldest first: it is the new one that is in the way.
    """
    yield Proposal(PageKind.HOME, "", "/")
    yield from _archives(site)
    yield from _topics(site)
    yield from _sources(site)
    yield from _claims(site)
    yield Proposal(PageKind.CORRECTIONS, "", "/corrections/", items=len(site.corrections))
    # What it lists stands elsewhere, and nobody looks for a search among what a search finds.
    yield Proposal(PageKind.SEARCH, "", "/search/", indexed=False)
    yield Proposal(PageKind.NOT_FOUND, "", "/404.html", indexed=False)
    for slug, entry in site.pages.items():
        indexed = entry.status is Status.PUBLISHED
        yield Proposal(PageKind.PAGE, slug, f"/{slug}/", entry.page.slug.place, indexed=indexed)
    for key in reversed(tuple(site.entries)):
        yield _article(key, site.entries[key], site)


def _archives(site: Site) -> Iterator[Proposal]:
    yield Proposal(PageKind.ARCHIVE, "", "/archive/")
    for (year, month), entries in site.months.items():
        subject = f"{year:04}-{month:02}"
        address = f"/archive/{year:04}/{month:02}/"
        yield Proposal(PageKind.MONTH, subject, address, items=len(entries))


def _topics(site: Site) -> Iterator[Proposal]:
    yield Proposal(PageKind.TOPICS, "", "/topics/")
    for key, entry in site.topics.items():
        place = entry.topic.place if entry.topic is not None else None
        address = f"/topics/{key}/"
        yield Proposal(PageKind.TOPIC, key, address, place, items=len(entry.entries))


def _sources(site: Site) -> Iterator[Proposal]:
    yield Proposal(PageKind.SOURCES, "", "/sources/")
    for key, entry in site.sources.items():
        address = f"/sources/{key}/"
        yield Proposal(PageKind.SOURCE, key, address, entry.source.place, items=len(entry.entries))


def _claims(site: Site) -> Iterator[Proposal]:
    yield Proposal(PageKind.CLAIMS, "", "/claims/", items=len(site.checks))
    for key, entry in site.claims.items():
        indexed = entry.status is Status.PUBLISHED and not entry.is_withdrawn
        address = f"/claims/{_claim_name(entry, site)}/"
        yield Proposal(PageKind.CLAIM, key, address, entry.claim.place, indexed=indexed)
    for key, claims in site.verdicts.items():
        yield Proposal(PageKind.VERDICT, key, f"/verdicts/{key}/", items=len(claims))


def _claim_name(entry: ClaimEntry, site: Site) -> str:
    """Return a claim's part of its address: its key, or article and annotation of what has none."""
    if entry.article is None:
        return entry.claim.key
    slug = site.entries[entry.article].article.slug.value
    return f"{slug}-{entry.appearances[0].note.annotation.id}"


def _article(key: str, entry: Entry, site: Site) -> Proposal:
    article = entry.article
    copied = article.reproduction is Reproduction.FULL and not site.settings.index_reproductions
    return Proposal(
        kind=PageKind.ARTICLE,
        subject=key,
        address=article_address(site.settings.permalink, article),
        place=article.slug.place,
        indexed=entry.status is Status.PUBLISHED and not copied,
    )
