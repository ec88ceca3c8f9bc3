"""What ``digest list`` shows: every article and page with its state at the clock's time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from site_builder.build.reading import Content
from site_builder.graph import Status, status_of
from site_builder.model import Moment, Page


@dataclass(frozen=True, slots=True)
class Item:
    """An article or a page: its file, its title, what it is now and when that changes."""

    path: str
    title: str
    status: Status
    date: Moment | None
    publish: Moment | None
    expires: Moment | None


def items_of(content: Content, now: datetime) -> tuple[Item, ...]:
    """List articles, then pages, each in the order of their paths."""
    return (*_articles(content, now), *_pages(content))


def _articles(content: Content, now: datetime) -> Iterator[Item]:
    for rendered in content.articles:
        article = rendered.article
        yield Item(
            path=article.place.path,
            title=article.title.value,
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
