"""Two wordings side by side: ``over [-20%-]{+25%+} increase``."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from site_builder.anchoring.words import Words

_KEPT = 4
_LONG = 2 * _KEPT + 2
_CUT = "…"


class Run(NamedTuple):
    """Words of a quote, from ``begin`` to before ``end``, and what stands for them in a passage.

    ``is_equal`` tells that these are the same words; else one side may be empty.
    """

    is_equal: bool
    begin: int
    end: int
    their_begin: int
    their_end: int


def runs(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[Run]:
    """Divide two wordings into runs that are equal and runs that differ, in turn."""
    from rapidfuzz.distance import Levenshtein

    # Numbers, for a hash that differs between processes must decide nothing.
    numbers: dict[str, int] = {}
    a, b = ([numbers.setdefault(key, len(numbers)) for key in keys] for keys in (ours, theirs))
    for is_equal, group in groupby(Levenshtein.opcodes(a, b), lambda step: step.tag == "equal"):
        steps = list(group)
        first, last = steps[0], steps[-1]
        yield Run(is_equal, first.src_start, last.src_end, first.dest_start, last.dest_end)


def word_diff(ours: Words, theirs: Words) -> str:
    """Show what is gone of a quote and what has come, among the words that both have."""
    everything = list(runs(_exact(ours), _exact(theirs)))
    pieces = (piece for run in everything for piece in _pieces(ours, theirs, run))
    return "".join(pieces).strip()


def _exact(words: Words) -> list[str]:
    return [words.slice(index, index + 1) for index in range(len(words))]


def _pieces(ours: Words, theirs: Words, run: Run) -> Iterator[str]:
    if run.is_equal:
        yield _space(theirs, run.their_begin)
        yield _kept(theirs, run)
        return
    is_new = run.begin == run.end
    yield _space(*((theirs, run.their_begin) if is_new else (ours, run.begin)))
    if not is_new:
        yield f"[-{_shortened(ours, run.begin, run.end)}-]"
    if run.their_begin < run.their_end:
        yield f"{{+{_shortened(theirs, run.their_begin, run.their_end)}+}}"


def _space(words: Words, index: int) -> str:
    """Return the space before a word, if there is one."""
    return " " if index and words.begins[index] > words.ends[index - 1] else ""


def _kept(words: Words, run: Run) -> str:
    """Return unchanged words: of many, those next to a change."""
    first, last = run.their_begin, run.their_end
    if last - first == len(words):
        return _shortened(words, first, last)
    head = _KEPT if first else 0
    tail = _KEPT if last < len(words) else 0
    if last - first <= head + tail + 1:
        return words.written(first, last)
    return f"{words.written(first, first + head)} {_CUT} {words.written(last - tail, last)}"


def _shortened(words: Words, first: int, last: int) -> str:
    if last - first <= _LONG:
        return words.written(first, last)
    half = _LONG // 2
    return f"{words.written(first, first + half)} {_CUT} {words.written(last - half, last)}"
