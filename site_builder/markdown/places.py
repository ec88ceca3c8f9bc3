"""From offsets in inline content, which is all that markdown-it knows, to lines and columns."""

import re
from bisect import bisect_right

from markdown_it.token import Token

from site_builder.diagnostics import Place
from site_builder.model import MarkdownText

_LINE_END = re.compile(r"\r\n?|\n")


class Places:
    """Finds the places of one text. Lines are split once, and those of a block once a block."""

    __slots__ = ("_block", "_lines", "_source", "_starts")

    def __init__(self, source: MarkdownText) -> None:
        self._source = source
        self._lines: list[str] | None = None
        self._block: Token | None = None
        self._starts = [0]

    def inline(self, block: Token, at: tuple[int, int]) -> Place:
        """Return the place of ``at``, offsets in the content of the inline token ``block``.

        What runs over several lines is underlined to the end of its first.
        """
        if block is not self._block:
            self._block = block
            self._starts = [0, *(m.end() for m in re.finditer("\n", block.content))]
        index = bisect_right(self._starts, at[0]) - 1
        start = self._starts[index]
        end = self._starts[index + 1] - 1 if index + 1 < len(self._starts) else len(block.content)
        first = block.map[0] if block.map else 0
        line = block.content[start:end]
        return self._place(first + index, line, at[0] - start, min(at[1], end) - at[0])

    def line(self, index: int, part: str) -> Place:
        """Return the place of ``part`` in the line ``index``, counted from 0."""
        return self._place(index, part, 0, len(part))

    def _place(self, index: int, part: str, start: int, length: int) -> Place:
        """Place ``length`` characters from ``start`` of ``part``, which ends the line or is in it.

        All lines of a text are taken to have one indentation, as those of a block scalar have.
        """
        if self._lines is None:
            self._lines = _LINE_END.split(self._source.text)
        line = self._lines[index] if index < len(self._lines) else ""
        first = self._source.place
        indent = first.column - 1
        column = indent + (max(line.rfind(part), 0) if part else 0) + start + 1
        excerpt = first.excerpt if index == 0 and indent else " " * indent + line
        return Place(first.path, first.line + index, column, max(length, 1), excerpt)
