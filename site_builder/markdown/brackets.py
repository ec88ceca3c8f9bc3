"""Links, pictures and footnote references, by the algorithm of the CommonMark specification.

markdown-it looks ahead from each ``[`` and reads the inside twice, or a hundred times where
brackets nest, and gives up below its nesting limit. Here an opening bracket is remembered and
decided upon at its ``]`` (CommonMark 0.31.2, appendix, "look for link or image"). That takes
linear time and knows where each link stands: tokens carry ``meta["at"]``, the offsets of their
beginning and end in the block's inline content.

What one inline block needs is in ``env``: ``openers`` is the stack of open brackets, ``latest``
the offset of the last one, ``dead`` how many at the bottom of the stack can begin no link any
more, since links do not nest.
"""

import re
from dataclasses import dataclass
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from site_builder.markdown.targets import Target, parse_target

# A link label: no brackets but escaped ones, at most 999 characters.
_LABEL = re.compile(r"\[((?:[^\\\[\]]|\\.){0,999})\]", re.DOTALL)
_FOOTNOTE_LABEL = re.compile(r"\^([^\s\[\]]+)")
INLINE_MARK = "{check="
"""What stands in every text in which a passage is marked by ``[words]{check=id}``."""
_CHECK = re.compile(rf"{re.escape(INLINE_MARK)}([^\s{{}}]+)\}}")


@dataclass(frozen=True, slots=True)
class Missing:
    """A footnote reference without its footnote: where it stands in which inline block."""

    block: Token
    at: tuple[int, int]
    label: str


@dataclass(frozen=True, slots=True)
class _Opener:
    """An opening bracket that waits for its end.

    ``start`` and ``text`` are the offsets of the bracket and of what follows it; the others tell
    how long the state's lists were before it.
    """

    markup: Literal["[", "![", "^["]
    start: int
    text: int
    token: int
    delimiters: int
    metas: int


def install(parser: MarkdownIt, *, notes: bool) -> None:
    """Put the rules of this module in the place of markdown-it's own.

    ``notes`` adds inline footnotes, ``^[…]``.
    """
    parser.core.ruler.at("inline", _parse_inlines)
    parser.inline.ruler.at("link", _open)
    parser.inline.ruler.at("image", _close)
    if notes:
        parser.inline.ruler.after("image", "note", _open_note)


def _parse_inlines(state: StateCore) -> None:
    """Parse the inline content of every block; the core rule ``inline``."""
    inline = state.md.inline
    env = state.env
    is_marked = inline.terminator_re.search
    for block in state.tokens:
        if block.type != "inline":
            continue
        children: list[Token] = []
        block.children = children
        if is_marked(block.content):
            env.update(block=block, openers=[], latest=-1, dead=0)
            inline.parse(block.content, state.md, env, children)
        elif block.content:
            children.append(Token("text", "", 0, content=block.content))


def _open(state: StateInline, silent: bool) -> bool:
    character = state.src[state.pos]
    if silent or character not in "[!":
        return False
    if character == "[":
        return _remember(state, "[")
    return state.src.startswith("[", state.pos + 1) and _remember(state, "![")


def _open_note(state: StateInline, silent: bool) -> bool:
    if silent or not state.src.startswith("^[", state.pos):
        return False
    return _remember(state, "^[")


def _remember(state: StateInline, markup: Literal["[", "![", "^["]) -> bool:
    start = state.pos
    state.pos += len(markup)
    delimiters, metas = len(state.delimiters), len(state.tokens_meta)
    token = state.push("text", "", 0)
    token.content = markup
    place = len(state.tokens) - 1
    state.env["openers"].append(_Opener(markup, start, state.pos, place, delimiters, metas))
    state.env["latest"] = start
    return True


def _close(state: StateInline, silent: bool) -> bool:
    if silent or state.src[state.pos] != "]":
        return False
    env = state.env
    state.pos += 1
    if not env["openers"]:
        state.append_pending("]")
        return True
    opener: _Opener = env["openers"].pop()
    alive = len(env["openers"]) >= env["dead"]
    env["dead"] = min(env["dead"], len(env["openers"]))
    if not _resolve(state, opener, alive=alive):
        state.append_pending("]")
    return True


def _resolve(state: StateInline, opener: _Opener, *, alive: bool) -> bool:
    """Make what the brackets before ``state.pos`` mean, or say that they mean nothing."""
    if opener.markup == "^[":
        _make_note(state, opener)
        return True
    check = _CHECK.match(state.src, state.pos) if state.env.get("annotated") else None
    if check and opener.markup == "[":
        _make_mark(state, opener, check)
        return True
    target = None
    if alive or opener.markup == "![":
        target = parse_target(state.src, state.pos, state.md) or _look_up(state, opener)
    if target is None:
        return _make_reference(state, opener)
    state.pos = target.end
    if opener.markup == "[":
        _make_link(state, opener, target)
    else:
        _make_picture(state, opener, target)
    return True


def _look_up(state: StateInline, opener: _Opener) -> Target | None:
    """Find the definition that a reference names: ``[text][label]``, ``[label][]``, ``[label]``."""
    references = state.env.get("references")
    if not references:
        return None
    given = _LABEL.match(state.src, state.pos) if state.src.startswith("[", state.pos) else None
    end = given.end() if given else state.pos
    label = given[1] if given else ""
    if not label.strip():
        if state.env["latest"] != opener.start:
            return None
        end = state.pos if label else end
        label = state.src[opener.text : state.pos - 1]
    found = references.get(normalizeReference(label))
    return Target(found["href"], found["title"], end) if found else None


def _make_link(state: StateInline, opener: _Opener, target: Target) -> None:
    token = _enclose(state, opener, "link", "a")
    token.attrs = {"href": target.href}
    if target.title:
        token.attrs["title"] = target.title
    token.meta = {"at": (opener.start, target.end)}
    state.env["dead"] = len(state.env["openers"])


def _make_mark(state: StateInline, opener: _Opener, check: re.Match[str]) -> None:
    token = _enclose(state, opener, "inline_mark", "")
    token.meta = {"at": (opener.start, check.end()), "id": check[1]}
    state.pos = check.end()


def _enclose(state: StateInline, opener: _Opener, name: str, tag: str) -> Token:
    """Make tokens of what stands between the brackets and of the brackets; return the first.

    Emphasis that begins inside ends inside.
    """
    delimiters = state.delimiters[opener.delimiters :]
    del state.delimiters[opener.delimiters :]
    state.tokens_meta.append({"delimiters": delimiters})
    token = state.tokens[opener.token]
    token.type, token.tag, token.nesting, token.content = f"{name}_open", tag, 1, ""
    state.push(f"{name}_close", tag, 0).nesting = -1
    return token


def _make_picture(state: StateInline, opener: _Opener, target: Target) -> None:
    alt = Token("text", "", 0, content=_plain(_take_inside(state, opener)))
    token = state.push("image", "img", 0)
    token.attrs = {"src": target.href, "alt": ""}
    if target.title:
        token.attrs["title"] = target.title
    token.children = [alt]
    token.meta = {"at": (opener.start, target.end)}


def _plain(tokens: list[Token]) -> str:
    """Return the text of an alternative text's tokens; a picture among them gives its own."""
    pieces: list[str] = []
    for token in tokens:
        if token.type == "image" and token.children:
            pieces.append(token.children[0].content)
        elif token.type in {"softbreak", "hardbreak"}:
            pieces.append("\n")
        else:
            pieces.append(token.content)
    return "".join(pieces)


def _make_note(state: StateInline, opener: _Opener) -> None:
    children = _take_inside(state, opener)
    token = state.push("footnote_ref", "", 0)
    token.children = children
    token.meta = {"at": (opener.start, state.pos), "block": state.env["block"]}


def _make_reference(state: StateInline, opener: _Opener) -> bool:
    """Make a footnote reference, ``[^label]``; one without its footnote is noted and left."""
    found = _FOOTNOTE_LABEL.fullmatch(state.src, opener.text, state.pos - 1)
    if found is None:
        return False
    start = opener.text - 1
    if f":{found[1]}" not in state.env.get("footnotes", {}).get("refs", {}):
        missing = Missing(state.env["block"], (start, state.pos), found[1])
        state.env.setdefault("missing", []).append(missing)
        return False
    _take_inside(state, opener)
    if opener.markup == "![":
        state.append_pending("!")
    token = state.push("footnote_ref", "", 0)
    token.meta = {"at": (start, state.pos), "label": found[1]}
    return True


def _take_inside(state: StateInline, opener: _Opener) -> list[Token]:
    """Remove the opening bracket and all tokens after it; return these, emphasis resolved."""
    if state.pending:
        state.pushPending()
    inside = StateInline("", state.md, state.env, state.tokens[opener.token + 1 :])
    inside.delimiters = state.delimiters[opener.delimiters :]
    inside.tokens_meta = state.tokens_meta[opener.metas :]
    del state.tokens[opener.token :]
    del state.delimiters[opener.delimiters :]
    del state.tokens_meta[opener.metas :]
    _shift(inside, opener.token + 1)
    for rule in state.md.inline.ruler2.getRules(""):
        rule(inside)
    for token in inside.tokens:
        if token.type == "text_special":
            token.type = "text"
    return inside.tokens


def _shift(inside: StateInline, offset: int) -> None:
    """Count the delimiters' tokens from the first of ``inside``."""
    lists = [meta["delimiters"] for meta in inside.tokens_meta if meta]
    for delimiters in (inside.delimiters, *lists):
        for delimiter in delimiters:
            delimiter.token -= offset
