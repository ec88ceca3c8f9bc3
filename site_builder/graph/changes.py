"""When what readers have of a record last changed.

Feeds and sitemaps go by this: a new spelling in a file moves nothing, a dated change does.
"""

from collections.abc import Iterable, Iterator, Mapping

from site_builder.graph.site import ClaimEntry, Entry
from site_builder.model import Article, Claim, CorrectionSeverity, Moment


def appeared(article: Article) -> Moment:
    """Return when an article entered the digest, as far as its file says so."""
    return article.date if article.publish is None else _latest((article.date, article.publish))


def changes(entries: Mapping[str, Entry], claims: Mapping[str, ClaimEntry]) -> Mapping[str, Moment]:
    """Map entries to when they were last revised or corrected, or else appeared.

    A major correction of a claim changes what each article that cites it says; a minor one does
    not.
    """
    corrected = {key: moment for key, c in claims.items() if (moment := _corrected(c.claim))}
    return {key: _latest(_changes(entry, corrected)) for key, entry in entries.items()}


def _changes(entry: Entry, corrected: Mapping[str, Moment]) -> Iterator[Moment]:
    article = entry.article
    yield appeared(article)
    if article.updated is not None:
        yield article.updated
    for correction in article.corrections:
        yield correction.date
    for note in entry.notes:
        if note.claim is not None and note.claim in corrected:
            yield corrected[note.claim]


def _corrected(claim: Claim) -> Moment | None:
    """Return when a claim last had a major correction."""
    major = CorrectionSeverity.MAJOR
    moments = [one.date for one in claim.corrections if one.severity is major]
    return _latest(moments) if moments else None


def claim_changed(entry: ClaimEntry) -> Moment | None:
    """Return when a claim was last checked or corrected, or else first appeared."""
    checked = entry.claim.review.checked or entry.since
    moments = [correction.date for correction in entry.claim.corrections]
    if checked is not None:
        moments.append(checked)
    return _latest(moments) if moments else None


def _latest(moments: Iterable[Moment]) -> Moment:
    return max(moments, key=lambda moment: moment.instant)
