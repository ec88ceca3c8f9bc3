"""Where the canonical text of a body stands: in which block, on which line, in which brackets."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

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


class TextBlock(NamedTuple):
    """A block's text in the canonical text: its offsets, and where its token stands.

    ``part`` is a part of the layout, ``position`` that of the token in it.
    """

    start: int
    end: int
    part: int
    position: int


class Lines:
    """Knows on which line of the file each character of a text stands.

    Messages alone ask for it, and most texts need none: the table is made when it is wanted.
    """

    __slots__ = ("_blocks", "_first", "_numbers", "_parts", "_starts")

    def __init__(
        self, parts: Sequence[Sequence[Token]], blocks: Sequence[TextBlock], first: int
    ) -> None:
        self._parts = parts
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
        for block in self._blocks:
            lines.extend(_lines(block, self._parts[block.part][block.position]))
        return lines or [(0, 0)]


@dataclass(frozen=True, slots=True)
class Layout:
    """The canonical text of a body with its footnotes, block by block.

    ``parts`` are the tokens of each top-level block, of which there are ``tops``, then those of
    each footnote. ``block_starts`` are the blocks' first offsets.
    """

    parts: tuple[Sequence[Token], ...]
    tops: int
    text: str
    blocks: tuple[TextBlock, ...]
    block_starts: tuple[int, ...]
    marks: tuple[InlineMark, ...]
    lines: Lines

    def line_of(self, offset: int) -> int:
        """Return the line of the file, from 1, on which the character at ``offset`` stands."""
        return self.lines.at(offset)

    def words(self, start: int, end: int) -> Iterator[str]:
        """Yield what each block has of the text from ``start`` to ``end``."""
        for block in self.blocks[bisect_right(self.block_starts, start) - 1 :]:
            if block.start >= end:
                return
            yield self.text[max(start, block.start) : min(end, block.end)]

    def block_at(self, offset: int) -> TextBlock:
        """Return the block that holds ``offset``, or that ends before it."""
        return self.blocks[bisect_right(self.block_starts, offset) - 1]


def lay_out(parsed: Parsed) -> Layout:
    """Find the blocks and the inline marks of a body."""
    texts: list[str] = []
    blocks: list[TextBlock] = []
    starts: list[int] = []
    marks: list[InlineMark] = []
    offset = 0
    bodies = list(_top_blocks(parsed.tokens))
    parts = (*bodies, *[footnote.tokens for footnote in parsed.footnotes])
    for number, part in enumerate(parts):
        for position, token in enumerate(part):
            # What begins or ends an element holds no text itself.
            text = None if token.nesting else text_of(token)
            if text is None:
                continue
            end = offset + len(text)
            blocks.append(TextBlock(offset, end, number, position))
            starts.append(offset)
            texts.append(text)
            if INLINE_MARK in token.content:
                marks.extend(_marks(token, offset))
            offset = end + 1
    return Layout(
        parts=parts,
        tops=len(bodies),
        text=" ".join(texts),
        blocks=tuple(blocks),
        block_starts=tuple(starts),
        marks=tuple(marks),
        lines=Lines(parts, blocks, parsed.line),
    )


def _top_blocks(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Yield the tokens of each top-level block."""
    begin = depth = 0
    for end, token in enumerate(tokens, start=1):
        depth += token.nesting
        if depth == 0:
            yield tokens[begin:end]
            begin = end


def _lines(block: TextBlock, token: Token) -> Iterator[tuple[int, int]]:
    """Yield the offset at which each line of a block begins, and its number in the body."""
    first = token.map[0] if token.map else 0
    if token.type == "inline":
        breaks = [end for child, end in _ends(token) if child.type in {"softbreak", "hardbreak"}]
    else:
        text = token.content.strip("\n")
        breaks = [index + 1 for index, character in enumerate(text) if character == "\n"]
        first += (token.type == "fence") + token.content.index(text)
    for count, start in enumerate((0, *breaks)):
        yield block.start + start, first + count


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
