"""Blocks with their notes: which notes stand after which block, and what goes with it."""

from collections.abc import Iterable, Mapping, Sequence

from site_builder.anchoring.anchored import Passage
from site_builder.markdown import Block, Gap, Html


def to_passages(blocks: Sequence[Block], notes: Mapping[int, Sequence[str]]) -> tuple[Passage, ...]:
    """Group blocks; ``notes`` are the ids of the notes that stand after a block, by its number.

    A passage begins with the headings directly before an annotated block, and goes on to those
    before the next.
    """
    begins = [_with_headings(blocks, index, notes) for index in sorted(notes)]
    ends = [*begins, len(blocks)]
    passages: list[Passage] = []
    if ends[0]:
        passages.append(Passage(_join(blocks[: ends[0]]), (), _join(())))
    for index, begin, end in zip(sorted(notes), begins, ends[1:], strict=True):
        head, rest = blocks[begin : index + 1], blocks[index + 1 : end]
        passages.append(Passage(_join(head), tuple(notes[index]), _join(rest)))
    return tuple(passages)


def _with_headings(blocks: Sequence[Block], index: int, notes: Mapping[int, Sequence[str]]) -> int:
    """Return the number of the first of the unmarked headings directly before a block."""
    while index and blocks[index - 1].is_heading and index - 1 not in notes:
        index -= 1
    return index


def _join(blocks: Iterable[Block]) -> Html:
    """Make one piece of HTML of several; without any it is empty."""
    parts: list[str] = [""]
    gaps: list[Gap] = []
    for block in blocks:
        parts[-1] += block.html.parts[0]
        parts.extend(block.html.parts[1:])
        gaps.extend(block.html.gaps)
    return Html(tuple(parts), tuple(gaps))
