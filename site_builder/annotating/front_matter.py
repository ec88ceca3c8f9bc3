"""The front matter of a file as a tree with its places, and changes at some of these.

All that no change touches stays, byte for byte: line ends, a byte order mark, comments.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from site_builder.diagnostics import Diagnostic
from site_builder.documents.decoding import decode_text
from site_builder.documents.fences import split
from site_builder.documents.nodes import (
    BLOCK_STYLES,
    COLLECTIONS,
    Mapping,
    Node,
    Sequence,
    is_null,
    span,
)
from site_builder.documents.tree import parse

_LINE_END = re.compile("\r\n|\r|\n")
_BYTE_ORDER_MARK = "\ufeff"
_KEEPING = re.compile(r"[|>][0-9]?\+")
_COMMENT = re.compile(r"(?:^|(?<=\s))#")


class NoSafeChangeError(Exception):
    """The file is written in a way that only a person should change.

    ``data`` is what became of it, where that was found out in the end.
    """

    def __init__(self, data: bytes = b"") -> None:
        super().__init__()
        self.data = data


class Change(NamedTuple):
    """What stands for a part of the text: ``text[start:end]`` becomes ``new``."""

    start: int
    end: int
    new: str


class FrontMatter:
    """A file's ``text`` with LF at its lines' ends, and the ``keys`` of its front matter.

    ``end`` is the offset of the closing fence; ``body`` what stands after it.
    """

    def __init__(self, data: bytes, text: str, keys: Mapping, end: int, body: str) -> None:
        self.text = text
        self.keys = keys
        self.end = end
        self.body = body
        self._raw = data.decode("utf-8")

    @classmethod
    def of(cls, data: bytes) -> "FrontMatter":
        """Read the bytes of a file. Raises ``NoSafeChangeError`` where it has no good keys."""
        source, problems = decode_text("", data)
        if source is None or problems:
            raise NoSafeChangeError(data)
        parts = split(source)
        if isinstance(parts, Diagnostic):
            raise NoSafeChangeError(data)
        node, problems = parse(source, parts.front_end)
        if problems or not isinstance(node, Mapping):
            raise NoSafeChangeError(data)
        return cls(data, source.text, node, parts.front_end, parts.body)

    def with_changes(self, changes: Iterable[Change]) -> bytes:
        """Return the file's bytes with changes, which don't overlap.

        What is put at one place stands there in the order given.
        """
        raw = self._raw
        pieces: list[str] = []
        last = 0
        for change in sorted(changes, key=lambda one: one[:2]):
            start, end = self._raw_offset(change.start), self._raw_offset(change.end)
            pieces += [raw[last:start], change.new.replace("\n", self._line_end)]
            last = end
        return "".join((*pieces, raw[last:])).encode("utf-8")

    @cached_property
    def _starts(self) -> tuple[list[int], list[int]]:
        """The offsets at which lines begin, in the text and in the file as it was decoded."""
        raw = self._raw
        mark = len(_BYTE_ORDER_MARK) if raw.startswith(_BYTE_ORDER_MARK) else 0
        ours = [0, *(match.end() for match in re.finditer("\n", self.text))]
        return ours, [mark, *(match.end() for match in _LINE_END.finditer(raw))]

    @cached_property
    def _line_end(self) -> str:
        """The end of the first line: all new lines get the same."""
        found = _LINE_END.search(self._raw)
        return "\n" if found is None else found[0]

    def _raw_offset(self, offset: int) -> int:
        ours, raws = self._starts
        line = self.line(offset) - 1
        return raws[line] + offset - ours[line]

    def line(self, offset: int) -> int:
        """Return the number of the line, from 1, on which an offset is."""
        return self.text.count("\n", 0, offset) + 1

    def place(self, offset: int) -> tuple[int, int]:
        """Return the line and the column, both from 1, of an offset."""
        return self.line(offset), self.column(offset) + 1

    def line_start(self, offset: int) -> int:
        """Return where the line of an offset begins."""
        return self.text.rfind("\n", 0, offset) + 1

    def next_line(self, offset: int) -> int:
        """Return where the line after that of an offset begins."""
        return self.text.find("\n", offset) + 1 or len(self.text)

    def column(self, offset: int) -> int:
        """Return the column of an offset, counted from 0."""
        return offset - self.line_start(offset)

    def is_flow(self, node: Node) -> bool:
        """Tell whether a list or mapping is written between brackets or braces."""
        return self.text[span(node)[0]] in "[{"

    def end_of(self, node: Node) -> int:
        """Return where the last character of a node ends; the parser counts what follows, too."""
        if isinstance(node, COLLECTIONS):
            children = _children(node)
            return node.end if self.is_flow(node) or not children else self.end_of(children[-1])
        start, end = span(node)
        if node.style not in BLOCK_STYLES:
            return end
        if _KEEPING.match(self.text, start):
            return end - 1
        return start + len(self.text[start:end].rstrip())

    def after(self, node: Node) -> int:
        """Return where the line after a node begins."""
        return self.next_line(self.end_of(node))

    def after_item(self, item: Node) -> int:
        """Return where the line after an item of a list begins, its last comments included."""
        offset, column = self.after(item), self.column(span(item)[0])
        while re.compile(rf" {{{column},}}#").match(self.text, offset, self.end):
            offset = self.next_line(offset)
        return offset

    def has_comment(self, start: int, end: int) -> bool:
        """Tell whether a part of the text has a comment in it."""
        texts = sorted(one for one in self._texts(self.keys) if start < one[1] and one[0] < end)
        for begin, stop in [*texts, (end, end)]:
            if _COMMENT.search(self.text, start, max(begin, start)):
                return True
            start = max(start, stop)
        return False

    def _texts(self, node: Node) -> Iterator[tuple[int, int]]:
        """Yield where texts stand, in keys and in values."""
        if isinstance(node, Mapping):
            yield from (span(entry.key) for entry in node.entries.values())
        if isinstance(node, COLLECTIONS):
            for child in _children(node):
                yield from self._texts(child)
        elif node.style in BLOCK_STYLES:
            yield self.next_line(span(node)[0]), self.end_of(node)
        else:
            yield span(node)


def _children(node: Sequence | Mapping) -> list[Node]:
    if isinstance(node, Mapping):
        return [entry.value for entry in node.entries.values()]
    return list(node.items)


def plain(node: Node) -> object:
    """Return what a tree holds, wherever and however it is written."""
    if isinstance(node, Mapping):
        return {key: plain(entry.value) for key, entry in node.entries.items()}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return None if is_null(node) else node.value
