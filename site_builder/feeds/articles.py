"""An article as an entry of a feed: the whole text, then what the digest says of it."""

from site_builder.anchoring import Prose
from site_builder.feeds.desk import (
    Desk,
    archived_copy,
    corrections,
    footnotes,
    host_of,
    person,
    source_link,
    titled,
)
from site_builder.feeds.feed import Category, FeedEntry
from site_builder.feeds.html import NOTHING, Markup, element, joined, link, text
from site_builder.feeds.notes import annotations
from site_builder.feeds.words import Words
from site_builder.graph import Entry, appeared
from site_builder.model import Reproduction


def article_entry(desk: Desk, key: str) -> FeedEntry:
    """Return the entry of an article, given by its id."""
    entry = desk.site.entries[key]
    article = entry.article
    source = article.source
    address = desk.plan.articles[key]
    return FeedEntry(
        id=desk.lasting_id("article", key),
        title=article.title,
        address=desk.whole(address),
        lang=article.lang,
        published=appeared(article).instant,
        updated=desk.site.changes[key].instant,
        author=person(desk, article.editor) if article.editor else None,
        origin=desk.site.sources[entry.source].source.name,
        original=source.url.value if source.url else "",
        archived=source.archived or "",
        topics=tuple(Category(topic, desk.site.topics[topic].name) for topic in entry.topics),
        summary=article.summary or "",
        content=_content(desk, entry, address),
    )


def _content(desk: Desk, entry: Entry, page: str) -> Markup:
    article = entry.article
    words = desk.words(article.lang)
    return joined(
        (
            element("p", _origin(desk, words, entry)),
            _remark(desk, words, entry, page),
            _text(desk, words, entry, page),
            titled(
                words.gettext("Corrections to this page"), corrections(words, article.corrections)
            ),
            annotations(desk, words, entry, page),
        )
    )


def _origin(desk: Desk, words: Words, entry: Entry) -> Markup:
    """Say whose article it is, where it stands, and how much of it follows."""
    source = entry.article.source
    url = source.url.value if source.url else ""
    original = words.gettext("Original at %(host)s", host=text(host_of(url)))
    facts = (
        source_link(desk, entry.source),
        text(source.author or ""),
        words.day(entry.article.date),
        text(source.citation or ""),
        link(url, original) if url else NOTHING,
        archived_copy(words, source.archived),
        _shown(words, entry.article.reproduction),
    )
    return joined(facts, " · ")


def _shown(words: Words, reproduction: Reproduction) -> Markup:
    match reproduction:
        case Reproduction.FULL:
            return words.gettext("The whole text")
        case Reproduction.EXCERPT:
            return words.gettext("An excerpt; each cut is marked […]")
        case Reproduction.WITHDRAWN:
            return words.gettext("Only the words that were checked")
        case Reproduction.ENTRY:
            return words.gettext("What the digest says about it")


def _remark(desk: Desk, words: Words, entry: Entry, page: str) -> Markup:
    if entry.note is None:
        return NOTHING
    remark = desk.html(entry.note.content, page)
    return joined(
        (
            titled(words.gettext("Editor’s note"), remark),
            footnotes(desk, words, entry.note.footnotes, page),
        )
    )


def _text(desk: Desk, words: Words, entry: Entry, page: str) -> Markup:
    """Write the text; it says its language where the words around it have another."""
    article, prose = entry.article, entry.prose()
    whole = joined((_body(desk, prose, page), footnotes(desk, words, prose.footnotes, page)))
    if article.lang == words.lang or not whole:
        return whole
    return element("div", whole, lang=article.lang, dir=article.dir.value)


def _body(desk: Desk, prose: Prose, page: str) -> Markup:
    return joined(
        desk.html(html, page) for passage in prose.passages for html in (passage.head, passage.rest)
    )
