"""What a page is called, and the way to it from the front page."""

from collections.abc import Callable, Iterator, Mapping

from site_builder.model import AnnotationStatus
from site_builder.routes import PageKind
from site_builder.structured_data.subject import Subject
from site_builder.structured_data.values import Node

# The list that a page of a kind stands in.
_ABOVE = {
    PageKind.ARTICLE: PageKind.ARCHIVE,
    PageKind.MONTH: PageKind.ARCHIVE,
    PageKind.TOPIC: PageKind.TOPICS,
    PageKind.SOURCE: PageKind.SOURCES,
    PageKind.CLAIM: PageKind.CLAIMS,
    PageKind.VERDICT: PageKind.CLAIMS,
}


def breadcrumbs(subject: Subject) -> Node:
    """Return the way from the front page to this one, as search engines show it."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": {"@id": url}}
            for position, (name, url) in enumerate(_steps(subject), start=1)
        ],
    }


def _steps(subject: Subject) -> Iterator[tuple[str, str]]:
    page, indexes = subject.page, subject.plan.indexes
    yield subject.site.settings.title, subject.url(indexes[PageKind.HOME])
    above = _ABOVE.get(page.kind)
    if above is not None:
        yield _list_name(above, subject), subject.url(indexes[above])
    address = page.address if page.paging is None else page.paging.list_address
    yield name_of(subject), subject.url(address)


def name_of(subject: Subject) -> str:
    """Return what a page is called. A claim never stands without its verdict."""
    kind = subject.page.kind
    if kind in _NAMES:
        return _NAMES[kind](subject, subject.page.subject)
    return _list_name(kind, subject)


def _list_name(kind: PageKind, subject: Subject) -> str:
    words = subject.language
    match kind:
        case PageKind.ARCHIVE:
            name = words.gettext("Articles")
        case PageKind.TOPICS:
            name = words.gettext("Topics")
        case PageKind.SOURCES:
            name = words.gettext("Sources")
        case PageKind.CLAIMS:
            name = words.gettext("Claims")
        case PageKind.CORRECTIONS:
            name = words.gettext("Corrections")
        case PageKind.SEARCH:
            name = words.gettext("Search")
        case _:
            name = subject.site.settings.title
    return name


def claim_name(subject: Subject, key: str) -> str:
    """Return a claim together with its verdict, or with the word that it was withdrawn."""
    entry = subject.site.claims[key]
    words = subject.language
    withdrawn = entry.claim.status is AnnotationStatus.WITHDRAWN
    verdict = words.gettext("Withdrawn") if withdrawn else entry.verdict.label
    names = {"claim": entry.claim.text, "verdict": verdict}
    return words.gettext("“%(claim)s”: %(verdict)s") % names


_NAMES: Mapping[PageKind, Callable[[Subject, str], str]] = {
    PageKind.ARTICLE: lambda subject, key: subject.site.entries[key].article.title,
    PageKind.MONTH: lambda subject, key: subject.language.month(int(key[:4]), int(key[5:])),
    PageKind.TOPIC: lambda subject, key: subject.site.topics[key].name,
    PageKind.SOURCE: lambda subject, key: subject.site.sources[key].source.name,
    PageKind.CLAIM: claim_name,
    PageKind.VERDICT: lambda subject, key: subject.site.settings.verdicts[key].label,
    PageKind.PAGE: lambda subject, key: subject.site.pages[key].page.title,
}
