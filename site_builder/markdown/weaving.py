"""Marks in the text of a body: it is cut at their borders, each piece is wrapped once.

Nothing else changes: without the new elements the HTML is what it was.
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import NamedTuple

from markdown_it.token import Token

from site_builder.markdown.body import NoteReference
from site_builder.markdown.html import (
    CODE_BLOCK_END,
    MARK_END,
    Item,
    Part,
    Woven,
    open_code_block,
    open_mark,
)
from site_builder.markdown.layout import Layout
from site_builder.markdown.text import length_of

# No reference stands in a link, which holds no other; it follows the link.
_LINKS = {"link_open": 1, "link_close": -1}


class Piece(NamedTuple):
    """A part of the canonical text to be wrapped: its offsets, and what its mark says.

    ``annotations`` and ``verdicts`` are ids and keys with spaces between them. ``details`` is the
    id of the note that the first element of the piece names, or empty. ``references`` are the
    annotations whose references stand after the piece, in their order.
    """

    start: int
    end: int
    annotations: str
    verdicts: str
    details: str
    references: Sequence[NoteReference]


def weave(layout: Layout, pieces: Iterable[Piece]) -> Sequence[Part]:
    """Return the parts of a body, the marked blocks with their marks and references.

    ``pieces`` are disjoint and ascending offsets in the canonical text. A reference that would
    stand in a link or in code follows it.
    """
    parts: list[Part] = list(layout.parts)
    weaver = _Weaver(pieces)
    for block in layout.blocks:
        if weaver.touches(block.start, block.end):
            tokens = list(parts[block.part])
            text = layout.text[block.start : block.end]
            tokens[block.position] = weaver.woven(layout.parts[block.part][block.position], text)
            parts[block.part] = tokens
    return parts


def _stretches(pieces: Iterable[Piece]) -> Iterator[tuple[int, Piece | None]]:
    """Yield the ends of the pieces and of what lies between them, each with its piece if any."""
    for piece in pieces:
        yield piece.start, None
        yield piece.end, piece
    yield sys.maxsize, None


class _Weaver:
    """Goes through the text once, from marked block to marked block.

    The text up to ``_border`` is that of ``_piece``, or of none.
    """

    def __init__(self, pieces: Iterable[Piece]) -> None:
        self._stretches = _stretches(pieces)
        self._border, self._piece = next(self._stretches)
        self._offset = 0
        self._items: list[Item] = []
        self._is_open = False
        self._begun: Piece | None = None
        self._waiting: list[Item] = []
        self._depth = 0

    def touches(self, start: int, end: int) -> bool:
        """Go on to a block, by its offsets, and tell whether a piece covers anything of it."""
        self._offset = start
        self._pass()
        return self._is_marked(end)

    def woven(self, block: Token, text: str) -> Woven:
        """Return what stands in this block, whose text is ``text``, instead of its children."""
        self._items = []
        if block.type == "inline":
            for child in block.children or ():
                self._child(child)
        else:
            before, _, after = block.content.partition(text)
            self._code(open_code_block(block) + before, text, after + CODE_BLOCK_END)
        self._close()
        return Woven(self._items)

    def _child(self, child: Token) -> None:
        length = length_of(child)
        if child.type == "text":
            self._text(child.content)
        elif child.type == "code_inline" and self._is_marked(self._offset + length):
            self._code("<code>", child.content, "</code>")
        elif length:
            # A break, or code that nothing marks, is one piece in any case.
            if self._piece is not None:
                self._open(self._piece)
            self._items.append(child)
            self._offset += length
            self._pass()
        else:
            self._close()
            self._items.append(child)
            self._depth += _LINKS.get(child.type, 0)
            self._refer()

    def _code(self, begin: str, text: str, end: str) -> None:
        self._close()
        self._items.append(begin)
        self._depth += 1
        self._text(text)
        self._close()
        self._items.append(end)
        self._depth -= 1
        self._refer()

    def _text(self, text: str) -> None:
        begin, end = self._offset, self._offset + len(text)
        start = begin
        while start < end:
            if self._piece is not None:
                self._open(self._piece)
            stop = min(self._border, end)
            self._items.append(escape(text[start - begin : stop - begin], quote=False))
            self._offset = start = stop
            self._pass()

    def _is_marked(self, end: int) -> bool:
        """Tell whether a piece covers anything between here and ``end``."""
        return self._piece is not None or self._border < end

    def _open(self, piece: Piece) -> None:
        """Begin the mark of the piece that covers the text from here on, if it is not begun."""
        if self._is_open:
            return
        details = "" if piece is self._begun else piece.details
        self._items.append(open_mark(piece.annotations, piece.verdicts, details))
        self._begun = piece
        self._is_open = True

    def _close(self) -> None:
        """End the mark that is open."""
        if self._is_open:
            self._items.append(MARK_END)
            self._is_open = False

    def _pass(self) -> None:
        """Leave the stretches of text behind that end here or before."""
        while self._border <= self._offset:
            if self._piece is not None:
                self._close()
                following = self._waiting if self._depth else self._items
                following += self._piece.references
            self._border, self._piece = next(self._stretches)

    def _refer(self) -> None:
        """Put the references that wait, if a link or code has just ended."""
        if self._waiting and not self._depth:
            self._items += self._waiting
            self._waiting = []
