"""Marks in the text of a body: it is cut at their borders, each piece is wrapped once.

Nothing else changes: without the new elements the HTML is what it was.
"""

import sys
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from markdown_it.token import Token

from site_builder.markdown.body import NoteReference
from site_builder.markdown.html import (
    CODE_BLOCK_END,
    MARK_END,
    Item,
    Part,
    Woven,
    escape_text,
    open_code_block,
    open_mark,
)
from site_builder.markdown.layout import Layout
from site_builder.markdown.text import length_of

# No reference stands in a link, which holds no other; it follows the link.
_LINKS = {"link_open": 1, "link_close": -1}


Piece: TypeAlias = tuple[int, int, str, str, str, Sequence[NoteReference]]
"""A part of the canonical text to be wrapped: its offsets, and what its mark says.

Two texts are the ids of the annotations and the keys of their verdicts, with spaces between them;
one is the id of the annotation whose note the first element of the piece names, or empty. Then come
the references to notes that stand after the piece, in their order.
"""

# Stands for the next piece where there is none any more.
_NO_PIECE: Piece = (sys.maxsize, sys.maxsize, "", "", "", ())


def weave(layout: Layout, pieces: Iterable[Piece]) -> Part:
    """Return the tokens of a layout, the marked blocks with their marks and references.

    ``pieces`` are disjoint and ascending offsets in the canonical text, none of them empty. A
    reference that would stand in a link or in code follows it.
    """
    tokens: list[Token | Woven] = [*layout.tokens]
    weaver = _Weaver(pieces)
    for start, end, position in layout.blocks:
        # Most blocks have no mark.
        if weaver.start < end and weaver.touches(start, end):
            text = layout.text[start:end]
            tokens[position] = weaver.woven(layout.tokens[position], text)
    return tokens


class _Weaver:
    """Goes through the text once, from marked block to marked block.

    ``_piece``, from ``start`` to ``_end``, is the one that covers the character at ``_offset``, or
    the next one after it.
    """

    def __init__(self, pieces: Iterable[Piece]) -> None:
        self._pieces = iter(pieces)
        self._piece = next(self._pieces, _NO_PIECE)
        self.start, self._end, *_ = self._piece
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
        while self._end <= start:
            self._leave()
        return self.start < end

    def woven(self, block: Token, text: str) -> Woven:
        """Return what stands in this block, whose text is ``text``, instead of its children."""
        self._items = []
        if block.type == "inline":
            end = self._offset + len(text)
            children = block.children or []
            for number, child in enumerate(children):
                if self.start >= end and not self._is_open and not self._depth:
                    # Nothing is marked in the rest, and nothing waits.
                    self._items += children[number:]
                    break
                if child.type == "text":
                    self._text(child.content)
                else:
                    self._child(child)
        else:
            before, _, after = block.content.partition(text)
            self._code(open_code_block(block) + before, text, after + CODE_BLOCK_END)
        self._close()
        return Woven(self._items)

    def _child(self, child: Token) -> None:
        length = length_of(child)
        if not length:
            self._between(child)
        elif self._offset + length <= self.start:
            self._items.append(child)
            self._offset += length
        elif child.type == "code_inline":
            self._code("<code>", child.content, "</code>")
        else:
            self._break(child)

    def _between(self, child: Token) -> None:
        """Put what has no text: the border of an element, a picture, the number of a footnote."""
        if self._is_open:
            self._close()
        self._items.append(child)
        self._depth += _LINKS.get(child.type, 0)
        if self._waiting:
            self._refer()

    def _break(self, child: Token) -> None:
        """Put a break that is in a piece: there it is one character."""
        self._open()
        self._items.append(child)
        self._offset += 1
        self._end_at(self._offset)

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
        begin = here = self._offset
        end = self._offset = begin + len(text)
        if self.start < begin < end:
            here = min(self._end, end)
            self._part(text[: here - begin], here)
        # Most texts hold nothing to be escaped: they are looked through once, not part by part.
        is_plain = escape_text(text) is text
        items, following = self._items, self._waiting if self._depth else self._items
        start, stop, annotations, verdicts, noted, references = self._piece
        while stop <= end:
            before, words = text[here - begin : start - begin], text[start - begin : stop - begin]
            if not is_plain:
                before, words = escape_text(before), escape_text(words)
            mark = open_mark(annotations, verdicts, noted)
            items.append(f"{before}{mark}{words}{MARK_END}")
            following += references
            here = stop
            self._piece = next(self._pieces, _NO_PIECE)
            start, stop, annotations, verdicts, noted, references = self._piece
        self.start, self._end = start, stop
        if here <= start < end:
            items.append(escape_text(text[here - begin : start - begin]))
            self._part(text[start - begin :], end)
        elif here < end:
            items.append(escape_text(text[here - begin :]))

    def _part(self, text: str, end: int) -> None:
        """Put what the piece covers of a text that it began before or goes on after."""
        self._open()
        self._items.append(escape_text(text))
        self._end_at(end)

    def _open(self) -> None:
        """Begin the mark of the piece, if it is not open."""
        if self._is_open:
            return
        _, _, annotations, verdicts, noted, _ = self._piece
        if self._piece is self._begun:
            noted = ""
        self._begun = self._piece
        self._is_open = True
        self._items.append(open_mark(annotations, verdicts, noted))

    def _end_at(self, offset: int) -> None:
        """End the piece if this is its end."""
        if self._end == offset:
            self._close()
            self._leave()

    def _close(self) -> None:
        """End the mark that is open."""
        if self._is_open:
            self._items.append(MARK_END)
            self._is_open = False

    def _leave(self) -> None:
        """Put what follows the piece, whose mark has ended, and go on to the next."""
        following = self._waiting if self._depth else self._items
        following += self._piece[-1]
        self._piece = next(self._pieces, _NO_PIECE)
        self.start, self._end, *_ = self._piece

    def _refer(self) -> None:
        """Put the references that wait, if a link or code has just ended."""
        if self._waiting and not self._depth:
            self._items += self._waiting
            self._waiting = []
