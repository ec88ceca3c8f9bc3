"""CommonMark: the 652 examples of its specification, and where our own rules differ."""

import re
from collections.abc import Mapping
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest

from site_builder.diagnostics import Place
from site_builder.markdown import Context, render
from site_builder.markdown.parser import commonmark_parser
from site_builder.model import MarkdownText

HERE = Path(__file__).parent
SPECIFICATION = HERE.parent.parent / "node_modules/commonmark-spec/spec.txt"
EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n(.*?)^`{32}$", re.DOTALL | re.MULTILINE)
EXAMPLES = 652

BLOCKS = re.compile("p|h[1-6]|[uo]l|li|blockquote|pre|hr|div|table|thead|tbody|t[rhd]|figure")
ADDED = frozenset({"tabindex", "rel", "id"})
"""Attributes that our rules add everywhere; what they are is tested elsewhere."""

pytestmark = pytest.mark.tool("commonmark-spec")


@cache
def examples() -> Mapping[int, tuple[str, str]]:
    """Return the specification's examples by number: Markdown and HTML."""
    text = SPECIFICATION.read_text(encoding="utf-8").replace("→", "\t")
    return dict(enumerate(EXAMPLE.findall(text), 1))


@cache
def differences() -> Mapping[int, str]:
    """Return the numbers of the examples that our rules change, each with the rule."""
    lines = (HERE / "differences.txt").read_text(encoding="utf-8").splitlines()
    entries = [line.partition(" ") for line in lines if line and not line.startswith("#")]
    return {int(number): rule for number, _, rule in entries}


class Normaliser(HTMLParser):
    """HTML in a form in which only differences that a browser shows are left.

    Attributes are sorted; white space is one space, and none beside blocks, but for ``pre``.
    """

    def __init__(self, ignored: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.ignored = ignored
        self.pieces: list[str] = []
        self.pre = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Write a tag with its attributes in order."""
        self.pre = self.pre or tag == "pre"
        kept = sorted((name, value or "") for name, value in attrs if name not in self.ignored)
        self.tag(tag, f"<{tag}{''.join(f' {name}={value!r}' for name, value in kept)}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Write an empty element like any other."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Write an end tag."""
        self.pre = self.pre and tag != "pre"
        self.tag(tag, f"</{tag}>")

    def tag(self, tag: str, written: str) -> None:
        """Add a tag; white space before a block's tag goes."""
        is_block = BLOCKS.fullmatch(tag) is not None
        if is_block and self.pieces and not self.pre:
            self.pieces[-1] = self.pieces[-1].rstrip()
        self.pieces.append(f"\0{written}\0" if is_block else written)

    def handle_data(self, data: str) -> None:
        """Add text; outside ``pre``, runs of white space are one space and none after a block."""
        if not self.pre:
            data = re.sub(r"\s+", " ", data)
            if self.pieces and self.pieces[-1].endswith("\0"):
                data = data.lstrip()
        self.pieces.append(data.replace("<", "&lt;"))

    def handle_comment(self, data: str) -> None:
        """Keep a comment."""
        self.pieces.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        """Keep a declaration."""
        self.pieces.append(f"<!{decl}>")

    def unknown_decl(self, data: str) -> None:
        """Keep a CDATA section."""
        self.pieces.append(f"<![{data}]>")

    def handle_pi(self, data: str) -> None:
        """Keep a processing instruction."""
        self.pieces.append(f"<?{data}>")


def normalised(html: str, ignored: frozenset[str] = frozenset()) -> str:
    """Return HTML as the normaliser writes it."""
    reader = Normaliser(ignored)
    reader.feed(html)
    reader.close()
    return "".join(reader.pieces).replace("\0", "").strip()


def ours(markdown: str) -> str:
    """Render as a page's body without a source, pictures as CommonMark writes them."""
    context = Context(base_url=None, title=None, references={})
    body, _ = render(MarkdownText(markdown, Place("spec.txt")), context)
    pieces = [body.content.parts[0]]
    for picture, part in zip(body.content.pictures, body.content.parts[1:], strict=True):
        pieces += [f'<img src="/assets/{picture.target}" alt="{picture.alt}">', part]
    return "".join(pieces)


def test_the_specification_is_whole() -> None:
    """All examples of the specification are found."""
    assert len(examples()) == EXAMPLES


@pytest.mark.parametrize("number", range(1, EXAMPLES + 1))
def test_the_bare_parser_follows_the_specification(number: int) -> None:
    """Our parser without our own rules gives what the specification says."""
    markdown, html = examples()[number]
    assert normalised(commonmark_parser().render(markdown)) == normalised(html)


@pytest.mark.parametrize("number", range(1, EXAMPLES + 1))
def test_only_listed_examples_differ(number: int) -> None:
    """With our own rules an example differs if and only if it is listed with the rule."""
    markdown, html = examples()[number]
    differs = normalised(ours(markdown), ADDED) != normalised(html, ADDED)
    assert differs == (number in differences())
