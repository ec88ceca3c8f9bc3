"""Marks in the text of a body: it is cut at their borders, each piece is wrapped once.

Nothing else changes: without the new elements the HTML is what it was.
"""

import sys
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from markdown_it.token import Token

from site_builder.markdown.body import NoteReference
from site_builder.markdown.html import (
    CODE_BLOCK_END,
    Item,
    open_code_block,
    open_tag,
    text_html,
)
from site_builder.markdown.text import length_of, text_of

# No reference stands in a link, which holds no other; it follows the link.
_LINKS = {"link_open": 1, "link_close": -1}
_NONE = -1
_FAR = sys.maxsize


class Piece(NamedTuple):
    """A part of the canonical text to be wrapped: offsets, attributes of ``<mark>``.

    ``once`` are attributes of its first element only, where it takes several.
    """

    start: int
    end: int
    attributes: Mapping[str, str]
    once: Mapping[str, str]


class Anchor(NamedTuple):
    """The offset after which the reference to an annotation's note stands."""

    offset: int
    annotation: str


class Weaver:
    """Marks the blocks of a body one after the other: content, then footnotes.

    ``pieces`` are disjoint and ascending, as are ``anchors``; references at one offset stand in
    the order given. One that would stand in a link or in code follows it.
    """

    def __init__(self, pieces: Sequence[Piece], anchors: Iterable[Anchor]) -> None:
        self._pieces = pieces
        self._next = 0
        self._anchors = deque(anchors)
        self._offset = 0
        self._begun = _NONE
        self._items: list[Item] = []
        self._mark = _NONE
        self._depth = 0
        self._waiting: list[NoteReference] = []

    def mark(self, block: Token) -> Sequence[Item] | None:
        """Return what stands in a block instead of its children; None where nothing is marked.

        Every block token must be shown to it, in their order: it counts the text.
        """
        text = text_of(block)
        if text is None:
            return None
        end = self._offset + len(text)
        if not self._touches(end):
            self._offset = end + 1
            return None
        self._items = []
        if block.type == "inline":
            self._children(block.children or ())
        else:
            self._code_block(block, text)
        self._offset = end + 1
        return self._items

    def _touches(self, end: int) -> bool:
        """Tell whether a piece covers anything between here and ``end``."""
        self._pass()
        return self._next < len(self._pieces) and self._pieces[self._next].start < end

    def _pass(self) -> None:
        """Leave the pieces behind that end here or before."""
        while self._next < len(self._pieces) and self._pieces[self._next].end <= self._offset:
            self._next += 1

    def _children(self, children: Iterable[Token]) -> None:
        for child in children:
            length = length_of(child)
            if child.type == "text":
                self._text(child.content)
            elif child.type == "code_inline" and self._touches(self._offset + length):
                self._code("<code>", child.content, "</code>")
            elif length:
                self._break(child, length)
            else:
                self._wrap(_NONE)
                self._items.append(child)
                self._depth += _LINKS.get(child.type, 0)
                self._refer()
        self._wrap(_NONE)

    def _code_block(self, block: Token, text: str) -> None:
        before, _, after = block.content.partition(text)
        self._code(open_code_block(block) + before, text, after + CODE_BLOCK_END)

    def _code(self, begin: str, text: str, end: str) -> None:
        self._wrap(_NONE)
        self._items.append(begin)
        self._depth += 1
        self._text(text)
        self._wrap(_NONE)
        self._items.append(end)
        self._depth -= 1
        self._refer()

    def _break(self, child: Token, length: int) -> None:
        """Put a break, or code that nothing marks, which is one piece in any case."""
        self._wrap(self._covering()[0])
        self._items.append(child)
        self._offset += length
        self._refer()

    def _text(self, text: str) -> None:
        begin, end = self._offset, self._offset + len(text)
        while self._offset < end:
            start = self._offset
            piece, border = self._covering()
            self._wrap(piece)
            self._offset = min(border, end)
            self._items.append(text_html(text[start - begin : self._offset - begin]))
            self._refer()

    def _covering(self) -> tuple[int, int]:
        """Return the piece that covers the text from here on, or none, and up to where."""
        self._pass()
        if self._next == len(self._pieces):
            return _NONE, _FAR
        piece = self._pieces[self._next]
        return (self._next, piece.end) if piece.start <= self._offset else (_NONE, piece.start)

    def _wrap(self, piece: int) -> None:
        """End the mark that is open, where it is another's, and begin this one's."""
        if piece == self._mark:
            return
        if self._mark != _NONE:
            self._items.append("</mark>")
        if piece != _NONE:
            wanted = self._pieces[piece]
            once = wanted.once if piece > self._begun else {}
            self._begun = max(self._begun, piece)
            self._items.append(open_tag("mark", {**wanted.attributes, **once}))
        self._mark = piece

    def _refer(self) -> None:
        """Put the references whose place has been passed, if they may stand here."""
        while self._anchors and self._anchors[0].offset <= self._offset:
            self._waiting.append(NoteReference(self._anchors.popleft().annotation))
        if self._waiting and not self._depth:
            self._wrap(_NONE)
            self._items += self._waiting
            self._waiting = []
