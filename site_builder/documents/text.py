"""A decoded file and the places in it."""

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

from site_builder.diagnostics import Place

_LONGEST_QUOTATION = 60


class SourceText:
    """The text of a file, its lines ending in LF, and the places of its offsets.

    ``path`` is relative to the root. Offsets are code points of ``text``. A place is made when
    somebody asks for it, and the list of lines when somebody asks for the first place.
    """

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text

    @cached_property
    def _starts(self) -> list[int]:
        return list(_line_starts(self.text))

    def place(self, start: int, end: int) -> Place:
        """Return the place of ``text[start:end]``, or of as much of it as is on the first line."""
        line = bisect_right(self._starts, start)
        begin = self._starts[line - 1]
        close = self._starts[line] - 1 if line < len(self._starts) else len(self.text)
        length = max(1, min(end, close) - start)
        return Place(self.path, line, start - begin + 1, length, self.text[begin:close])

    def line_at(self, offset: int) -> Place:
        """Return the whole line on which an offset stands, without its indentation."""
        place = self.place(offset, offset)
        indent = len(place.excerpt) - len(place.excerpt.lstrip())
        length = max(1, len(place.excerpt.strip()))
        return Place(place.path, place.line, indent + 1, length, place.excerpt)


def _line_starts(text: str) -> Iterator[int]:
    offset = 0
    for line in text.split("\n"):
        yield offset
        offset += len(line) + 1


def quoted(text: str) -> str:
    """Return a value as a message shows it: on one line, between quotation marks, not too long."""
    short = " ".join(text[: 2 * _LONGEST_QUOTATION].split())
    if len(short) > _LONGEST_QUOTATION:
        short = f"{short[: _LONGEST_QUOTATION - 1]}…"
    return f"“{short}”"
