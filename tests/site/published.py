"""A published site as the tests see it: its pages as trees, its addresses, its hosting headers."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit
from xml.etree import ElementTree as ET

HERE = "https://here.example"
VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)
KINDS: Mapping[str, str] = {
    "home": r"/",
    "archive": r"/archive/",
    "month": r"/archive/\d+/\d+/",
    "topics": r"/topics/",
    "topic": r"/topics/[^/]+/",
    "sources": r"/sources/",
    "source": r"/sources/[^/]+/",
    "claims": r"/claims/",
    "claim": r"/claims/[^/]+/",
    "verdict": r"/verdicts/[^/]+/",
    "corrections": r"/corrections/",
    "search": r"/search/",
    "404": r"/404\.html",
    "article": r"/\d{4}/\d\d/[^/]+/",
    "numbered": r"/(?:.+/)?page/\d+/",
    "page": r"/[^/]+/",
}
"""The kinds of page and the addresses they have; the first that fits an address is its kind."""


@dataclass(frozen=True, slots=True)
class Element:
    """An element of a page: its tag, attributes, line, and what is in it, in order."""

    tag: str
    attrs: Mapping[str, str]
    line: int
    children: list["Element | str"] = field(default_factory=list)

    def walk(self) -> Iterator["Element"]:
        """Yield the element and all elements in it, in the order of the page."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    @property
    def text(self) -> str:
        """What is written in the element, as it stands."""
        return "".join(c if isinstance(c, str) else c.text for c in self.children)

    def all(self, *tags: str) -> list["Element"]:
        """Return the elements in this one that have one of the tags."""
        return [element for element in self.walk() if element.tag in tags]

    def classes(self) -> frozenset[str]:
        """Return the names in the element's ``class``."""
        return frozenset(self.attrs.get("class", "").split())


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("#document", {}, 1)
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {k: v or "" for k, v in attrs}, self.getpos()[0])
        self._open[-1].children.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        depths = [depth for depth, element in enumerate(self._open) if element.tag == tag]
        if depths:
            del self._open[depths[-1] :]

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


def parse(html: str) -> Element:
    """Return the tree of a page."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.root


@dataclass(frozen=True)
class Page:
    """A page as published: where it lies, its address, its tree."""

    path: Path
    address: str

    @cached_property
    def root(self) -> Element:
        """The page's tree."""
        return parse(self.path.read_text(encoding="utf-8"))

    @property
    def kind(self) -> str:
        """What kind of page stands at such an address."""
        return next(kind for kind, form in KINDS.items() if re.fullmatch(form, self.address))

    @property
    def ids(self) -> list[str]:
        """Every id of the page, in order."""
        return [e.attrs["id"] for e in self.root.walk() if "id" in e.attrs]

    @property
    def headings(self) -> list[tuple[int, str]]:
        """Every heading of the page: its level and text."""
        found = self.root.all("h1", "h2", "h3", "h4", "h5", "h6")
        return [(int(e.tag[1]), " ".join(e.text.split())) for e in found]

    def references(self) -> Iterator[tuple[Element, str]]:
        """Yield every address that the page names, resolved, with the element that names it."""
        for element in self.root.walk():
            for name in ("href", "src"):
                if name in element.attrs:
                    yield element, urljoin(HERE + self.address, element.attrs[name])


def address_of(path: Path, site: Path) -> str:
    """Return the address under which a host serves a file, percent-encoded."""
    relative = "/" + path.relative_to(site).as_posix()
    return quote(re.sub(r"/index\.html$", "/", relative))


def pages_of(site: Path) -> list[Page]:
    """Return all pages of a site, in the order of their addresses."""
    found = [Page(path, address_of(path, site)) for path in site.rglob("*.html")]
    return sorted(found, key=lambda page: page.address)


def one_of_each(site: Path) -> dict[str, Page]:
    """Return one page of each kind, the longest of those that search engines may list."""
    chosen: dict[str, Page] = {}
    for page in sorted(pages_of(site), key=_listed_and_long):
        chosen.setdefault(page.kind, page)
    return dict(sorted(chosen.items()))


def _listed_and_long(page: Page) -> tuple[bool, int]:
    html = page.path.read_text(encoding="utf-8")
    return 'content="noindex' in html, -len(html)


def served(site: Path, url: str) -> Path | None:
    """Return the file that a host would serve for an address of ours, None where there is none."""
    path = site / unquote(urlsplit(url).path).lstrip("/")
    path = path / "index.html" if path.is_dir() else path
    return path if path.is_file() else None


def redirects(site: Path) -> dict[str, str]:
    """Return the redirects of the site: old address to new."""
    lines = (site / "_redirects").read_text(encoding="utf-8").splitlines()
    rules = [line.split() for line in lines if line.strip() and not line.startswith("#")]
    return {rule[0]: rule[1] for rule in rules}


def headers(site: Path) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the header rules of the site: a path pattern and the headers it sets."""
    rules: list[tuple[str, list[tuple[str, str]]]] = []
    for line in (site / "_headers").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if line[0].isspace():
            name, _, value = line.strip().partition(":")
            rules[-1][1].append((name, value.strip()))
        else:
            rules.append((line.strip(), []))
    return rules


def headers_for(rules: list[tuple[str, list[tuple[str, str]]]], path: str) -> dict[str, str]:
    """Return the headers that the rules set for a path."""
    found: dict[str, str] = {}
    for pattern, given in rules:
        parts = (re.sub("^:.+", "[^/]+", re.escape(part)) for part in pattern.split("/"))
        form = "/".join(parts).replace(r"\*", ".*")
        if re.fullmatch(form, path):
            found.update(given)
    return found


SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def sitemap(site: Path) -> dict[str, str | None]:
    """Return the addresses that search engines are given, each with the day of its last change.

    The index of the sitemap must say of each part when the latest page in it changed.
    """
    listed: dict[str, str | None] = {}
    for part in ET.parse(site / "sitemap.xml").getroot():
        name = unquote(urlsplit(part.findtext(f"{SITEMAP}loc", "")).path).lstrip("/")
        found = {
            page.findtext(f"{SITEMAP}loc", ""): page.findtext(f"{SITEMAP}lastmod")
            for page in ET.parse(site / name).getroot()
        }
        assert part.findtext(f"{SITEMAP}lastmod") == max(filter(None, found.values()), default=None)
        assert not found.keys() & listed.keys()
        listed |= found
    return listed
