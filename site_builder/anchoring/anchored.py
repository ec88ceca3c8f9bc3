"""What anchoring gives: a body with its marks, and where each annotation stands in it."""

from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from site_builder.anchoring.matching import Span
from site_builder.markdown import Footnote, Heading, Html, Link, Picture

OPENING = 400
"""So many code points of a text are enough for whoever tells how it begins."""


class Quotation(NamedTuple):
    """The words of a span, block by block, and what stands around them in their blocks.

    ``before`` and ``after`` are whole words of at most 32 code points.
    """

    words: tuple[str, ...]
    before: str
    after: str


class Placement(NamedTuple):
    """An annotation that readers get, and where its words stand.

    ``number`` counts the references from 1 in the order of the text; a tombstone, which stands
    for what was withdrawn, has none and is 0. ``spans`` are offsets in the canonical text: one,
    or several for ``occurrence: all``, or none for a tombstone whose words are gone; there are as
    many ``quotations``. ``is_unique`` says that the words stand nowhere else. ``verdict`` is a key
    of the scale, None for what is no check or was withdrawn.
    """

    id: str
    number: int
    verdict: str | None
    spans: tuple[Span, ...]
    quotations: tuple[Quotation, ...]
    is_unique: bool

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the first span, block by block."""
        return self.quotations[0].words if self.quotations else ()

    @property
    def before(self) -> str:
        """What stands before the first span in its block."""
        return self.quotations[0].before if self.quotations else ""

    @property
    def after(self) -> str:
        """What stands after the first span in its block."""
        return self.quotations[0].after if self.quotations else ""

    @property
    def is_tombstone(self) -> bool:
        """Tell whether this stands for an annotation, or a claim, that was withdrawn."""
        return self.number == 0


class Passage(NamedTuple):
    """A part of a body with its notes: an annotated block with the headings directly before it.

    ``head`` is that; ``rest`` the unmarked blocks after it. ``notes`` are ids in the order of
    their references. The first passage may have no notes, if the text begins unmarked.
    """

    head: Html
    notes: tuple[str, ...]
    rest: Html


class AnchoredBody(NamedTuple):
    """The body of an article with its marks.

    ``endnotes`` are the ids of those notes that stand after the text: of what stands in
    footnotes, and tombstones without words. ``placements`` are in the order of their numbers,
    then tombstones in the order of the text, then those without words. ``covered`` counts the
    words that marks cover, ``words`` all. The other fields are those of ``Body``.
    """

    passages: tuple[Passage, ...]
    footnotes: tuple[Footnote, ...]
    endnotes: tuple[str, ...]
    placements: tuple[Placement, ...]
    text: str
    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    ids: frozenset[str]
    words: int
    covered: int

    @property
    def pictures(self) -> Iterator[Picture]:
        """All pictures, those of the footnotes too."""
        passages = [content for head, _, rest in self.passages for content in (head, rest)]
        contents = chain(passages, [footnote.content for footnote in self.footnotes])
        return (gap for _, gaps in contents for gap in gaps if isinstance(gap, Picture))

    @property
    def outline(self) -> "Outline":
        """What others than its own page see of the body."""
        return Outline(
            placements=self.placements,
            opening=self.text[:OPENING],
            links=self.links,
            pictures=tuple(self.pictures),
            ids=tuple(sorted(self.ids)),
            words=self.words,
            covered=self.covered,
        )

    @property
    def prose(self) -> "Prose":
        """What stands on its own page of the body."""
        return Prose(self.passages, self.footnotes, self.endnotes, self.headings)


class Outline(NamedTuple):
    """What joins, plans and lists a body: where it leads, what stands in it, how it begins.

    ``opening`` are the first ``OPENING`` code points of its text, ``ids`` are sorted. The other
    fields are those of ``AnchoredBody``.
    """

    placements: tuple[Placement, ...]
    opening: str
    links: tuple[Link, ...]
    pictures: tuple[Picture, ...]
    ids: tuple[str, ...]
    words: int
    covered: int


class Prose(NamedTuple):
    """The HTML of a body; the fields are those of ``AnchoredBody``."""

    passages: tuple[Passage, ...]
    footnotes: tuple[Footnote, ...]
    endnotes: tuple[str, ...]
    headings: tuple[Heading, ...]
