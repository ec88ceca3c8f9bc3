"""Which kinds of page say what about themselves."""

from collections.abc import Iterator

from site_builder.graph import Site
from site_builder.routes import PageKind, Plan, PlannedPage
from site_builder.structured_data.articles import article, press
from site_builder.structured_data.crumbs import breadcrumbs, name_of
from site_builder.structured_data.publisher import organisation, publisher, website
from site_builder.structured_data.reviews import claim_review
from site_builder.structured_data.subject import Subject
from site_builder.structured_data.values import Node, node

ABOUT = "about"
_PAGE_TYPES = {ABOUT: "AboutPage", "contact": "ContactPage"}


def describe(site: Site, plan: Plan, page: PlannedPage) -> Node | None:
    """Return what a page says about itself to programs; None for one that stands for no page."""
    nodes = list(_nodes(Subject(site, plan, page)))
    return {"@context": "https://schema.org", "@graph": nodes} if nodes else None


def _nodes(subject: Subject) -> Iterator[Node]:
    match subject.page.kind:
        case PageKind.NOT_FOUND:
            return
        case PageKind.HOME:
            yield website(subject)
            yield organisation(subject)
            return
        case PageKind.ARTICLE:
            yield article(subject)
        case PageKind.CLAIM:
            review = claim_review(subject)
            if review is not None:
                yield review
        case PageKind.PAGE:
            yield from _page(subject)
        case _:
            yield _collection(subject)
    yield breadcrumbs(subject)


def _page(subject: Subject) -> Iterator[Node]:
    slug = subject.page.subject
    yield _web_page(subject, _PAGE_TYPES.get(slug, "WebPage"), None)
    if slug == ABOUT:
        yield organisation(subject)


def _collection(subject: Subject) -> Node:
    return _web_page(subject, "CollectionPage", _theme(subject))


def _web_page(subject: Subject, kind: str, about: Node | None) -> Node:
    return node(
        {
            "@type": kind,
            "@id": f"{subject.here}#page",
            "url": subject.here,
            "name": name_of(subject),
            "inLanguage": subject.language.tag,
            "about": about,
            "publisher": publisher(subject.site),
        }
    )


def _theme(subject: Subject) -> Node | None:
    """Return what a list is about: a topic, a publisher, a verdict."""
    site, key = subject.site, subject.page.subject
    match subject.page.kind:
        case PageKind.TOPIC:
            topic = site.topics[key].topic
            about = topic.description if topic is not None else None
            return node({"@type": "Thing", "name": site.topics[key].name, "description": about})
        case PageKind.SOURCE:
            return press(site.sources[key].source)
        case PageKind.VERDICT:
            verdict = site.settings.verdicts[key]
            label, meaning = verdict.label, verdict.description
            return node({"@type": "DefinedTerm", "name": label, "description": meaning})
        case _:
            return None
