"""Small records that views are made of: plain values, complete, without any word of ours.

A text whose language is the page's own has empty ``lang`` and ``dir``; an address that leads
nowhere is empty.
"""

from dataclasses import dataclass
from datetime import date, time
from typing import NamedTuple

from markupsafe import Markup


class TextView(NamedTuple):
    """Plain text; ``lang`` and ``dir`` are empty where they are the page's own."""

    text: str
    lang: str
    dir: str


class LinkView(NamedTuple):
    """A name that leads somewhere; without an ``address`` it is the name alone."""

    label: str
    address: str
    lang: str
    dir: str

    @property
    def outside(self) -> bool:
        """Tell whether it leads to another site."""
        return not self.address.startswith(("/", "#"))


class FeedView(NamedTuple):
    """A feed; ``kind`` is ``site``, ``json``, ``topic``, ``source``, ``claims`` or ``corrections``.

    ``label`` is the name of its topic or source, empty for the others. ``type`` is a media type.
    """

    kind: str
    label: str
    type: str
    address: str


class MomentView(NamedTuple):
    """A date as an editor wrote it; ``iso`` is for the ``datetime`` attribute."""

    day: date
    clock: time | None
    iso: str


class VerdictView(NamedTuple):
    """A verdict in the digest's own words; ``tone`` names its glyph, underline and colour.

    ``tone`` is one of ``tick``, ``half``, ``wave``, ``cross`` and ``question``.
    """

    key: str
    label: TextView
    tone: str
    address: str


@dataclass(frozen=True, slots=True)
class ChipView:
    """How often a verdict was given; ``share`` (0 to 1) is of all checks that are counted."""

    verdict: VerdictView
    count: int
    share: float


class KindView(NamedTuple):
    """A kind of annotation; ``label`` is empty for those whose words are the catalogue's.

    ``glyph`` names its drawing: its own for ``note``, ``sic``, ``opinion``, ``translation`` and
    ``omission``, that of ``note`` for all others.
    """

    key: str
    label: TextView
    glyph: str


class ReferenceView(NamedTuple):
    """What stands in a text after the words of an annotation, and leads to its note.

    ``id`` is the annotation's: the reference is ``ref-…`` and the note ``note-…``. ``number``
    counts the references of the page from 1. ``verdict`` is None for what is no check.
    """

    id: str
    number: int
    kind: KindView
    verdict: VerdictView | None


class StepView(NamedTuple):
    """The way to another note of the page: its id, and the number of its reference."""

    id: str
    number: int


class ItemView(NamedTuple):
    """An article in a list.

    ``kind`` is its publisher's; ``language`` is the article's where it is not the page's, else
    empty. ``chips`` go from the most serious verdict to the least. ``notes`` counts annotations
    that are no checks. ``status`` is ``published``, ``draft``, ``scheduled`` or ``expired``.
    """

    title: LinkView
    source: LinkView
    kind: str
    date: MomentView
    topics: tuple[LinkView, ...]
    chips: tuple[ChipView, ...]
    notes: int
    language: str
    status: str


class GroupView(NamedTuple):
    """Articles of one day, or of the month that begins with ``day``."""

    day: date
    items: tuple[ItemView, ...]


class ClaimItemView(NamedTuple):
    """A checked claim in a list; ``articles`` counts those in which it was found.

    ``article`` is the one that makes the check itself; None for a claim that any may cite.
    ``status`` is ``published``, ``draft`` or ``withdrawn``; ``due`` says that the date for looking
    again has passed.
    """

    title: LinkView
    verdict: VerdictView
    fact: TextView
    claimants: tuple[LinkView, ...]
    articles: int
    article: LinkView | None
    checked: MomentView | None
    status: str
    due: bool


class EvidenceView(NamedTuple):
    """One proof; ``kind`` is ``primary``, ``secondary`` or empty.

    ``lang`` and ``dir`` are those of its words, and empty where they are not known.
    """

    title: LinkView
    citation: str
    archived: str
    accessed: MomentView | None
    kind: str
    quote: str
    lang: str
    dir: str


class ReviewView(NamedTuple):
    """Who checked, who reviewed, when, and when the check will be looked at again."""

    by: LinkView | None
    reviewer: LinkView | None
    checked: MomentView | None
    review_by: MomentView | None


class CorrectionView(NamedTuple):
    """A correction; ``severity`` is ``minor`` or ``major``, ``subject`` what it belongs to."""

    date: MomentView
    text: str
    severity: str
    subject: LinkView


class RunView(NamedTuple):
    """HTML of a text up to the next reference to a note, and that reference.

    The last run of a text has none.
    """

    html: Markup
    reference: ReferenceView | None


class FootnoteView(NamedTuple):
    """A footnote: its id, its content, and the ids of its references in the text."""

    number: int
    id: str
    content: tuple[RunView, ...]
    references: tuple[str, ...]


class ProseView(NamedTuple):
    """Text with its footnotes, and the language that it is written in."""

    html: Markup
    footnotes: tuple[FootnoteView, ...]
    lang: str
    dir: str


@dataclass(frozen=True, slots=True)
class PagerView:
    """The way through a long list.

    ``number`` is 0 on the list's own address, which shows the newest and knows the numbered
    pages in ``pages`` (newest first; a ``LinkView`` whose label is the number). A numbered page
    knows ``newest``, the list's address, and ``older``, the page before it.
    """

    number: int
    newest: str
    older: str
    pages: tuple[tuple[int, str], ...]
    skipped: bool
