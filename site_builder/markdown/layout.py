"""Where the canonical text of a body stands: in which block, on which line, in which brackets."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple, TypeAlias

from markdown_it.token import Token

from site_builder.diagnostics import Place
from site_builder.markdown.brackets import INLINE_MARK
from site_builder.markdown.parsed import Parsed
from site_builder.markdown.text import length_of, text_of


@dataclass(frozen=True, slots=True)
class InlineMark:
    """``[words]{check=id}`` in a body: the id, the words' offsets, where the brackets stand."""

    id: str
    start: int
    end: int
    place: Place


TextBlock: TypeAlias = tuple[int, int, int]
"""A block's text in the canonical text: its offsets, and the number of its token in the layout."""


class Lines:
    """Knows on which line of the file each character of a text stands.

    Messages alone ask for it, and most texts need none: the table is made when it is wanted.
    """

    __slots__ = ("_blocks", "_first", "_numbers", "_starts", "_tokens")

    def __init__(self, tokens: Sequence[Token], blocks: Sequence[TextBlock], first: int) -> None:
        self._tokens = tokens
        self._blocks = blocks
        self._first = first
        self._starts: Sequence[int] = ()
        self._numbers: Sequence[int] = ()

    def at(self, offset: int) -> int:
        """Return the line, from 1, on which the character at ``offset`` stands."""
        if not self._starts:
            self._starts, self._numbers = zip(*self._table(), strict=True)
        return self._first + self._numbers[max(bisect_right(self._starts, offset) - 1, 0)]

    def _table(self) -> Sequence[tuple[int, int]]:
        """Return the offset at which each line begins, with its number in the body."""
        lines: list[tuple[int, int]] = []
        for start, _, position in self._blocks:
            lines.extend(_lines(start, self._tokens[position]))
        return lines or [(0, 0)]


class Layout(NamedTuple):
    """The canonical text of a body with its footnotes, block by block.

    ``tokens`` are those of the body, then those of the footnotes. ``begins`` are the numbers of
    those with which top-level blocks begin, of which the body has ``tops``, and of what would come
    after the last. ``starts`` are the first offsets of the blocks that hold text.
    """

    tokens: Sequence[Token]
    begins: Sequence[int]
    tops: int
    text: str
    blocks: Sequence[TextBlock]
    starts: Sequence[int]
    marks: Sequence[InlineMark]
    lines: Lines

    def line_of(self, offset: int) -> int:
        """Return the line of the file, from 1, on which the character at ``offset`` stands."""
        return self.lines.at(offset)

    def words(self, start: int, end: int) -> Iterator[str]:
        """Yield what each block has of the text from ``start`` to ``end``."""
        for first, last, _ in self.blocks[bisect_right(self.starts, start) - 1 :]:
            if first >= end:
                return
            yield self.text[max(start, first) : min(end, last)]

    def block_at(self, offset: int) -> TextBlock:
        """Return the block that holds ``offset``, or that ends before it."""
        return self.blocks[bisect_right(self.starts, offset) - 1]

    def top_at(self, offset: int) -> int:
        """Return the number of the top-level block that ``block_at`` is in, or is itself."""
        _, _, position = self.block_at(offset)
        return bisect_right(self.begins, position) - 1


def lay_out(parsed: Parsed) -> Layout:
    """Find the blocks and the inline marks of a body."""
    tokens = [*parsed.tokens, *chain.from_iterable(note.tokens for note in parsed.footnotes)]
    texts: list[str] = []
    begins: list[int] = []
    blocks: list[TextBlock] = []
    starts: list[int] = []
    marks: list[InlineMark] = []
    offset = depth = 0
    for position, token in enumerate(tokens):
        if depth == 0:
            begins.append(position)
        # What begins or ends an element holds no text itself.
        if token.nesting:
            depth += token.nesting
            continue
        text = text_of(token)
        if text is not None:
            blocks.append((offset, offset + len(text), position))
            starts.append(offset)
            texts.append(text)
            if INLINE_MARK in token.content:
                marks.extend(_marks(token, offset))
            offset += len(text) + 1
    begins.append(len(tokens))
    return Layout(
        tokens=tokens,
        begins=begins,
        tops=bisect_left(begins, len(parsed.tokens)),
        text=" ".join(texts),
        blocks=blocks,
        starts=starts,
        marks=marks,
        lines=Lines(tokens, blocks, parsed.line),
    )


def _lines(offset: int, token: Token) -> Iterator[tuple[int, int]]:
    """Yield the offset at which each line of a block begins, and its number in the body."""
    first = token.map[0] if token.map else 0
    if token.type == "inline":
        breaks = [end for child, end in _ends(token) if child.type in {"softbreak", "hardbreak"}]
    else:
        text = token.content.strip("\n")
        breaks = [index + 1 for index, character in enumerate(text) if character == "\n"]
        first += (token.type == "fence") + token.content.index(text)
    for count, start in enumerate((0, *breaks)):
        yield offset + start, first + count


def _ends(block: Token) -> Iterator[tuple[Token, int]]:
    """Yield each child with the offset in the block's text at which it ends."""
    offset = 0
    for child in block.children or ():
        offset += length_of(child)
        yield child, offset


def _marks(block: Token, offset: int) -> Iterator[InlineMark]:
    if block.type != "inline":
        return
    open_marks: list[tuple[Token, int]] = []
    for child, end in _ends(block):
        if child.type == "inline_mark_open":
            open_marks.append((child, end))
        elif child.type == "inline_mark_close":
            begun, start = open_marks.pop()
            yield InlineMark(begun.meta["id"], offset + start, offset + end, begun.meta["place"])
