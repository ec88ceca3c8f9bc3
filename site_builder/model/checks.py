"""Checks: claims, annotations, evidence, corrections."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from site_builder.diagnostics import Place
from site_builder.model.place import Located, MarkdownText, Moment


class EvidenceKind(StrEnum):
    """How near a proof is to the thing itself."""

    PRIMARY = "primary"
    SECONDARY = "secondary"


class AnnotationStatus(StrEnum):
    """Whether an annotation or a claim is shown, worked on, or taken back."""

    PUBLISHED = "published"
    DRAFT = "draft"
    WITHDRAWN = "withdrawn"


class CorrectionSeverity(StrEnum):
    """How much a correction changes."""

    MINOR = "minor"
    MAJOR = "major"


class Evidence(NamedTuple):
    """One proof. ``url`` or ``citation`` is given."""

    title: str
    url: str | None
    citation: str | None
    archived: str | None
    accessed: Moment | None
    kind: EvidenceKind | None
    quote: str | None


@dataclass(frozen=True, slots=True)
class Correction:
    """A dated change of what the digest had said."""

    date: Moment
    text: str
    severity: CorrectionSeverity
    place: Place


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What was done after a check, and what came of it."""

    date: Moment
    action: str
    to: str | None
    result: str | None


class Review(NamedTuple):
    """Who checked, who reviewed, when, and when to look again. Persons as written: key or name."""

    by: str | None
    reviewer: str | None
    checked: Moment | None
    review_by: Moment | None


class Annotation(NamedTuple):
    """A note pinned to words of an article. ``quote`` is None for the inline form.

    ``claim`` names a claim file; without it a check has a ``verdict`` of its own. ``occurrence``
    is a number from 1, ``"all"``, or None.
    """

    id: str
    place: Place
    kind: str
    quote: Located[str] | None
    prefix: str | None
    suffix: str | None
    occurrence: int | str | None
    verdict: Located[str] | None
    claim: Located[str] | None
    claim_text: str | None
    fact: str | None
    note: MarkdownText | None
    evidence: tuple[Evidence, ...]
    review: Review
    status: AnnotationStatus
    reason: str | None


@dataclass(frozen=True, slots=True)
class Claimant:
    """Who says so: the key of a source (``source``), or a name with perhaps an address."""

    source: Located[str] | None
    name: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim that is checked once and cited from many articles."""

    key: str
    place: Place
    text: str
    claimants: tuple[Claimant, ...]
    verdict: Located[str]
    fact: str | None
    evidence: tuple[Evidence, ...]
    review: Review
    status: AnnotationStatus
    reason: str | None
    related: tuple[Located[str], ...]
    corrections: tuple[Correction, ...]
    follow_up: tuple[FollowUp, ...]
    body: MarkdownText
