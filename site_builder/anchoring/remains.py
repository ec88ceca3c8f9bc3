"""What remains of a text whose reproduction was withdrawn: the annotated words alone."""

from collections.abc import Sequence

from site_builder.anchoring.matching import Span, unite
from site_builder.anchoring.placing import Placed
from site_builder.markdown import Layout, Parsed, parse_plain


def keep_annotated(
    layout: Layout, placed: Sequence[Placed], line: int
) -> tuple[Parsed, list[Placed]]:
    """Make a paragraph of each annotated part of a text; return it with the places in it.

    Parts that overlap are one. What stood between them is gone, links and emphasis too.
    """
    parts = unite(span for _, spans, _ in placed for span in spans)
    shifts: list[tuple[Span, int]] = []
    length = 0
    for part in parts:
        shifts.append((part, length - part.start))
        length += part.end - part.start + 1
    moved: list[Placed] = [
        (annotation, tuple(_move(span, shifts) for span in spans), is_unique)
        for annotation, spans, is_unique in placed
    ]
    return parse_plain((layout.text[part.start : part.end] for part in parts), line), moved


def _move(span: Span, shifts: Sequence[tuple[Span, int]]) -> Span:
    shift = next(shift for part, shift in shifts if part.start <= span.start <= part.end)
    return Span(span.start + shift, span.end + shift)
