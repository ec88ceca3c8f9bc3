"""What rendering a body gives: HTML in pieces, canonical text, and what it refers to."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple, TypeAlias

from site_builder.diagnostics import Place


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the body, to be filled in by whoever knows the assets' addresses.

    ``target`` is the path below ``content/assets``. ``alt`` and ``title`` are plain text.
    """

    target: str
    alt: str
    title: str | None
    place: Place


class NoteReference(NamedTuple):
    """Where the reference to an annotation's note stands, to be written in the page's language."""

    annotation: str


Gap: TypeAlias = Picture | NoteReference


class Html(NamedTuple):
    """Safe HTML with gaps that whoever makes the page fills: part, gap, part, gap, part.

    There is always one part more than there are gaps.
    """

    parts: tuple[str, ...]
    gaps: tuple[Gap, ...]

    @property
    def pictures(self) -> Iterator[Picture]:
        """The pictures among the gaps."""
        return (gap for gap in self.gaps if isinstance(gap, Picture))


class Heading(NamedTuple):
    """A heading of the body as published: level 2 to 6, id ``h-…``, plain text."""

    level: int
    id: str
    text: str


class Link(NamedTuple):
    """A link of the body to an address of ours (``/…`` or ``#…``), percent-encoded."""

    target: str
    place: Place


class Footnote(NamedTuple):
    """A footnote in the order of its first reference; ``references`` are the ids of those."""

    number: int
    id: str
    references: tuple[str, ...]
    content: Html


class Body(NamedTuple):
    """A rendered body.

    ``text`` is the canonical text: what a reader sees, a block border being one space; the
    footnotes' text stands after the body's.
    ``ids`` are all element ids in ``content`` and ``footnotes``. ``words`` counts words, and
    characters in scripts that write no spaces.
    """

    content: Html
    footnotes: tuple[Footnote, ...]
    text: str
    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    ids: frozenset[str]
    words: int

    @property
    def pictures(self) -> Iterator[Picture]:
        """All pictures, those of the footnotes too."""
        contents = (self.content, *(footnote.content for footnote in self.footnotes))
        return chain.from_iterable(content.pictures for content in contents)
