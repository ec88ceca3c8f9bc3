"""What ``digest list`` shows: every article and page with its state, and the checks to review."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from site_builder.build.reading import Content
from site_builder.diagnostics import Place
from site_builder.graph import Status, is_due, status_of
from site_builder.model import Annotation, AnnotationStatus, Claim, Moment, Page, Review


@dataclass(frozen=True, slots=True)
class Item:
    """An article or a page: its file, its title, what it is now and when that changes."""

    path: str
    title: str
    status: Status
    date: Moment | None
    publish: Moment | None
    expires: Moment | None


@dataclass(frozen=True, slots=True)
class StaleCheck:
    """A published check past its ``review_by``: a claim with its key, or an annotation.

    ``text`` is the claim, or the words that the annotation is about, and empty where these are
    marked in the text. ``verdict`` is None for an annotation that is no check.
    """

    place: Place
    id: str
    text: str
    verdict: str | None
    review: Review
    since: Moment


@dataclass(frozen=True, slots=True)
class Survey:
    """All there is to list.

    ``items`` are articles, then pages, each in the order of their paths. ``stale`` has the check
    that waits longest first; equals are in the order of their places.
    """

    items: tuple[Item, ...]
    stale: tuple[StaleCheck, ...]


def survey_of(content: Content, now: datetime) -> Survey:
    """List what the content is at ``now``."""
    stale = sorted(_stale(content, now), key=lambda check: (check.place.path, check.place.line))
    stale.sort(key=lambda check: check.since.instant)
    return Survey((*_articles(content, now), *_pages(content)), tuple(stale))


def _articles(content: Content, now: datetime) -> Iterator[Item]:
    for rendered in content.articles:
        article = rendered.article
        yield Item(
            path=article.place.path,
            title=article.title,
            status=status_of(article, now),
            date=article.date,
            publish=article.publish,
            expires=article.expires,
        )


def _pages(content: Content) -> Iterator[Item]:
    for record, _ in content.described:
        if isinstance(record, Page):
            status = Status.DRAFT if record.draft else Status.PUBLISHED
            yield Item(record.place.path, record.title, status, None, None, None)


def _stale(content: Content, now: datetime) -> Iterator[StaleCheck]:
    """Yield what readers see as due; a citation goes by its claim."""
    for rendered in content.articles:
        if status_of(rendered.article, now) is Status.PUBLISHED:
            for annotation in rendered.article.annotations:
                if annotation.claim is None:
                    words = annotation.quote.value if annotation.quote is not None else ""
                    text = annotation.claim_text or words
                    yield from _if_stale(annotation, annotation.id, text, now)
    for record, _ in content.described:
        if isinstance(record, Claim):
            yield from _if_stale(record, record.key, record.text, now)


def _if_stale(
    check: Annotation | Claim, key: str, text: str, now: datetime
) -> Iterator[StaleCheck]:
    since = check.review.review_by
    published = check.status is AnnotationStatus.PUBLISHED
    if since is not None and published and is_due(check, now):
        verdict = None if check.verdict is None else check.verdict.value
        yield StaleCheck(check.place, key, text, verdict, check.review, since)
