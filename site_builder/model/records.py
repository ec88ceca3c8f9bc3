"""Sources, topics, pages, and the whole content tree as records."""

from dataclasses import dataclass

from site_builder.diagnostics import Place
from site_builder.model.article import Alias, Article
from site_builder.model.checks import Claim
from site_builder.model.place import Asset, Direction, Located, MarkdownText


@dataclass(frozen=True, slots=True)
class Source:
    """A publisher. ``hosts`` and ``aliases`` say how articles may name it."""

    key: str
    place: Place
    name: str
    full_name: str | None
    url: str | None
    hosts: tuple[Located[str], ...]
    aliases: tuple[Located[str], ...]
    kind: str | None
    owner: str | None
    country: str | None
    languages: tuple[str, ...]
    body: MarkdownText


@dataclass(frozen=True, slots=True)
class Topic:
    """What a topic file says about a tag. ``title`` is None where the tag's own name is good."""

    key: str
    place: Place
    title: str | None
    description: str | None
    aliases: tuple[Located[str], ...]
    body: MarkdownText


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the digest itself: about, methodology, contact and the like."""

    slug: Located[str]
    place: Place
    title: str
    description: str | None
    lang: str
    dir: Direction
    draft: bool
    aliases: tuple[Alias, ...]
    body: MarkdownText


@dataclass(frozen=True, slots=True)
class Records:
    """Everything that could be read, each kind in the order of its paths."""

    articles: tuple[Article, ...]
    sources: tuple[Source, ...]
    topics: tuple[Topic, ...]
    claims: tuple[Claim, ...]
    pages: tuple[Page, ...]
    assets: tuple[Asset, ...]
