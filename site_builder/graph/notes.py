"""The annotations of an article that this build shows, with what they are worth in it."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from site_builder.graph.site import Note, Rendered
from site_builder.graph.statuses import is_due
from site_builder.model import Annotation, AnnotationStatus, Article, Claim


def notes_of(rendered: Rendered, claims: Mapping[str, Claim], now: datetime) -> Iterator[Note]:
    """Yield the notes of an article in the order of its placements, which say what is shown.

    ``claims`` are those that have a file.
    """
    article = rendered.article
    annotations = {annotation.id: annotation for annotation in article.annotations}
    for placement in rendered.body.placements:
        annotation = annotations[placement.id]
        key = _claim(article, annotation)
        cited = None if key is None else claims.get(key)
        yield Note(
            annotation=annotation,
            placement=placement,
            claim=key,
            explanation=rendered.explanations.get(placement.id),
            is_due=is_due(annotation if cited is None else cited, now),
        )


def _claim(article: Article, annotation: Annotation) -> str | None:
    """Return the key of the check that an annotation cites or is.

    A withdrawn citation cites nothing any more; a withdrawn check remains what it was.
    """
    if annotation.claim is not None:
        withdrawn = annotation.status is AnnotationStatus.WITHDRAWN
        return None if withdrawn else annotation.claim.value
    if annotation.verdict is not None:
        return own_key(article, annotation)
    return None


def own_key(article: Article, annotation: Annotation) -> str:
    """Make the key of a check that an article makes itself: that of no file has such a sign."""
    return f"{article.id.value}#{annotation.id}"
