"""Blocks with their notes: which notes stand after which block, and what goes with it."""

from collections.abc import Mapping, Sequence

from site_builder.anchoring.anchored import Passage
from site_builder.markdown import Marked


def to_passages(body: Marked, notes: Mapping[int, Sequence[str]]) -> tuple[Passage, ...]:
    """Write a body; ``notes`` are the ids of the notes that stand after a block, by its number.

    A passage begins with the headings directly before an annotated block, and goes on to those
    before the next.
    """
    annotated = sorted(notes)
    begins = [_with_headings(body, index, notes) for index in annotated]
    ends = [*begins, body.layout.tops]
    passages: list[Passage] = []
    if ends[0]:
        passages.append(Passage(body.write(0, ends[0]), (), body.write(0, 0)))
    for index, begin, end in zip(annotated, begins, ends[1:], strict=True):
        head, rest = body.write(begin, index + 1), body.write(index + 1, end)
        passages.append(Passage(head, tuple(notes[index]), rest))
    return tuple(passages)


def _with_headings(body: Marked, index: int, notes: Mapping[int, Sequence[str]]) -> int:
    """Return the number of the first of the unmarked headings directly before a block."""
    while index and body.is_heading(index - 1) and index - 1 not in notes:
        index -= 1
    return index
