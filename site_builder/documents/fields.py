"""A mapping of a file, read key by key.

A decoder asks for each key that its record has; what nobody asked for is unknown. What is wrong
is reported with the key's full path and the place of the value, and read as not given.
"""

from collections.abc import Iterator
from typing import TypeVar

from site_builder.characters import has_visible
from site_builder.diagnostics import Code, Diagnostic, Place
from site_builder.documents.near import MOST_HINTS, did_you_mean
from site_builder.documents.nodes import (
    COLLECTIONS,
    NULLS,
    PLAIN,
    Mapping,
    Node,
    Sequence,
    is_null,
    span,
)
from site_builder.documents.text import SourceText, quoted
from site_builder.documents.value import Reader, Value

T = TypeVar("T")

_SHORT = 100


class Fields:
    """The keys and values of a mapping, their places, and the problems found in reading them.

    ``path`` is the mapping's own path (``annotations[2]``), empty for the file's outermost;
    ``place`` is where a missing key is reported. ``problems`` is one list for the whole file.
    """

    __slots__ = (
        "_asked",
        "_keys",
        "_offset",
        "_prefix",
        "_source",
        "_values",
        "path",
        "problems",
    )

    def __init__(
        self,
        source: SourceText,
        mapping: Mapping,
        problems: list[Diagnostic],
        path: str,
        offset: int,
    ) -> None:
        self.path = path
        self.problems = problems
        self._source = source
        self._keys = mapping.keys
        self._values = mapping.values
        self._prefix = f"{path}." if path else ""
        self._offset = offset
        self._asked: set[str] = set()

    @property
    def place(self) -> Place:
        """The opening fence, or what stands from the mapping's own key, or its first, on a line."""
        return self._source.place(self._offset, len(self._source.text))

    def place_of(self, key: str) -> Place:
        """Return the place of a key's value, of a key without one, or of the mapping."""
        value = self._values.get(key)
        if value is None:
            return self.place
        return self._source.place(*span(self._keys[key] if is_null(value) else value))

    def valued(self) -> set[str]:
        """Return all keys that are given a value, without asking for any."""
        return {key for key, node in self._values.items() if not is_null(node)}

    def has(self, key: str) -> bool:
        """Tell whether a key is given a value."""
        return self._given(key) is not None

    def lacks(self, *keys: str) -> bool:
        """Tell whether none of some keys is there, be it without a value."""
        self._asked.update(keys)
        return self._values.keys().isdisjoint(keys)

    def has_text(self, key: str) -> bool:
        """Tell whether the value of a key is a text, and no list or mapping."""
        node = self._given(key)
        return node is not None and not isinstance(node, COLLECTIONS)

    def report(self, key: str, code: Code, message: str, hint: str = "") -> None:
        """Note a problem at the place of a key."""
        self.problems.append(Diagnostic.of(code, self.place_of(key), message, hint))

    def require(self, *keys: str) -> None:
        """Report each of the keys that is missing, without a value, or a text nobody sees."""
        for key in keys:
            node = self._given(key)
            if node is None:
                state = "has no value" if key in self._values else "is missing"
                self.report(key, Code.MISSING_KEY, f"“{self._prefix}{key}” {state}.")
            elif not isinstance(node, COLLECTIONS) and not has_visible(node.value):
                message = f"“{self._prefix}{key}” has nothing in it that a reader could see."
                self.report(key, Code.EMPTY_TEXT, message)

    def read(self, key: str, reader: Reader[T]) -> T | None:
        """Read a text, if the key is given one."""
        self._asked.add(key)
        node = self._values.get(key)
        if node is None:
            return None
        if isinstance(node, COLLECTIONS):
            self._report_shape(key, node, "a single value")
            return None
        # An optional text without anything in it is not given; a needed one is reported.
        text = node.value
        if not text.strip() or (text in NULLS and node.style == PLAIN):
            return None
        return reader(Value(self._prefix + key, node, self._source, self.problems))

    def read_all(self, key: str, reader: Reader[T]) -> tuple[T, ...]:
        """Read a list of texts: each that the reader takes, in their order."""
        found = (reader(value) for value in self.values(key))
        return tuple(item for item in found if item is not None)

    def values(self, key: str) -> Iterator[Value]:
        """Yield the texts of a list."""
        for item in self.items(key):
            if isinstance(item, Value):
                yield item
            else:
                message = f"“{item.path}” takes a text, not keys of its own."
                self._note(Code.WRONG_TYPE, item.place, message)

    def items(self, key: str) -> Iterator["Value | Fields"]:
        """Yield the texts and mappings of a list; their paths count from 1."""
        node = self._given(key)
        if node is None:
            return
        if not isinstance(node, Sequence):
            self._report_shape(key, node, "a list")
            return
        for index, item in enumerate(node.items, start=1):
            path = f"{self._prefix}{key}[{index}]"
            if isinstance(item, Mapping):
                yield self._nested(item, path, item.start)
            elif isinstance(item, Sequence):
                place = self._source.place(item.start, item.end)
                self._note(Code.WRONG_TYPE, place, f"“{path}” is a list in a list.")
            elif is_null(item) or not has_visible(item.value):
                start, end = span(item)
                # Of an item without anything, the dash is all that there is to see.
                place = (
                    self._source.place(start, end) if end > start else self._source.line_at(start)
                )
                self._note(Code.EMPTY_TEXT, place, f"“{path}” is empty.")
            else:
                yield Value(path, item, self._source, self.problems)

    def mapping(self, key: str) -> "Fields | None":
        """Return the fields of a mapping, if the key is given one."""
        node = self._given(key)
        if node is None:
            return None
        if isinstance(node, Mapping):
            return self._nested(node, self._prefix + key, self._keys[key].start_mark.index)
        self._report_shape(key, node, "keys of its own")
        return None

    def mappings(self, key: str) -> Iterator["Fields"]:
        """Yield the fields of each mapping in a list."""
        for item in self.items(key):
            if isinstance(item, Fields):
                yield item
            else:
                message = "takes keys of its own, not a single text."
                item.report(Code.WRONG_TYPE, message)

    def members(self, key: str) -> Iterator[tuple[Value, "Fields"]]:
        """Yield the keys that an editor chose, each with its fields."""
        held = self.mapping(key)
        if held is None:
            return
        for name in held.given():
            fields = held.mapping(name.scalar.value)
            if fields is not None:
                yield name, fields

    def given(self) -> Iterator[Value]:
        """Yield the keys themselves, where editors choose them; each has to have a value."""
        for name, key in self._keys.items():
            self.require(name)
            yield Value(self._prefix + name, key, self._source, self.problems)

    def finish(self, known: frozenset[str] = frozenset()) -> None:
        """Report every key that nobody asked for, and that is not among those ``known``."""
        if self._keys.keys() <= (known or self._asked):
            return
        self._asked.update(known)
        for name, key in self._keys.items():
            if name not in self._asked:
                place = self._source.place(*span(key))
                message = f"{quoted(self._prefix + name)} is no key that the format knows."
                few = len(self.problems) < MOST_HINTS
                hint = did_you_mean(name, sorted(self._asked)) if few else ""
                self._note(Code.UNKNOWN_KEY, place, message, hint)

    def _given(self, key: str) -> Node | None:
        self._asked.add(key)
        node = self._values.get(key)
        return None if node is None or is_null(node) else node

    def _nested(self, mapping: Mapping, path: str, offset: int) -> "Fields":
        return Fields(self._source, mapping, self.problems, path, offset)

    def _note(self, code: Code, place: Place, message: str, hint: str = "") -> None:
        self.problems.append(Diagnostic.of(code, place, message, hint))

    def _report_shape(self, key: str, node: Node, wanted: str) -> None:
        message = f"“{self._prefix}{key}” takes {wanted}, not {_shape(node)}."
        hint = ""
        if wanted == "a list" and not isinstance(node, COLLECTIONS):
            hint = f"Write it as [{node.value.strip()}]." if len(node.value) < _SHORT else ""
        self.report(key, Code.WRONG_TYPE, message, hint)


def _shape(node: Node) -> str:
    if isinstance(node, Mapping):
        return "keys of its own"
    return "a list" if isinstance(node, Sequence) else "a text"
