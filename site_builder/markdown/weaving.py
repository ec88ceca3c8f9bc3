"""Marks woven into the tokens of a body: text is cut at their borders, each piece wrapped once.

Nothing else changes: without the new elements the HTML is what it was.
"""

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from markdown_it.token import Token

from site_builder.markdown.body import NoteReference
from site_builder.markdown.parsed import Parsed
from site_builder.markdown.text import length_of, text_of

# No reference stands in these: a link holds no other, and code is code.
_CONTAINERS = {"link_open": 1, "link_close": -1, "code_open": 1, "code_close": -1}
_BRACKETS = frozenset({"inline_mark_open", "inline_mark_close"})
_NONE = -1


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the canonical text to be wrapped: offsets, attributes of ``<mark>``.

    ``once`` are attributes of its first element only, where it takes several.
    """

    start: int
    end: int
    attributes: Mapping[str, str]
    once: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Anchor:
    """The offset after which the reference to an annotation's note stands."""

    offset: int
    annotation: str


def weave(parsed: Parsed, pieces: Sequence[Piece], anchors: Sequence[Anchor]) -> Parsed:
    """Wrap pieces, which are disjoint and ascending, and put references at anchors, ascending.

    References at one offset stand in the order given. One that would stand in a link or in code
    follows it.
    """
    weaver = _Weaver(pieces, anchors)
    return replace(
        parsed,
        tokens=tuple(weaver.blocks(parsed.tokens)),
        footnotes=tuple(
            replace(footnote, tokens=tuple(weaver.blocks(footnote.tokens)))
            for footnote in parsed.footnotes
        ),
    )


class _Weaver:
    """Goes through a body in the order of its text; ``_offset`` is how far it has come."""

    def __init__(self, pieces: Sequence[Piece], anchors: Sequence[Anchor]) -> None:
        self._pieces = pieces
        self._starts = [piece.start for piece in pieces]
        self._anchors = deque(anchors)
        self._begun: set[int] = set()
        self._offset = 0

    def blocks(self, tokens: Iterable[Token]) -> Iterator[Token]:
        """Yield block tokens with the marks in them."""
        for token in tokens:
            text = text_of(token)
            if text is None:
                yield _without_brackets(token)
                continue
            end = self._offset + len(text)
            if self._touches(end):
                yield from self._block(token, text)
            else:
                yield _without_brackets(token)
            self._offset = end + 1

    def _touches(self, end: int) -> bool:
        """Tell whether a piece covers anything between here and ``end``."""
        last = bisect_left(self._starts, end) - 1
        return last >= 0 and self._pieces[last].end > self._offset

    def _block(self, token: Token, text: str) -> Iterator[Token]:
        if token.type == "inline":
            yield _inline(token, self._woven(token.children or ()))
            return
        before, _, after = token.content.partition(text)
        code = (
            Token("code_open", "code", 1, attrs=token.attrs),
            Token("blank", "", 0, content=before),
            Token("text", "", 0, content=text),
            Token("blank", "", 0, content=after),
            Token("code_close", "code", -1),
        )
        yield Token("pre_open", "pre", 1, attrs={"tabindex": "0"}, block=True)
        yield _inline(token, self._woven(code))
        yield Token("pre_close", "pre", -1, block=True)

    def _woven(self, children: Iterable[Token]) -> Iterator[Token]:
        depth, current = 0, _NONE
        waiting: list[Token] = []
        for token, piece in self._cut(children):
            if piece != current:
                yield from self._borders(current, piece)
                current = piece
            yield token
            depth += _CONTAINERS.get(token.type, 0)
            waiting += self._references()
            if waiting and depth == 0:
                yield from self._borders(current, _NONE)
                current = _NONE
                yield from waiting
                waiting = []
        yield from self._borders(current, _NONE)

    def _cut(self, children: Iterable[Token]) -> Iterator[tuple[Token, int]]:
        """Yield tokens with the piece that covers them, text cut where another begins or ends."""
        for child in children:
            length = length_of(child)
            if length and child.type == "code_inline" and self._touches(self._offset + length):
                yield Token("code_open", "code", 1), _NONE
                yield from self._cut((Token("text", "", 0, content=child.content),))
                yield Token("code_close", "code", -1), _NONE
            elif length:
                yield from self._parts(child, length)
            elif child.type not in _BRACKETS:
                yield child, _NONE

    def _parts(self, token: Token, length: int) -> Iterator[tuple[Token, int]]:
        begin, end = self._offset, self._offset + length
        while self._offset < end:
            start = self._offset
            piece = bisect_right(self._starts, start) - 1
            if piece >= 0 and self._pieces[piece].end > start:
                stop = min(self._pieces[piece].end, end)
            else:
                following = self._starts[piece + 1 : piece + 2]
                piece, stop = _NONE, min((*following, end))
            self._offset = stop
            whole = stop - start == length
            part = token.content[start - begin : stop - begin]
            yield (token if whole else Token("text", "", 0, content=part)), piece

    def _borders(self, before: int, after: int) -> Iterator[Token]:
        """Yield the end of one mark and the beginning of another, where there are such."""
        if before != _NONE:
            yield Token("mark_close", "mark", -1)
        if after != _NONE:
            piece = self._pieces[after]
            once = {} if after in self._begun else piece.once
            self._begun.add(after)
            yield Token("mark_open", "mark", 1, attrs={**piece.attributes, **once})

    def _references(self) -> Iterator[Token]:
        """Yield the references whose place has been passed."""
        while self._anchors and self._anchors[0].offset <= self._offset:
            reference = NoteReference(self._anchors.popleft().annotation)
            yield Token("note_ref", "", 0, meta={"reference": reference})


def _inline(block: Token, children: Iterable[Token]) -> Token:
    return Token("inline", "", 0, map=block.map, content=block.content, children=list(children))


def _without_brackets(token: Token) -> Token:
    if not any(child.type in _BRACKETS for child in token.children or ()):
        return token
    kept = (child for child in token.children or () if child.type not in _BRACKETS)
    return _inline(token, kept)
