"""A feed as Atom (RFC 4287)."""

import re
from collections.abc import Iterable, Iterator
from xml.etree import ElementTree as ET

from site_builder.feeds.feed import Feed, FeedEntry, Person, written
from site_builder.routes import FeedKind

NAMESPACE = "http://www.w3.org/2005/Atom"
_DECLARATION = "<?xml version='1.0' encoding='utf-8'?>\n"

# What XML 1.0 may hold (section 2.2); all else is replaced, since no writer escapes it.
_NO_CHARACTER = "[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
# What browsers forgive in an address and RFC 3987 does not.
_NO_SIGN = str.maketrans({sign: f"%{ord(sign):02X}" for sign in "{}|^"})


def atom(feed: Feed, entries: Iterable[str]) -> bytes:
    """Write a feed as UTF-8, valid whatever its texts hold; ``entries`` are written already."""
    root = ET.Element("feed", {"xmlns": NAMESPACE, "xml:lang": feed.lang})
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    if feed.subtitle:
        _add(root, "subtitle", feed.subtitle)
    _add(root, "updated", written(feed.updated))
    _link(root, "self", feed.address, FeedKind.SITE.media_type)
    _link(root, "alternate", feed.page, "text/html")
    _person(root, feed.author)
    ET.indent(root)
    head = ET.tostring(root, encoding="unicode").removesuffix("</feed>")
    return f"{_DECLARATION}{head}{''.join(entries)}</feed>\n".encode()


def atom_entry(entry: FeedEntry) -> str:
    """Write an entry; the same text serves every feed that has it."""
    element = ET.Element("entry", {"xml:lang": entry.lang})
    _add(element, "id", entry.id)
    _add(element, "title", entry.title)
    _link(element, "alternate", entry.address, "text/html")
    for relation, address, title in _elsewhere(entry):
        _link(element, relation, address, title=title)
    if entry.published is not None:
        _add(element, "published", written(entry.published))
    _add(element, "updated", written(entry.updated))
    if entry.author is not None:
        _person(element, entry.author)
    for topic in entry.topics:
        ET.SubElement(element, "category", {"term": topic.key, "label": _clean(topic.name)})
    if entry.summary:
        _add(element, "summary", entry.summary)
    _add(element, "content", entry.content, type="html")
    ET.indent(element, level=1)
    return f"  {ET.tostring(element, encoding='unicode')}\n"


def _elsewhere(entry: FeedEntry) -> Iterator[tuple[str, str, str]]:
    """Yield the addresses of what an entry is about: the relation, the address, a title."""
    if entry.original:
        yield "via", entry.original, entry.origin
    if entry.archived:
        yield "related", entry.archived, entry.origin


def _add(parent: ET.Element, name: str, text: str, **attributes: str) -> None:
    ET.SubElement(parent, name, attributes).text = _clean(text)


def _link(
    parent: ET.Element, relation: str, address: str, media: str = "", title: str = ""
) -> None:
    given = {"rel": relation, "type": media, "title": _clean(title)}
    attributes = {key: value for key, value in given.items() if value}
    ET.SubElement(parent, "link", {**attributes, "href": _clean(address).translate(_NO_SIGN)})


def _person(parent: ET.Element, person: Person) -> None:
    element = ET.SubElement(parent, "author")
    _add(element, "name", person.name)
    if person.url:
        _add(element, "uri", person.url.translate(_NO_SIGN))


def _clean(text: str) -> str:
    return re.sub(_NO_CHARACTER, "\ufffd", text)
