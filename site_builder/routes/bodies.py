"""The bodies of a site and the pages that they stand on."""

from collections.abc import Iterator

from site_builder.anchoring import AnchoredBody
from site_builder.graph import Site
from site_builder.markdown.body import Body
from site_builder.routes.plan import PageKind


def bodies_of(site: Site) -> Iterator[tuple[PageKind, str, tuple[Body | AnchoredBody, ...]]]:
    """Yield the kind and the subject of each page that has bodies, and these."""
    for key, entry in site.entries.items():
        notes = () if entry.note is None else (entry.note,)
        yield PageKind.ARTICLE, key, (*notes, entry.body)
    for slug, page in site.pages.items():
        yield PageKind.PAGE, slug, (page.body,)
    for key, claim in site.claims.items():
        yield PageKind.CLAIM, key, (claim.body,)
    for key, topic in site.topics.items():
        if topic.body is not None:
            yield PageKind.TOPIC, key, (topic.body,)
    for key, source in site.sources.items():
        if source.body is not None:
            yield PageKind.SOURCE, key, (source.body,)
