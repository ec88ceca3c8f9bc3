"""What to tell an editor whose quote does not fit."""

from collections.abc import Iterable, Sequence

from site_builder.anchoring.matching import Span
from site_builder.diagnostics import Code, Diagnostic
from site_builder.markdown import InlineMark, Layout
from site_builder.model import Annotation, Located


def not_found(quote: Located[str], layout: Layout, lang: str) -> Diagnostic:
    """Say that the words of a quote are not in the text (in ``lang``)."""
    del layout, lang
    message = f"The text does not have the words “{quote.value}”."
    return Diagnostic.of(Code.QUOTE_NOT_FOUND, quote.place, message)


def ambiguous(quote: Located[str], spans: Sequence[Span], layout: Layout) -> Diagnostic:
    """Say that the words stand at several places, and what settles which is meant."""
    lines = ", ".join(str(layout.line_of(span.start)) for span in spans)
    message = f"The words “{quote.value}” stand in the text {len(spans)} times: in lines {lines}."
    return Diagnostic.of(Code.QUOTE_AMBIGUOUS, quote.place, message)


def no_such_occurrence(
    quote: Located[str], occurrence: int, spans: Sequence[Span], layout: Layout
) -> Diagnostic:
    """Say that the words stand at fewer places than ``occurrence``."""
    del layout
    message = f"The words stand in the text {len(spans)} times; there is no number {occurrence}."
    return Diagnostic.of(Code.OCCURRENCE_OUT_OF_RANGE, quote.place, message)


def context_not_found(
    quote: Located[str], prefix: str, suffix: str, spans: Sequence[Span], layout: Layout
) -> Diagnostic:
    """Say that the words stand in the text, but nowhere between this prefix and this suffix."""
    del prefix, suffix, spans, layout
    message = "The words stand in the text, but not with this prefix or suffix."
    return Diagnostic.of(Code.CONTEXT_NOT_FOUND, quote.place, message)


def unknown_mark(mark: InlineMark, known: Iterable[str]) -> Diagnostic:
    """Say that no annotation has the id of an inline mark."""
    del known
    message = f"No annotation of this article has the id “{mark.id}”."
    return Diagnostic.of(Code.UNKNOWN_MARK, mark.place, message)


def repeated_mark(mark: InlineMark, first: InlineMark) -> Diagnostic:
    """Say that an inline mark stands in the text already."""
    message = f"The mark “{mark.id}” stands in line {first.place.line} already."
    return Diagnostic.of(Code.REPEATED_MARK, mark.place, message)


def no_place(annotation: Annotation) -> Diagnostic:
    """Say that an annotation has neither a quote nor an inline mark."""
    message = f"Nothing says which words the annotation “{annotation.id}” is about."
    return Diagnostic.of(Code.NO_PLACE, annotation.place, message)


def mark_and_quote(annotation: Annotation, mark: InlineMark) -> Diagnostic:
    """Say that an annotation has a quote and an inline mark."""
    message = f"The annotation “{annotation.id}” has a quote and a mark in line {mark.place.line}."
    return Diagnostic.of(Code.MARK_AND_QUOTE, annotation.place, message)
