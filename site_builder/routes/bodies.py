"""The bodies of a site and the pages that they stand on."""

from collections.abc import Iterator

from site_builder.anchoring import Outline
from site_builder.graph import Entry, Site
from site_builder.markdown.body import Body
from site_builder.routes.plan import PageKind

Bodies = tuple[PageKind, str, tuple[Body | Outline, ...]]
"""The kind and the subject of a page, and the bodies that stand on it."""


def bodies_of(site: Site) -> Iterator[Bodies]:
    """Yield each page that has bodies, and these: each body once.

    What an article says of its own checks stands on their pages, too, where its links lead back
    to the article.
    """
    for key, entry in site.entries.items():
        yield PageKind.ARTICLE, key, _of_article(entry)
    for slug, page in site.pages.items():
        yield PageKind.PAGE, slug, (page.body,)
    for kind, key, body in _descriptions(site):
        if body is not None:
            yield kind, key, (body,)


def _of_article(entry: Entry) -> tuple[Body | Outline, ...]:
    remark = () if entry.note is None else (entry.note,)
    notes = [note.explanation for note in entry.notes if note.explanation is not None]
    return (*remark, entry.body, *notes)


def _descriptions(site: Site) -> Iterator[tuple[PageKind, str, Body | None]]:
    for key, claim in site.claims.items():
        if claim.article is None:
            yield PageKind.CLAIM, key, claim.body
    for key, topic in site.topics.items():
        yield PageKind.TOPIC, key, topic.body
    for key, source in site.sources.items():
        yield PageKind.SOURCE, key, source.body
