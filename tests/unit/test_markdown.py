"""Markdown bodies: the cases of tests/cases/markdown.md, and what does not show in them."""

from itertools import zip_longest
from pathlib import Path

import pytest

from site_builder.diagnostics import Code, Diagnostic, Place, Severity
from site_builder.markdown import (
    Body,
    Context,
    Html,
    count_words,
    parse,
    render,
    text_blocks,
    to_body,
)
from site_builder.model import MarkdownText

CASES = Path(__file__).parent.parent / "cases/markdown.md"
BASE = "https://news.example/2020/12/report.html"
REFERENCES = {"Disclaimer": ("/disclaimer/", ""), "The  Style": ("https://s.example/é", "Style")}
CONTEXT = Context(BASE, "The title", REFERENCES)


def rendered(text: str, context: Context = CONTEXT) -> tuple[Body, list[Diagnostic]]:
    """Render a body whose first line is the tenth of its file."""
    return render(MarkdownText(text, Place("articles/a.md", 10)), context)


def body_of(text: str, context: Context = CONTEXT) -> Body:
    """Render a body and forget its problems."""
    return rendered(text, context)[0]


def read_cases() -> list[tuple[str, str, str]]:
    """Return title, Markdown and expectation of each case; lines with a dot alone part them."""
    title, cases, parts = "", list[tuple[str, str, str]](), [""]
    for line in CASES.read_text(encoding="utf-8").splitlines(keepends=True):
        if line != ".\n":
            parts[-1] += line
        elif len(parts) == 3:
            cases.append((title, parts[1], parts[2]))
            parts = [""]
        else:
            title = parts[0].strip().splitlines()[-1]
            parts.append("")
    return cases


def described(html: Html) -> str:
    """Write HTML with its pictures in their gaps."""
    gaps = [
        f"{{{picture.target}|{picture.alt}|{picture.title or ''}}}" for picture in html.pictures
    ]
    return "".join(a + b for a, b in zip_longest(html.parts, gaps, fillvalue=""))


def description(text: str) -> str:
    """Write all that a case shows: HTML, footnotes, and the places of the problems."""
    body, problems = rendered(text)
    lines = [described(body.content)]
    for note in body.footnotes:
        head = f"[{note.number}] {note.id} from {', '.join(note.references)}"
        lines.append(f"{head}\n{described(note.content)}")
    for problem in problems:
        at = f"{problem.place.line - 9}:{problem.place.column}+{problem.place.length}"
        lines.append(f"{at} {problem.code.id}\n")
    return "".join(lines)


@pytest.mark.parametrize(
    ("markdown", "expected"), [pytest.param(*case[1:], id=case[0]) for case in read_cases()]
)
def test_cases(markdown: str, expected: str) -> None:
    """Each case gives the HTML, the footnotes and the problems that it says."""
    assert description(markdown) == expected


def test_places_are_those_of_the_file() -> None:
    """A problem's place has the file's line, the column, the length and the whole line."""
    _, problems = rendered("First\n\n> Second [a *b*](x:y) third\n")
    assert [problem.place for problem in problems] == [
        Place("articles/a.md", 12, 10, 12, "> Second [a *b*](x:y) third")
    ]


def test_places_in_a_block_scalar() -> None:
    """A text that stands indented in front matter keeps the file's columns."""
    source = MarkdownText("One [a](x:y)\nTwo [b](x:y)", Place("a.md", 7, 5, 1, "    One [a](x:y)"))
    _, problems = render(source, CONTEXT)
    assert [problem.place for problem in problems] == [
        Place("a.md", 7, 9, 8, "    One [a](x:y)"),
        Place("a.md", 8, 9, 8, "    Two [b](x:y)"),
    ]


def test_a_link_over_two_lines_is_underlined_to_the_first_lines_end() -> None:
    """What runs over a line's end is underlined on its first line only."""
    _, problems = rendered("See [a\nb](x:y)")
    assert (problems[0].place.column, problems[0].place.length) == (5, 2)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_ends_of_all_kinds_count(ending: str) -> None:
    """Lines are counted alike whatever ends them."""
    body, problems = rendered(ending.join(["# A", "", "b", "[c](x:y)"]))
    assert [(p.place.line, p.place.excerpt) for p in problems] == [(13, "[c](x:y)")]
    assert body.text == "A b c"


def test_ten_problems_of_one_kind_on_a_line_are_enough() -> None:
    """A line with thousands of faults is known by ten; other lines and kinds have their own."""
    _, problems = rendered("[a](x:y) " * 5000 + "![](/assets/a.png)\n\n[a](x:y)")
    counts = [(p.place.line, p.code) for p in problems]
    assert counts.count((10, Code.UNSAFE_LINK)) == 10
    assert counts.count((10, Code.MISSING_ALT)) == 1
    assert counts.count((12, Code.UNSAFE_LINK)) == 1


def test_links_of_ours_are_listed_with_their_places() -> None:
    """Links that begin with / or # are kept for the check, footnotes' too; no others are."""
    body = body_of("[a](/x/) [b](#h-c)[^1] [d](https://e.example) [f](/é)\n\n[^1]: [g](/g/)\n")
    assert [(link.target, link.place.line, link.place.column) for link in body.links] == [
        ("/x/", 10, 1),
        ("#h-c", 10, 10),
        ("/%C3%A9", 10, 47),
        ("/g/", 12, 7),
    ]


def test_a_link_in_a_title_that_is_left_out_is_nobodys() -> None:
    """What is left out has neither links nor problems."""
    body, problems = rendered("# [The title](/gone/)\n\nText")
    assert (body.links, body.headings, problems) == ((), (), [])


def test_ids_are_all_that_the_html_has() -> None:
    """Headings, footnotes and references to them are in ``ids``."""
    body = body_of("## A\n\nb[^1] c[^1]\n\n[^1]: # D\n")
    assert body.ids == {"h-a", "h-d", "fn-1", "fn-ref-1", "fn-ref-1-2"}


def test_headings_of_footnotes_are_not_the_texts() -> None:
    """The list of headings is the text's own; it has levels, ids and plain text."""
    body = body_of("## A *b*\n\nb[^1]\n\n#### C\n\n[^1]: # D\n")
    assert [(h.level, h.id, h.text) for h in body.headings] == [
        (2, "h-a-b", "A b"),
        (3, "h-c", "C"),
    ]


def test_a_scope_keeps_ids_of_two_bodies_apart() -> None:
    """Ids of a body with a scope carry it, and its own references follow."""
    context = Context(None, None, {}, scope="note")
    body = body_of("## A\n\nb[^1]\n\n[^1]: c\n", context)
    assert body.ids == {"h-note--a", "fn-note--1", "fn-ref-note--1"}
    assert 'href="#fn-note--1"' in body.content.parts[0]


@pytest.mark.parametrize(
    ("markdown", "title", "left"),
    [
        ("# The title", "The title", ""),
        ("The\ntitle\n===", "The  title ", ""),
        ("#### *The* [title](/x/)", "The title", ""),
        ("Before\n\n# The title", "The title", "Before"),
        ("# Cafe\u0301", "Caf\u00e9", ""),
        ("# the title", "The title", "the title"),
        ("# The title", None, "The title"),
        ("## A\n\n# The title", "The title", "A The title"),
    ],
)
def test_the_title_is_left_out_once(markdown: str, title: str | None, left: str) -> None:
    """The first heading goes if it reads as the title: white space aside, case exact."""
    assert body_of(markdown, Context(BASE, title, {})).text == left


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("One *two* [three](/x/) `four`", "One two three four"),
        ("One\ntwo  \nthree", "One two three"),
        ("One\n\n- two\n- three\n\n> four", "One two three four"),
        ("# One\n\n| a | b |\n|-|-|\n| c | d |", "One a b c d"),
        ("One[^1] two^[x]!\n\n[^1]: Note *y*", "One two! Note y x"),
        ("One ![alt](/assets/a.png) two", "One  two"),
        ('One\n\n![alt](/assets/a.png "Caption")\n\ntwo', "One two"),
        ("One ![alt](https://a.example/b.png) two", "One alt two"),
        ("    a\n      b\n\nc", "a\n  b c"),
        ("&lt;b&gt; \\*x\\* &amp;", "<b> *x* &"),
        ("<b>x</b>", "<b>x</b>"),
        ("---\n\n***", ""),
        ("", ""),
        ("   \n\t\n", ""),
    ],
)
def test_the_canonical_text_is_what_a_reader_sees(markdown: str, text: str) -> None:
    """A border of blocks or cells and a break are one space; pictures and references nothing."""
    assert body_of(markdown).text == text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("One two, three – four.", 4),
        ("it's well-known 3.5 %", 3),
        ("۲۰ درصد می‌شود", 3),
        ("日本語テキスト", 7),
        ("東京 and 大阪", 5),
        ("ภาษาไทย", 7),
        ("한국어 문장", 2),
        ("“Quoted” (words)", 2),
        ("… – !", 0),
        ("", 0),
    ],
)
def test_words_are_counted_as_their_script_writes_them(text: str, words: int) -> None:
    """Words count by white space, and by character where a script writes none."""
    assert body_of(text).words == words


@pytest.mark.parametrize("sign", [chr(code) for code in range(128)])
def test_words_of_ascii_are_counted_as_those_of_any_text(sign: str) -> None:
    """Whatever stands between or beside them: a word more, which is no ASCII, is one more."""
    text = f"{sign} a{sign}b {sign}{sign} 1{sign}"
    assert count_words(text) == count_words(f"{text} \xe9") - 1


def test_the_two_steps_make_the_one() -> None:
    """``render`` is ``parse`` and ``to_body``; both give the same twice."""
    source = MarkdownText("# A\n\nb[^1] [c](x:y) ![d](/assets/d.png)\n\n[^1]: e", Place("a.md", 3))
    parsed = parse(source, CONTEXT)
    assert (to_body(parsed), list(parsed.problems)) == render(source, CONTEXT)
    assert to_body(parsed) == to_body(parsed)


def test_text_can_be_marked_between_the_steps() -> None:
    """Text tokens that are cut and wrapped change the HTML and not the canonical text."""
    parsed = parse(MarkdownText("One two three\n\nfour", Place("a.md")), CONTEXT)
    blocks = list(text_blocks(parsed.tokens))
    inline = blocks[0][0]
    assert inline.children is not None
    before, after, opening, closing = (inline.children[0].copy() for _ in range(4))
    before.content, after.content = "One ", " three"
    opening.type, opening.tag, opening.nesting, opening.attrs = (
        "mark_open",
        "mark",
        1,
        {"class": "x"},
    )
    closing.type, closing.tag, closing.nesting = "mark_close", "mark", -1
    middle = inline.children[0].copy(content="two")
    inline.children = [before, opening, middle, closing, after]
    body = to_body(parsed)
    assert body.content.parts == ('<p>One <mark class="x">two</mark> three</p>\n<p>four</p>\n',)
    assert body.text == "One two three four"


def test_a_relative_link_needs_a_source() -> None:
    """Without a source's address a relative link or picture is text, and the editor is told."""
    body, problems = rendered("[a](b.html) ![c](d.png) [e](/f/)", Context(None, None, {}))
    assert body.content.parts == ('<p>a c <a href="/f/">e</a></p>\n',)
    assert [problem.code for problem in problems] == [Code.DEAD_LINK, Code.MISSING_PICTURE]


def test_a_protocol_relative_link_takes_the_sources_scheme() -> None:
    """``//host`` has the scheme of the source, and https without one."""
    plain = body_of("[a](//b.example)", Context("http://c.example/", None, {}))
    assert 'href="http://b.example"' in plain.content.parts[0]
    alone = body_of("[a](//b.example)", Context(None, None, {}))
    assert 'href="https://b.example"' in alone.content.parts[0]


def test_a_smuggled_control_is_an_error_and_all_others_are_warnings() -> None:
    """What would be an error in the file itself is one as an entity; the rest only warns."""
    _, problems = rendered("&#x202e; [a](x:y) [^b] ![](/assets/a.png)")
    assert {problem.code: problem.severity for problem in problems} == {
        Code.BIDI_CONTROL: Severity.ERROR,
        Code.UNSAFE_LINK: Severity.WARNING,
        Code.UNDEFINED_FOOTNOTE: Severity.WARNING,
        Code.MISSING_ALT: Severity.WARNING,
    }


def test_what_nests_too_deeply_is_left_out_and_said() -> None:
    """Blocks beyond the limit are gone from the page, and the first of them is named."""
    body, problems = rendered("Text\n\n" + "> " * 120 + "deep\n")
    assert body.text == "Text"
    assert [(p.code, p.place.line) for p in problems] == [(Code.NESTED_TOO_DEEPLY, 12)]


def test_messages_show_addresses_decoded_and_short() -> None:
    """A message shows an address readably, in one line, and not for ever."""
    _, problems = rendered(f"[a](x:%D8%A7) [b](x:%0A) [c](x:{'y' * 200})")
    shown = [problem.message.split("“")[1].split("”")[0] for problem in problems]
    assert shown == ["x:ا", "x:%0A", f"x:{'y' * 77}…"]


def test_only_articles_take_marks() -> None:
    """In any other text an inline mark reaches readers as it is written, and is an error."""
    _, (problem,) = rendered("A [word]{check=a} and `{check=b}`.")
    assert (problem.code, problem.severity) == (Code.UNREAD_MARK, Severity.ERROR)
    assert (problem.place.column, problem.place.length) == (9, 9)
    assert "Only the text of an article" in problem.hint
