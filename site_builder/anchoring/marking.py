"""From the spans of annotations to disjoint pieces, each with all annotations that cover it."""

from collections import deque
from collections.abc import Sequence
from itertools import pairwise
from operator import itemgetter

from site_builder.anchoring.anchored import Placement
from site_builder.anchoring.matching import Span
from site_builder.anchoring.standing import Standing
from site_builder.markdown import NoteReference, Piece

# What ``data-verdicts`` says of an annotation that is no check.
_NOTE = "note"


_span = itemgetter(0)


def cut(placements: Sequence[Placement], standing: Standing) -> list[Piece]:
    """Cut overlapping spans at their borders to pieces, which are disjoint and ascending.

    The placements are in the order of their numbers, as references that follow one piece are.
    """
    references: dict[int, list[NoteReference]] = {}
    for one in placements:
        references.setdefault(one.spans[0].end, []).append(NoteReference(one.id))
    spans = sorted([(span, one) for one in placements for span in one.spans], key=_span)
    opening = deque(spans)
    pieces: list[Piece] = []
    covering: list[tuple[Span, Placement]] = []
    for start, end in pairwise(sorted({border for span, _ in spans for border in span})):
        covering = [mark for mark in covering if mark[0].end > start]
        while opening and opening[0][0].start == start:
            covering.append(opening.popleft())
        if covering:
            covers = [one for _, one in covering]
            pieces.append(_piece(start, end, covers, references.get(end, ()), standing))
    return pieces


def _piece(
    start: int,
    end: int,
    covering: Sequence[Placement],
    references: Sequence[NoteReference],
    standing: Standing,
) -> Piece:
    if len(covering) > 1:
        covering = sorted(covering, key=lambda one: standing.rank(one.verdict))
    # The attribute takes one id (WAI-ARIA 1.2): of those that begin here the most serious.
    begun = [one.id for one in covering if one.spans[0].start == start]
    return Piece(
        start,
        end,
        " ".join([one.id for one in covering]),
        " ".join([one.verdict or _NOTE for one in covering]),
        f"note-{begun[0]}" if begun else "",
        references,
    )
