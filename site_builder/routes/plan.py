"""The plan of a site: every page, file and redirect, each with its address, in order."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class PageKind(StrEnum):
    """The kinds of page. Each has one template (``<kind>.html``) and one view."""

    HOME = "home"
    ARTICLE = "article"
    ARCHIVE = "archive"
    MONTH = "month"
    TOPICS = "topics"
    TOPIC = "topic"
    SOURCES = "sources"
    SOURCE = "source"
    CLAIMS = "claims"
    CLAIM = "claim"
    VERDICT = "verdict"
    CORRECTIONS = "corrections"
    SEARCH = "search"
    PAGE = "page"
    NOT_FOUND = "404"


class FeedKind(StrEnum):
    """The kinds of feed: all articles (in two formats), those of a topic or a source, and so on."""

    SITE = "site"
    JSON = "json"
    TOPIC = "topic"
    SOURCE = "source"
    CLAIMS = "claims"
    CORRECTIONS = "corrections"

    @property
    def media_type(self) -> str:
        """What a reader is told that the feed is."""
        return "application/feed+json" if self is FeedKind.JSON else "application/atom+xml"


class DataKind(StrEnum):
    """The files of the open data: what is in them, and the JSON Schemas that describe it."""

    ARTICLES = "articles"
    CLAIMS = "claims"
    NEXT = "next"
    ARTICLES_SCHEMA = "articles.schema"
    CLAIMS_SCHEMA = "claims.schema"
    NEXT_SCHEMA = "next.schema"


@dataclass(frozen=True, slots=True)
class Paging:
    """Which part of a long list a page shows.

    ``number`` is None on the list's own address, which shows the newest items. Numbered pages
    count from the oldest (1) and never change: they know the list's address, the page before
    them (``older``) and nothing of what is newer. ``start`` and ``stop`` slice the list, which is
    newest first. ``pages`` are (number, address) of all numbered pages on the list's own address,
    newest first, and empty on numbered ones.
    """

    number: int | None
    start: int
    stop: int
    list_address: str
    older: str | None
    pages: tuple[tuple[int, str], ...]


class PlannedPage(NamedTuple):
    """A page to be: its kind, whose page it is, where it stands.

    ``subject`` is the key of the record in ``Site`` (an article's id, a topic's key, ``YYYY-MM``
    for a month, ``""`` where the kind has one page only). ``address`` is percent-encoded and
    begins with ``/``; ``path`` is the file below the output folder, not encoded, with slashes.
    """

    kind: PageKind
    subject: str
    address: str
    path: str
    paging: Paging | None
    indexed: bool


class PlannedFeed(NamedTuple):
    """A feed to be; ``subject`` is the key of its topic or source, ``""`` for other kinds."""

    kind: FeedKind
    subject: str
    address: str
    path: str


class PlannedAsset(NamedTuple):
    """A file of ``content/assets`` to be copied: its key there, its hashed address and path."""

    asset: str
    address: str
    path: str


class PlannedFile(NamedTuple):
    """A file that the digest makes: its address, percent-encoded, and its path."""

    address: str
    path: str


@dataclass(frozen=True, slots=True)
class SitemapPart:
    """A file of the sitemap and the pages that it lists."""

    address: str
    path: str
    pages: tuple[PlannedPage, ...]


@dataclass(frozen=True, slots=True)
class Sitemap:
    """The list of the sitemap's parts, which is a file itself."""

    address: str
    path: str
    parts: tuple[SitemapPart, ...]


@dataclass(frozen=True, slots=True)
class Redirect:
    """An older address and the page that stands for it now, both percent-encoded."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Plan:
    """All that will be written, apart from the digest's own stylesheet and fonts.

    The mappings give the address of each record: ``articles`` by id, ``topics`` by key and so on;
    ``months`` by (year, month); ``assets`` by path below ``content/assets``; ``indexes`` by the
    kinds that have one page, or one list, only (home, archive, topics, sources, claims,
    corrections, search); ``annotations`` are the files beside the pages of annotated articles, by
    id; ``feeds`` has each feed by kind and subject, ``data`` each file of the open data by kind.
    ``search_index`` is where the index of the search lies, if there is one.
    ``sitemap`` has the pages that search engines may list.
    """

    pages: tuple[PlannedPage, ...]
    files: tuple[PlannedAsset, ...]
    redirects: tuple[Redirect, ...]
    articles: Mapping[str, str]
    topics: Mapping[str, str]
    sources: Mapping[str, str]
    claims: Mapping[str, str]
    verdicts: Mapping[str, str]
    pages_by_slug: Mapping[str, str]
    months: Mapping[tuple[int, int], str]
    assets: Mapping[str, str]
    indexes: Mapping[PageKind, str]
    annotations: Mapping[str, PlannedFile]
    feeds: Mapping[tuple[FeedKind, str], PlannedFeed]
    data: Mapping[DataKind, PlannedFile]
    search_index: str
    sitemap: Sitemap
