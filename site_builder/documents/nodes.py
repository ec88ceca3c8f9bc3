"""YAML as a tree of texts, lists and mappings, each with its offsets in the file's text.

Made from the parser's events in one pass, which costs two thirds of ``yaml.compose`` alone and
never meets YAML 1.1's guesses at types: every scalar is the string that stands in the file. A
scalar is the parser's own event, for most values of a file are never looked at again.
"""

from dataclasses import dataclass
from typing import NamedTuple, Protocol, TypeAlias

PLAIN = ""
"""The style of a scalar without quotation marks or block indicator."""

BLOCK_STYLES = frozenset({"|", ">"})

NULLS = frozenset({"", "~", "null"})
"""What stands for nothing, where it is plain."""


class Mark(Protocol):
    """A place in the parsed text: ``index`` counts code points."""

    @property
    def index(self) -> int:
        """The offset from the beginning of the text."""


class Scalar(Protocol):
    """A text; ``style`` is empty, a quotation mark, ``|`` or ``>``."""

    @property
    def value(self) -> str:
        """The text itself."""

    @property
    def style(self) -> str | None:
        """How it is written."""

    @property
    def start_mark(self) -> Mark:
        """Where it begins."""

    @property
    def end_mark(self) -> Mark:
        """Where it ends."""


@dataclass(frozen=True, slots=True)
class Offset:
    """A mark that no parser made."""

    index: int


class Text(NamedTuple):
    """A scalar that no parser made."""

    value: str
    style: str
    start_mark: Mark
    end_mark: Mark


class Sequence(NamedTuple):
    """A list, between two offsets."""

    items: "tuple[Node, ...]"
    start: int
    end: int


class Entry(NamedTuple):
    """A key of a mapping and its value."""

    key: Scalar
    value: "Node"


class Mapping(NamedTuple):
    """Keys and values, by what the keys say, between two offsets; of a key given twice the first.

    Most keys are never looked at again: so they lie apart from the values.
    """

    keys: dict[str, Scalar]
    values: dict[str, "Node"]
    start: int
    end: int

    @property
    def entries(self) -> dict[str, Entry]:
        """Each key with its value, by what it says."""
        pairs = zip(self.keys.values(), self.values.values(), strict=True)
        return {
            name: Entry(key, value) for name, (key, value) in zip(self.keys, pairs, strict=True)
        }


Node: TypeAlias = Scalar | Sequence | Mapping

COLLECTIONS = (Sequence, Mapping)


def is_null(node: Node) -> bool:
    """Tell whether the editor gave nothing: no value, ``~`` or ``null``."""
    return not isinstance(node, COLLECTIONS) and node.style == PLAIN and node.value in NULLS


def span(node: Node) -> tuple[int, int]:
    """Return the offsets of a node's beginning and end."""
    if isinstance(node, COLLECTIONS):
        return node.start, node.end
    return node.start_mark.index, node.end_mark.index
