"""The page of one article."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from site_builder.graph import Entry
from site_builder.markdown.body import Heading
from site_builder.model import Article
from site_builder.rendering.views.desk import (
    Desk,
    article_link,
    canonical,
    correction_of,
    describe,
    host_of,
    moment_of,
    perhaps,
    person_link,
    plain_link,
    source_link,
    text_of,
    topic_links,
)
from site_builder.rendering.views.frame import AlternateView, View, frame_of
from site_builder.rendering.views.items import items_of, verdicts_in
from site_builder.rendering.views.markup import prose_of
from site_builder.rendering.views.notes import (
    AnnotatedView,
    TallyView,
    annotated_view,
    glyphs_of,
    references_of,
    tally_of,
)
from site_builder.rendering.views.records import (
    CorrectionView,
    ItemView,
    LinkView,
    MomentView,
    ProseView,
    TextView,
)
from site_builder.rendering.views.verdicts import tones_of

# A table of contents helps in a text of this length, if it has this many headings.
LONG_WORDS = 800
LONG_HEADINGS = 3
# Words, or characters of a script without spaces, that are read in a minute.
WORDS_A_MINUTE = 230
CHARACTERS_A_MINUTE = 500
_WITHOUT_SPACES = frozenset({"zh", "ja", "th", "lo", "km", "my"})


class SourceFactsView(NamedTuple):
    """Where an article comes from. Addresses and texts that are not given are empty.

    ``key`` is the publisher's.
    """

    key: str
    publisher: LinkView
    full_name: str
    kind: str
    owner: str
    country: str
    published: MomentView
    retrieved: MomentView | None
    url: str
    host: str
    archived: str
    citation: str
    author: str


@dataclass(frozen=True, slots=True)
class HeadingView:
    """An entry of the table of contents, with those below it."""

    id: str
    text: str
    below: tuple["HeadingView", ...]


@dataclass(frozen=True, slots=True)
class ArticleView(View):
    """The page of one article.

    ``summary`` is the editor's, and may be empty; ``description`` falls back on the text.
    ``reproduction`` is ``entry``, ``full``, ``excerpt`` or ``withdrawn``; of the last the ``body``
    has only the annotated words. ``minutes`` is how long it takes to read. ``contents`` is empty
    for a short text. ``annotations`` is the address of the annotations as data, empty without any.
    ``older`` and ``newer`` are the articles before and after. ``topic_keys`` are those of
    ``topics``, in the same order.
    """

    title: TextView
    summary: TextView
    description: str
    source: SourceFactsView
    reproduction: str
    minutes: int
    note: ProseView | None
    body: AnnotatedView
    tally: TallyView
    contents: tuple[HeadingView, ...]
    corrections: tuple[CorrectionView, ...]
    topics: tuple[LinkView, ...]
    topic_keys: tuple[str, ...]
    updated: MomentView | None
    editor: LinkView | None
    translations: tuple[LinkView, ...]
    older: LinkView | None
    newer: LinkView | None
    related: tuple[ItemView, ...]
    annotations: str


def article_view(desk: Desk) -> ArticleView:
    """Make the view of the article that is the page's subject."""
    site = desk.site
    key = desk.page.subject
    entry = site.entries[key]
    article = entry.article
    references = references_of(desk, entry)
    tally = tally_of(desk, entry, references)
    related = items_of(desk, site.related.get(key, ()))
    tones = tones_of((*(row.verdict for row in tally.verdicts), *verdicts_in(related)))
    neighbours = site.neighbours[key]
    body, prose = entry.body, entry.prose()
    return ArticleView(
        page=frame_of(desk, (*tones, *glyphs_of(references)), entry.status, _alternates(desk, key)),
        title=_text(desk, article, article.title),
        summary=_text(desk, article, article.summary or ""),
        description=describe(article.summary or body.opening),
        source=_facts(desk, entry),
        reproduction=article.reproduction.value,
        minutes=minutes_of(body.words, article.lang),
        note=None if entry.note is None else prose_of(desk, entry.note, desk.lang),
        body=annotated_view(desk, entry, prose, references),
        tally=tally,
        contents=contents_of(body.words, prose.headings),
        corrections=tuple(
            correction_of(c, plain_link("", desk.page.address)) for c in article.corrections
        ),
        topics=topic_links(desk, entry.topics),
        topic_keys=entry.topics,
        updated=perhaps(article.updated),
        editor=person_link(desk, article.editor),
        translations=_translations(desk, key),
        older=_neighbour(desk, neighbours.older),
        newer=_neighbour(desk, neighbours.newer),
        related=related,
        annotations=_data_address(desk, key),
    )


def _data_address(desk: Desk, key: str) -> str:
    file = desk.plan.annotations.get(key)
    return "" if file is None else file.address


def _text(desk: Desk, article: Article, text: str) -> TextView:
    return text_of(desk, text, article.lang, article.dir)


def _facts(desk: Desk, entry: Entry) -> SourceFactsView:
    publisher = desk.site.sources[entry.source].source
    article = entry.article
    url = article.source.url.value if article.source.url else ""
    return SourceFactsView(
        key=entry.source,
        publisher=source_link(desk, entry.source),
        full_name=publisher.full_name or "",
        kind=publisher.kind or "",
        owner=publisher.owner or "",
        country=publisher.country or "",
        published=moment_of(article.date),
        retrieved=perhaps(article.source.retrieved),
        url=url,
        host=host_of(url),
        archived=article.source.archived or "",
        citation=article.source.citation or "",
        author=article.source.author or "",
    )


def minutes_of(words: int, lang: str) -> int:
    """Tell how many minutes a text takes to read, at least one."""
    bare = lang.partition("-")[0] in _WITHOUT_SPACES
    return max(1, round(words / (CHARACTERS_A_MINUTE if bare else WORDS_A_MINUTE)))


def contents_of(words: int, headings: Sequence[Heading]) -> tuple[HeadingView, ...]:
    """Make the table of contents of a long text: its first two levels, the second below."""
    if words < LONG_WORDS or len(headings) < LONG_HEADINGS:
        return ()
    entries: list[tuple[str, str, list[HeadingView]]] = []
    top = min(heading.level for heading in headings)
    for heading in headings:
        if heading.level == top or not entries:
            entries.append((heading.id, heading.text, []))
        elif heading.level == top + 1:
            entries[-1][2].append(HeadingView(heading.id, heading.text, ()))
    return tuple(HeadingView(key, text, tuple(below)) for key, text, below in entries)


def _translations(desk: Desk, key: str) -> tuple[LinkView, ...]:
    links = (
        (article_link(desk, translation.entry), translation.lang)
        for translation in desk.site.translations.get(key, ())
    )
    return tuple(LinkView(link.label, link.address, lang, link.dir) for link, lang in links)


def _alternates(desk: Desk, key: str) -> tuple[AlternateView, ...]:
    """Name all versions, this one too, as search engines want it; none where it is the only."""
    others = desk.site.translations.get(key, ())
    if not others:
        return ()
    pairs = [(desk.site.entries[key].article.lang, key), *((t.lang, t.entry) for t in others)]
    return tuple(
        AlternateView(lang, canonical(desk, desk.plan.articles[entry])) for lang, entry in pairs
    )


def _neighbour(desk: Desk, key: str | None) -> LinkView | None:
    return None if key is None else article_link(desk, key)
