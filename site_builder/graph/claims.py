"""Claims with the articles that cite them, in the order of their checks."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from site_builder.diagnostics import Code, Diagnostic
from site_builder.graph.site import Appearance, ClaimEntry, Entry, Status
from site_builder.graph.statuses import is_due
from site_builder.markdown.body import Body
from site_builder.model import (
    AnnotationStatus,
    Claim,
    Claimant,
    Located,
    Settings,
)

LONG_AGO = datetime.min.replace(tzinfo=UTC)


def appearances(entries: Iterable[Entry]) -> dict[str, list[Appearance]]:
    """Map claims to where they were made, newest first, as the entries are."""
    found: dict[str, list[Appearance]] = {}
    for entry in entries:
        for note in entry.notes:
            if note.claim is not None:
                appearance = Appearance(entry.article.id.value, note)
                found.setdefault(note.claim, []).append(appearance)
    return found


@dataclass(frozen=True, slots=True)
class Grounds:
    """What claims are joined to: the entries and sources shown, and where claims are cited.

    ``names`` are those of all sources by key, shown or not.
    """

    entries: Mapping[str, Entry]
    cited: Mapping[str, Sequence[Appearance]]
    sources: Collection[str]
    names: Mapping[str, str]
    settings: Settings
    now: datetime


def claim_entries(claims: Iterable[tuple[Claim, Body]], grounds: Grounds) -> dict[str, ClaimEntry]:
    """Join the claims that have a page to their appearances and claimants, sorted by key.

    ``claims`` are those that this build may show. A page needs an article that cites the claim;
    only a withdrawn claim keeps its address without.
    """
    paged = {claim.key: (claim, body) for claim, body in claims if _has_page(claim, grounds.cited)}
    return {key: _entry(*paged[key], paged.keys(), grounds) for key in sorted(paged)}


def _has_page(claim: Claim, cited: Collection[str]) -> bool:
    return claim.key in cited or claim.status is AnnotationStatus.WITHDRAWN


def _entry(claim: Claim, body: Body, paged: Collection[str], grounds: Grounds) -> ClaimEntry:
    places = tuple(grounds.cited.get(claim.key, ()))
    draft = claim.status is AnnotationStatus.DRAFT
    related = dict.fromkeys(name.value for name in claim.related)
    return ClaimEntry(
        claim=claim,
        article=None,
        lang=grounds.settings.lang,
        dir=grounds.settings.dir,
        body=body,
        status=Status.DRAFT if draft else Status.PUBLISHED,
        verdict=grounds.settings.verdicts[claim.verdict.value],
        claimants=tuple(_claimants(claim, places, grounds)),
        appearances=places,
        related=tuple(key for key in related if key in paged and key != claim.key),
        since=grounds.entries[places[-1].entry].article.date if places else None,
        is_due=is_due(claim, grounds.now),
    )


def _claimants(claim: Claim, places: Sequence[Appearance], grounds: Grounds) -> Iterator[Claimant]:
    for claimant in claim.claimants:
        key = claimant.source.value if claimant.source is not None else None
        if key is None or key in grounds.sources:
            yield claimant
        else:
            yield Claimant(None, grounds.names.get(key, key), None)
    if not claim.claimants:
        publishers = (grounds.entries[place.entry].source for place in reversed(places))
        for key in dict.fromkeys(publishers):
            yield Claimant(Located(key, claim.place), None, None)


def by_check(claims: Mapping[str, ClaimEntry]) -> tuple[str, ...]:
    """Return the keys of the claims, newest check first.

    What has no date of check goes by its first appearance; equals go by key.
    """
    return tuple(sorted(sorted(claims), key=lambda key: _checked(claims[key]), reverse=True))


def _checked(entry: ClaimEntry) -> datetime:
    moment = entry.claim.review.checked or entry.since
    return LONG_AGO if moment is None else moment.instant


def by_verdict(
    order: Iterable[str], claims: Mapping[str, ClaimEntry], scale: Iterable[str]
) -> dict[str, tuple[str, ...]]:
    """Map each verdict of the scale to its claims in the given order, withdrawn ones aside."""
    found: dict[str, list[str]] = {key: [] for key in scale}
    for key in order:
        if not claims[key].is_withdrawn:
            found[claims[key].verdict.key].append(key)
    return {verdict: tuple(keys) for verdict, keys in found.items()}


def uncited(claims: Iterable[Claim], cited: Collection[str]) -> Iterator[Diagnostic]:
    """Yield each published claim that no article of the site cites: it has no page."""
    for claim in claims:
        if claim.status is AnnotationStatus.PUBLISHED and claim.key not in cited:
            message = "No published article cites this claim, so it has no page."
            hint = (
                f"Cite it from an annotation (claim: {claim.key}),"
                " or give it “status: draft” for as long as nothing does."
            )
            yield Diagnostic.of(Code.UNCITED_CLAIM, claim.place, message, hint)
