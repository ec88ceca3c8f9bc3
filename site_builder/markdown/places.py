"""From offsets in inline content, which is all that markdown-it knows, to lines and columns."""

import re
from bisect import bisect_right

from markdown_it.token import Token

from site_builder.diagnostics import Place
from site_builder.model import MarkdownText

_LINE_END = re.compile(r"\r\n?|\n")


class Places:
    """Finds the places of one text.

    Long lines may hold thousands of links: what is found out about a line is remembered.
    """

    __slots__ = ("_columns", "_lines", "_map", "_source", "_starts")

    def __init__(self, source: MarkdownText) -> None:
        self._source = source
        self._lines: list[str] | None = None
        self._map: list[int] | None = []
        self._starts: list[int] = []
        self._columns: dict[int, int] = {}

    def inline(self, block: Token, at: tuple[int, int]) -> Place:
        """Return the place of ``at``, offsets in the content of the inline token ``block``.

        What runs over several lines is underlined to the end of its first.
        """
        if block.map is not self._map:
            self._map = block.map
            self._starts = [0, *(m.end() for m in re.finditer("\n", block.content + "\n"))]
            self._columns = {}
        number = bisect_right(self._starts, at[0]) - 1
        start, end = self._starts[number], self._starts[number + 1] - 1
        index = number + (block.map[0] if block.map else 0)
        if number not in self._columns:
            self._columns[number] = self._find(index, block.content[start:end])
        return self._place(index, self._columns[number] + at[0] - start, min(at[1], end) - at[0])

    def line(self, index: int, part: str) -> Place:
        """Return the place of ``part`` in the line ``index``, counted from 0."""
        return self._place(index, self._find(index, part), len(part))

    def _text(self, index: int) -> str:
        if self._lines is None:
            self._lines = _LINE_END.split(self._source.text)
        return self._lines[index] if index < len(self._lines) else ""

    def _find(self, index: int, part: str) -> int:
        """Find ``part``, which is the end of a line or what stands before a closing mark in it."""
        return max(self._text(index).rfind(part), 0) if part else 0

    def _place(self, index: int, offset: int, length: int) -> Place:
        """Place ``length`` characters of a line.

        All lines of a text are taken to have one indentation, as those of a block scalar have.
        """
        first = self._source.place
        indent = first.column - 1
        excerpt = first.excerpt if indent and index == 0 else " " * indent + self._text(index)
        column = indent + offset + 1
        return Place(first.path, first.line + index, column, max(length, 1), excerpt)
