"""A decoded file and the places in it."""

from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from site_builder.diagnostics import Place

_LONGEST_QUOTATION = 60
# Up to here, counting line ends is quicker than to list them all.
_NEAR = 20_000


class _Line(NamedTuple):
    number: int
    begin: int
    close: int
    text: str


class SourceText:
    """The text of a file, its lines ending in LF, and the places of its offsets.

    ``path`` is relative to the root. Offsets are code points of ``text``.
    """

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        # The line asked for last: the next place is often on it, and a line can be very long.
        self._line = _Line(0, -1, -1, "")

    def place(self, start: int, end: int) -> Place:
        """Return the place of ``text[start:end]``, or of as much of it as is on the first line."""
        line = self._line
        if start < line.begin or start > line.close:
            line = self._line = self._line_of(start)
        length = min(end, line.close) - start
        column = start - line.begin + 1
        return Place(self.path, line.number, column, length if length > 0 else 1, line.text)

    def _line_of(self, offset: int) -> "_Line":
        text = self.text
        if offset < _NEAR:
            number, begin = text.count("\n", 0, offset) + 1, text.rfind("\n", 0, offset) + 1
        else:
            number = bisect_right(self._starts, offset)
            begin = self._starts[number - 1]
        close = text.find("\n", offset)
        if close < 0:
            close = len(text)
        return _Line(number, begin, close, text[begin:close])

    def line_at(self, offset: int) -> Place:
        """Return the whole line on which an offset stands, without its indentation."""
        place = self.place(offset, offset)
        indent = len(place.excerpt) - len(place.excerpt.lstrip())
        length = max(1, len(place.excerpt.strip()))
        return Place(place.path, place.line, indent + 1, length, place.excerpt)

    @cached_property
    def _starts(self) -> list[int]:
        lengths = (len(line) + 1 for line in self.text.split("\n"))
        return list(accumulate(lengths, initial=0))


def quoted(text: str) -> str:
    """Return a value as a message shows it: on one line, between quotation marks, not too long."""
    short = " ".join(text[: 2 * _LONGEST_QUOTATION].split())
    if len(short) > _LONGEST_QUOTATION:
        short = f"{short[: _LONGEST_QUOTATION - 1]}…"
    return f"“{short}”"
