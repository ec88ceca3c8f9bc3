"""HTML as feed readers take it: few elements, no class and no style, every address whole."""

import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from itertools import chain
from typing import NewType

from site_builder.markdown.body import Html, Picture

Markup = NewType("Markup", str)
"""HTML in which all text is escaped already."""

NOTHING = Markup("")

# What bodies are made of, but for what serves stylesheets and scripts alone.
_KEPT = re.compile(
    "p|h[2-6]|blockquote|ul|ol|li|hr|table|thead|tbody|tr|th|td|figure|figcaption"
    "|em|strong|s|br|code|pre|a"
)
_ATTRIBUTES = frozenset({"href", "title", "start"})
# In the Markdown stage's HTML these signs are escaped everywhere but in tags, and every
# attribute is quoted: what looks like a tag is one.
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)([^<>]*)>")
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
_FOOTNOTE = re.compile(
    r'<a class="footnote-ref"[^<>]*? href="([^"]*)" data-number="([0-9]+)"[^<>]*></a>'
)


def text(words: str) -> Markup:
    """Escape a text."""
    return Markup(escape(words, quote=False))


def element(name: str, *content: Markup, **attributes: str) -> Markup:
    """Write an element; attributes that are empty are left out."""
    given = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items() if value)
    return Markup(f"<{name}{given}>{''.join(content)}</{name}>")


def link(address: str, label: Markup) -> Markup:
    """Write a link; without an address it is the label alone."""
    return element("a", label, href=address) if address else label


def joined(pieces: Iterable[Markup], between: str = "") -> Markup:
    """Join those pieces that are not empty."""
    return Markup(between.join(filter(None, pieces)))


def plain(html: Html, home: str, page: str, pictures: Mapping[str, str]) -> Markup:
    """Write a body without marks and without the references to its notes.

    ``home`` is the digest's address and ``page`` that of the body's page: links of ours begin with
    them. ``pictures`` maps the files of pictures to whole addresses.
    """
    gaps = (_picture(gap, pictures) if isinstance(gap, Picture) else NOTHING for gap in html.gaps)
    parts = (_plain(part, home, page) for part in html.parts)
    first = next(parts)
    return Markup(first + "".join(chain.from_iterable(zip(gaps, parts, strict=True))))


def _picture(picture: Picture, addresses: Mapping[str, str]) -> Markup:
    """Write a picture; one whose file is not there is its words."""
    address = addresses.get(picture.target)
    if address is None:
        return text(picture.alt)
    title = "" if picture.title is None else f' title="{escape(picture.title)}"'
    return Markup(f'<img src="{escape(address)}" alt="{escape(picture.alt)}"{title}>')


def _plain(part: str, home: str, page: str) -> str:
    numbered = _FOOTNOTE.sub(r'<a href="\1">[\2]</a>', part)
    return _TAG.sub(lambda tag: _tag(tag, home, page), numbered)


def _tag(tag: re.Match[str], home: str, page: str) -> str:
    closing, name, attributes = tag.groups()
    if not _KEPT.fullmatch(name):
        return ""
    if closing:
        return f"</{name}>"
    return f"<{name}{''.join(_attributes(attributes, home, page))}>"


def _attributes(written: str, home: str, page: str) -> Iterator[str]:
    for key, value in _ATTRIBUTE.findall(written):
        if key in _ATTRIBUTES:
            yield f' {key}="{_whole(value, home, page) if key == "href" else value}"'


def _whole(address: str, home: str, page: str) -> str:
    """Put what an escaped address lacks before it."""
    if address.startswith("#"):
        return escape(page) + address
    return escape(home) + address if address.startswith("/") else address
