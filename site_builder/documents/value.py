"""One scalar of a file with its key's path: what the readers of values are given."""

from collections.abc import Callable
from typing import TypeAlias, TypeVar

from site_builder.diagnostics import Code, Diagnostic, Place
from site_builder.documents.nodes import BLOCK_STYLES, PLAIN, Offset, Scalar, Text, span
from site_builder.documents.text import SourceText

T = TypeVar("T")


class Value:
    """A text that an editor gave, its key's full path, and where problems go."""

    __slots__ = ("path", "problems", "scalar", "source")

    def __init__(
        self, path: str, scalar: Scalar, source: SourceText, problems: list[Diagnostic]
    ) -> None:
        self.path = path
        self.scalar = scalar
        self.source = source
        self.problems = problems

    @property
    def text(self) -> str:
        """The text without white space at its ends."""
        return self.scalar.value.strip()

    @property
    def place(self) -> Place:
        """Where the value stands: its first line, if it has several."""
        scalar = self.scalar
        return self.source.place(scalar.start_mark.index, scalar.end_mark.index)

    def part(self, offset: int, length: int) -> Place:
        """Return the place of a part of ``text``, or of the whole if it stands there otherwise."""
        start, end = span(self.scalar)
        if self.scalar.style == PLAIN and self.source.text[start:end] == self.text:
            return self.source.place(start + offset, start + offset + length)
        return self.place

    def first_character(self) -> Place:
        """Return the place at which the text itself begins, behind quotation marks and ``|``."""
        start, style = self.scalar.start_mark.index, self.scalar.style or PLAIN
        if style not in BLOCK_STYLES:
            start += len(style)
            return self.source.place(start, start + 1)
        line = self.source.text.find("\n", start) + 1
        return self.source.line_at(line) if line else self.place

    def report(self, code: Code, message: str, hint: str = "") -> None:
        """Note a problem of this value; the message begins with its path by itself."""
        message = f"“{self.path}”: {message}"
        self.problems.append(Diagnostic.of(code, self.place, message, hint))


Reader: TypeAlias = Callable[[Value], T | None]
"""Turns a value into what a record holds, or reports why it can't and gives nothing."""


def given_value(path: str, text: str, file: str, problems: list[Diagnostic]) -> Value:
    """Make a value of a text that does not stand in a file, such as an option; blame ``file``."""
    scalar = Text(text, PLAIN, Offset(0), Offset(len(text)))
    return Value(path, scalar, SourceText(file, text), problems)
