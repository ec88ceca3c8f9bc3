"""From the spans of annotations to disjoint pieces, each with all annotations that cover it."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import itemgetter
from typing import TypeAlias

from site_builder.anchoring.anchored import Placement
from site_builder.anchoring.matching import Span
from site_builder.anchoring.standing import Standing
from site_builder.markdown import NoteReference, Piece

# What ``data-verdicts`` says of an annotation that is no check.
_NOTE = "note"


_Mark: TypeAlias = tuple[Span, Placement]
_Covered: TypeAlias = tuple[int, int, list[Placement]]
_span = itemgetter(0)


def cut(placements: Sequence[Placement], standing: Standing) -> list[Piece]:
    """Cut overlapping spans at their borders to pieces, which are disjoint and ascending.

    The placements are in the order of their numbers, as references that follow one piece are.
    """
    # In most texts no span meets another.
    return _wholes(placements) or _pieces(placements, standing)


def _wholes(placements: Iterable[Placement]) -> list[Piece]:
    """Return the spans as they are; nothing unless each is alone and stands after the last."""
    pieces: list[Piece] = []
    border = 0
    for name, _, verdict, spans, _, _ in placements:
        start, end = spans[0]
        if start < border or len(spans) > 1:
            return []
        border = end
        pieces.append((start, end, name, verdict or _NOTE, name, (NoteReference(name),)))
    return pieces


def _pieces(placements: Iterable[Placement], standing: Standing) -> list[Piece]:
    marks = sorted([(span, one) for one in placements for span in one.spans], key=_span)
    references: dict[int, list[NoteReference]] = {}
    for one in placements:
        references.setdefault(one.spans[0].end, []).append(NoteReference(one.id))
    return [
        _piece(start, end, covering, references.get(end, ()), standing)
        for start, end, covering in _divided(marks)
    ]


def _divided(marks: Sequence[_Mark]) -> Iterator[_Covered]:
    """Yield each piece of the text, by its offsets, with all that covers it."""
    opening = deque(marks)
    covering: list[_Mark] = []
    for start, end in pairwise(sorted({border for span, _ in marks for border in span})):
        covering = [mark for mark in covering if mark[0].end > start]
        while opening and opening[0][0].start == start:
            covering.append(opening.popleft())
        if covering:
            yield start, end, [one for _, one in covering]


def _piece(
    start: int,
    end: int,
    covering: Sequence[Placement],
    references: Sequence[NoteReference],
    standing: Standing,
) -> Piece:
    annotations: list[str] = []
    verdicts: list[str] = []
    noted = ""
    for one in sorted(covering, key=lambda one: standing.rank(one.verdict)):
        annotations.append(one.id)
        verdicts.append(one.verdict or _NOTE)
        # The attribute takes one id (WAI-ARIA 1.2): of those that begin here the most serious.
        if not noted and one.spans[0].start == start:
            noted = one.id
    return start, end, " ".join(annotations), " ".join(verdicts), noted, references
