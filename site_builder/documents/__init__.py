"""Bytes to fields with line and column, and a body with the place of its first character.

The only user of PyYAML and python-frontmatter. Whatever the bytes are, what comes back is a value
or nothing, and a list of problems; nothing is raised.
"""

from dataclasses import dataclass

from site_builder.diagnostics import Code, Diagnostic
from site_builder.documents import readers
from site_builder.documents.decoding import MAX_BYTES, decode_text, too_large
from site_builder.documents.fences import Parts, split
from site_builder.documents.fields import Fields
from site_builder.documents.near import did_you_mean
from site_builder.documents.nodes import Mapping, Node, is_null, span
from site_builder.documents.scalars import as_scalar, is_on_one_line
from site_builder.documents.text import SourceText, quoted
from site_builder.documents.tree import parse
from site_builder.documents.value import Reader, Value, given_value
from site_builder.model import MarkdownText

__all__ = [
    "MAX_BYTES",
    "Document",
    "Fields",
    "Reader",
    "Value",
    "as_scalar",
    "did_you_mean",
    "given_value",
    "is_on_one_line",
    "lines_of",
    "quoted",
    "read_document",
    "read_settings_file",
    "readers",
    "too_large",
]


@dataclass(frozen=True, slots=True)
class Document:
    """A Markdown file with front matter; ``path`` is relative to the root."""

    path: str
    fields: Fields
    body: MarkdownText


def read_document(path: str, data: bytes) -> tuple[Document | None, list[Diagnostic]]:
    """Read a Markdown file with front matter.

    The list of problems is that of the fields: what is found in them later stands there too.
    """
    source, problems = decode_text(path, data)
    if source is None:
        return None, problems
    parts = split(source)
    if isinstance(parts, Diagnostic):
        return None, [*problems, parts]
    fields = _fields(source, parts.front_end, problems)
    document = None if fields is None else Document(path, fields, _body(source, parts))
    return document, problems


def lines_of(path: str, data: bytes) -> list[str]:
    """Return the lines of a file as places count them; none where it is no text."""
    source, _ = decode_text(path, data)
    return [] if source is None else source.text.split("\n")


def read_settings_file(path: str, data: bytes) -> tuple[Fields | None, list[Diagnostic]]:
    """Read a file that is YAML as a whole."""
    source, problems = decode_text(path, data)
    if source is None:
        return None, problems
    return _fields(source, len(source.text), problems), problems


def _fields(source: SourceText, end: int, problems: list[Diagnostic]) -> Fields | None:
    node, faults = parse(source, end)
    problems.extend(faults)
    if isinstance(node, Mapping):
        return Fields(source, node, problems, "", 0)
    if not faults:
        problems.append(_no_mapping(source, node))
    return None


def _no_mapping(source: SourceText, node: Node | None) -> Diagnostic:
    hint = "Write keys with their values, such as “title: …”, each on a line of its own."
    if node is None or is_null(node):
        message = "There are no keys here."
        return Diagnostic.of(Code.EMPTY_FRONT_MATTER, source.line_at(0), message, hint)
    message = "Keys with values have to stand here, and this is something else."
    place = source.place(*span(node))
    return Diagnostic.of(Code.NOT_A_MAPPING, place, message, hint)


def _body(source: SourceText, parts: Parts) -> MarkdownText:
    return MarkdownText(parts.body, source.place(parts.body_offset, parts.body_offset + 1))
