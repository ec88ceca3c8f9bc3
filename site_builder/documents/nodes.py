"""YAML as a tree of strings, lists and mappings, each with its offsets in the file's text.

Made from the parser's events in one pass, which costs less than half of a scan followed by
``yaml.compose`` and never meets YAML 1.1's guesses at types: every scalar is the string that
stands in the file.
"""

from typing import NamedTuple, TypeAlias

PLAIN = ""
"""The style of a scalar without quotation marks or block indicator."""

BLOCK_STYLES = frozenset({"|", ">"})


class Scalar(NamedTuple):
    """A text; ``style`` is empty, a quotation mark, ``|`` or ``>``."""

    text: str
    style: str
    start: int
    end: int

    @property
    def is_null(self) -> bool:
        """Tell whether the editor gave nothing: no value, ``~`` or ``null``."""
        return self.style == PLAIN and self.text in ("", "~", "null")


class Sequence(NamedTuple):
    """A list."""

    items: "tuple[Node, ...]"
    start: int
    end: int


class Entry(NamedTuple):
    """A key of a mapping and its value."""

    key: Scalar
    value: "Node"


class Mapping(NamedTuple):
    """Keys and values; of a key given twice the first."""

    entries: dict[str, Entry]
    start: int
    end: int


Node: TypeAlias = Scalar | Sequence | Mapping
