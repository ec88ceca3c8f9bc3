"""Random texts and random spans: what anchoring promises whatever stands in an article."""

import re
from collections.abc import Iterable
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from records import article, cites
from test_anchoring_cases import STANDING, shown

from site_builder.anchoring import AnchoredBody, anchor
from site_builder.anchoring.folding import fold
from site_builder.diagnostics import Code, Diagnostic, Place
from site_builder.markdown import Context, Html, parse
from site_builder.model import Annotation, Located, MarkdownText

WORDS = (
    *("the", "ministry", "rose", "prose", "20%", "8%", "18%", "2,500", "2020", "-8", "x–y", "—"),
    *("Zarif's", "can't", "“so”", "'so'", "so\u00adcalled", "a\u00a0b", "R&amp;D", "&lt;b&gt;"),
    *("<i>", ":", "café", "cafe\u0301", "e\u0301\u0323", "می\u200cگویند", "٪۲۰", "۲۰۲۰", "علي"),
    *("中国经济", "\u1112\u1161\u11ab", "👩\u200d👩\u200d👧", "👍🏽", "🇮🇷"),
)
WRAPPERS = ("{}", "{}", "{}", "*{}*", "**{}**", "~~{}~~", "`{}`", "[{}](https://a.example/)")
BLOCKS = (
    "{}\n\n",
    "## {}\n\n",
    "> {}\n\n",
    "- {}\n",
    "1. {}\n",
    "\n```\n{}\n```\n\n",
    "{}[^n]\n\n",
)

words = st.sampled_from(WORDS)
runs = st.builds(
    lambda parts, wrapper: wrapper.format(" ".join(parts)),
    st.lists(words, min_size=1, max_size=4),
    st.sampled_from(WRAPPERS),
)
lines = st.builds(" ".join, st.lists(runs, min_size=1, max_size=4))
paragraphs = st.builds("\n".join, st.lists(lines, min_size=1, max_size=2))
blocks = st.builds(lambda text, block: block.format(text), lines, st.sampled_from(BLOCKS))
tables = st.builds(lambda a, b: f"| {a} | {b} |\n|---|---|\n| {b} | {a} |\n\n", words, words)
texts = st.builds(
    lambda parts: "".join(parts) + "\n\n[^n]: Some words of a note.\n",
    st.lists(st.one_of(blocks, tables, paragraphs.map("{}\n\n".format)), min_size=1, max_size=6),
)


class Pieces(HTMLParser):
    """Reads a page's marks: the text with the ids that cover each of its characters."""

    def __init__(self) -> None:
        super().__init__()
        self.covered: list[tuple[str, tuple[str, ...]]] = []
        self.depth = 0
        self.ids: tuple[str, ...] = ()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a mark; none may stand in another."""
        if tag == "mark":
            assert not self.ids
            self.ids = tuple((dict(attrs)["data-annotations"] or "").split())
            assert len(set(self.ids)) == len(self.ids) > 0

    def handle_endtag(self, tag: str) -> None:
        """End a mark."""
        if tag == "mark":
            self.ids = ()

    def handle_data(self, data: str) -> None:
        """Note what covers each character."""
        self.covered.extend((character, self.ids) for character in data)


def markup(body: AnchoredBody) -> str:
    """Write the whole body, its gaps left out."""
    contents: list[Html] = [html for p in body.passages for html in (p.head, p.rest)]
    contents += [note.content for note in body.footnotes]
    return "".join(part for html in contents for part in html.parts)


def pinned(
    text: str, quotes: Iterable[str] = (), occurrence: str | None = None
) -> tuple[AnchoredBody, list[Diagnostic]]:
    """Anchor quotes, each in an annotation n0, n1 …, in a text."""
    annotations = [_about(f"n{n}", quote, occurrence) for n, quote in enumerate(quotes)]
    body = MarkdownText(text, Place("content/articles/a.md", 10))
    written = replace(article("a", annotations=annotations), body=body)
    return anchor(written, parse(body, Context(None, None, {}, annotated=True)), STANDING)


def _about(key: str, quote: str, occurrence: str | None) -> Annotation:
    place = Place("content/articles/a.md", 6)
    note = cites("wrong")._replace(id=key, kind="note", claim=None, occurrence=occurrence)
    return note._replace(quote=Located(quote, place))


@given(texts, st.data())
def test_a_quote_is_found_where_it_was_taken(text: str, data: st.DataObject) -> None:
    """A quote of the rendered text anchors where it was taken, or it is ambiguous, or not whole."""
    plain, _ = pinned(text)
    start = data.draw(st.integers(0, len(plain.text) - 1))
    end = data.draw(st.integers(start + 1, len(plain.text)))
    quote = plain.text[start:end].strip()
    assume(any(map(str.isalnum, quote)))
    start = plain.text.index(quote, start)
    body, problems = pinned(text, [quote])
    if Code.QUOTE_AMBIGUOUS in {problem.code for problem in problems}:
        again = re.findall(f"(?={re.escape(fold(quote).text.strip())})", fold(body.text).text)
        assert len(again) > 1
        return
    if problems or not start <= body.placements[0].spans[0].start < start + len(quote):
        assert _is_cut(plain.text, start, quote)
        return
    (span,) = body.placements[0].spans
    assert fold(body.text[span.start : span.end]).text == fold(quote).text.strip()


def _is_cut(text: str, start: int, quote: str) -> bool:
    """Tell whether a quote was cut out of a word, a number or a sign, as the text shows it."""
    before, after = text[:start], text[start + len(quote) :]
    joins = re.compile(
        r"[\w.,'\u2019\u0300-\u036f\u00ad\u200c\u200d\u00a0\U0001f000-\U0001ffff\-–]"
    )
    return bool(joins.search(before[-2:]) or joins.search(after[:2]))


@given(texts, st.data())
def test_marks_change_nothing_but_themselves(text: str, data: st.DataObject) -> None:
    """Without its marks the HTML is what it was; each character is covered by what covers it."""
    plain, _ = pinned(text)
    tokens = [m.span() for m in re.finditer(r"\S+", plain.text)]
    count = data.draw(st.integers(1, 6))
    quotes: list[str] = []
    for _ in range(count):
        first = data.draw(st.integers(0, len(tokens) - 1))
        last = data.draw(st.integers(first, min(first + 8, len(tokens) - 1)))
        quote = plain.text[tokens[first][0] : tokens[last][1]]
        if any(map(str.isalnum, quote)):
            quotes.append(quote)
    body, _ = pinned(text, quotes, "all")
    bare = re.sub(r"</?mark[^>]*>", "", markup(body))
    assert body.text == plain.text
    assert bare == markup(plain)
    reader = Pieces()
    reader.feed(markup(body))
    covered = [(c, ids) for c, ids in reader.covered if not c.isspace()]
    expected = [
        (c, {p.id for p in body.placements if any(s.start <= i < s.end for s in p.spans)})
        for i, c in enumerate(body.text)
        if not c.isspace()
    ]
    assert [(c, set(ids)) for c, ids in covered] == expected


@given(texts)
@example("")
@example("[^n]: Nothing refers to it.")
@example("![A picture](/assets/a.png)\n\nwords[^n]\n\n[^n]: ![A picture](/assets/a.png)")
def test_a_text_without_annotations_is_one_in_which_none_was_found(text: str) -> None:
    """The short way for texts without annotations gives what the long one gives."""
    lost, problems = pinned(text, ["words that stand nowhere"])

    assert problems
    assert pinned(text) == (lost, [])


@given(texts, st.integers(1, 6))
def test_numbers_rise_and_each_has_its_note(text: str, count: int) -> None:
    """References stand in the order of their numbers; each has its note after its own block."""
    plain, _ = pinned(text)
    found = re.findall(r"\w{3,}", plain.text)[:count]
    assume(found)
    body, _ = pinned(text, dict.fromkeys(found), "all")
    numbers = {p.id: p.number for p in body.placements}
    contents = [html for p in body.passages for html in (p.head, p.rest)]
    contents += [note.content for note in body.footnotes]
    gaps = [gap.annotation for html in contents for gap in html.gaps if hasattr(gap, "annotation")]
    assert [numbers[name] for name in gaps] == list(range(1, len(body.placements) + 1))
    notes = [note for passage in body.passages for note in passage.notes] + list(body.endnotes)
    assert notes == gaps
    for passage in body.passages:
        head = shown(passage.head, numbers)
        assert all(f"({numbers[note]})" in head for note in passage.notes)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_ends_do_not_matter(end: str) -> None:
    """A quote crosses a line break, whichever it is."""
    body, problems = pinned(f"one{end}two", ["one two"])
    assert not problems
    assert body.placements[0].words == ("one two",)
