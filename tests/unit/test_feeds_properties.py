"""Random texts in every place of a digest: its feeds stay well-formed and say just these."""

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st
from records import SETTINGS, article, build, cites, claim, correction, located, source

from site_builder import feeds
from site_builder.anchoring import Standing, anchor
from site_builder.diagnostics import Place
from site_builder.feeds.html import plain
from site_builder.graph import AtHand, Rendered, Site
from site_builder.markdown import Context, parse, render
from site_builder.model import MarkdownText, Tag
from site_builder.routes import make_plan

A = "{http://www.w3.org/2005/Atom}"
HOSTILE = (
    *("<b>", "</b>", "<script>", "]]>", "<![CDATA[", "-->", "<!--", "<?xml", "&", "&amp;", "&#0;"),
    *('"', "'", "\x00", "\x0b", "\x1b", "\x7f", "\x85", "\ufffe", "\uffff", "\U0001f600"),
    *("\U0010ffff", "\r", "\t", "%s", "%(title)s", "{0}", "\u202e", "\u200f", "سلام", "[a](/b)"),
    *("![x](/assets/x.png)", "# H", "[^n]", "`</a>`", "**", "| a |\n|---|\n", "<a href='x'>"),
)
words = (
    st.lists(
        st.one_of(st.sampled_from(HOSTILE), st.text(max_size=4)),
        min_size=1,
        max_size=6,
    )
    .map("".join)
    .filter(bool)
)
NOT_IN_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_read(text: str) -> str:
    """Return what a reader of XML has of a text."""
    shown = NOT_IN_XML.sub("\ufffd", text)
    return shown.replace("\r\n", "\n").replace("\r", "\n")


def site_with(text: str) -> Site:
    """Make a digest that has a text in every place."""
    place = Place("content/articles/a.md")
    record = replace(
        article("a"),
        title=text,
        summary=text,
        editor=text,
        tags=(Tag(text, 1, 1, 1),),
        corrections=(replace(correction("2026-03-03", "a"), text=text),),
        body=MarkdownText(f"The words.\n\n{text}\n\n[^n]: {text}\n", place),
        annotations=(cites("c")._replace(quote=located("The words", "a")),),
    )
    checked = replace(claim("c"), text=text, fact=text, corrections=record.corrections)
    explained, _ = render(MarkdownText(text, place), Context(None, None, {}))
    parsed = parse(record.body, Context(None, None, {}))
    body, _ = anchor(record, parsed, Standing.of(SETTINGS, [checked], drafts=False))
    site, _ = build(
        [Rendered(record, body.outline, AtHand(body.prose), explained, {"n-c": explained})],
        sources=[replace(source("irna"), name=text)],
        claims=[checked],
        settings=replace(SETTINGS, title=text, description=text),
        bodies={checked.place.path: explained},
    )
    return site


def files_of(site: Site) -> dict[str, bytes]:
    """Return the feeds of a site by path."""
    plan, _ = make_plan(site)
    made = {file.path: file.make() for file in feeds.files(site, plan)}
    return made | {path: make() for path, make in feeds.latest(site, plan)}


@settings(max_examples=max(200, settings().max_examples))
@given(words)
def test_feeds_are_well_formed_whatever_they_say(text: str) -> None:
    """No text breaks a feed, and each title is what was written."""
    site = site_with(text)
    for path, data in files_of(site).items():
        if path.endswith(".json"):
            assert json.loads(data)["items"][0]["title"] == text.encode("utf-8", "replace").decode()
            continue
        root = ET.fromstring(data)
        assert as_read(text) in root.findtext(f"{A}title", "")
        for entry in root.iter(f"{A}entry"):
            assert as_read(text) in entry.findtext(f"{A}title", "")


class Content(HTMLParser):
    """Reads HTML: its text, its elements and the addresses in it."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the element."""
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        self.addresses += [value or "" for name, value in attrs if name in {"href", "src"}]

    def handle_data(self, data: str) -> None:
        """Note the text."""
        self.text.append(data)

    @classmethod
    def of(cls, html: str) -> "Content":
        """Read some HTML."""
        content = cls()
        content.feed(html)
        content.close()
        return content


KEPT = {
    *("a", "blockquote", "br", "code", "em", "figcaption", "figure", "h2", "h3", "h4", "h5", "h6"),
    *("hr", "img", "li", "ol", "p", "pre", "s", "strong", "table", "tbody", "td", "th", "thead"),
    *("tr", "ul"),
}
HOME, PAGE = "https://digest.example", "https://digest.example/2026/01/a/"
ADDRESS = re.compile(r"https?://[^\s]+|mailto:.*", re.DOTALL)
REFERENCE = re.compile(r'<a class="footnote-ref"[^<>]*></a>')


@given(words)
def test_bodies_lose_nothing_but_what_no_reader_needs(text: str) -> None:
    """The text is all there; each element is a plain one, each address whole."""
    body, _ = render(MarkdownText(f"{text}\n\n[^n]: {text}\n", Place("a")), Context(None, None, {}))
    for html in (body.content, *(note.content for note in body.footnotes)):
        read = Content.of(plain(html, HOME, PAGE, {}))
        whole = REFERENCE.sub("[1]", "".join(html.parts))
        alts = "".join(picture.alt for picture in html.pictures)
        assert sorted("".join(read.text)) == sorted("".join(Content.of(whole).text) + alts)
        assert read.tags <= KEPT
        assert read.attributes <= {"href", "src", "alt", "title", "start"}
        assert all(ADDRESS.fullmatch(address) for address in read.addresses)


def test_marks_and_references_have_no_place_in_a_feed() -> None:
    """The words of an annotation stand as they do in the article; the list at the end has them."""
    site = site_with("More.")
    feed = files_of(site)["feed.xml"]
    content = ET.fromstring(feed).findtext(f"{A}entry/{A}content", "")
    assert "<p>The words.</p>" in content
    assert "<blockquote>The words</blockquote>" in content
    assert "mark" not in Content.of(content).tags
