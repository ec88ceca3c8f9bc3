"""The annotations of an article that this build shows, with what they are worth in it."""

from collections.abc import Iterator

from site_builder.graph.site import Note, Rendered
from site_builder.model import Annotation, AnnotationStatus


def notes_of(rendered: Rendered) -> Iterator[Note]:
    """Yield the notes of an article in the order of its placements, which say what is shown."""
    annotations = {annotation.id: annotation for annotation in rendered.article.annotations}
    for placement in rendered.body.placements:
        annotation = annotations[placement.id]
        explanation = rendered.explanations.get(placement.id)
        yield Note(annotation, placement, _claim(annotation), explanation)


def _claim(annotation: Annotation) -> str | None:
    """Return the claim that an annotation cites; one that was withdrawn cites nothing any more."""
    if annotation.claim is None or annotation.status is AnnotationStatus.WITHDRAWN:
        return None
    return annotation.claim.value
