"""YAML text to a tree, refusing what a digest has no use for.

Depth and number of the values are bounded and each event is seen once, so that no file can make
the reader slow: no anchors, aliases and merge keys, no tags, no second document.
"""

from collections.abc import Callable, Iterator
from typing import NoReturn, Protocol, cast

from yaml import CSafeLoader, YAMLError, events

from site_builder.characters import forbidden
from site_builder.diagnostics import Code, Diagnostic, Place
from site_builder.documents.decoding import character_problem
from site_builder.documents.nodes import PLAIN, Entry, Mapping, Node, Scalar, Sequence
from site_builder.documents.syntax import translate
from site_builder.documents.text import SourceText, quoted

_DEEPEST = 12
_MOST_VALUES = 100_000
_BYTE_ORDER_MARK = "\ufeff"

_SCALAR: type[object] = events.ScalarEvent
_ALIAS: type[object] = events.AliasEvent
_MAPPING: type[object] = events.MappingStartEvent
_MAPPING_END: type[object] = events.MappingEndEvent
_SEQUENCE_END: type[object] = events.SequenceEndEvent
_DOCUMENT: type[object] = events.DocumentStartEvent
_END: type[object] = events.StreamEndEvent


class _Mark(Protocol):
    index: int


class _Event(Protocol):
    """What the parser gives; which fields there are depends on the class of the event."""

    start_mark: _Mark
    end_mark: _Mark
    anchor: str | None
    tag: str | None
    value: str
    style: str | None
    version: tuple[int, int] | None
    tags: object


class _RefusedError(Exception):
    """Nothing more can be read. Ends in ``parse``, where the problem is known already."""


def parse(source: SourceText, text: str, offset: int) -> tuple[Node | None, list[Diagnostic]]:
    """Parse ``text``, which stands at an offset of the source.

    Gives no tree where the text is empty or can't be read to its end.
    """
    problems = list(_byte_order_marks(source, text, offset))
    if problems:
        text = text.replace(_BYTE_ORDER_MARK, "\ufffd")
    reader = _Reader(source, text, offset, problems)
    try:
        return reader.document(), problems
    except YAMLError as error:
        problems.append(translate(error, source, offset, offset + len(text)))
    except _RefusedError:
        pass
    return None, problems


def _byte_order_marks(source: SourceText, text: str, offset: int) -> Iterator[Diagnostic]:
    """Find the one character that YAML refuses and a body may hold."""
    if _BYTE_ORDER_MARK in text:
        start = offset + text.index(_BYTE_ORDER_MARK)
        message = "An invisible character (U+FEFF BYTE ORDER MARK) stands here."
        place = source.place(start, start + 1)
        yield Diagnostic.of(Code.CONTROL_CHARACTER, place, message, "Delete it.")


class _Reader:
    """Takes the parser's events one by one; each method gets the first event of what it reads."""

    def __init__(
        self, source: SourceText, text: str, offset: int, problems: list[Diagnostic]
    ) -> None:
        self._source = source
        self._offset = offset
        self._problems = problems
        self._values = 0
        # The package's types leave open whether an event has marks: those of a parser have.
        self._next = cast("Callable[[], _Event]", CSafeLoader(text).get_event)

    def document(self) -> Node | None:
        """Read everything."""
        self._next()
        event = self._next()
        if type(event) is _END:
            return None
        if event.version or event.tags:
            message = "The lines that begin with % have no meaning here."
            self._note(Code.YAML_FEATURE, event, message, "Delete them.")
        node = self._node(self._next(), 0)
        self._next()
        event = self._next()
        if type(event) is _DOCUMENT:
            message = "A second part begins here, and a file takes one only."
            self._note(Code.YAML_FEATURE, event, message, "Remove the dividing line.")
        return node

    def _node(self, event: _Event, depth: int) -> Node:
        kind = type(event)
        if kind is _SCALAR:
            return self._scalar(event)
        if kind is _ALIAS:
            return self._alias(event)
        if depth == _DEEPEST:
            message = f"Lists and mappings stand in each other more than {_DEEPEST} levels deep."
            self._stop(Code.YAML_TOO_DEEP, event, message)
        if event.anchor or event.tag:
            self._marked(event)
        if kind is _MAPPING:
            return self._mapping(event, depth + 1)
        return self._sequence(event, depth + 1)

    def _scalar(self, event: _Event) -> Scalar:
        self._values += 1
        if self._values > _MOST_VALUES:
            message = f"There are more than {_MOST_VALUES:,} values in this file."
            self._stop(Code.FILE_TOO_LARGE, event, message)
        if event.anchor or event.tag:
            self._marked(event)
        style = event.style or PLAIN
        if style == '"':
            self._examine(event)
        start = self._offset + event.start_mark.index
        return Scalar(event.value, style, start, self._offset + event.end_mark.index)

    def _examine(self, event: _Event) -> None:
        """Find what escapes have brought in: they alone can hide from the look at the file."""
        for fault in forbidden(event.value):
            self._problems.append(character_problem(fault, self._place(event)))
            return

    def _sequence(self, event: _Event, depth: int) -> Sequence:
        items = []
        while type(item := self._next()) is not _SEQUENCE_END:
            items.append(self._node(item, depth))
        start = self._offset + event.start_mark.index
        return Sequence(tuple(items), start, self._offset + item.end_mark.index)

    def _mapping(self, event: _Event, depth: int) -> Mapping:
        entries: dict[str, Entry] = {}
        while type(item := self._next()) is not _MAPPING_END:
            key = self._node(item, depth)
            value = self._node(self._next(), depth)
            if isinstance(key, Scalar) and self._is_good(key, item, entries):
                entries[key.text] = Entry(key, value)
        start = self._offset + event.start_mark.index
        return Mapping(entries, start, self._offset + item.end_mark.index)

    def _is_good(self, key: Scalar, event: _Event, entries: dict[str, Entry]) -> bool:
        text = key.text
        if text in entries:
            line = self._source.place(entries[text].key.start, key.start).line
            message = f"The key {quoted(text)} stands in line {line} already."
            self._note(Code.DUPLICATE_KEY, event, message, "Keep one of the two.")
            return False
        if key.style == PLAIN and text == "<<":
            message = "The digest doesn't take the merge key “<<”."
            self._note(Code.YAML_FEATURE, event, message, "Write the keys out.")
            return False
        if not text:
            self._note(Code.YAML_SYNTAX, event, "A colon stands here without a key before it.")
        return text != ""

    def _alias(self, event: _Event) -> Scalar:
        name = f"*{event.anchor}"
        message = f"The digest doesn't take references such as {quoted(name)}."
        hint = "Write the value out, or put it in quotation marks if it begins with *."
        self._note(Code.YAML_FEATURE, event, message, hint)
        start = self._offset + event.start_mark.index
        return Scalar(name, PLAIN, start, self._offset + event.end_mark.index)

    def _marked(self, event: _Event) -> None:
        name = f"&{event.anchor}" if event.anchor else event.tag or ""
        kind = "anchors" if event.anchor else "type tags"
        message = f"The digest doesn't take {kind} such as {quoted(name)}."
        hint = f"Leave it out, or put the value in quotation marks if it begins with {name[0]}."
        self._note(Code.YAML_FEATURE, event, message, hint)

    def _place(self, event: _Event) -> Place:
        start = self._offset + event.start_mark.index
        return self._source.place(start, self._offset + event.end_mark.index)

    def _note(self, code: Code, event: _Event, message: str, hint: str = "") -> None:
        self._problems.append(Diagnostic.of(code, self._place(event), message, hint))

    def _stop(self, code: Code, event: _Event, message: str) -> NoReturn:
        self._note(code, event, message)
        raise _RefusedError
