"""From the spans of annotations to disjoint pieces, each with all annotations that cover it."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from site_builder.markdown import Piece

NOTE = "note"
"""What ``data-verdicts`` says of an annotation that is no check."""


_rank = attrgetter("rank")


class Mark(NamedTuple):
    """One span of an annotation; ``rank`` orders marks of one piece, most serious first.

    ``is_first`` tells the span with the reference from the others of ``occurrence: all``.
    """

    id: str
    verdict: str | None
    rank: int
    start: int
    end: int
    is_first: bool


def cut(marks: Sequence[Mark]) -> tuple[Piece, ...]:
    """Cut overlapping spans at their borders to pieces, which are disjoint and ascending."""
    opening = sorted(marks, key=lambda mark: (mark.start, mark.end))
    borders = sorted({border for mark in marks for border in (mark.start, mark.end)})
    pieces: list[Piece] = []
    covering: list[Mark] = []
    following = 0
    for start, end in pairwise(borders):
        covering = [mark for mark in covering if mark.end > start]
        while following < len(opening) and opening[following].start == start:
            covering.append(opening[following])
            following += 1
        if covering:
            pieces.append(_piece(start, end, covering))
    return tuple(pieces)


def _piece(start: int, end: int, covering: Iterable[Mark]) -> Piece:
    marks = sorted(covering, key=_rank)
    attributes = {
        "class": "annotated",
        "data-annotations": " ".join([mark.id for mark in marks]),
        "data-verdicts": " ".join([mark.verdict or NOTE for mark in marks]),
    }
    # The attribute takes one id (WAI-ARIA 1.2): of those that begin here the most serious.
    begun = (mark.id for mark in marks if mark.start == start and mark.is_first)
    first = next(begun, None)
    return Piece(start, end, attributes, {"aria-details": f"note-{first}"} if first else {})
