"""What becomes of links, pictures and footnote references in one inline block."""

from dataclasses import replace
from urllib.parse import unquote

from markdown_it.token import Token

from site_builder.characters import compose
from site_builder.diagnostics import Code, Place
from site_builder.markdown.addresses import Address, Kind, judge
from site_builder.markdown.body import Link, Picture
from site_builder.markdown.gathering import Gathering, shown

ASSETS = "/assets/"
EXTERNAL_REL = "external nofollow"

_SETTLED = frozenset({"link_open", "link_close", "image", "footnote_ref", "inline_mark_open"})

_REFUSED_LINKS = {
    Kind.UNSAFE: (
        Code.UNSAFE_LINK,
        "The link to “{url}” is shown as its text, since it is not http, https or mailto.",
        "Write the whole address of a web page, or take the link away.",
    ),
    Kind.MALFORMED: (
        Code.UNSAFE_LINK,
        "The link to “{url}” is shown as its text, since that is no valid address.",
        "Copy the address from the browser's address bar.",
    ),
    Kind.BASELESS: (
        Code.DEAD_LINK,
        "The link to “{url}” is shown as its text, since nothing says which site it belongs to.",
        "Begin it with / for a page of the digest, or write the whole address.",
    ),
    Kind.EMPTY: (
        Code.DEAD_LINK,
        "A link without an address is shown as its text.",
        "Put the address between the round brackets.",
    ),
}


def settle_inline(block: Token, gathering: Gathering) -> None:
    """Settle the children of an inline token in place.

    Refused links lose their tokens and keep their text. Nothing that is a link itself stays
    inside a link: an inner link keeps its text, a footnote reference follows the outer one.
    """
    if not any(child.type in _SETTLED for child in block.children or ()):
        return
    kept: list[Token] = []
    links: list[bool] = []
    waiting: list[Token] = []
    for child in block.children or ():
        if child.type == "link_open":
            links.append(not any(links) and _settle_link(child, block, gathering))
            kept += [child] if links[-1] else []
        elif child.type == "link_close":
            if links.pop():
                kept += [child, *waiting]
                waiting = []
        elif child.type == "image":
            kept += _settle_picture(child, block, gathering, inside=any(links))
        elif child.type == "footnote_ref":
            gathering.refer(child)
            (waiting if any(links) else kept).append(child)
        else:
            kept.append(_placed(child, block, gathering))
    block.children = kept


def _placed(token: Token, block: Token, gathering: Gathering) -> Token:
    if token.type == "inline_mark_open":
        token.meta["place"] = gathering.places.inline(block, token.meta["at"])
    return token


def _settle_link(token: Token, block: Token, gathering: Gathering) -> bool:
    """Give a link its address and say whether readers get it as a link."""
    address = judge(str(token.attrs["href"]), gathering.context.base_url)
    title = token.attrs.get("title")
    if address.kind is Kind.EXTERNAL and not title:
        token.attrs = {"href": address.url, "rel": EXTERNAL_REL}
        return True
    place = gathering.places.inline(block, token.meta["at"])
    if not address.kind.is_linked:
        code, message, hint = _REFUSED_LINKS[address.kind]
        gathering.warn(code, place, message.format(url=shown(address.url)), hint)
        return False
    if address.kind is Kind.OURS:
        gathering.links.append(Link(address.url, place))
    token.attrs = _link_attributes(address, gathering.clean(str(title or ""), place))
    return True


def _link_attributes(address: Address, title: str) -> dict[str, str | int | float]:
    attributes: dict[str, str | int | float] = {"href": address.url}
    if address.kind is Kind.EXTERNAL:
        attributes["rel"] = EXTERNAL_REL
    if title:
        attributes["title"] = title
    return attributes


def _settle_picture(
    token: Token, block: Token, gathering: Gathering, *, inside: bool
) -> list[Token]:
    """Make a picture of ours a gap, and another's a link, or its text ``inside`` a link."""
    place = gathering.places.inline(block, token.meta["at"])
    alt = " ".join(token.children[0].content.split()) if token.children else ""
    title = gathering.clean(str(token.attrs.get("title", "")), place)
    address = judge(str(token.attrs["src"]), gathering.context.base_url)
    target = _asset(address)
    if target is not None:
        _expect_alt(alt, place, gathering)
        token.meta["picture"] = Picture(target, alt, title or None, place)
        return [token]
    if address.kind is Kind.EXTERNAL:
        return _link_remote(address, alt, title, place, gathering, inside=inside)
    _refuse_picture(address, place, gathering)
    return [_text(alt)] if alt else []


def _asset(address: Address) -> str | None:
    """Return the path below ``content/assets``, or None where the address is none there."""
    path = address.url.partition("?")[0].partition("#")[0]
    if address.kind is not Kind.OURS or not path.startswith(ASSETS):
        return None
    target = compose(unquote(path.removeprefix(ASSETS)))
    segments = target.split("/")
    sound = not {"", ".", ".."} & set(segments) and "\\" not in target and "\0" not in target
    return target if sound else None


def _expect_alt(alt: str, place: Place, gathering: Gathering) -> None:
    if not alt:
        message = "The picture has no description for those who can't see it."
        gathering.warn(Code.MISSING_ALT, place, message, "Write it between the square brackets.")


def _link_remote(
    address: Address, alt: str, title: str, place: Place, gathering: Gathering, *, inside: bool
) -> list[Token]:
    message = (
        f"The picture “{shown(address.url)}” lies on another site, so readers get its description "
        "instead of it."
    )
    hint = "Put a copy into content/assets, if you may, and write its address as /assets/…"
    gathering.warn(Code.REMOTE_PICTURE, place, message, hint)
    text = _text(alt or shown(address.url))
    if inside:
        return [text]
    link = Token("link_open", "a", 1, attrs=_link_attributes(address, title))
    return [link, text, Token("link_close", "a", -1)]


def _refuse_picture(address: Address, place: Place, gathering: Gathering) -> None:
    """Note a picture that is neither ours nor on another site."""
    ours = address.kind in {Kind.OURS, Kind.BASELESS, Kind.EMPTY}
    code = Code.MISSING_PICTURE if ours else Code.UNSAFE_LINK
    message = f"The picture “{shown(address.url)}” can't be shown; readers get its description."
    hint = "Pictures lie in content/assets; their addresses begin with /assets/."
    gathering.warn(code, place, message, hint)


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


def lone_picture(block: Token) -> Token | None:
    """Return the picture that is all an inline block holds, linked or not."""
    children = block.children or []
    types = [child.type for child in children]
    if types == ["link_open", "image", "link_close"]:
        return children[1]
    return children[0] if types == ["image"] else None


def take_caption(picture: Token) -> str | None:
    """Take the title away from a picture, for the caption of its figure."""
    settled: Picture = picture.meta["picture"]
    picture.meta["picture"] = replace(settled, title=None)
    return settled.title
