"""From tokens to HTML: every element and attribute that a body can hold is written here.

Text and attributes are escaped; nothing of the source passes as it is. No inline style, no event
attribute: the pages' policy would stop them.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from typing import NamedTuple, TypeAlias

from markdown_it.token import Token

from site_builder.markdown.body import Gap, Html, NoteReference

CODE_BLOCK_END = "</code></pre>\n"
MARK_END = "</mark>"

# Most values hold none of this, and are not worth five searches.
_MARKUP = re.compile("[&<>\"']")

_FIXED = {
    "paragraph_open": "<p>",
    "paragraph_close": "</p>\n",
    "blockquote_open": "<blockquote>\n",
    "blockquote_close": "</blockquote>\n",
    "bullet_list_open": "<ul>\n",
    "bullet_list_close": "</ul>\n",
    "ordered_list_close": "</ol>\n",
    "list_item_open": "<li>",
    "list_item_close": "</li>\n",
    "hr": "<hr>\n",
    # A wide table scrolls, and by keyboard too.
    "table_open": '<div class="scroll" tabindex="0"><table>\n',
    "table_close": "</table></div>\n",
    "thead_open": "<thead>\n",
    "thead_close": "</thead>\n",
    "tbody_open": "<tbody>\n",
    "tbody_close": "</tbody>\n",
    "tr_open": "<tr>\n",
    "tr_close": "</tr>\n",
    "figure_open": "<figure>",
    "em_open": "<em>",
    "em_close": "</em>",
    "strong_open": "<strong>",
    "strong_close": "</strong>",
    "s_open": "<s>",
    "s_close": "</s>",
    # A space, as in the canonical text: so the text of a block in a page is that text, sign for
    # sign, and programs that keep annotations find in the one what stands in the other.
    "softbreak": " ",
    "hardbreak": "<br> ",
    "link_close": "</a>",
    # The brackets of an annotated passage, and what ``inline`` says of itself without children.
    "inline_mark_open": "",
    "inline_mark_close": "",
    "inline": "",
}

Item: TypeAlias = Token | NoteReference | str
"""What a block of text is made of: tokens, references to notes, HTML that is written already."""


class Woven(NamedTuple):
    """What stands at the place of a block's token: its children, with marks between them."""

    items: Sequence[Item]


Part: TypeAlias = Sequence[Token | Woven]
"""A part of a body: block tokens, in order."""


def write(tokens: Iterable[Token | Woven]) -> Html:
    """Write block tokens as HTML, with a gap for each picture and each reference to a note."""
    parts: list[str] = []
    gaps: list[Gap] = []
    pieces: list[str] = []
    for token in tokens:
        items = token.items if isinstance(token, Woven) else token.children or (_piece(token),)
        for item in items:
            gap = None
            if isinstance(item, str):
                pieces.append(item)
            elif isinstance(item, NoteReference):
                gap = item
            elif item.type == "text":
                pieces.append(escape_text(item.content))
            elif item.type == "image":
                gap = item.meta["picture"]
            else:
                pieces.append(_piece(item))
            if gap is not None:
                parts.append("".join(pieces))
                gaps.append(gap)
                pieces = []
    parts.append("".join(pieces))
    return Html(tuple(parts), tuple(gaps))


def escape_text(text: str) -> str:
    """Write text that stands between tags. What holds no markup is returned as it is."""
    # To look for a sign is many times quicker than to replace what is not there.
    if "&" in text or "<" in text or ">" in text:
        return escape(text, quote=False)
    return text


def write_paragraph(text: str) -> str:
    """Write a paragraph of plain text."""
    return f"{_FIXED['paragraph_open']}{escape_text(text)}{_FIXED['paragraph_close']}"


def open_mark(annotations: str, verdicts: str, noted: str) -> str:
    """Write the beginning of a mark; it names the note of the annotation ``noted``, if any."""
    # The one whose note is named is among the annotations.
    if _MARKUP.search(f"{annotations}{verdicts}"):
        annotations, verdicts, noted = escape(annotations), escape(verdicts), escape(noted)
    mark = f'<mark class="annotated" data-annotations="{annotations}" data-verdicts="{verdicts}"'
    return f'{mark} aria-details="note-{noted}">' if noted else f"{mark}>"


def open_tag(name: str, attributes: Mapping[str, str | int | float]) -> str:
    """Write the beginning of an element."""
    written = [f' {key}="{_value(value)}"' for key, value in attributes.items()]
    return f"<{name}{''.join(written)}>"


def _value(value: str | float) -> str:
    text = str(value)
    return escape(text) if _MARKUP.search(text) else text


def _piece(token: Token) -> str:
    if token.hidden:
        return "\n" if token.nesting < 0 else ""
    fixed = _FIXED.get(token.type)
    if fixed is not None:
        return fixed
    special = _SPECIAL.get(token.type)
    return special(token) if special else _tag(token)


def _tag(token: Token) -> str:
    """Write the tag that the token itself describes."""
    end = "\n" if token.block and (token.nesting < 0 or token.tag in {"ul", "ol"}) else ""
    if token.nesting < 0:
        return f"</{token.tag}>{end}"
    return f"{open_tag(token.tag, token.attrs)}{end}"


def _code(token: Token) -> str:
    return f"<code>{escape_text(token.content)}</code>"


def _code_block(token: Token) -> str:
    """Write a block of code; it takes the focus, for wide ones scroll."""
    code = escape_text(token.content)
    return f"{open_code_block(token)}{code}{CODE_BLOCK_END}"


def open_code_block(token: Token) -> str:
    """Write the beginning of a block of code, which ends with ``CODE_BLOCK_END``."""
    return f'<pre tabindex="0">{open_tag("code", token.attrs)}'


def _figure_close(token: Token) -> str:
    caption = token.meta.get("caption")
    if caption is None:
        return "</figure>\n"
    return f"<figcaption>{escape_text(caption)}</figcaption></figure>\n"


def _footnote_reference(token: Token) -> str:
    return f"{open_tag('a', token.attrs)}</a>"


_SPECIAL: dict[str, Callable[[Token], str]] = {
    "code_inline": _code,
    "code_block": _code_block,
    "fence": _code_block,
    "figure_close": _figure_close,
    "footnote_ref": _footnote_reference,
}
