"""The short way for plain paragraphs gives what markdown-it gives without it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.rules_core import normalize

from site_builder.diagnostics import Place
from site_builder.markdown import Context, parse, render, to_body
from site_builder.markdown.parser import commonmark_parser, parser
from site_builder.markdown.plain import is_one_line
from site_builder.model import MarkdownText

# What lines begin with, and what may follow or stand before a paragraph's line.
_BEGINNINGS = st.sampled_from(
    [
        *("", "", "", " ", "   ", "    ", "\t", "- ", "-   ", "1. ", "10) ", "> ", ">", ">> - "),
        *("# ", "* ", "+ ", "```", "~~~", "| ", "    - ", "[^1]: ", "[a]: ", "---", "===", "<b>"),
    ]
)
_WORDS = st.sampled_from(
    [
        *("word", "Word word", "é", "نوشته", "漢字", "a | b", "--- | ---", "-", "=", "*em* `x`"),
        *("[a](/b)", "[^1]", "word  ", "word\\", "\u0301a", "1", "_", "", " ", "\u00a0", "\u2028"),
    ]
)
_LINES = st.tuples(_BEGINNINGS, _WORDS).map("".join)
_ENDS = st.sampled_from(["\n", "\n", "\n", "\n\n", "\r\n", "\r", "\0\n"])
TEXTS = st.lists(st.tuples(_LINES, _ENDS).map("".join), max_size=12).map("".join)

ONE_LINERS = st.text(st.sampled_from("ab .!|>-=:/é漢1&#;\n")).map("a".__add__)


def slow(configured: MarkdownIt) -> MarkdownIt:
    """Take the short ways out of a parser."""
    configured.disable("plain_paragraph")
    configured.core.ruler.at("normalize", normalize)
    return configured


@pytest.fixture(scope="module")
def parsers() -> list[tuple[MarkdownIt, MarkdownIt]]:
    """Give each parser of ours beside one that takes no short way."""
    return [
        (made(), slow(made.__wrapped__()))  # the wrapped function makes another each time
        for made in (parser, commonmark_parser)
    ]


@given(TEXTS | st.text())
def test_short_ways_make_the_same_tokens(
    parsers: list[tuple[MarkdownIt, MarkdownIt]], text: str
) -> None:
    """Every text gives the same tokens, with the same lines, and the same definitions."""
    for quick, thorough in parsers:
        known: dict[str, object] = {}
        expected: dict[str, object] = {}
        tokens = [token.as_dict() for token in quick.parse(text, known)]
        assert tokens == [token.as_dict() for token in thorough.parse(text, expected)]
        assert known.get("references") == expected.get("references")
        assert known.get("footnotes") == expected.get("footnotes")


@given(TEXTS | st.text() | ONE_LINERS)
def test_one_line_makes_the_same_body(text: str) -> None:
    """A text that need not be parsed gives the body that parsing it gives, and no problem."""
    source = MarkdownText(text, Place("content/x.md"))
    context = Context(None, "Word word", {"a": ("/b", "")})
    parsed = parse(source, context)
    assert render(source, context) == (to_body(parsed), list(parsed.problems))


@pytest.mark.parametrize(
    ("text", "is_short"),
    [
        ("So they hold.", True),
        ("Is it so? No! (1 > 0 | 漢字)\n\n", True),
        ("نوشته", True),
        *((f"a{sign}b", False) for sign in "\n\r\0\\`~*_[]^<&{"),
        ("a \n", False),
        ("", False),
        *((text, False) for text in ("1. a", " a", "- a", "\u0301a", "(a)")),
    ],
)
def test_which_texts_are_one_line(text: str, is_short: bool) -> None:
    """A line that begins with a letter is not parsed, unless it has a sign of markup."""
    assert is_one_line(text) is is_short


@pytest.mark.parametrize(
    "text",
    [
        "a | b\n--- | ---\nc | d",
        "text\na | b\n--- | ---\nc | d",
        "text\n===",
        "text\n  ---\nmore",
        "> text\nlazy\n    indented",
        "- text\nlazy\n- next\n\n  more\nlazy",
        "text\n\n    code\n\ntext\n    no code",
        "text\n1. no list\n2. in it",
        "text\n- a list",
        "text\n```\ncode",
        "[^1]: text\n    more\nlazy\n\n    second\n\ntext[^1]",
        "text\0\r\nmore\rtext",
    ],
)
def test_borders_of_paragraphs(parsers: list[tuple[MarkdownIt, MarkdownIt]], text: str) -> None:
    """What ends a paragraph, or goes on with it, does so."""
    for quick, thorough in parsers:
        expected = [token.as_dict() for token in thorough.parse(text, {})]
        assert [token.as_dict() for token in quick.parse(text, {})] == expected
