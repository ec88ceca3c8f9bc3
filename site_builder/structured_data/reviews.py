"""What fact checkers' tools read: one ClaimReview on the page of each published check.

The rules are Google's for fact checks (developers.google.com/search/docs/appearance/
structured-data/factcheck) and schema.org's.
"""

from collections.abc import Iterable, Iterator

from site_builder.graph import ClaimEntry, Site, Status, claim_changed
from site_builder.model import AnnotationStatus, Claimant, Evidence, Moment, Verdict
from site_builder.structured_data.articles import corrections, press, source_article
from site_builder.structured_data.publisher import publisher
from site_builder.structured_data.subject import Subject
from site_builder.structured_data.values import Node, date_of, node

# Google's least value of ``worstRating``.
_WORST = 1


def claim_review(subject: Subject) -> Node | None:
    """Return the review of the claim that is the page's subject.

    None for what is not published or was withdrawn.
    """
    site = subject.site
    entry = site.claims[subject.page.subject]
    claim = entry.claim
    if not _is_published(entry):
        return None
    return node(
        {
            "@type": "ClaimReview",
            "@id": f"{subject.here}#review",
            "url": subject.here,
            "claimReviewed": claim.text,
            "inLanguage": subject.language.tag,
            "datePublished": _perhaps(claim.review.checked),
            "dateModified": _perhaps(claim_changed(entry)),
            "author": publisher(site),
            "reviewRating": _rating(entry.verdict, site.settings.verdicts.values()),
            "reviewBody": claim.fact,
            "itemReviewed": _claim(site, entry),
            "citation": [_proof(proof) for proof in claim.evidence],
            "correction": corrections(claim.corrections),
        }
    )


def _perhaps(moment: Moment | None) -> str | None:
    return None if moment is None else date_of(moment)


def _is_published(entry: ClaimEntry) -> bool:
    return entry.status is Status.PUBLISHED and entry.claim.status is AnnotationStatus.PUBLISHED


def _appearances(site: Site, entry: ClaimEntry) -> Iterator[Node]:
    """Yield the articles of the press in which the claim was made, oldest first, each once."""
    for key in dict.fromkeys(appearance.entry for appearance in reversed(entry.appearances)):
        yield source_article(site, site.entries[key])


def _claim(site: Site, entry: ClaimEntry) -> Node:
    return node(
        {
            "@type": "Claim",
            "author": [_claimant(site, claimant) for claimant in entry.claimants],
            "datePublished": _perhaps(entry.since),
            "appearance": list(_appearances(site, entry)),
        }
    )


def _claimant(site: Site, claimant: Claimant) -> Node:
    """Return who says so; whoever is no publisher is taken for a person."""
    if claimant.source is not None:
        return press(site.sources[claimant.source.value].source)
    return node({"@type": "Person", "name": claimant.name, "url": claimant.url})


def _rating(verdict: Verdict, scale: Iterable[Verdict]) -> Node:
    """Return a verdict by its word and its number; off the scale it has its word only."""
    ratings = [one.rating for one in scale if one.rating is not None]
    word: Node = {"@type": "Rating", "alternateName": verdict.label}
    if verdict.rating is None or not _WORST <= min(ratings) < max(ratings):
        return word
    return {
        **word,
        "ratingValue": verdict.rating,
        "bestRating": max(ratings),
        "worstRating": min(ratings),
    }


def _proof(proof: Evidence) -> Node:
    return node(
        {
            "@type": "CreativeWork",
            "name": proof.title,
            "url": proof.url,
            "archivedAt": proof.archived,
        }
    )
