"""An article of the digest, and the article of the press that it is based on.

The text is the publisher's: nothing here says that the digest has written it.
"""

from collections.abc import Iterable, Sequence

from site_builder.graph import Entry, Site, appeared
from site_builder.model import AnnotationStatus, Correction, Source
from site_builder.structured_data.publisher import publisher
from site_builder.structured_data.subject import Subject
from site_builder.structured_data.values import Node, date_of, node


def article(subject: Subject) -> Node:
    """Return the article that is the page's subject (schema.org/Article)."""
    site = subject.site
    entry = site.entries[subject.page.subject]
    written = entry.article
    return node(
        {
            "@type": "Article",
            "@id": f"{subject.here}#article",
            "url": subject.here,
            "headline": written.title,
            "description": written.summary,
            "inLanguage": written.lang,
            "datePublished": date_of(appeared(written)),
            "dateModified": date_of(site.changes[written.id.value]),
            "keywords": [site.topics[key].name for key in entry.topics],
            "publisher": publisher(site),
            "editor": _editor(site, written.editor),
            "isBasedOn": source_article(site, entry),
            "translationOfWork": _original(subject, entry),
            "citation": _claim_pages(subject, entry),
            "correction": corrections(written.corrections),
        }
    )


def source_article(site: Site, entry: Entry) -> Node:
    """Return the publisher's article; where to find one without an address is said in words.

    Its headline and language are those of the entry, unless the entry is a translation.
    """
    written = entry.article
    source = written.source
    translated = written.translation_of is not None
    return node(
        {
            "@type": "NewsArticle",
            "url": source.url.value if source.url is not None else None,
            "headline": None if translated else written.title,
            "disambiguatingDescription": source.citation,
            "inLanguage": None if translated else written.lang,
            "datePublished": date_of(written.date),
            "author": node({"@type": "Person", "name": source.author}) if source.author else None,
            "publisher": press(site.sources[entry.source].source),
            "archivedAt": source.archived,
        }
    )


def press(source: Source) -> Node:
    """Return a publisher of the press."""
    full_name = source.full_name if source.full_name != source.name else None
    return node(
        {
            "@type": "NewsMediaOrganization",
            "name": source.name,
            "alternateName": full_name,
            "url": source.url,
        }
    )


def corrections(made: Iterable[Correction]) -> Sequence[Node]:
    """Return dated corrections in their order."""
    return [
        {"@type": "CorrectionComment", "text": one.text, "datePublished": date_of(one.date)}
        for one in made
    ]


def _editor(site: Site, who: str | None) -> Node | None:
    if who is None:
        return None
    person = site.settings.people.get(who)
    if person is None:
        return {"@type": "Person", "name": who}
    return node({"@type": "Person", "name": person.name, "url": person.url})


def _original(subject: Subject, entry: Entry) -> Node | None:
    """Return the entry that this one translates, where this build shows it."""
    original = entry.article.translation_of
    address = subject.plan.articles.get(original.value) if original is not None else None
    return None if address is None else {"@type": "Article", "url": subject.url(address)}


def _claim_pages(subject: Subject, entry: Entry) -> Sequence[Node]:
    """Return the pages of the checks that an article cites, each once; none that was withdrawn."""
    claims = subject.site.claims
    keys = dict.fromkeys(note.claim for note in entry.notes if note.claim in claims)
    return [
        {"@type": "WebPage", "url": subject.url(subject.plan.claims[key])}
        for key in keys
        if key is not None and claims[key].claim.status is not AnnotationStatus.WITHDRAWN
    ]
