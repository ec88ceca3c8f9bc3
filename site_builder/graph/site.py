"""One ``Site``: all records that this build shows, with everything that joins them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple, Protocol

from site_builder.anchoring import Outline, Placement, Prose
from site_builder.cache import encoded, of_bytes
from site_builder.markdown.body import Body
from site_builder.model import (
    Annotation,
    AnnotationStatus,
    Article,
    Asset,
    Claim,
    Claimant,
    Correction,
    Direction,
    Moment,
    Page,
    Settings,
    Source,
    Topic,
    Verdict,
)


class Status(StrEnum):
    """What an item is at the clock's time."""

    PUBLISHED = "published"
    DRAFT = "draft"
    SCHEDULED = "scheduled"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Mode:
    """What a build shows besides what is published, and its clock (UTC)."""

    drafts: bool
    future: bool
    now: datetime


class Kept(Protocol):
    """An article's prose, wherever it is kept: all of them together take much room.

    ``digest`` stands for it: equal prose has equal digests.
    """

    @property
    def digest(self) -> bytes:
        """What stands for the prose."""
        ...

    def __call__(self) -> Prose:
        """Return the prose."""
        ...


@dataclass(frozen=True, slots=True)
class AtHand:
    """Prose that is kept as it is."""

    prose: Prose

    @property
    def digest(self) -> bytes:
        """The fingerprint of the prose."""
        return of_bytes(encoded(self.prose))

    def __call__(self) -> Prose:
        """Return the prose."""
        return self.prose


@dataclass(frozen=True, slots=True)
class Rendered:
    """An article with its anchored body: the value of the stage before this one.

    ``explanations`` are the notes of its annotations, by id.
    """

    article: Article
    body: Outline
    prose: Kept
    note: Body | None
    explanations: Mapping[str, Body]


class Note(NamedTuple):
    """An annotation that this build shows, and where its words stand.

    ``claim`` is the check that it cites, or that it is, a key of ``Site.claims``: None for an
    annotation that is no check, and for a citation that was withdrawn. ``explanation`` is the
    annotation's own note. ``is_due`` says that the check should have been reviewed by now.
    """

    annotation: Annotation
    placement: Placement
    claim: str | None
    explanation: Body | None
    is_due: bool


class Entry(NamedTuple):
    """An article in the site: its publisher and topics are found, its status is known.

    ``topics`` are keys of ``Site.topics``, in the order of the tags, each once. ``notes`` are in
    the order of the body's placements: by their numbers, then the tombstones.
    """

    article: Article
    body: Outline
    prose: Kept
    note: Body | None
    status: Status
    source: str
    topics: tuple[str, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A publisher with its articles, newest first; ``body`` is None without a file.

    Every source file has an entry, whether or not an article of it is shown.
    """

    source: Source
    body: Body | None
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TopicEntry:
    """A topic with its articles, newest first; ``name`` is what readers see.

    ``spellings`` are the other ways in which articles or the topic file write it. Every topic
    file has an entry, whether or not an article of it is shown.
    """

    key: str
    name: str
    topic: Topic | None
    body: Body | None
    spellings: tuple[str, ...]
    entries: tuple[str, ...]
    near: tuple[str, ...]


class Appearance(NamedTuple):
    """Where a claim was made: an article (its id) and the note that cites the claim."""

    entry: str
    note: Note


@dataclass(frozen=True, slots=True)
class ClaimEntry:
    """A check that has a page: a claim that a shown article cites, or a check of one article.

    A check that an article makes itself is a claim of its own: its key is that of no file, and
    ``article`` is the id of the article, which alone is in ``appearances``; None for a claim that
    has a file. ``lang`` and ``dir`` are those of the claim's text. ``claimants`` are the claim's
    own, or the publishers of the articles that cite it; a claimant's ``source`` is always a key
    of ``Site.sources``. ``appearances`` are newest first. ``since`` is the date of the first:
    None for a withdrawn claim that nothing cites any more but that keeps its page. ``is_due``
    says that the check should have been reviewed by now.
    """

    claim: Claim
    article: str | None
    lang: str
    dir: Direction
    body: Body | None
    status: Status
    verdict: Verdict
    claimants: tuple[Claimant, ...]
    appearances: tuple[Appearance, ...]
    related: tuple[str, ...]
    since: Moment | None
    is_due: bool

    @property
    def is_withdrawn(self) -> bool:
        """Tell whether the page says only why the check was taken back."""
        return self.claim.status is AnnotationStatus.WITHDRAWN


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page of the digest itself."""

    page: Page
    body: Body
    status: Status


@dataclass(frozen=True, slots=True)
class CorrectionEntry:
    """A correction and what it belongs to: an article's id or a claim's key, one of the two."""

    correction: Correction
    entry: str | None
    claim: str | None


class Neighbours(NamedTuple):
    """The ids of the articles before (older) and after (newer) one."""

    older: str | None
    newer: str | None


class Translation(NamedTuple):
    """An article in another language: its id and that language."""

    entry: str
    lang: str


@dataclass(frozen=True, slots=True)
class Site:
    """Everything that this build shows.

    ``entries`` by article id, newest first; equal instants go by id. ``months`` maps (year,
    month) as written to ids, newest month first. ``topics`` and ``sources`` are sorted by key, as
    are the ``claims`` that have a file; after these come the checks that articles make themselves,
    oldest article first. ``checks`` are the keys of all claims, newest check first, and
    ``verdicts`` maps each verdict of the scale to those of its claims that are not withdrawn, in
    the same order; ``checked`` says when each claim was last checked or corrected, or else first
    appeared. ``corrections`` are newest first. ``changes`` says when each entry last changed for
    readers. ``next_change`` is the instant at which the next item changes its state.
    """

    settings: Settings
    mode: Mode
    entries: Mapping[str, Entry]
    months: Mapping[tuple[int, int], tuple[str, ...]]
    topics: Mapping[str, TopicEntry]
    sources: Mapping[str, SourceEntry]
    claims: Mapping[str, ClaimEntry]
    checks: tuple[str, ...]
    verdicts: Mapping[str, tuple[str, ...]]
    checked: Mapping[str, Moment | None]
    pages: Mapping[str, PageEntry]
    assets: Mapping[str, Asset]
    corrections: tuple[CorrectionEntry, ...]
    neighbours: Mapping[str, Neighbours]
    related: Mapping[str, tuple[str, ...]]
    translations: Mapping[str, tuple[Translation, ...]]
    changes: Mapping[str, Moment]
    next_change: datetime | None

    def days(self, ids: tuple[str, ...]) -> tuple[tuple[date, tuple[str, ...]], ...]:
        """Group ids that are in order by the day of their articles, keeping the order."""
        groups: dict[date, list[str]] = {}
        for key in ids:
            groups.setdefault(self.entries[key].article.date.day, []).append(key)
        return tuple((day, tuple(members)) for day, members in groups.items())
