"""The annotations of an article as data: what is said of which words."""

from collections.abc import Iterable

from site_builder.graph import Entry, Note, Site
from site_builder.model import AnnotationStatus, Claim, Evidence
from site_builder.open_data.values import Json, given, when
from site_builder.routes import Plan


def annotations_of(site: Site, plan: Plan, entry: Entry) -> list[Json]:
    """Return the annotations of an article in the order of its text, tombstones last."""
    page = site.settings.base_url + plan.articles[entry.article.id.value]
    return [_annotation(site, note, f"{page}#note-{note.placement.id}") for note in entry.notes]


def _annotation(site: Site, note: Note, url: str) -> Json:
    annotation, placement = note.annotation, note.placement
    claim = site.claims[note.claim].claim if note.claim else None
    cited = claim if annotation.claim else None
    return given(
        {
            "id": placement.id,
            "url": url,
            "number": placement.number or None,
            "kind": annotation.kind,
            "status": _status(note, cited).value,
            "reason": annotation.reason or (cited.reason if cited else None),
            "quote": annotation.quote.value if annotation.quote else " ".join(placement.words),
            "prefix": placement.before,
            "suffix": placement.after,
            "verdict": placement.verdict,
            "claim": note.claim,
            "fact": annotation.fact or (cited.fact if cited else None),
            "text": note.explanation.text if note.explanation else None,
            "evidence": evidence_data(annotation.evidence),
            "checked": when((cited.review if cited else annotation.review).checked),
        }
    )


def _status(note: Note, cited: Claim | None) -> AnnotationStatus:
    if note.placement.is_tombstone:
        return AnnotationStatus.WITHDRAWN
    draft = AnnotationStatus.DRAFT
    is_draft = note.annotation.status is draft or (cited is not None and cited.status is draft)
    return draft if is_draft else AnnotationStatus.PUBLISHED


def evidence_data(proofs: Iterable[Evidence]) -> list[Json]:
    """Return proofs as data."""
    return [
        given(
            {
                "title": proof.title,
                "url": proof.url,
                "citation": proof.citation,
                "archived": proof.archived,
                "accessed": when(proof.accessed),
                "kind": None if proof.kind is None else proof.kind.value,
                "quote": proof.quote,
            }
        )
        for proof in proofs
    ]
