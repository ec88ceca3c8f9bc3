"""Marks of editors that are none to the parser, so that readers get them as they are written."""

import re
from collections.abc import Iterator
from itertools import chain, islice

from site_builder.diagnostics import Code, Diagnostic
from site_builder.markdown import Parsed, text_blocks
from site_builder.markdown.places import Places
from site_builder.model import MarkdownText

_LOOKS_LIKE_A_MARK = re.compile(r"\{\s*check\s*[:=][^{}]{0,200}\}", re.IGNORECASE)
_MOST = 100
_HINT = "Write [words]{check=id}: no spaces in the braces, and none before them. Code may hold it."


def unread_marks(parsed: Parsed, source: MarkdownText) -> list[Diagnostic]:
    """Find what looks like an inline mark in the text, code aside, and is not read as one."""
    if not _LOOKS_LIKE_A_MARK.search(source.text):
        return []
    return list(islice(_unread(parsed, Places(source)), _MOST))


def _unread(parsed: Parsed, places: Places) -> Iterator[Diagnostic]:
    notes = chain.from_iterable(footnote.tokens for footnote in parsed.footnotes)
    for block, _ in text_blocks(chain(parsed.tokens, notes)):
        children = block.children or ()
        text = "".join(child.content if child.type == "text" else "\n" for child in children)
        at = 0
        for match in _LOOKS_LIKE_A_MARK.finditer(text):
            # The block's own content is its Markdown, in which an escape may be written otherwise.
            at = max(block.content.find(match[0], at), 0)
            end = at + len(match[0])
            message = f"Readers get “{match[0]}” as it is written: it marks nothing."
            place = places.inline(block, (at, end))
            yield Diagnostic.of(Code.UNREAD_MARK, place, message, _HINT)
            at = end
