"""YAML text to a tree, refusing what a digest has no use for.

Depth and number of the values are bounded and each event is seen once, so that no file can make
the reader slow: no anchors, aliases and merge keys, no tags, no second document.
"""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Protocol, cast

from yaml import CSafeLoader, YAMLError, events

from site_builder.characters import forbidden
from site_builder.diagnostics import Code, Diagnostic
from site_builder.documents.decoding import character_problem
from site_builder.documents.nodes import PLAIN, Mapping, Node, Scalar, Sequence, Text, span
from site_builder.documents.syntax import translate
from site_builder.documents.text import SourceText, quoted

_DEEPEST = 12
# Every value but the first follows one of these; so many are not worth their time.
_BEFORE_VALUES = (",", ":", "\n")
_MOST_VALUES = 50_000
# The quotation mark between which a backslash can stand for any character.
_ESCAPING = '"'
_BYTE_ORDER_MARK = "\ufeff"

_SCALAR: type[object] = events.ScalarEvent
_ALIAS: type[object] = events.AliasEvent
_MAPPING: type[object] = events.MappingStartEvent
_MAPPING_END: type[object] = events.MappingEndEvent
_SEQUENCE_END: type[object] = events.SequenceEndEvent
_DOCUMENT: type[object] = events.DocumentStartEvent
_END: type[object] = events.StreamEndEvent


class _Event(Scalar, Protocol):
    """What the parser gives; which fields there are depends on the class of the event."""

    anchor: str | None
    tag: str | None
    version: tuple[int, int] | None
    tags: object


class _RefusedError(Exception):
    """Nothing more can be read. Ends in ``parse``, where the problem is known already."""


def parse(source: SourceText, end: int) -> tuple[Node | None, list[Diagnostic]]:
    """Parse the beginning of a file up to the offset ``end``, an opening fence included.

    Gives no tree where there is nothing to parse, or no way to parse it to the end.
    """
    text = source.text[:end]
    problems = list(_byte_order_marks(source, text))
    if problems:
        text = text.replace(_BYTE_ORDER_MARK, "\ufffd")
    if sum(map(text.count, _BEFORE_VALUES)) > _MOST_VALUES:
        problems.append(_too_many(source))
        return None, problems
    reader = _Reader(source, text, problems)
    try:
        return reader.document(), problems
    except YAMLError as error:
        problems.append(translate(error, source, end))
    except _RefusedError:
        pass
    return None, problems


def _byte_order_marks(source: SourceText, text: str) -> Iterator[Diagnostic]:
    """Find the one character that YAML may refuse and a body may hold."""
    if _BYTE_ORDER_MARK in text:
        start = text.index(_BYTE_ORDER_MARK)
        message = "An invisible character (U+FEFF BYTE ORDER MARK) stands here."
        place = source.place(start, start + 1)
        yield Diagnostic.of(Code.CONTROL_CHARACTER, place, message, "Delete it.")


def _too_many(source: SourceText) -> Diagnostic:
    message = "There are too many keys and values here."
    hint = "Divide the file into several."
    return Diagnostic.of(Code.FILE_TOO_LARGE, source.line_at(0), message, hint)


class _Reader:
    """Takes the parser's events one by one; each method gets the first event of what it reads."""

    def __init__(self, source: SourceText, text: str, problems: list[Diagnostic]) -> None:
        self._source = source
        self._problems = problems
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
            if event.style == _ESCAPING or event.tag or event.anchor:
                self._inspect(event)
            return event
        if kind is _ALIAS:
            return self._alias(event)
        if depth == _DEEPEST:
            message = f"Lists and keys stand in each other more than {_DEEPEST} levels deep."
            self._note(Code.YAML_TOO_DEEP, event, message)
            raise _RefusedError
        if event.tag or event.anchor:
            self._inspect(event)
        if kind is _MAPPING:
            return self._mapping(event, depth + 1)
        return self._sequence(event, depth + 1)

    def _sequence(self, event: _Event, depth: int) -> Sequence:
        items = []
        while type(item := self._next()) is not _SEQUENCE_END:
            items.append(self._node(item, depth))
        return Sequence(tuple(items), event.start_mark.index, item.end_mark.index)

    def _mapping(self, event: _Event, depth: int) -> Mapping:
        keys: dict[str, Scalar] = {}
        values: dict[str, Node] = {}
        take, node = self._next, self._node
        while type(item := take()) is not _MAPPING_END:
            key, value = node(item, depth), node(take(), depth)
            if key is not item:
                message = "A key has to be a single word or text."
                hint = "Put a value that begins with { or [ in quotation marks."
                self._note(Code.YAML_FEATURE, item, message, hint)
            elif self._is_good(item, keys):
                keys[item.value] = item
                values[item.value] = value
        return Mapping(keys, values, event.start_mark.index, item.end_mark.index)

    def _is_good(self, key: _Event, keys: dict[str, Scalar]) -> bool:
        text = key.value
        if text in keys:
            line = self._source.place(*span(keys[text])).line
            message = f"The key {quoted(text)} stands in line {line} already."
            self._note(Code.DUPLICATE_KEY, key, message, "Keep one of the two.")
            return False
        if text == "<<" and key.style == PLAIN:
            message = "The digest doesn't take the merge key “<<”."
            self._note(Code.YAML_FEATURE, key, message, "Write the keys out.")
            return False
        if not text:
            self._note(Code.YAML_SYNTAX, key, "A colon stands here without a key before it.")
        return text != ""

    def _alias(self, event: _Event) -> Scalar:
        name = f"*{event.anchor}"
        message = f"The digest doesn't take references such as {quoted(name)}."
        hint = "Write the value out, or put it in quotation marks if it begins with *."
        self._note(Code.YAML_FEATURE, event, message, hint)
        return Text(name, PLAIN, event.start_mark, event.end_mark)

    def _inspect(self, event: _Event) -> None:
        """Refuse anchors and tags, and what only the escapes of a quoted text have brought in."""
        if event.tag or event.anchor:
            tag = (event.tag or "").replace("tag:yaml.org,2002:", "!!", 1)
            name = f"&{event.anchor}" if event.anchor else tag
            kind = "anchors" if event.anchor else "type tags"
            message = f"The digest doesn't take {kind} such as {quoted(name)}."
            hint = f"Leave it out, or put the value in quotation marks if it begins with {name[0]}."
            self._note(Code.YAML_FEATURE, event, message, hint)
        if type(event) is _SCALAR:
            for fault in islice(forbidden(event.value), 1):
                place = self._source.place(*span(event))
                self._problems.append(character_problem(fault, place))

    def _note(self, code: Code, event: _Event, message: str, hint: str = "") -> None:
        place = self._source.place(event.start_mark.index, event.end_mark.index)
        self._problems.append(Diagnostic.of(code, place, message, hint))
