"""Marks in the text of a body: it is cut at their borders, each piece is wrapped once.

Nothing else changes: without the new elements the HTML is what it was.
"""

import sys
from collections.abc import Iterable, Sequence
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


# Stands for the next piece where there is none any more.
_NO_PIECE = Piece(sys.maxsize, sys.maxsize, "", "", "", ())


def weave(layout: Layout, pieces: Iterable[Piece]) -> Sequence[Part]:
    """Return the parts of a body, the marked blocks with their marks and references.

    ``pieces`` are disjoint and ascending offsets in the canonical text, none of them empty. A
    reference that would stand in a link or in code follows it.
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


def _escaped(text: str) -> str:
    return escape(text, quote=False)


class _Weaver:
    """Goes through the text once, from marked block to marked block.

    ``_piece`` is the one that covers the character at ``_offset``, or the next one after it.
    """

    def __init__(self, pieces: Iterable[Piece]) -> None:
        self._pieces = iter(pieces)
        self._piece = next(self._pieces, _NO_PIECE)
        self._offset = 0
        self._items: list[Item] = []
        self._is_open = False
        self._begun: Piece | None = None
        self._waiting: list[Item] = []
        self._depth = 0

    def touches(self, start: int, end: int) -> bool:
        """Go on to a block, by its offsets, and tell whether a piece covers anything of it."""
        self._offset = start
        # What covers nothing but the border between two blocks is in neither.
        while self._piece.end <= start:
            self._leave()
        return self._piece.start < end

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
        if child.type == "text":
            self._text(child.content)
            return
        length = length_of(child)
        if not length:
            self._close()
            self._items.append(child)
            self._depth += _LINKS.get(child.type, 0)
            self._refer()
        elif child.type == "code_inline" and self._piece.start < self._offset + length:
            self._code("<code>", child.content, "</code>")
        else:
            self._whole(child, length)

    def _whole(self, child: Token, length: int) -> None:
        """Put a break, or code that nothing marks: it is in one piece or in none."""
        if self._piece.start <= self._offset and not self._is_open:
            self._items.append(self._opening())
        self._items.append(child)
        self._offset += length
        if self._piece.end == self._offset:
            self._close()
            self._leave()

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
        # Most texts hold nothing to be escaped: they are looked through once, not part by part.
        write = str if escape(text, quote=False) == text else _escaped
        begin = here = self._offset
        end = begin + len(text)
        while here < end and self._piece.start < end:
            piece = self._piece
            before = ""
            if here < piece.start:
                before = write(text[here - begin : piece.start - begin])
                here = piece.start
            opening = "" if self._is_open else self._opening()
            if end < piece.end:
                self._items.append(f"{before}{opening}{write(text[here - begin :])}")
                here = end
            else:
                words = write(text[here - begin : piece.end - begin])
                self._items.append(f"{before}{opening}{words}{MARK_END}")
                self._is_open = False
                here = piece.end
                self._leave()
        if here < end:
            self._items.append(write(text[here - begin :]))
        self._offset = end

    def _opening(self) -> str:
        """Begin the mark of the piece."""
        piece = self._piece
        details = "" if piece is self._begun else piece.details
        self._begun = piece
        self._is_open = True
        return open_mark(piece.annotations, piece.verdicts, details)

    def _close(self) -> None:
        """End the mark that is open."""
        if self._is_open:
            self._items.append(MARK_END)
            self._is_open = False

    def _leave(self) -> None:
        """Put what follows the piece, whose mark has ended, and go on to the next."""
        following = self._waiting if self._depth else self._items
        following += self._piece.references
        self._piece = next(self._pieces, _NO_PIECE)

    def _refer(self) -> None:
        """Put the references that wait, if a link or code has just ended."""
        if self._waiting and not self._depth:
            self._items += self._waiting
            self._waiting = []
