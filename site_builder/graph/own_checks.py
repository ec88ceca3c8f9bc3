"""The checks that articles make themselves, as claims: each has a page of its own, too."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from site_builder.graph.site import Appearance, ClaimEntry, Entry, Note, Status
from site_builder.graph.statuses import is_due
from site_builder.model import (
    AnnotationStatus,
    Claim,
    Claimant,
    Located,
    MarkdownText,
    Verdict,
)


def own_checks(
    entries: Iterable[Entry], scale: Mapping[str, Verdict], now: datetime
) -> Iterator[tuple[str, ClaimEntry]]:
    """Yield the key and the claim of each check that has no file, in the order of the notes."""
    for entry in entries:
        for note in entry.notes:
            annotation = note.annotation
            if note.claim is not None and annotation.claim is None and annotation.verdict:
                claim = _claim(entry, note, note.claim, annotation.verdict)
                yield note.claim, _entry(entry, note, claim, scale, now)


def _entry(
    entry: Entry, note: Note, claim: Claim, scale: Mapping[str, Verdict], now: datetime
) -> ClaimEntry:
    article = entry.article
    draft = entry.status is Status.PUBLISHED and claim.status is AnnotationStatus.DRAFT
    return ClaimEntry(
        claim=claim,
        article=article.id.value,
        lang=article.lang,
        dir=article.dir,
        body=note.explanation,
        status=Status.DRAFT if draft else entry.status,
        verdict=scale[claim.verdict.value],
        claimants=claim.claimants,
        appearances=(Appearance(article.id.value, note),),
        related=(),
        since=article.date,
        is_due=is_due(claim, now),
    )


def _claim(entry: Entry, note: Note, key: str, verdict: Located[str]) -> Claim:
    annotation = note.annotation
    return Claim(
        key=key,
        place=annotation.place,
        text=_text(note),
        claimants=(_claimant(entry),),
        verdict=verdict,
        fact=annotation.fact,
        evidence=annotation.evidence,
        review=annotation.review,
        status=annotation.status,
        reason=annotation.reason,
        related=(),
        corrections=(),
        follow_up=(),
        body=annotation.note or MarkdownText("", annotation.place),
    )


def _text(note: Note) -> str:
    """Return what is claimed: the quoted words, as the text has them, if nothing else is said.

    A quote that leaves out what is between its first and its last words stays as it is.
    """
    annotation, words = note.annotation, " ".join(note.placement.words)
    quote = words if annotation.quote is None else annotation.quote.value
    quoted = words if 0 < len(words) <= len(quote) else quote
    return annotation.claim_text or quoted or annotation.id


def _claimant(entry: Entry) -> Claimant:
    """Return who says so: the article's author, or else its publisher."""
    author = entry.article.source.author
    if author is not None:
        return Claimant(None, author, None)
    return Claimant(Located(entry.source, entry.article.source.place), None, None)
