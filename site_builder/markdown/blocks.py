"""What becomes of the block tokens of a body: headings, figures, tables, code."""

from markdown_it.common.utils import unescapeAll
from markdown_it.token import Token

from site_builder.characters import compose
from site_builder.markdown.body import Heading
from site_builder.markdown.gathering import Gathering
from site_builder.markdown.inlines import lone_picture, settle_inline, take_caption
from site_builder.markdown.text import inline_text

_TITLE, _LOWEST = 1, 6
_KEPT_IN_TITLES = frozenset({"image", "footnote_ref"})


def without_title(tokens: list[Token], title: str | None) -> list[Token]:
    """Leave out a first heading that equals the title, and headings with nothing in them.

    A title that holds a picture or a footnote stays, or these would be lost.
    """
    starts = [i for i, token in enumerate(tokens) if token.type == "heading_open"]
    gone = {i for i in starts if not tokens[i + 1].content.strip()}
    if starts and title is not None and _is_title(tokens[starts[0]], tokens[starts[0] + 1], title):
        gone.add(starts[0])
    if not gone:
        return tokens
    dropped = {index for start in gone for index in range(start, start + 3)}
    return [token for index, token in enumerate(tokens) if index not in dropped]


def _is_title(heading: Token, inline: Token, title: str) -> bool:
    children = inline.children or []
    if heading.level or any(child.type in _KEPT_IN_TITLES for child in children):
        return False
    return _folded(inline_text(children)) == _folded(title)


def _folded(text: str) -> str:
    return " ".join(compose(text).split())


def settle_blocks(tokens: list[Token], gathering: Gathering) -> list[Token]:
    """Settle block tokens, which are changed in place, and return them."""
    outline: list[int] = []
    for index, token in enumerate(tokens):
        if token.type == "inline":
            settle_inline(token, gathering)
            opening, closing = tokens[index - 1], tokens[index + 1]
            if opening.type == "heading_open":
                opening.tag = closing.tag = _next_heading(outline, int(opening.tag[1]))
            _settle_around(opening, token, closing, gathering)
        elif token.type == "fence":
            _settle_fence(token, gathering)
    return tokens


def _next_heading(outline: list[int], level: int) -> str:
    """Return the element for a heading, and add its level to those of the headings it is under.

    The highest are h2 and each is at most one below its parent, since HTML allows no gap. Where
    the text has none, all move by the same number of levels.
    """
    while outline and outline[-1] >= level:
        outline.pop()
    outline.append(level)
    return f"h{min(_TITLE + len(outline), _LOWEST)}"


def _settle_around(opening: Token, inline: Token, closing: Token, gathering: Gathering) -> None:
    """Settle the element around an inline token."""
    if opening.type == "paragraph_open":
        picture = None if opening.hidden else lone_picture(inline)
        if picture:
            opening.type, closing.type = "figure_open", "figure_close"
            opening.tag = closing.tag = "figure"
            closing.meta = {"caption": take_caption(picture)}
    elif opening.type == "heading_open":
        _settle_heading(opening, inline, gathering)
    elif opening.type in {"th_open", "td_open"}:
        _settle_cell(opening, inline, closing)


def _settle_heading(opening: Token, inline: Token, gathering: Gathering) -> None:
    text = _folded(inline_text(inline.children or ())) or _alternative(inline)
    identifier = gathering.name("h", text, "section")
    opening.attrs = {"id": identifier}
    gathering.headings.append(Heading(int(opening.tag[1]), identifier, text))


def _alternative(inline: Token) -> str:
    """Return what stands for the pictures of a heading that holds nothing else."""
    pictures = [child.meta["picture"] for child in inline.children or () if child.type == "image"]
    return " ".join(picture.alt for picture in pictures if picture.alt)


def _settle_cell(opening: Token, inline: Token, closing: Token) -> None:
    """Say by class where a cell's text stands, and of what a head cell is the head."""
    align = str(opening.attrs.get("style", "")).removeprefix("text-align:")
    opening.attrs = {}
    if opening.tag == "th" and inline.content:
        opening.attrs["scope"] = "col"
    else:
        # An empty cell is the head of nothing.
        opening.tag = closing.tag = "td"
    if align:
        opening.attrs["class"] = f"align-{align}"


def _settle_fence(token: Token, gathering: Gathering) -> None:
    """Name the language of a block of code, the first word of what follows the fence."""
    words = unescapeAll(token.info).split(maxsplit=1)
    if words:
        line = token.map[0] if token.map else 0
        name = gathering.clean(words[0], gathering.places.line(line, token.info.strip()))
        token.attrs = {"class": f"language-{name}"}
