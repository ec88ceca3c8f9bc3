"""Hostile Markdown: any text gives safe, balanced HTML, and soon."""

import math
import time
from collections.abc import Callable
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from site_builder.diagnostics import Code, Place
from site_builder.markdown import Body, Context, Html, render
from site_builder.model import MarkdownText

CONTEXT = Context("https://news.example/a/b", "Title", {"Disclaimer": ("/disclaimer/", "")})

ATTRIBUTES = {
    "a": {"href", "rel", "title", "class", "role", "id", "data-number", "aria-label"},
    "code": {"class"},
    "div": {"class", "tabindex"},
    "ol": {"start"},
    "pre": {"tabindex"},
    "td": {"class"},
    "th": {"class", "scope"},
    **{f"h{level}": {"id"} for level in range(2, 7)},
}
LISTS_AND_TABLES = {"ul", "li", "table", "thead", "tbody", "tr"}
BARE = {"p", "blockquote", "hr", "br", "em", "strong", "s", "figure", "figcaption", "img"}
VOID = {"hr", "br", "img"}


class Reader(HTMLParser):
    """Reads HTML and checks each element, attribute and address against what a body may hold."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Check an element and its attributes."""
        given = dict(attrs)
        assert len(given) == len(attrs)
        assert tag in ATTRIBUTES.keys() | BARE | LISTS_AND_TABLES
        assert given.keys() <= ATTRIBUTES.get(tag, set())
        assert tag != "a" or "a" not in self.open
        if "href" in given:
            check_address(given["href"] or "")
        self.ids += [given["id"] or ""] if "id" in given else []
        self.open += [] if tag in VOID else [tag]

    def handle_endtag(self, tag: str) -> None:
        """Check that the innermost open element ends."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        self.text.append(data)

    def handle_comment(self, data: str) -> None:
        """No body holds a comment, nor anything that a browser takes for one."""
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        """No body holds a declaration."""
        raise AssertionError(decl)


def check_address(href: str) -> None:
    """Check that an address is one of ours, or http, https or mailto without a trick."""
    assert href.isprintable()
    assert " " not in href
    if href.startswith("#"):
        return
    parts = urlsplit(href)
    if href.startswith("/"):
        assert not parts.netloc
    else:
        assert parts.scheme in {"http", "https", "mailto"}
        assert href.startswith(f"{parts.scheme}:")
        assert parts.hostname or parts.scheme == "mailto"


def check(body: Body) -> str:
    """Check the HTML of a body and its footnotes; return its text."""
    reader = Reader()
    contents: list[Html] = [body.content, *(note.content for note in body.footnotes)]
    for content in contents:
        assert len(content.parts) == len(content.gaps) + 1
        reader.feed("<img>".join(content.parts))
        reader.feed("<p></p>")
    reader.close()
    assert reader.open == []
    assert len(reader.ids) == len(set(reader.ids) | {n.id for n in body.footnotes}) - len(
        body.footnotes
    )
    assert set(reader.ids) | {note.id for note in body.footnotes} == body.ids
    return "".join(reader.text)


def rendered(text: str) -> Body:
    """Render a text as an article's body."""
    return render(MarkdownText(text, Place("a.md", 4)), CONTEXT)[0]


FRAGMENTS = st.sampled_from(
    [
        *"[]()!^*_~`<>&#|:-+=.\\\"'/ \t\n\r",
        *["\n\n", "](", "[^", "^[", "![", "[^a]", "[^a]: ", "[a]: ", "**", "~~", "```", "> ", "- "],
        *[
            "1. ",
            "# ",
            "Title",
            "# Title",
            "|-|-|\n",
            "| a | b |\n",
            "<b>",
            "<!--",
            "]]>",
            "&#x202e;",
        ],
        *[
            "javascript:",
            "java&#9;script:",
            "https://",
            "//x.example",
            "mailto:a@b",
            "data:",
            "/x/",
        ],
        *[
            "/assets/a.png",
            "%0a",
            "%2e%2e/",
            "http://[",
            ":80",
            "<http://a.b>",
            "  \n",
            "    ",
            "é",
        ],
        *[
            "\u200f",
            "\u202e",
            "سلام",
            "\u200c",
            "日本",
            "a",
            "b ",
            "\x00",
            "\x0c",
            "\u2028",
            "\ufeff",
        ],
        *["Disclaimer", "&amp;", "&Tab;", "&colon;", "\ud800", "\U0010ffff"],
    ]
)


@given(st.lists(FRAGMENTS | st.text(max_size=3), max_size=60).map("".join) | st.text())
@example("[a](javascript&colon;alert)")
@example("[![](//x.example/y.png)](https://z.example)")
@example("[a[^b] <http://c.d> ![e](f)](https://g.example)\n\n[^b]: h")
def test_any_text_gives_safe_html(text: str) -> None:
    """Whatever is written, only known elements and addresses come out, balanced, each id once."""
    body = rendered(text)
    check(body)
    assert body == rendered(text)


@given(st.text(alphabet="ab *_~`[]()<>&\\\n-", max_size=40))
def test_the_page_reads_as_the_canonical_text(text: str) -> None:
    """The text of the HTML and the canonical text are one but for white space."""
    body = rendered(text)
    assert "".join(check(body).split()) == "".join(body.text.split())


def repeat(unit: str) -> Callable[[int], str]:
    """Return the shape that repeats a unit."""
    return lambda size: unit * (size // len(unit))


def nest(before: str, inside: str, after: str) -> Callable[[int], str]:
    """Return the shape that nests something as often as it repeats."""

    def shape(size: int) -> str:
        count = size // (len(before) + len(after))
        return before * count + inside + after * count

    return shape


def growing(line: Callable[[int], str]) -> Callable[[int], str]:
    """Return the shape of lines that grow."""
    return lambda size: "".join(line(number) for number in range(1, math.isqrt(2 * size)))


def wide_table(size: int) -> str:
    """Return a table of three hundred columns whose rows have one cell."""
    return "|a" * 300 + "|\n" + "|-" * 300 + "|\n" + "|b\n" * (size // 3)


SHAPES: dict[str, Callable[[int], str]] = {
    "nested strong emphasis": nest("*a **a ", "b", " a** a*"),
    "closers of emphasis": repeat("a_ "),
    "openers of emphasis": repeat("_a "),
    "closers of links": repeat("a]"),
    "openers of links": repeat("[a"),
    "openers of pictures": repeat("![a"),
    "openers and closers that differ": repeat("*a_ "),
    "emphasis with lone closers": lambda size: "*a " * (size // 8) + "_a*_ " * (size // 8),
    "runs of three": lambda size: "a**b" + "c* " * (size // 3),
    "links and emphasis": repeat("[ a_"),
    "half links": repeat("[ (]("),
    "empty pictures": repeat("![[]()"),
    "nested quotations": lambda size: "> " * (size // 2) + "a",
    "nested brackets": nest("[", "a", "]"),
    "nested links": nest("[", "a", "](b)"),
    "nested pictures": nest("![", "a", "](b)"),
    "links before brackets": nest("![", "[a](/b)" * 9000, ""),
    "code spans that grow": growing(lambda number: "e" + "`" * number),
    "unclosed addresses in brackets": repeat("[a](<b"),
    "unclosed addresses": repeat("[a](b"),
    "unclosed titles": repeat('[a](b "'),
    "unclosed comments": lambda size: "</" + "<!--" * (size // 4),
    "unclosed instructions": repeat("<?"),
    "unclosed declarations": repeat("<!A "),
    "unclosed CDATA": repeat("<![CDATA["),
    "nested lists and empty lines": lambda size: "- " * (size // 3) + "x" + "\n" * (size // 3),
    "nested lists in a quotation": lambda size: (
        "> " + "- " * (size // 4) + "x\n" + ">\n" * (size // 4)
    ),
    "emphasis in deep quotations": lambda size: ">" * (size // 3) + "a*" * (size // 3),
    "lists that indent": growing(lambda number: "  " * number + "- a\n"),
    "lists that alternate": repeat("- a\n* b\n"),
    "definitions": lambda size: "".join(f"[{number}]: /u\n" for number in range(size // 12)),
    "unfinished definitions": repeat("[a]:\n"),
    "definitions with unclosed titles": repeat("[a]: u 'x\n"),
    "bad links on one line": repeat("[a](x:y)"),
    "links of ours on one line": repeat("[a](/x/)"),
    "references without footnotes": repeat("[^a]"),
    "openers of references": repeat("[^"),
    "nested inline footnotes": nest("^[", "a", "]"),
    "links in inline footnotes": repeat("^[[a](/x/)]"),
    "footnotes and references": lambda size: (
        "".join(f"[^{number}]: [^{number + 1}]\n\n" for number in range(size // 24)) + "[^0]"
    ),
    "headings of one name": repeat("# a\n"),
    "ampersands": repeat("&"),
    "pipes": repeat("|\n"),
    "tables in a row": repeat("a|b\n-|-\n"),
    "a table with missing cells": wide_table,
    "a paragraph before an underline": lambda size: "a\n" * (size // 2) + "===",
    "tildes and stars": repeat("~~a**"),
    "white space": lambda size: "a" + " " * size + "b\n" + "\t" * size,
}


@pytest.mark.parametrize("name", SHAPES)
def test_no_shape_takes_long(name: str) -> None:
    """Shapes that slow parsers down are rendered in seconds of the processor's time."""
    text = SHAPES[name](40_000)
    start = time.process_time()
    rendered(text)
    assert time.process_time() - start < 5


def test_a_text_that_would_take_minutes_is_refused() -> None:
    """Two megabytes of stars are an error and an empty body, at once."""
    source = MarkdownText("*a_ " * 500_000, Place("content/articles/stars.md", 7))
    start = time.process_time()
    body, problems = render(source, Context(None, None, {}))

    assert time.process_time() - start < 1
    assert [(p.code, p.place.line) for p in problems] == [(Code.TOO_MUCH_MARKUP, 7)]
    assert body.text == ""
    assert body.content.parts == ("",)


def test_combining_marks_in_a_heading_take_no_time() -> None:
    """Marks in mixed order, which Unicode's own normalisation sorts in quadratic time, do not."""
    start = time.process_time()
    rendered("# a" + "\u0301\u0323" * 100_000 + "\n")
    assert time.process_time() - start < 5
