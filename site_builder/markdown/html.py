"""From tokens to HTML: every element and attribute that a body can hold is written here.

Text and attributes are escaped; nothing of the source passes as it is. No inline style, no event
attribute: the pages' policy would stop them.
"""

from collections.abc import Callable, Iterable
from html import escape

from markdown_it.token import Token

from site_builder.markdown.body import Gap, Html

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
    "softbreak": "\n",
    "hardbreak": "<br>\n",
    "link_close": "</a>",
    "pre_close": "</pre>\n",
    # What ``inline`` says of itself when it has no children.
    "inline": "",
}

_GAPS = {"image": "picture", "note_ref": "reference"}
"""The tokens that leave a gap, and where they keep what fills it."""


def write(tokens: Iterable[Token]) -> Html:
    """Write block tokens as HTML, with a gap for each picture and each reference to a note."""
    parts: list[str] = []
    gaps: list[Gap] = []
    pieces: list[str] = []
    for token in tokens:
        if not token.children:
            pieces.append(_piece(token))
            continue
        for child in token.children:
            if child.type == "text":
                pieces.append(escape(child.content, quote=False))
            elif child.type in _GAPS:
                parts.append("".join(pieces))
                gaps.append(child.meta[_GAPS[child.type]])
                pieces = []
            else:
                pieces.append(_piece(child))
    parts.append("".join(pieces))
    return Html(tuple(parts), tuple(gaps))


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
    return f"<{token.tag}{_attributes(token)}>{end}"


def _attributes(token: Token) -> str:
    return "".join([f' {name}="{escape(str(value))}"' for name, value in token.attrs.items()])


def _code(token: Token) -> str:
    return f"<code>{escape(token.content, quote=False)}</code>"


def _code_block(token: Token) -> str:
    """Write a block of code; it takes the focus, for wide ones scroll."""
    return (
        f'<pre tabindex="0"><code{_attributes(token)}>'
        f"{escape(token.content, quote=False)}</code></pre>\n"
    )


def _figure_close(token: Token) -> str:
    caption = token.meta.get("caption")
    if caption is None:
        return "</figure>\n"
    return f"<figcaption>{escape(caption, quote=False)}</figcaption></figure>\n"


def _footnote_reference(token: Token) -> str:
    return f"<a{_attributes(token)}></a>"


_SPECIAL: dict[str, Callable[[Token], str]] = {
    "blank": lambda token: token.content,
    "code_inline": _code,
    "code_block": _code_block,
    "fence": _code_block,
    "figure_close": _figure_close,
    "footnote_ref": _footnote_reference,
}
