"""Where the words of each annotation stand, or why that can't be said."""

from collections.abc import Sequence
from typing import TypeAlias

from site_builder.anchoring import explaining
from site_builder.anchoring.explaining import Scene
from site_builder.anchoring.matching import MOST_PLACES, Span, unite
from site_builder.diagnostics import Diagnostic
from site_builder.markdown import InlineMark, Layout
from site_builder.model import Annotation, AnnotationStatus, Located

Placed: TypeAlias = tuple[Annotation, tuple[Span, ...], bool]
"""An annotation, the places of its words, and whether the words stand nowhere else.

There are no places where it was withdrawn and the words are gone.
"""


def place(
    annotations: Sequence[Annotation], layout: Layout, lang: str
) -> tuple[list[Placed], list[Diagnostic]]:
    """Find the words of annotations, each at exactly one place (or at all, where it says so).

    What does not fit is left out and reported. A draft's faults are warnings; what was withdrawn
    needs no place.
    """
    scene = Scene.of(layout, lang)
    marks, problems = _marks_by_id(annotations, scene)
    placed: list[Placed] = []
    for annotation in annotations:
        found = _find(annotation, marks.get(annotation.id), scene)
        if isinstance(found, tuple):
            placed.append(found)
        elif annotation.status is AnnotationStatus.WITHDRAWN:
            placed.append((annotation, (), False))
        else:
            is_draft = annotation.status is AnnotationStatus.DRAFT
            problems.append(found.lowered() if is_draft else found)
    return placed, problems


def _marks_by_id(
    annotations: Sequence[Annotation], scene: Scene
) -> tuple[dict[str, InlineMark], list[Diagnostic]]:
    if not scene.layout.marks:
        return {}, []
    known = {annotation.id for annotation in annotations}
    found: dict[str, InlineMark] = {}
    problems: list[Diagnostic] = []
    for mark in scene.layout.marks:
        if mark.id not in known:
            problems.append(explaining.unknown_mark(mark, known, scene))
        elif mark.id in found:
            problems.append(explaining.repeated_mark(mark, found[mark.id]))
        else:
            found[mark.id] = mark
    return found, problems


def _find(annotation: Annotation, mark: InlineMark | None, scene: Scene) -> Placed | Diagnostic:
    quote = annotation.quote
    if quote is None:
        return explaining.no_place(annotation) if mark is None else _marked(annotation, mark, scene)
    if mark is not None:
        return explaining.mark_and_quote(quote, mark)
    if annotation.prefix is annotation.suffix is annotation.occurrence is None:
        span = scene.searched.only(quote.value)
        if span is not None:
            return annotation, (span,), True
    return _quoted(annotation, quote, scene)


def _marked(annotation: Annotation, mark: InlineMark, scene: Scene) -> Placed | Diagnostic:
    words = scene.layout.text[mark.start : mark.end]
    start = mark.start + len(words) - len(words.lstrip())
    span = Span(start, start + len(words.strip()))
    if span.start == span.end:
        return explaining.no_words(mark)
    return annotation, (span,), len(scene.searched.find(words)) == 1


def _quoted(annotation: Annotation, quote: Located[str], scene: Scene) -> Placed | Diagnostic:
    searched = scene.searched
    if annotation.status is AnnotationStatus.WITHDRAWN:
        scene = scene.in_haste
    everywhere = searched.find(quote.value)
    if not everywhere:
        return explaining.not_found(quote, scene)
    if len(everywhere) == MOST_PLACES:
        return explaining.too_often(quote)
    prefix, suffix = annotation.prefix or "", annotation.suffix or ""
    spans = searched.find(quote.value, prefix, suffix) if prefix or suffix else everywhere
    if not spans:
        return explaining.context_not_found(quote, prefix, suffix, everywhere, scene)
    return _choose(annotation, quote, spans, scene, is_unique=len(everywhere) == 1)


def _choose(
    annotation: Annotation,
    quote: Located[str],
    spans: tuple[Span, ...],
    scene: Scene,
    *,
    is_unique: bool,
) -> Placed | Diagnostic:
    """Take the place that is meant, or all of them."""
    occurrence = annotation.occurrence
    if isinstance(occurrence, int):
        if occurrence > len(spans):
            return explaining.no_such_occurrence(quote, occurrence, spans, scene)
        spans = spans[occurrence - 1 : occurrence]
    elif occurrence is not None:
        spans = tuple(unite(spans))
    elif len(spans) > 1:
        return explaining.ambiguous(quote, spans, scene)
    return annotation, spans, is_unique
