"""Lists of articles and of claims, and the way through long ones."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TypeVar

from site_builder.model import AnnotationStatus
from site_builder.rendering.views.desk import (
    Desk,
    article_link,
    claim_fact,
    claim_link,
    claimant_links,
    moment_of,
    perhaps,
    remembered,
    source_link,
    topic_links,
)
from site_builder.rendering.views.records import (
    ClaimItemView,
    GroupView,
    ItemView,
    PagerView,
    VerdictView,
)
from site_builder.rendering.views.verdicts import chips_of, verdict_view, verdicts_of
from site_builder.routes import Paging

# So many of the numbered pages are named on the list's own address, besides the oldest.
PAGES_NAMED = 5

# So many topics of an article are named in a list; its own page names all.
TOPICS_NAMED = 6

T = TypeVar("T")


@remembered
def item_of(desk: Desk, key: str) -> ItemView:
    """Return an article, by its id, as a list shows it."""
    entry = desk.site.entries[key]
    article = entry.article
    verdicts = verdicts_of(entry)
    standing = [note for note in entry.notes if not note.placement.is_tombstone]
    return ItemView(
        title=article_link(desk, key),
        source=source_link(desk, entry.source),
        kind=desk.site.sources[entry.source].source.kind or "",
        date=moment_of(article.date),
        topics=topic_links(desk, entry.topics[:TOPICS_NAMED]),
        chips=chips_of(desk, verdicts),
        notes=len(standing) - len(verdicts),
        language=article.lang if article.lang != desk.lang else "",
        status=entry.status.value,
    )


def items_of(desk: Desk, keys: Iterable[str]) -> tuple[ItemView, ...]:
    """Return articles as a list shows them, in their order."""
    return tuple(item_of(desk, key) for key in keys)


def by_day(items: Iterable[ItemView]) -> tuple[GroupView, ...]:
    """Group articles that are in order by their day."""
    groups = groupby(items, key=lambda item: item.date.day)
    return tuple(GroupView(day, tuple(members)) for day, members in groups)


def by_month(items: Iterable[ItemView]) -> tuple[GroupView, ...]:
    """Group articles that are in order by their month."""
    groups = groupby(items, key=lambda item: item.date.day.replace(day=1))
    return tuple(GroupView(day, tuple(members)) for day, members in groups)


@remembered
def claim_item(desk: Desk, key: str) -> ClaimItemView:
    """Return a claim, by its key, as a list shows it."""
    entry = desk.site.claims[key]
    claim = entry.claim
    return ClaimItemView(
        title=claim_link(desk, key),
        verdict=verdict_view(desk, entry.verdict.key),
        fact=claim_fact(desk, entry),
        claimants=claimant_links(desk, entry.claimants),
        articles=len({appearance.entry for appearance in entry.appearances}),
        article=None if entry.article is None else article_link(desk, entry.article),
        checked=perhaps(claim.review.checked),
        status=claim.status.value,
        due=entry.is_due,
    )


def claim_items(desk: Desk, keys: Iterable[str]) -> tuple[ClaimItemView, ...]:
    """Return claims as a list shows them, in their order."""
    return tuple(claim_item(desk, key) for key in keys)


def shown_part(desk: Desk, keys: Sequence[T]) -> Sequence[T]:
    """Return the part of a long list that this page shows; all of it where it is not paged."""
    paging = desk.page.paging
    return keys if paging is None else keys[paging.start : paging.stop]


def is_numbered(desk: Desk) -> bool:
    """Tell whether this is a numbered page of a list: it must not change when the list grows."""
    return desk.page.paging is not None and desk.page.paging.number is not None


def pager_of(paging: Paging | None) -> PagerView | None:
    """Return the way through a list; None where there is one page only."""
    if paging is None or (paging.number is None and not paging.pages):
        return None
    pages = paging.pages
    far = len(pages) > PAGES_NAMED + 1
    return PagerView(
        number=paging.number or 0,
        newest=paging.list_address,
        older=paging.older or "",
        pages=(*pages[:PAGES_NAMED], pages[-1]) if far else pages,
        skipped=far,
    )


def verdicts_of_claims(items: Iterable[ClaimItemView]) -> Iterator[VerdictView]:
    """Yield the verdicts that a list of claims shows: none of what was withdrawn."""
    return (item.verdict for item in items if item.status != AnnotationStatus.WITHDRAWN)


def verdicts_in(items: Iterable[ItemView]) -> Iterator[VerdictView]:
    """Yield the verdicts that a list of articles shows."""
    return (chip.verdict for item in items for chip in item.chips)
