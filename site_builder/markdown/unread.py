"""Marks of editors that are none to the parser, so that readers get them as they are written."""

import re
from collections.abc import Iterable
from itertools import islice

from markdown_it.token import Token

from site_builder.diagnostics import Code, Diagnostic
from site_builder.markdown.gathering import Gathering
from site_builder.markdown.text import text_blocks

_LOOKS_LIKE_A_MARK = re.compile(r"\{\s*check\s*[:=][^{}]{0,200}\}", re.IGNORECASE)
_MOST = 100
_WRITTEN_OTHERWISE = (
    "Write [words]{check=id}: no spaces in the braces, and none before them. Code may hold it."
)
_ELSEWHERE = "Only the text of an article takes marks. Code may hold it."


def report_unread_marks(source: str, tokens: Iterable[Token], gathering: Gathering) -> None:
    """Report what looks like an inline mark in a text, code aside, and is not read as one."""
    if _LOOKS_LIKE_A_MARK.search(source):
        for block, _ in text_blocks(tokens):
            _report(block, gathering)


def _report(block: Token, gathering: Gathering) -> None:
    children = block.children or ()
    text = "".join(child.content if child.type == "text" else "\n" for child in children)
    at = 0
    for match in islice(_LOOKS_LIKE_A_MARK.finditer(text), _MOST):
        # The block's own content is its Markdown, in which an escape may be written otherwise.
        at = max(block.content.find(match[0], at), 0)
        end = at + len(match[0])
        message = f"Readers get “{match[0]}” as it is written: it marks nothing."
        hint = _WRITTEN_OTHERWISE if gathering.context.annotated else _ELSEWHERE
        place = gathering.places.inline(block, (at, end))
        gathering.problems.append(Diagnostic.of(Code.UNREAD_MARK, place, message, hint))
        at = end
