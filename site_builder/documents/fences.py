"""Where front matter begins and ends."""

import re
from dataclasses import dataclass

from frontmatter.default_handlers import YAMLHandler

from site_builder.diagnostics import Code, Diagnostic
from site_builder.documents.text import SourceText

# The package takes any number of dashes and swallows the empty lines that follow, with which the
# numbers of the lines would be lost.
# Begun with its dashes, the pattern is searched for as fast as a plain text.
_FENCE = re.compile(r"---(?<=^---)[ \t]*$", re.MULTILINE)
_SPLITTER = YAMLHandler(fm_boundary=_FENCE)

# What editors and their word processors write for three dashes.
_NEARLY = re.compile(r"^[ \t]*(?:[-\u2010-\u2015\u2212]+|\.\.\.|\+\+\+)[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Parts:
    """A file in two: where its front matter ends, its body, and where that begins."""

    front_end: int
    body: str
    body_offset: int


def split(source: SourceText) -> Parts | Diagnostic:
    """Split a file at its fences, or say why that can't be done."""
    text = source.text
    opening = _FENCE.match(text)
    if opening is None:
        return _not_opened(source)
    if _FENCE.search(text, opening.end()) is None:
        return _not_closed(source, opening.end())
    front, rest = _SPLITTER.split(text)
    body = rest.removeprefix("\n")
    return Parts(opening.end() + len(front), body, len(text) - len(body))


def _not_opened(source: SourceText) -> Diagnostic:
    message = "The file has no front matter."
    hint = "Begin it with a line of three dashes, then the keys, then three dashes again."
    nearly = _NEARLY.match(source.text.lstrip("\n"))
    if nearly is not None:
        hint = "The very first line has to be three dashes and nothing else."
    return Diagnostic.of(Code.NO_FRONT_MATTER, source.line_at(0), message, hint)


def _not_closed(source: SourceText, end: int) -> Diagnostic:
    message = "The front matter that begins here has no end."
    hint = "Put a line of three dashes after its last key."
    nearly = _NEARLY.search(source.text, end)
    if nearly is not None:
        line = source.line_at(nearly.end()).line
        hint = f"Is line {line} meant to be its end? That takes three dashes and nothing else."
    return Diagnostic.of(Code.UNCLOSED_FRONT_MATTER, source.line_at(0), message, hint)
