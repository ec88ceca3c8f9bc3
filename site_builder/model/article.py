"""An article of the press and what the digest says about it."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from site_builder.diagnostics import Place
from site_builder.model.checks import Annotation, Correction
from site_builder.model.place import Direction, Located, MarkdownText, Moment
from site_builder.model.slugs import slugify


class Reproduction(StrEnum):
    """How much of the source's text stands in the entry."""

    ENTRY = "entry"
    FULL = "full"
    EXCERPT = "excerpt"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class SourceReference:
    """The source as an article names it.

    ``name`` is None for the short form (``source: https://…``): the host decides. ``url`` or
    ``citation`` is given.
    """

    name: Located[str] | None
    url: Located[str] | None
    citation: str | None
    archived: str | None
    author: str | None
    retrieved: Moment | None
    place: Place


class Tag(NamedTuple):
    """A tag as written (NFC, outer space gone).

    The numbers say where it stands in its article's file, as those of a ``Place``: articles have
    so many tags that a place for each took as much room as the rest of what is joined.
    """

    name: str
    line: int
    column: int
    length: int

    @property
    def slug(self) -> str:
        """The topic's key, empty where the tag has no letter or digit."""
        return slug_of(self.name)

    def place_in(self, article: "Article") -> Place:
        """Return where the tag of an article stands."""
        return Place(article.place.path, self.line, self.column, self.length)


@lru_cache(maxsize=16_384)
def slug_of(tag: str) -> str:
    """Return the slug of a tag: most tags stand in many articles, which share it."""
    return slugify(tag)


class Alias(NamedTuple):
    """An older address of a page: decoded, absolute, from slash to slash or file's name."""

    address: str
    place: Place


@dataclass(frozen=True, slots=True)
class Article:
    """One entry of the digest; ``id`` lasts for ever.

    ``body`` is the Markdown of its text, and empty where that was rendered already.
    """

    id: Located[str]
    place: Place
    title: str
    date: Moment
    source: SourceReference
    tags: tuple[Tag, ...]
    slug: Located[str]
    summary: str | None
    lang: str
    dir: Direction
    draft: bool
    publish: Moment | None
    expires: Moment | None
    updated: Moment | None
    editor: str | None
    aliases: tuple[Alias, ...]
    note: MarkdownText | None
    translation_of: Located[str] | None
    reproduction: Reproduction
    corrections: tuple[Correction, ...]
    annotations: tuple[Annotation, ...]
    body: MarkdownText
