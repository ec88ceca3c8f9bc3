"""A short way for what most of a text is: paragraphs without a sign of markup at the lines' begins.

markdown-it tries a dozen rules on each line before it takes it for a paragraph's. None of them
begins with a letter, or ends a paragraph at a line that begins with one. A text that is one such
line, as notes often are, need not be parsed at all.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_core import normalize as read_line_ends

# No sign can mean anything but itself, and no space at the end would be cut off.
_ONE_LINE = re.compile(r"[^\n\r\0\\`~*_\[\]^<&{]{1,40000}(?<!\s)\n*").fullmatch


def is_one_line(text: str) -> bool:
    """Tell whether a text is a paragraph on one line, without markup, that begins with a letter."""
    return text[:1].isalpha() and _ONE_LINE(text) is not None


def install(parser: MarkdownIt) -> None:
    """Let the parser try the rules of this module first."""
    first = parser.block.ruler.get_all_rules()[0]
    parser.block.ruler.before(first, "plain_paragraph", _paragraph)
    parser.core.ruler.at("normalize", _normalize)


def _paragraph(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    """Take lines that begin with letters, up to an empty one, for a paragraph."""
    if silent or state.is_code_block(start) or not _begins_with_letter(state, start):
        return False
    line = start + 1
    while line < state.lineMax and not state.isEmpty(line):
        if not _begins_with_letter(state, line):
            return False
        line += 1
    state.line = line
    state.push("paragraph_open", "p", 1).map = [start, line]
    inline = state.push("inline", "", 0)
    inline.content = mdTrim(state.getLines(start, line, state.blkIndent, False))
    inline.map = [start, line]
    inline.children = []
    state.push("paragraph_close", "p", -1)
    return True


def _begins_with_letter(state: StateBlock, line: int) -> bool:
    return state.src[state.bMarks[line] + state.tShift[line]].isalpha()


def _normalize(state: StateCore) -> None:
    if "\r" in state.src or "\0" in state.src:
        read_line_ends(state)
