"""When what readers have of a record last changed.

Feeds and sitemaps go by this: a new spelling in a file moves nothing, a dated change does.
"""

from collections.abc import Iterable, Iterator, Mapping

from site_builder.graph.site import ClaimEntry, Entry
from site_builder.model import Article, CorrectionSeverity, Moment


def appeared(article: Article) -> Moment:
    """Return when an article entered the digest, as far as its file says so."""
    return _latest(moment for moment in (article.date, article.publish) if moment is not None)


def changed(entry: Entry, claims: Mapping[str, ClaimEntry]) -> Moment:
    """Return when an entry was last revised or corrected, or else appeared.

    A major correction of a claim changes what each article that cites it says; a minor one does
    not. ``claims`` are those of the site.
    """
    return _latest(_changes(entry, claims))


def _changes(entry: Entry, claims: Mapping[str, ClaimEntry]) -> Iterator[Moment]:
    article = entry.article
    yield appeared(article)
    if article.updated is not None:
        yield article.updated
    for correction in article.corrections:
        yield correction.date
    for note in entry.notes:
        if note.claim is not None:
            for correction in claims[note.claim].claim.corrections:
                if correction.severity is CorrectionSeverity.MAJOR:
                    yield correction.date


def claim_changed(entry: ClaimEntry) -> Moment | None:
    """Return when a claim was last checked or corrected, or else first appeared."""
    checked = entry.claim.review.checked or entry.since
    moments = [correction.date for correction in entry.claim.corrections]
    if checked is not None:
        moments.append(checked)
    return _latest(moments) if moments else None


def _latest(moments: Iterable[Moment]) -> Moment:
    return max(moments, key=lambda moment: moment.instant)
